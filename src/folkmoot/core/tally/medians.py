"""Medians one after the other: the exact order of majority judgement.

Take the median grade away, then the median of what is left, and so on (of two in the middle, the worse). What comes is
the majority value. From sorted grades it is read off at once: beginning at the middle, one grade from the lower half
downwards, one from the upper half upwards, in turn. So two options are compared by runs of equal grades, which takes no
longer for millions of ballots. Source: M. Balinski and R. Laraki, Majority Judgment (MIT Press 2011), chapter 1.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import lcm
from typing import NamedTuple

Runs = list[tuple[int, int]]  # (grade, how often), in the order in which they are taken


class Difference(NamedTuple):
    """After `taken` equal medians, one option's is `mine`, the other's `theirs`."""

    taken: int
    mine: int
    theirs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MajorityValue:
    """The medians of one option, from how often each grade was `given` (worst first). Only values of equally many
    grades can be compared: see `level_up`.
    """

    given: tuple[int, ...]

    def __gt__(self, other: "MajorityValue") -> bool:
        found = self.difference(other)
        return found is not None and found.mine > found.theirs

    def difference(self, other: "MajorityValue") -> Difference | None:
        """Where two values first differ; None where they are equal."""
        odd = sum(self.given) % 2
        (mine_low, mine_high), (their_low, their_high) = _halves(self.given), _halves(other.given)
        low, high = _apart(mine_low, their_low), _apart(mine_high, their_high)
        found = [
            *([low._replace(taken=max(2 * low.taken - odd, 0))] if low else []),
            *([high._replace(taken=2 * high.taken + 1 + odd)] if high else []),
        ]
        return min(found, default=None)


def level_up(counts: Sequence[Sequence[int]]) -> list[MajorityValue]:
    """The same shares for each option, multiplied up so that all (that have any) have equally many grades."""
    totals = [sum(given) for given in counts]
    common = lcm(*(total for total in totals if total))
    return [
        MajorityValue(given=tuple(count * (common // max(total, 1)) for count in given))
        for given, total in zip(counts, totals, strict=True)
    ]


def lower_median(given: Sequence[int]) -> int:
    """The grade of the middle ballot, of two in the middle the worse one. Raises `ValueError` where there is none."""
    middle, seen = (sum(given) + 1) // 2, 0
    for grade, count in enumerate(given):
        seen += count
        if count and seen >= middle:
            return grade
    raise ValueError("no grade was given")


def _halves(given: Sequence[int]) -> tuple[Runs, Runs]:
    """The lower half (with the middle) from the middle downwards, the upper half upwards."""
    middle = (sum(given) + 1) // 2
    runs = list(enumerate(given))
    below = _first(runs, middle)
    above = _first(reversed(runs), sum(given) - middle)
    return below[::-1], above[::-1]


def _first(runs: Iterable[tuple[int, int]], wanted: int) -> Runs:
    """The first `wanted` grades, as runs."""
    taken: Runs = []
    for grade, count in runs:
        run = min(count, wanted)
        wanted -= run
        if run:
            taken.append((grade, run))
    return taken


def _apart(mine: Runs, theirs: Runs) -> Difference | None:
    """The first place at which two sequences of runs differ."""
    place = 0
    for at, ((my_grade, my_run), (their_grade, their_run)) in enumerate(zip(mine, theirs, strict=False)):
        if my_grade != their_grade:
            return Difference(place, my_grade, their_grade)
        place += min(my_run, their_run)
        if my_run < their_run:
            return Difference(place, mine[at + 1][0], their_grade)
        if my_run > their_run:
            return Difference(place, my_grade, theirs[at + 1][0])
    return None
