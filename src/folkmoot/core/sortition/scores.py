"""What a lottery under Nash welfare or the Goldilocks objective reaches, and how near that is to the best there can be.

Both bounds come from points (`certificates`): of any panel the points add up to at most `limit`, so they do on average.

Nash welfare is the geometric mean of everybody's chance, and more is better. Under `Σ points * chance ≤ limit` it is
highest where everybody's points times her chance are the same, `limit / people`; no lottery comes above that.

The Goldilocks score is `largest / share + share / smallest`, where `share` is seats by people, and less is better; 2
would be everybody's equal chance. Points below 0 may not add up to less than -1. As nobody is above `largest` (L) nor
below `smallest` (s), `L ≥ (sum of points + 1) * s - limit`. So `share` times the score, `L + share² / s`, is at least
`2 * share * √(sum of points + 1) - limit`, whatever s is. Source of the objective: Baharav and
Flanigan, Fair, Manipulation-Robust, and Transparent Sortition (2024).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, exp, isqrt, log

import numpy as np

from folkmoot.core.sortition.certificates import Certificate, limit_of, points_of
from folkmoot.core.sortition.objectives import Objective
from folkmoot.core.sortition.polytope import UNIT, Fairest
from folkmoot.core.sortition.profiles import Floats, Profiles

_POINTS = 10**12  # points that make 1
_FINE = 10**15  # parts in which a square root is taken, rounded down
_ROUNDING = 1e-11  # what logarithms in floating point may be wrong by, relative


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The `value` reached before rounding to equal panels, and the `bound` that no lottery can pass; both in parts of
    10^12. Without a `certificate` the bound was proved by exact search.
    """

    value: Fraction
    bound: Fraction
    certificate: Certificate | None

    @property
    def gap(self) -> Fraction:
        """What is left between value and bound, as a part of the smaller one."""
        low, high = sorted((self.value, self.bound))
        return high / low - 1 if low else Fraction(0)


def equal_share(seats: int, people: int) -> Fraction:
    """Everybody's chance if all `people` who can be chosen had the same."""
    return Fraction(seats, people)


def geometric_mean(chances: Floats, people: Floats) -> float:
    """The geometric mean of chances that `people` have each; 0 where somebody has none."""
    return exp(float(people @ np.log(chances) / people.sum())) if (chances > 0).all() else 0.0


def goldilocks_score(smallest: Fraction, largest: Fraction, share: Fraction) -> Fraction:
    """`largest / share + share / smallest`, rounded up to parts of 10^12."""
    return _up(largest / share + share / smallest)


def nash_bound(certificate: Certificate, profiles: Profiles, open_: Sequence[int]) -> Fraction:
    """The geometric mean that no lottery exceeds. Raises `ValueError` where somebody has no points."""
    points, people = points_of(certificate, profiles)[list(open_)], profiles.sizes[list(open_)]
    limit = limit_of(certificate, profiles)
    if limit <= 0 or (points <= 0).any():
        raise ValueError("points that prove nothing")
    highest = log(limit / int(people.sum())) - float(people @ np.log(points) / people.sum())
    return _up(Fraction(exp(highest) * (1 + _ROUNDING)))


def goldilocks_bound(certificate: Certificate, profiles: Profiles, open_: Sequence[int]) -> Fraction:
    """The score that no lottery falls below."""
    points, people = points_of(certificate, profiles)[list(open_)], profiles.sizes[list(open_)]
    total, below = int(points @ people), int(np.maximum(-points, 0) @ people)
    unit = max(_POINTS, below)  # points below 0 that add up to less than -1 are all made smaller
    share = equal_share(profiles.seats, int(people.sum()))
    square = share**2 * max(Fraction(0), Fraction(total, unit) + 1)
    root = Fraction(isqrt(square.numerator * _FINE**2 // square.denominator), _FINE)
    lowest = 2 * root - Fraction(limit_of(certificate, profiles), unit)
    return Fraction(int(lowest / share * UNIT), UNIT)


def score_of(
    objective: Objective, profiles: Profiles, fairest: Fairest, before: Floats, ends: tuple[Fraction, Fraction]
) -> Score:
    """The score of the chances `before` rounding, of which `ends` are the smallest and the largest."""
    open_ = [column for column, level in enumerate(fairest.level_of) if level >= 0]
    certificate, people = fairest.score_certificate, profiles.sizes[open_].astype(np.float64)
    if objective is Objective.NASH:
        value = Fraction(int(geometric_mean(before[open_], people) * (1 - _ROUNDING) * UNIT), UNIT)
        bound = fairest.score_bound if certificate is None else nash_bound(certificate, profiles, open_)
    else:
        value = goldilocks_score(*ends, equal_share(profiles.seats, int(people.sum())))
        bound = fairest.score_bound if certificate is None else goldilocks_bound(certificate, profiles, open_)
    return Score(value=value, bound=Fraction(round((bound or value) * UNIT), UNIT), certificate=certificate)


def _up(value: Fraction) -> Fraction:
    return Fraction(ceil(value * UNIT), UNIT)
