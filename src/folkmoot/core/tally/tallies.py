"""The result of one vote, which says itself how it came about."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import TypeAlias

from folkmoot.core.faults import Fault
from folkmoot.core.tally.counting import Choice
from folkmoot.core.tally.rules import Base, Counts, Rule, Tie, base_of

StepParam: TypeAlias = str | int | Fraction | tuple[str, ...]


class CastingVoteIsNotAsked(Fault):
    """A casting vote was given where the rule has none, or where yes and no are not equal."""


class CastingVoteIsNotAVote(Fault):
    """A casting vote is something else (`found`) than yes or no."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a result: a `code` (its sentence is in `folkmoot.messages.tally.STEPS`) and the figures in it.

    A figure is a text, a whole number, an exact fraction, or several options by the names that people know.
    """

    code: str
    params: Mapping[str, StepParam]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What was decided and why.

    `base`: what the threshold is a fraction of · `needed`: the fewest yes votes that adopt (at least 1) · `reached`:
    the yes votes · `share`: reached / base, None over an empty base · `adopted` · `steps`: the same, reason by reason.
    """

    counts: Counts
    rule: Rule
    base: int
    needed: int
    reached: int
    share: Fraction | None
    adopted: bool
    steps: tuple[Step, ...]


def tally(counts: Counts, rule: Rule, *, casting_vote: Choice | None = None) -> Tally:
    """Hold `counts` against `rule`.

    More than a fraction means at least ⌊fraction · base⌋ + 1 yes votes, at least a fraction ⌈fraction · base⌉, and
    nothing is adopted without a single yes. A tie is yes = no under a simple majority; then, and only where the rule
    foresees it, `casting_vote` (yes or no) decides. Raises `CastingVoteIsNotAsked` or `CastingVoteIsNotAVote`.
    """
    tied = rule.is_simple_majority and counts.yes == counts.no > 0
    _check_casting_vote(casting_vote, asked=tied and rule.tie is Tie.CASTING_VOTE)
    base, needed = base_of(counts, rule), votes_needed(base_of(counts, rule), rule)
    adopted = counts.yes >= needed or casting_vote is Choice.YES
    return Tally(
        counts=counts,
        rule=rule,
        base=base,
        needed=needed,
        reached=counts.yes,
        share=Fraction(counts.yes, base) if base else None,
        adopted=adopted,
        steps=(
            _counted(counts),
            Step(code=_base_code(rule), params={"base": base}),
            _needed(rule, needed, base),
            _reached(counts.yes, base),
            *_tie_steps(rule, casting_vote, tied=tied),
            Step(code="adopted" if adopted else "not_adopted", params={}),
        ),
    )


def votes_needed(base: int, rule: Rule) -> int:
    """The fewest yes votes that adopt under `rule` over `base` people or papers; never fewer than one."""
    part = rule.fraction * base
    return max(1, floor(part) + 1 if rule.strict else ceil(part))


def percent(share: Fraction) -> str:
    """`share` in per cent with one decimal, rounded down, so that nothing looks as if it reached what it did not."""
    tenths = floor(share * 1000)
    return f"{tenths // 10}.{tenths % 10}"


def _check_casting_vote(vote: Choice | None, *, asked: bool) -> None:
    if vote is not None and not asked:
        raise CastingVoteIsNotAsked
    if vote not in (None, Choice.YES, Choice.NO):
        raise CastingVoteIsNotAVote(found=str(vote))


def _counted(counts: Counts) -> Step:
    names = ("eligible", "present", "cast", "yes", "no", "abstain", "blank", "spoilt")
    return Step(code="counted", params={name: getattr(counts, name) for name in names})


def _base_code(rule: Rule) -> str:
    if rule.of is Base.CAST:
        return "base_cast" if rule.blanks_count else "base_cast_without_blanks"
    return f"base_{rule.of}"


def _needed(rule: Rule, needed: int, base: int) -> Step:
    code = "needed_more_than" if rule.strict else "needed_at_least"
    return Step(code=code, params={"fraction": str(rule.fraction), "base": base, "needed": needed})


def _reached(yes: int, base: int) -> Step:
    if not base:
        return Step(code="reached_nothing", params={})
    return Step(code="reached", params={"yes": yes, "base": base, "percent": percent(Fraction(yes, base))})


def _tie_steps(rule: Rule, vote: Choice | None, *, tied: bool) -> tuple[Step, ...]:
    if not tied:
        return ()
    if rule.tie is Tie.FAILS:
        return (Step(code="tie_fails", params={}),)
    if vote is None:
        return (Step(code="tie_awaits_casting_vote", params={}),)
    return (Step(code=f"tie_casting_vote_{vote}", params={}),)
