"""From weighted panels to equally likely ones, so that three public balls are enough to draw."""

from collections.abc import Iterator

import numpy as np

from folkmoot.core.sortition.mixtures import Mixture
from folkmoot.core.sortition.profiles import Counts, Floats, Profiles

_STEPS = 2_000  # exchanges at most, of each sort; most pools need a few hundred
_WIDTH = 40  # how many panels to take out, and how many to take in, are tried for the largest error
_NOTHING = 1e-6  # an error of so few tickets is none
_POWER = 8  # the sum of errors to this power is nearly that of the largest alone


class _Rounding:
    """How often each panel is taken, and the error in tickets of everybody's chance, kept up to date together."""

    def __init__(self, mixture: Mixture, profiles: Profiles, count: int) -> None:
        self.chances: Floats = mixture.panels / profiles.sizes
        self.products: Floats = self.chances @ self.chances.T
        self.lengths: Floats = np.diagonal(self.products)
        self.times: Counts = np.floor(mixture.weights * count + 1e-9).astype(np.int64)
        self.errors: Floats = (self.times - mixture.weights * count) @ self.chances
        self.slopes: Floats = self.chances @ self.errors

    def take(self, panel: int, times: int) -> None:
        """Take a panel once more (1) or once less (-1)."""
        self.times[panel] += times
        self.errors += times * self.chances[panel]
        self.slopes += times * self.products[panel]

    def exchange(self, leaving: int, coming: int) -> None:
        """Take one panel in the place of another."""
        self.take(leaving, -1)
        self.take(coming, 1)


def equal_panels(mixture: Mixture, profiles: Profiles, count: int) -> Counts:
    """`count` panels (one a row, repeated as often as they occur) whose average is as near to the mixture as found.

    Whole parts of the weights are kept and the rest is filled. Then panels are exchanged: as long as that lessens the
    sum of squared errors, and after that as long as it lessens the largest errors.
    """
    rounding = _Rounding(mixture, profiles, count)
    while rounding.times.sum() < count:
        rounding.take(int(np.argmin(2 * rounding.slopes + rounding.lengths)), 1)
    for exchanges in (_lessening_squares(rounding), _lessening_the_largest(rounding)):
        for _, (leaving, coming) in zip(range(_STEPS), exchanges, strict=False):
            rounding.exchange(leaving, coming)
    return np.repeat(mixture.panels, rounding.times, axis=0)


def _lessening_squares(state: _Rounding) -> Iterator[tuple[int, int]]:
    """Exchanges that lessen the sum of squared errors: the best one to come in, or else the best pair of all."""
    while True:
        present = np.flatnonzero(state.times)
        coming = int(np.argmin(2 * state.slopes + state.lengths))
        leaving, gain = _best_leaving(state, present, coming)
        if gain > -1e-9:
            inward, outward = 2 * state.slopes + state.lengths, (state.lengths - 2 * state.slopes)[present]
            gains = inward + outward[:, None] - 2 * state.products[present]
            row, coming = (int(place) for place in np.unravel_index(np.argmin(gains), gains.shape))
            leaving, gain = int(present[row]), float(gains[row, coming])
        if gain > -1e-9:
            return
        yield leaving, coming


def _best_leaving(state: _Rounding, present: Counts, coming: int) -> tuple[int, float]:
    out = (state.lengths - 2 * state.slopes - 2 * state.products[coming])[present]
    gain = out.min() + 2 * state.slopes[coming] + state.lengths[coming]
    return int(present[np.argmin(out)]), float(gain)


def _lessening_the_largest(state: _Rounding) -> Iterator[tuple[int, int]]:
    """Exchanges that lessen the largest errors, found among those that cost the squares least."""
    while True:
        worst = int(np.argmax(np.abs(state.errors)))
        scale = abs(state.errors[worst])
        too_many = state.errors[worst] > 0
        has = state.chances[:, worst] > 0
        cost_out, cost_in = state.lengths - 2 * state.slopes, state.lengths + 2 * state.slopes
        leaving = _cheapest(cost_out, (state.times > 0) & (has == too_many))
        coming = _cheapest(cost_in, has != too_many)
        if scale < _NOTHING or not (len(leaving) and len(coming)):
            return
        steps = state.chances[coming][None, :, :] - state.chances[leaving][:, None, :]
        scores = (np.abs((state.errors + steps) / scale) ** _POWER).sum(axis=2)
        row, column = (int(place) for place in np.unravel_index(np.argmin(scores), scores.shape))
        if scores[row, column] >= (np.abs(state.errors / scale) ** _POWER).sum() - 1e-6:
            return
        yield int(leaving[row]), int(coming[column])


def _cheapest(costs: Floats, allowed: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> Counts:
    places = np.flatnonzero(allowed)
    return places[np.argsort(costs[places], kind="stable")[:_WIDTH]]
