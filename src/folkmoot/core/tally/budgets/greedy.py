"""The greedy rule: the best supported project that still fits, again and again; what most cities do.

It is also the completion that turns what equal shares leave over into projects.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from folkmoot.core.tally.profiles import Option
from folkmoot.core.tally.tallies import Step
from folkmoot.core.tally.ties import Breaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """A project taken, and how ties were broken for it."""

    option: int
    ties: tuple[Step, ...]


def greedy_picks(
    options: Sequence[Option],
    scores: Sequence[Fraction],
    budget: Fraction,
    breaker: Breaker,
    *,
    without: Collection[int] = (),
    skips: bool = True,
) -> list[Pick]:
    """The projects with the highest `scores` that fit, best first, of those not `without`.

    `skips` goes on with a smaller project where one does not fit; else it ends there. Projects that are level and all
    fit are taken together, so that a tie that does not matter is none. Raises `OpenTie`.
    """
    left = [option for option in range(len(options)) if option not in without and scores[option] > 0]
    picks: list[Pick] = []
    while left:
        best = max(scores[option] for option in left)
        level = [option for option in left if scores[option] == best]
        able = [option for option in level if _cost(options, option) <= budget] if skips else level
        taken, ties = _taken(options, level, able, budget, breaker)
        if not taken and not skips:
            break
        picks += [Pick(option=option, ties=ties) for option in taken]
        budget -= sum(_cost(options, option) for option in taken)
        left = [option for option in left if option not in (taken or level)]
    return picks


def _taken(
    options: Sequence[Option], level: Sequence[int], able: Sequence[int], budget: Fraction, breaker: Breaker
) -> tuple[Sequence[int], tuple[Step, ...]]:
    """All that are level where they fit together, else the first of those able, if it fits."""
    if sum(_cost(options, option) for option in level) <= budget:
        return level, ()
    if not able:
        return (), ()
    first, ties = breaker.first(able)
    return ([first] if _cost(options, first) <= budget else []), ties


def _cost(options: Sequence[Option], option: int) -> Fraction:
    return options[option].cost or Fraction()
