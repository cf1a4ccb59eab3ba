"""The best panel for given prices: the linear optimum, its few broken seats mended by diving, or exactly.

Every search here returns whole panels only. `Searcher.dive` is fast and nearly best; `Searcher.exact` also proves how
good any panel can be.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from scipy.sparse import csc_matrix

from folkmoot.core.sortition.profiles import Counts, Floats, Profiles
from folkmoot.core.sortition.programmes import Answer, Programme

_BROKEN = 1e-6
_HALF = 0.5
_DOUBTFUL = 80  # how many counts are free in the small programme that mends a linear optimum
_FEW, _FEW_PER_SEAT = 300, 3  # how many profiles are free in a dive among few
_ROUGHLY = 0.1  # how far from the best, of its worth, a panel may be that only has to be near


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
    """Searches panels between `lower` and `upper` people of each profile; its programmes are kept alive."""

    def __init__(self, profiles: Profiles, *, lower: Floats, upper: Floats) -> None:
        self._profiles, self._lower, self._upper = profiles, lower.copy(), upper.copy()
        self._row_lower, self._row_upper = profiles.row_lower.copy(), profiles.row_upper.copy()
        self._linear = _Linear(profiles.rows, self._lower, self._upper, self._row_lower, self._row_upper)
        self._last: Floats | None = None  # the prices of the rows in the last linear optimum
        self._whole: Programme | None = None
        self._roughly: Programme | None = None

    def fix(self, column: int, whole: float) -> None:
        """From now on only panels with exactly `whole` people of the profile `column`."""
        self._lower[column] = self._upper[column] = whole
        for programme in filter(None, (self._linear.programme, self._whole, self._roughly)):
            programme.bound(column, whole, whole)

    def fix_row(self, row: int, value: float) -> None:
        """From now on only panels with exactly `value` in a row."""
        self._row_lower[row] = self._row_upper[row] = value
        for programme in filter(None, (self._linear.programme, self._whole, self._roughly)):
            programme.bound_row(row, value, value)

    def within(self, lower: Floats, row_lower: Floats, row_upper: Floats) -> None:
        """From now on only panels with at least `lower` people of each profile, between these bounds of the rows."""
        self._lower[:], self._row_lower[:], self._row_upper[:] = lower, row_lower, row_upper
        self._roughly = None
        for programme in filter(None, (self._linear.programme, self._whole)):
            programme.bound_columns(0, lower, self._upper)
            programme.bound_rows(row_lower, row_upper)

    def one(self) -> Counts | None:
        """Any panel; `None` when there is no panel at all."""
        free_of_charge = np.zeros(len(self._lower))
        if self._linear.optimum(free_of_charge) is None:
            return None
        found = self._linear.dive(free_of_charge) or self.exact(free_of_charge)
        return None if found is None else found.panel

    def exact(self, prices: Floats) -> Priced | None:
        """The best panel of all; `None` when there is no panel at all."""
        if self._whole is None:
            self._whole = self._programme()
        return _searched(self._whole, prices)

    def some(self, prices: Floats) -> Priced | None:
        """A panel that is not far from the best one; `None` when there is no panel at all.

        First only the counts that the linear optimum is least sure of are free: the broken ones and those that would
        cost least to change. All are free where these do not suffice.
        """
        if (answer := self._linear.optimum(prices)) is None:
            return None
        for size in (_DOUBTFUL, 4 * _DOUBTFUL):
            if (panel := self._with_few_free(answer, prices, size)) is not None:
                return Priced(panel=panel, worth=float(prices @ panel), limit=-answer.value)
        if self._roughly is None:
            self._roughly = self._programme(close=_ROUGHLY)
        return _searched(self._roughly, prices)

    def _with_few_free(self, answer: Answer, prices: Floats, size: int) -> Counts | None:
        doubt = np.abs(answer.column_duals) - 10.0 * (np.abs(answer.columns - np.rint(answer.columns)) > _BROKEN)
        free = np.sort(np.argsort(doubt, kind="stable")[:size])
        panel = np.rint(answer.columns).astype(np.int64)
        panel[free] = 0
        settled = self._profiles.rows @ panel
        few = Programme(
            self._profiles.rows[:, free],
            costs=-prices[free],
            lower=self._lower[free],
            upper=self._upper[free],
            row_lower=self._row_lower - settled,
            row_upper=self._row_upper - settled,
            whole=True,
            close=_ROUGHLY,
        )
        found = few.solve()
        if found is None:
            return None
        panel[free] = np.rint(found.columns).astype(np.int64)
        return panel

    def dive(self, prices: Floats) -> Priced | None:
        """A panel near the best one, or `None` when the dive ends nowhere (then ask `exact`).

        The limit is the linear one: no panel is worth more.
        """
        if (found := self._dive_among_few(prices)) is None:
            found = self._linear.dive(prices)
            self._last = self._linear.row_duals
        return found

    def _dive_among_few(self, prices: Floats) -> Priced | None:
        """The same where profiles are many, with only those free that the last prices of the rows make look best.

        The limit holds for all: it is that of the few, and what any other profile could add.
        """
        if (few := _FEW + _FEW_PER_SEAT * self._profiles.seats) * 2 > len(prices):
            return None
        if self._last is None:
            return None
        must = self._lower > 0
        looks = np.where(self._upper > 0, prices + self._profiles.rows.T @ self._last, -np.inf)
        free = np.sort(np.argsort(np.where(must, -np.inf, -looks), kind="stable")[: few + np.count_nonzero(must)])
        linear = _Linear(
            self._profiles.rows[:, free], self._lower[free], self._upper[free], self._row_lower, self._row_upper
        )
        return self._whole_again(linear, free, prices)

    def _whole_again(self, linear: "_Linear", free: Counts, prices: Floats) -> Priced | None:
        """What a dive among the profiles `free` found, as a panel of all."""
        found = linear.dive(prices[free])
        if found is None or linear.row_duals is None:
            return None
        self._last = linear.row_duals
        missed = np.maximum(prices + self._profiles.rows.T @ self._last, 0.0) * self._upper
        missed[free] = 0.0
        panel = np.zeros(len(prices), dtype=np.int64)
        panel[free] = found.panel
        return Priced(panel=panel, worth=found.worth, limit=found.limit + float(missed.sum()))

    def _programme(self, *, close: float = 0.0) -> Programme:
        return Programme(
            self._profiles.rows,
            costs=np.zeros(len(self._lower)),
            lower=self._lower,
            upper=self._upper,
            row_lower=self._row_lower,
            row_upper=self._row_upper,
            whole=True,
            close=close,
        )


class _Linear:
    """A linear programme kept alive, whose broken optimum is mended to a panel; its columns' bounds are its owner's."""

    def __init__(self, rows: csc_matrix, lower: Floats, upper: Floats, row_lower: Floats, row_upper: Floats) -> None:
        self._lower, self._upper = lower, upper
        self.row_duals: Floats | None = None
        self.programme = Programme(
            rows,
            costs=np.zeros(len(lower)),
            lower=lower,
            upper=upper,
            row_lower=row_lower,
            row_upper=row_upper,
        )

    def optimum(self, prices: Floats) -> Answer | None:
        """The best mixture, whole or not."""
        self.programme.price(-prices)
        return self.programme.solve()

    def dive(self, prices: Floats) -> Priced | None:
        """A panel near it, or `None` when the dive ends nowhere."""
        if (answer := self.optimum(prices)) is None:
            return None
        self.row_duals = answer.row_duals
        if (seats := self._mended(answer.columns)) is None:
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
            self.programme.bound(column, self._lower[column], self._upper[column])
        return mended

    def _with_more_than_half_up(self, broken: list[int], seats: Floats) -> Floats | None:
        """Round up at once all counts that are more than half of the way there; undo it if the rows forbid that."""
        upwards = [column for column in broken if seats[column] % 1 > _HALF]
        if len(upwards) < 2:
            return None
        for column in upwards:
            self.programme.bound(column, np.ceil(seats[column]), np.ceil(seats[column]))
        if (answer := self.programme.solve()) is not None:
            return answer.columns
        for column in upwards:
            self.programme.bound(column, self._lower[column], self._upper[column])
        return None

    def _with_whole(self, broken: list[int], seats: Floats) -> Floats | None:
        """Round the count that is nearest to the next whole number up, or else down."""
        column = max(broken, key=lambda each: (seats[each] % 1, -each))
        for whole in (np.ceil(seats[column]), np.floor(seats[column])):
            self.programme.bound(column, whole, whole)
            if (answer := self.programme.solve()) is not None:
                return answer.columns
        return None


def _searched(programme: Programme, prices: Floats) -> Priced | None:
    programme.price(-prices)
    answer = programme.solve()
    if answer is None:
        return None
    panel = np.rint(answer.columns).astype(np.int64)
    return Priced(panel=panel, worth=float(prices @ panel), limit=-answer.bound)


def _broken(seats: Floats) -> list[int]:
    """The profiles whose seat count is not whole."""
    return [int(column) for column in np.flatnonzero(np.abs(seats - np.rint(seats)) > _BROKEN)]
