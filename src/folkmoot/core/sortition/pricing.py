"""The best panel for given prices: the linear optimum, its few broken seats mended by diving, or exactly.

Every search here returns whole panels only. `Searcher.dive` is fast and nearly best; `Searcher.exact` also proves how
good any panel can be.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from folkmoot.core.sortition.profiles import Counts, Floats, Profiles
from folkmoot.core.sortition.programmes import Programme

_BROKEN = 1e-6
_HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Priced:
    """A panel, its worth under the prices, and a proved limit on the worth of any panel."""

    panel: Counts
    worth: float
    limit: float


class ExactSearch(Protocol):
    """Whatever finds the best of all panels that may be drawn."""

    def exact(self, prices: Floats) -> Priced | None:
        """The best panel of all; `None` when there is no panel at all."""


class Searcher:
    """Searches panels between `lower` and `upper` people of each profile; its two programmes are kept alive."""

    def __init__(self, profiles: Profiles, *, lower: Floats, upper: Floats) -> None:
        self._profiles, self._lower, self._upper = profiles, lower, upper
        self._linear = self._programme(whole=False)
        self._whole: Programme | None = None

    def exact(self, prices: Floats) -> Priced | None:
        """The best panel of all; `None` when there is no panel at all."""
        if self._whole is None:
            self._whole = self._programme(whole=True)
        self._whole.price(-prices)
        answer = self._whole.solve()
        if answer is None:
            return None
        panel = np.rint(answer.columns).astype(np.int64)
        return Priced(panel=panel, worth=float(prices @ panel), limit=-answer.bound)

    def dive(self, prices: Floats) -> Priced | None:
        """A panel near the best one, or `None` when the dive ends nowhere (then ask `exact`).

        The limit is the linear one: no panel is worth more.
        """
        self._linear.price(-prices)
        answer = self._linear.solve()
        if answer is None:
            return None
        seats = self._mended(answer.columns)
        if seats is None:
            return None
        panel = np.rint(seats).astype(np.int64)
        return Priced(panel=panel, worth=float(prices @ panel), limit=-answer.value)

    def _mended(self, seats: Floats) -> Floats | None:
        """Fix broken seat counts until all are whole, then free them again for the next search."""
        mended: Floats | None = seats
        fixed = set[int]()
        while mended is not None and len(broken := _broken(mended)):
            fixed.update(broken)
            at_once = self._with_more_than_half_up(broken, mended)
            mended = self._with_whole(broken, mended) if at_once is None else at_once
        for column in fixed:
            self._linear.bound(column, self._lower[column], self._upper[column])
        return mended

    def _with_more_than_half_up(self, broken: list[int], seats: Floats) -> Floats | None:
        """Round up at once all counts that are more than half of the way there; undo it if the rows forbid that."""
        upwards = [column for column in broken if seats[column] % 1 > _HALF]
        if len(upwards) < 2:
            return None
        for column in upwards:
            self._linear.bound(column, np.ceil(seats[column]), np.ceil(seats[column]))
        if (answer := self._linear.solve()) is not None:
            return answer.columns
        for column in upwards:
            self._linear.bound(column, self._lower[column], self._upper[column])
        return None

    def _with_whole(self, broken: list[int], seats: Floats) -> Floats | None:
        """Round the count that is nearest to the next whole number up, or else down."""
        column = max(broken, key=lambda each: (seats[each] % 1, -each))
        for whole in (np.ceil(seats[column]), np.floor(seats[column])):
            self._linear.bound(column, whole, whole)
            if (answer := self._linear.solve()) is not None:
                return answer.columns
        return None

    def _programme(self, *, whole: bool) -> Programme:
        return Programme(
            self._profiles.rows,
            costs=np.zeros(len(self._lower)),
            lower=self._lower,
            upper=self._upper,
            row_lower=self._profiles.row_lower,
            row_upper=self._profiles.row_upper,
            whole=whole,
        )


def _broken(seats: Floats) -> list[int]:
    """The profiles whose seat count is not whole."""
    return [int(column) for column in np.flatnonzero(np.abs(seats - np.rint(seats)) > _BROKEN)]
