"""Approval, and votes that end in yes or no: each option held against a threshold, the best of them seated."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from folkmoot.core.tally.counting import Choice, count_ballots
from folkmoot.core.tally.methods import Agreement, ApprovalVote, Consensus, Majority
from folkmoot.core.tally.outcomes import Cell, Grid, Outcome
from folkmoot.core.tally.profiles import Approvals, GradeTable, ItemCounts, Option, Profile, Turnout, supporters
from folkmoot.core.tally.rules import Counts, Rule
from folkmoot.core.tally.tallies import Step, Tally, tally
from folkmoot.core.tally.ties import Breaker, lot_of, seat_best

COUNTED = ("eligible", "present", "cast", "yes", "no", "abstain", "blank", "spoilt")


def count_items(votes: ItemCounts, rule: Majority) -> Outcome:
    """Each item for itself: adopted where it reaches the threshold. Raises `ElectorateUnknown`."""
    votes.turnout.check_base(rule.threshold)
    results = [tally(counts, rule.threshold) for counts in votes.counts]
    return Outcome(
        winners=_adopted(results),
        grids=(items_grid(votes.options, results),),
        steps=tuple(item_steps(votes.options, results)),
    )


def count_approvals(profile: Profile[Approvals], rule: ApprovalVote, *, seed: bytes | None = None) -> Outcome:
    """The options marked most often, of those that reach the threshold. Raises `ElectorateUnknown`."""
    support = supporters(profile)
    breaker = Breaker(options=profile.options, ties=rule.ties, support=support, lot=lot_of(profile.options, seed))
    results = _held_against(rule.threshold, profile, support)
    passed: Sequence[int] = range(len(profile.options)) if results is None else _adopted(results)
    seated = seat_best(support, passed, len(passed) if rule.seats is None else rule.seats, breaker)
    valid = profile.turnout.valid
    table = Grid(
        code="approvals", columns=("option", "approvals", "valid"), rows=_rows(profile.options, support, valid)
    )
    return Outcome(
        winners=seated.winners,
        tied=seated.tied,
        grids=(table,) if results is None else (table, items_grid(profile.options, results)),
        steps=(
            *ranked_steps("approved_by", profile.options, support),
            *([] if results is None else item_steps(profile.options, results)),
            *seated.steps,
        ),
    )


def count_agreement(table: GradeTable, rule: Agreement) -> Outcome:
    """Each option for itself: the highest grades are agreement; how often every grade was given is published.

    Raises `ElectorateUnknown`.
    """
    table.turnout.check_base(rule.threshold)
    results = [
        tally(table.turnout.counts(yes=sum(given[-rule.agree :]), silent=silent), rule.threshold)
        for given, silent in zip(table.counts, table.silent, strict=True)
    ]
    return Outcome(
        winners=_adopted(results),
        grids=(grades_grid(table, rule.scale.grades), items_grid(table.options, results)),
        steps=tuple(item_steps(table.options, results)),
    )


def count_consensus(table: GradeTable, rule: Consensus) -> Outcome:
    """Each option for itself: nobody too many objects, or else it reaches the other threshold. Silence is no objection.

    Raises `ElectorateUnknown`.
    """
    results: list[tuple[int, bool, Tally | None]] = []
    for given, silent in zip(table.counts, table.silent, strict=True):
        against, agreed = sum(given[: rule.objecting]), sum(given[-rule.agree :])
        consensus = against <= rule.objections and agreed > 0
        results.append((against, consensus, None if consensus else _else_held(table, rule, agreed, silent)))
    passed = [consensus or (other is not None and other.adopted) for _, consensus, other in results]
    return Outcome(
        winners=tuple(place for place, won in enumerate(passed) if won),
        grids=(grades_grid(table, rule.scale.grades),),
        steps=tuple(_consensus_steps(table.options, rule, results)),
    )


def _else_held(table: GradeTable, rule: Consensus, agreed: int, silent: int) -> Tally | None:
    if rule.otherwise is None:
        return None
    table.turnout.check_base(rule.otherwise)
    return tally(table.turnout.counts(yes=agreed, silent=silent), rule.otherwise)


def _consensus_steps(
    options: Sequence[Option], rule: Consensus, results: Sequence[tuple[int, bool, Tally | None]]
) -> Iterable[Step]:
    for option, (against, consensus, other) in zip(options, results, strict=True):
        yield Step(code="about", params={"option": option.label})
        yield Step(code="objections", params={"count": against, "most": rule.objections})
        if consensus:
            yield Step(code="consensus", params={})
        elif other is None:
            yield Step(code="no_consensus", params={})
        else:
            yield from (Step(code="no_consensus_so_threshold", params={}), *other.steps)


def items_of(options: tuple[Option, ...], ballots: Sequence[Sequence[Choice]], turnout: Turnout) -> ItemCounts:
    """Yes-or-no ballots counted item by item. Raises as `count_ballots` does."""
    items, there = range(len(options)), turnout.counts(yes=0)
    counts = count_ballots(ballots, items=items, present=there.present, eligible=there.eligible)
    return ItemCounts(options=options, counts=tuple(counts[item] for item in items), turnout=turnout)


def item_steps(options: Sequence[Option], results: Sequence[Tally]) -> Iterable[Step]:
    """The story of each option in turn."""
    for option, result in zip(options, results, strict=True):
        yield Step(code="about", params={"option": option.label})
        yield from result.steps


def ranked_steps(code: str, options: Sequence[Option], figures: Sequence[int | Fraction]) -> list[Step]:
    """One step for each option, the largest figure first."""
    order = sorted(range(len(options)), key=lambda option: (-figures[option], option))
    return [Step(code=code, params={"option": options[each].label, "count": figures[each]}) for each in order]


def grades_grid(table: GradeTable, grades: tuple[str, ...]) -> Grid:
    """How often each option was given each grade, and how many said nothing about it."""
    rows: list[tuple[Cell, ...]] = [
        (option.id, *given, silent)
        for option, given, silent in zip(table.options, table.counts, table.silent, strict=True)
    ]
    return Grid(code="grades", columns=("option", *grades, "none"), rows=tuple(rows))


def _held_against(threshold: Rule | None, profile: Profile[Approvals], support: Sequence[int]) -> list[Tally] | None:
    if threshold is None:
        return None
    profile.turnout.check_base(threshold)
    return [tally(profile.turnout.counts(yes=count), threshold) for count in support]


def _adopted(results: Sequence[Tally]) -> tuple[int, ...]:
    return tuple(place for place, result in enumerate(results) if result.adopted)


def _rows(options: Sequence[Option], figures: Sequence[int], of: int) -> tuple[tuple[str, int, int], ...]:
    return tuple((option.id, figure, of) for option, figure in zip(options, figures, strict=True))


def items_grid(options: Sequence[Option], results: Sequence[Tally], code: str = "thresholds") -> Grid:
    """Each option with its eight numbers, what was needed, and whether it was adopted."""
    rows = [
        (option.id, *_counted(result.counts), result.base, result.needed, "yes" if result.adopted else "no")
        for option, result in zip(options, results, strict=True)
    ]
    return Grid(code=code, columns=("option", *COUNTED, "base", "needed", "adopted"), rows=tuple(rows))


def _counted(counts: Counts) -> tuple[int, ...]:
    return tuple(getattr(counts, name) for name in COUNTED)
