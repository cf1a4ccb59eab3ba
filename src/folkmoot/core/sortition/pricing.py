"""The best panel for given prices: the linear optimum, its few broken seats mended by diving, or exactly.

Every search here returns whole panels only. `Searcher.dive` is fast and nearly best; `Searcher.exact` also proves how
good any panel can be.
"""

from dataclasses import dataclass

import numpy as np

from folkmoot.core.sortition.profiles import Counts, Floats, Profiles
from folkmoot.core.sortition.programmes import Programme

_BROKEN = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Priced:
    """A panel, its worth under the prices, and a proved limit on the worth of any panel."""

    panel: Counts
    worth: float
    limit: float


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
        """Fix one broken seat count after another until all are whole, then free them again for the next search."""
        mended: Floats | None = seats
        fixed: list[int] = []
        while mended is not None and (column := _most_whole_of_the_broken(mended)) is not None:
            fixed.append(column)
            mended = self._with_whole(column, float(mended[column]))
        for column in fixed:
            self._linear.bound(column, self._lower[column], self._upper[column])
        return mended

    def _with_whole(self, column: int, seats: float) -> Floats | None:
        """Fix a broken seat count to the nearer whole number, or else to the other one, and solve again."""
        nearest = np.rint(seats)
        for whole in (nearest, np.floor(seats) + np.ceil(seats) - nearest):
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


def _most_whole_of_the_broken(seats: Floats) -> int | None:
    distance = np.abs(seats - np.rint(seats))
    broken = np.flatnonzero(distance > _BROKEN)
    return int(broken[np.argmax((seats - np.floor(seats))[broken])]) if len(broken) else None
