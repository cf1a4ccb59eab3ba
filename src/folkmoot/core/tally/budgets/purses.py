"""The money of all voters, exactly, in whole units of a fraction that gets finer with every purchase.

Voters who cast the same ballot always have the same purse, and many ballots share one: a purse knows its balance, each
group of equal ballots its purse. So a price is found among the few different purses behind a project, whatever the
number of voters, and all arithmetic is on whole numbers: a balance of b stands for b/`unit`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Whole: TypeAlias = npt.NDArray[np.int64]
Share: TypeAlias = tuple[int, int, int]  # a purse, a place among the likings, and how many voters pay alike from these


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """Who supports a project: places of their ballots among the groups, and for each how much they like it: a place in
    `likings` (for approval there is one, 1).
    """

    groups: Whole
    liking_at: Whole
    likings: tuple[int, ...]


class Purses:
    """The balances while projects are bought. `counts` says how many voters are in each group of equal ballots."""

    __slots__ = ("_balances", "_counts", "_purse_of", "unit")

    def __init__(self, counts: Whole, endowment: Fraction) -> None:
        self._counts = counts
        self._purse_of = np.zeros(len(counts), dtype=np.int64)
        self.unit = endowment.denominator
        self._balances = [endowment.numerator]

    def shares(self, backing: Backing) -> list[Share]:
        """The voters behind a project, equal ones together."""
        kinds = len(backing.likings)
        voters = np.zeros(len(self._balances) * kinds, dtype=np.int64)
        np.add.at(voters, self._keys(backing), self._counts[backing.groups])
        found = np.flatnonzero(voters)
        return list(zip((found // kinds).tolist(), (found % kinds).tolist(), voters[found].tolist(), strict=True))

    def rate(self, backing: Backing, shares: Sequence[Share], cost: Fraction) -> Fraction | None:
        """The least price for each unit of liking at which these voters together pay `cost`, where who has less pays
        all that she has; None where all they have is not enough.
        """
        purses, likings, parts = self._balances, backing.likings, cost.denominator
        left = cost.numerator * self.unit
        if parts * sum(purses[purse] * voters for purse, _, voters in shares) < left:
            return None
        finest = lcm(*likings)
        weight = sum(voters * likings[place] for _, place, voters in shares)
        for purse, place, voters in sorted(shares, key=lambda each: purses[each[0]] * (finest // likings[each[1]])):
            balance, liking = purses[purse] * parts, likings[place]
            if balance * weight >= left * liking:
                break
            left -= balance * voters
            weight -= voters * liking
        return Fraction(left, weight * parts * self.unit)

    def pay(self, backing: Backing, shares: Sequence[Share], rate: Fraction) -> int:
        """Take `rate` times her liking from everybody behind the project, or all that she has; how many had less."""
        self._refine(rate.denominator)
        price = rate.numerator * (self.unit // rate.denominator)
        kinds = len(backing.likings)
        known = {balance: purse for purse, balance in enumerate(self._balances)}
        moved = np.zeros(len(self._balances) * kinds, dtype=np.int64)
        poor = 0
        for purse, place, voters in shares:
            left = self._balances[purse] - price * backing.likings[place]
            poor += voters if left < 0 else 0
            after = known.setdefault(max(left, 0), len(known))
            if after == len(self._balances):
                self._balances.append(max(left, 0))
            moved[purse * kinds + place] = after
        self._purse_of[backing.groups] = moved[self._keys(backing)]
        return poor

    def _keys(self, backing: Backing) -> Whole:
        return self._purse_of[backing.groups] * len(backing.likings) + backing.liking_at

    def _refine(self, parts: int) -> None:
        """Make the unit a multiple of `parts`, without changing what anybody has."""
        finer = lcm(self.unit, parts) // self.unit
        self.unit *= finer
        self._balances = [balance * finer for balance in self._balances]
