"""How many letters for so many seats: what real recruitments met with, and what one may count on.

Between recruitments the share of letters that bring a yes differs much more than chance alone explains. So the share
of a coming one is taken to follow a beta distribution around the expected share, as wide in proportion as real cases
lie apart, and the number of answers is binomial given that share (beta-binomial). Sources: `docs/spec/invitations.md`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

import numpy as np
from scipy.special import betaincinv, betaln, gammaln  # not scipy.stats: it takes a second to import

from folkmoot.core.faults import Fault

THIN = Fraction(5)  # people in the pool for each seat: organisers of European panels aim at five
TOO_THIN = Fraction(4)
SURE = 0.9  # how likely the pool is to be large enough with the letters proposed


class PlanImpossible(Fault):
    """A plan asks for `seats` seats from letters of which a `percent` is expected to bring a yes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A real recruitment: letters sent (or numbers called), and how many people said yes."""

    name: str
    letters: int
    yes: int

    @property
    def rate(self) -> Fraction:
        """The share of letters that brought a yes."""
        return Fraction(self.yes, self.letters)


CASES = (
    Case(name="Ostbelgien 2019", letters=1000, yes=115),
    Case(name="Brussels 2021", letters=10000, yes=1100),
    Case(name="Paris", letters=10000, yes=748),
    Case(name="Agora Brussels 2019", letters=6000, yes=400),
    Case(name="Cumbria 2025", letters=8000, yes=92),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What `letters` may bring for `seats`: expected answers, and from `low` to `high` in nine of ten cases."""

    seats: int
    letters: int
    rate: Fraction
    expected: int
    low: int
    high: int

    @property
    def per_seat(self) -> Fraction:
        """People in the pool for each seat, as expected."""
        return Fraction(self.expected, self.seats)

    @property
    def thin(self) -> bool:
        """Whether the pool is expected below five people a seat."""
        return self.per_seat < THIN

    @property
    def too_thin(self) -> bool:
        """Whether it is expected below four: targets will be hard to meet, and chances uneven."""
        return self.per_seat < TOO_THIN


def spread(cases: Sequence[Case] = CASES) -> float:
    """How far real shares lie apart: their standard deviation divided by their mean."""
    rates = [float(case.rate) for case in cases]
    mean = sum(rates) / len(rates)
    variance = sum((rate - mean) ** 2 for rate in rates) / (len(rates) - 1)
    return float(variance**0.5 / mean)


def outlook(*, seats: int, letters: int, rate: Fraction, sure: float = SURE) -> Outlook:
    """What to expect from so many letters. Raises `PlanImpossible` for no seat, or no share between 0 and 1."""
    a, b = _shape(seats, rate)
    low, high = _quantiles(((1 - sure) / 2, (1 + sure) / 2), letters, a, b)
    return Outlook(seats=seats, letters=letters, rate=rate, expected=round(letters * rate), low=low, high=high)


def letters_needed(*, seats: int, rate: Fraction, per_seat: Fraction = THIN, sure: float | None = None) -> int:
    """Letters for a pool of `per_seat` people a seat: as expected, or with the probability `sure` that it is reached.

    For the latter the share is taken at its low end; what chance adds to that is small beside it.
    """
    a, b = _shape(seats, rate)
    share = float(rate) if sure is None else float(betaincinv(a, b, 1 - sure))
    return ceil(round(float(seats * per_seat) / share, 6))


def _quantiles(levels: tuple[float, float], letters: int, a: float, b: float) -> tuple[int, int]:
    """The smallest numbers of answers that are reached or stayed under with these probabilities (beta-binomial)."""
    answers = np.arange(letters + 1)
    ways = gammaln(letters + 1) - gammaln(answers + 1) - gammaln(letters - answers + 1)
    under = np.cumsum(np.exp(ways + betaln(answers + a, letters - answers + b) - betaln(a, b)))
    low, high = np.searchsorted(under, levels)
    return int(low), min(int(high), letters)


def _shape(seats: int, rate: Fraction) -> tuple[float, float]:
    """The two parameters of the beta distribution with this mean and the spread of the real cases.

    A large share cannot spread as far in proportion: its variance is kept below a third of what a yes or no has.
    """
    if seats < 1 or not 0 < rate < 1:
        raise PlanImpossible(seats=seats, percent=f"{float(rate * 100):g} %")
    mean = float(rate)
    variance = min((spread() * mean) ** 2, mean * (1 - mean) / 3)
    strength = mean * (1 - mean) / variance - 1
    return mean * strength, (1 - mean) * strength
