"""Taking the wanted seats apart into whole panels, one at a time, until nothing is left.

What is left is `rest` seats that are owed by lotteries of weight `mass`. A panel whose every count is that of `rest /
mass` rounded up or down is taken off with the largest weight after which the remainder still lies within all bounds;
then some count has become whole, or some target tight, and stays so. So there are at most as many panels as broken
counts and targets, and their weighted sum is the wanted seats exactly: Carathéodory's theorem made by hand (Grötschel,
Lovász, Schrijver 1988, theorem 6.5.11). It can end early where a face of the polytope holds no whole panel; then it
goes back some panels and takes another way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from folkmoot.core.sortition.herding import searcher_near
from folkmoot.core.sortition.profiles import Counts, Floats, Profiles

Told: TypeAlias = Callable[[int, float], None]  # how many panels there are, and what weight no panel has yet

_TOLD_EVERY = 10
_WHOLE = 1e-9  # how near to a whole number a count is whole
_NOTHING = 1e-12  # a weight below it is none
NEARLY_ALL = 1e-9  # the weight that may be left: it stays far below the error that anybody's chance may have
_WAYS = 6  # how often a way that ended early is begun anew
_GIVEN_BACK = 8  # how many panels are given back, doubled for each way
_GOLDEN = 0.6180339887498949  # its multiples spread evenly over 0 to 1
_ERROR = 1e-14  # what adding up in floating point may have cost a count: it weighs more the less is left


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Peeled:
    """Panels (one a row), their weights, and the weight for which no panel was found: 0 where all is taken apart."""

    panels: Counts
    weights: Floats
    left: float


class _Rest:
    """The seats not yet taken apart, per unit of weight, and which bounds they have come to touch."""

    def __init__(self, profiles: Profiles, expected: Floats) -> None:
        self.mass = 1.0
        self._profiles, self._rest = profiles, expected.copy()
        self._low = np.floor(expected + _WHOLE)
        self.search = searcher_near(profiles, expected)
        self._free = np.minimum(np.ceil(expected - _WHOLE), profiles.capacities) > self._low
        self._row_free = profiles.row_upper > profiles.row_lower

    def broken(self) -> Floats:
        """How far each count is above its lower whole number, 0 to 1; those that came to 0 or 1 are fixed there."""
        part = np.where(self._free, self._rest / self.mass - self._low, 0.0)
        near = _WHOLE + _ERROR / self.mass
        for column in np.flatnonzero(self._free & ((part < near) | (part > 1 - near))):
            whole = self._low[column] + round(part[column])
            self.search.fix(int(column), whole)
            self._free[column] = False
        return np.clip(part, 0.0, 1.0)

    def tighten(self) -> None:
        """Fix the rows whose value came to one of its bounds."""
        value = self._profiles.rows @ self._rest / self.mass
        near = _WHOLE + len(self._rest) * _ERROR / self.mass
        for bound in (self._profiles.row_lower, self._profiles.row_upper):
            for row in np.flatnonzero(self._row_free & (np.abs(value - bound) < near)):
                self.search.fix_row(int(row), float(bound[row]))
                self._row_free[row] = False

    def most(self, panel: Counts, part: Floats) -> float:
        """The largest weight at which `panel` can be taken off."""
        up = panel > self._low
        room = np.where(up, part, 1.0 - part)[self._free].min(initial=1.0) * self.mass
        rows, value = self._profiles.rows @ panel, self._profiles.rows @ self._rest
        for bound, side in ((self._profiles.row_lower, 1.0), (self._profiles.row_upper, -1.0)):
            away = side * (rows - bound)
            steps = self._row_free & (away > 0)
            room = min(room, (side * (value - self.mass * bound)[steps] / away[steps]).min(initial=room))
        return float(min(room, self.mass))

    def take(self, panel: Counts, weight: float) -> None:
        """Take a panel off."""
        self._rest -= weight * panel
        self.mass -= weight


def peel(profiles: Profiles, expected: Floats, told: Told | None = None) -> Peeled:
    """Take `expected` seats (one number for each profile) apart into panels with each count rounded up or down.

    Where that ends early, the last panels are given back and others are looked for, each time more of them. `told`
    hears now and then how many panels there are and what weight is left.
    """
    panels, weights = list[Counts](), list[float]()
    best = _peel_on(profiles, expected, panels, weights, told, way=0)
    for way in range(1, _WAYS):
        if best <= NEARLY_ALL:
            break
        kept = max(0, len(panels) - _GIVEN_BACK * 2**way)
        again, lighter = panels[:kept], weights[:kept]
        left = _peel_on(profiles, expected, again, lighter, told, way=way)
        if left < best:
            panels, weights, best = again, lighter, left
    shape = (len(panels), len(expected))
    return Peeled(panels=np.array(panels, dtype=np.int64).reshape(shape), weights=np.array(weights), left=best)


def _peel_on(
    profiles: Profiles,
    expected: Floats,
    panels: list[Counts],
    weights: list[float],
    told: Told | None,
    *,
    way: int,
) -> float:
    """Take more panels off, each `way` in an order of its own; the weight for which no panel was found."""
    rest = _Rest(profiles, expected)
    for panel, weight in zip(panels, weights, strict=True):
        rest.take(panel, weight)
    favour = 1.0 + way * (np.arange(1, len(expected) + 1) * _GOLDEN * way % 1.0) / _WAYS
    while rest.mass > _NOTHING:
        part = rest.broken()
        rest.tighten()
        # The fourth root: that many counts come to an end together matters more than that the largest do.
        prices = np.sqrt(np.sqrt(part)) * favour
        found = rest.search.dive(prices) or rest.search.some(prices)
        weight = rest.most(found.panel, part) if found else 0.0
        if found is None or weight < _NOTHING:
            break
        rest.take(found.panel, weight)
        panels.append(found.panel)
        weights.append(weight)
        if told and len(panels) % _TOLD_EVERY == 0:
            told(len(panels), rest.mass)
    return rest.mass
