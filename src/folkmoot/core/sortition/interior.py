"""Maximising a weighted sum of logarithms under linear rows: a primal-dual interior-point method.

The second derivatives form a diagonal, so each step solves one small dense system with a row for each row of the
problem, however many columns there are. Source: Boyd and Vandenberghe, Convex Optimization (2004), chapter 11.7.
"""

import numpy as np
from scipy.linalg import lu_factor, lu_solve
from scipy.sparse import csc_matrix, diags

from folkmoot.core.sortition.profiles import Floats

_STEPS = 60
_SMALL = 1e-10  # what complementarity and slopes may add up to at the end, of the sum of weights
_EXACT = 1e-12  # how far a row may be missed at the end, relative
_MET = 1e-9  # ... and how far at most where it could not end so well
_SHORT = 0.995  # how much of the way to the nearest bound a step goes
_CENTRE = 0.1  # how far down the mean complementarity is aimed each step
_TRACE = 1e-15  # the least room below a bound, as a part of it: some programmes leave none at all
_REFINED = 3  # solves of the normal system in a step: the first, and two of what it missed
_STEADY = 1e-13  # added to the diagonal of the normal system, relative: rows may say the same thing twice


def maximise_logs(weights: Floats, matrix: csc_matrix, right: Floats, *, upper: Floats, start: Floats) -> Floats:
    """Maximise `weights @ log(x)` with `matrix @ x = right` and `0 ≤ x ≤ upper`; a weight of 0 takes no part in it.

    `start` lies strictly within the bounds and need not meet the rows; `upper` may be infinite. How near the answer is
    to the best one is for the caller to prove. Raises `ArithmeticError` where the rows are not met.
    """
    path, steps = _Path(weights, matrix, right, upper, start), 0
    while not path.arrived() and steps < _STEPS:
        path.step()
        steps += 1
    if not path.missed() < _MET:
        raise ArithmeticError("the sum of logarithms did not settle")
    return path.x


class _Path:
    """Where the method stands: columns, multipliers of rows, of lower and of upper bounds."""

    def __init__(self, weights: Floats, matrix: csc_matrix, right: Floats, upper: Floats, start: Floats) -> None:
        self._weights, self._matrix, self._right, self._upper = weights, matrix, right, upper
        self._size = float(weights.sum())
        self.bounded = np.isfinite(upper)
        self.x = start.copy()
        self.rows = np.zeros(len(right))
        scale = self._size / len(start)
        self.low = scale / self.x
        self.high = np.where(self.bounded, scale / self._above(), 0.0)

    def _above(self) -> Floats:
        """The room up to each upper bound, a trace where it is used up; 1 where there is no bound."""
        upper = np.where(self.bounded, self._upper, 0.0)
        return np.where(self.bounded, np.maximum(upper - self.x, _TRACE * upper), 1.0)

    def _mean(self) -> float:
        products = self.low @ self.x + self.high @ self._above()
        return float(products / (len(self.x) + np.count_nonzero(self.bounded)))

    def _slope(self) -> Floats:
        """What the conditions of the first order still lack, column by column."""
        lack: Floats = -self._weights / self.x + self._matrix.T @ self.rows - self.low + self.high
        return lack

    def missed(self) -> float:
        """How far the rows are missed, relative."""
        return float(np.abs(self._right - self._matrix @ self.x).max() / (1 + np.abs(self._right).max()))

    def arrived(self) -> bool:
        """Whether rows, slopes and complementarity are all met."""
        steep = np.abs(self._slope() * self.x).sum() / self._size
        return bool(self.missed() < _EXACT and max(steep, self._mean() * len(self.x) / self._size) < _SMALL)

    def step(self) -> None:
        """One step of Newton's towards a tenth of the mean complementarity."""
        aim, above = _CENTRE * self._mean(), self._above()
        curve = self._weights / self.x**2 + self.low / self.x + self.high / above
        force = -self._slope() + aim / self.x - self.low - np.where(self.bounded, aim / above - self.high, 0.0)
        missed = self._right - self._matrix @ self.x
        weighted = self._matrix @ diags(1 / curve)
        system = (weighted @ self._matrix.T).toarray()
        system[np.diag_indices_from(system)] *= 1 + _STEADY
        system[np.diag_indices_from(system)] += _STEADY * system.diagonal().max()
        factors, turn = lu_factor(system), np.zeros(len(missed))
        move = force / curve
        for _ in range(_REFINED):
            turn = turn + lu_solve(factors, self._matrix @ move - missed)
            move = (force - self._matrix.T @ turn) / curve
        low = (aim - self.low * move) / self.x - self.low
        high = np.where(self.bounded, (aim + self.high * move) / above - self.high, 0.0)
        along = min(_reach(self.x, move), _reach(above, np.where(self.bounded, -move, 0.0)))
        across = min(_reach(self.low, low), _reach(self.high, high))
        self.x = self.x + along * move
        self.rows, self.low, self.high = self.rows + across * turn, self.low + across * low, self.high + across * high


def _reach(values: Floats, moves: Floats) -> float:
    """How much of `moves` may be made while `values` stay above 0; at most all of it."""
    down = moves < 0
    return min(1.0, _SHORT * float((values[down] / -moves[down]).min())) if down.any() else 1.0
