"""Score and majority judgement: what the grades say, without rounding.

`medians` has the order of majority judgement. Where options have different numbers of grades, the shares are compared.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from folkmoot.core.tally.approving import grades_grid
from folkmoot.core.tally.medians import MajorityValue, level_up, lower_median
from folkmoot.core.tally.methods import Judgement, Scale, Score, Silence
from folkmoot.core.tally.outcomes import Grid, Outcome
from folkmoot.core.tally.profiles import GradeTable
from folkmoot.core.tally.tallies import Step, percent
from folkmoot.core.tally.ties import Breaker, lot_of, seat_best


def count_scores(table: GradeTable, rule: Score, *, seed: bytes | None = None) -> Outcome:
    """The highest mean grades, exactly; an option without any grade has none and cannot win."""
    counts = _spoken(table, rule.silent)
    means = [_mean(given, rule.scale) for given in counts]
    able = [
        option for option, mean in enumerate(means) if mean is not None and (rule.least is None or mean >= rule.least)
    ]
    seats = len(able) if rule.seats is None else rule.seats
    seated = seat_best(means, able, seats, _breaker(table, rule, counts, seed))
    grid = Grid(
        code="means",
        columns=("option", "grades", "mean"),
        rows=tuple(
            (option.id, sum(given), mean) for option, given, mean in zip(table.options, counts, means, strict=True)
        ),
    )
    return Outcome(
        winners=seated.winners,
        tied=seated.tied,
        grids=(grades_grid(table, rule.scale.grades), grid),
        steps=(*_mean_steps(table, counts, means), *_least_step(rule), *seated.steps),
    )


def count_judgement(table: GradeTable, rule: Judgement, *, seed: bytes | None = None) -> Outcome:
    """The best median grades, ties by the medians that follow; an option without any grade cannot win."""
    counts = _spoken(table, rule.silent)
    able = [option for option, given in enumerate(counts) if sum(given)]
    values = level_up(counts)
    seated = seat_best(values, able, rule.seats, _breaker(table, rule, counts, seed))
    return Outcome(
        winners=seated.winners,
        tied=seated.tied,
        grids=(grades_grid(table, rule.scale.grades), _gauges(table, counts, rule.scale)),
        steps=(*_median_steps(table, counts, rule.scale, values), *seated.steps),
    )


def _spoken(table: GradeTable, silent: Silence) -> list[tuple[int, ...]]:
    """The counts, with silence as the lowest grade where the rule says so; a blank ballot is silent about all."""
    if silent is Silence.LEFT_OUT:
        return list(table.counts)
    blank = table.turnout.blank
    return [(given[0] + quiet + blank, *given[1:]) for given, quiet in zip(table.counts, table.silent, strict=True)]


def _mean(given: Sequence[int], scale: Scale) -> Fraction | None:
    total = sum(given)
    return (
        sum((value * count for value, count in zip(scale.values, given, strict=True)), Fraction()) / total
        if total
        else None
    )


def _breaker(
    table: GradeTable, rule: Score | Judgement, counts: Sequence[Sequence[int]], seed: bytes | None
) -> Breaker:
    support = [sum(given) for given in counts]
    return Breaker(options=table.options, ties=rule.ties, support=support, lot=lot_of(table.options, seed))


def _mean_steps(table: GradeTable, counts: Sequence[Sequence[int]], means: Sequence[Fraction | None]) -> Iterator[Step]:
    order = sorted(range(len(means)), key=lambda option: (-(means[option] or 0), option))
    for option in order:
        label, mean = table.options[option].label, means[option]
        if mean is None:
            yield Step(code="no_grades", params={"option": label})
        else:
            yield Step(code="mean_of", params={"option": label, "mean": mean, "grades": sum(counts[option])})


def _least_step(rule: Score) -> list[Step]:
    return [] if rule.least is None else [Step(code="least_mean", params={"least": rule.least})]


def _median_steps(
    table: GradeTable, counts: Sequence[Sequence[int]], scale: Scale, values: Sequence[MajorityValue]
) -> Iterator[Step]:
    """Every median, best first; after each that equals the one before, what told the two apart."""
    graded = [option for option, given in enumerate(counts) if sum(given)]
    before = None
    for option in sorted(graded, key=lambda each: (values[each], -each), reverse=True):
        label, grade = table.options[option].label, scale.grades[lower_median(counts[option])]
        yield Step(code="median_of", params={"option": label, "grade": grade})
        if before is not None and lower_median(counts[before]) == lower_median(counts[option]):
            yield _apart(table, values, scale, before, option)
        before = option
    for option in range(len(counts)):
        if option not in graded:
            yield Step(code="no_grades", params={"option": table.options[option].label})


def _apart(table: GradeTable, values: Sequence[MajorityValue], scale: Scale, one: int, other: int) -> Step:
    found = values[one].difference(values[other])
    labels = {"option": table.options[one].label, "other": table.options[other].label}
    if found is None:
        return Step(code="medians_all_equal", params=labels)
    share = Fraction(found.taken, sum(values[one].given))
    grades = {"grade": scale.grades[found.mine], "other_grade": scale.grades[found.theirs]}
    return Step(code="medians_differ", params={**labels, **grades, "percent": percent(share)})


def _gauges(table: GradeTable, counts: Sequence[Sequence[int]], scale: Scale) -> Grid:
    """The median, and the shares of grades above and below it."""
    rows: list[tuple[str | Fraction | None, ...]] = []
    for option, given in zip(table.options, counts, strict=True):
        if not sum(given):
            rows.append((option.id, None, None, None))
            continue
        grade, total = lower_median(given), sum(given)
        above, below = Fraction(sum(given[grade + 1 :]), total), Fraction(sum(given[:grade]), total)
        rows.append((option.id, scale.grades[grade], above, below))
    return Grid(code="medians", columns=("option", "median", "above", "below"), rows=tuple(rows))
