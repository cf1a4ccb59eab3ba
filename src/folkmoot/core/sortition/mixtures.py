"""How to mix panels so that everybody has the wanted chance.

Most often the wanted chances can be taken apart into panels directly (`peeling`). Where that ends early, panels herded
towards them soon surround them. The nearest mixture of the panels found so far is computed exactly (non-negative least
squares; a linear programme where only too little is a fault); where it falls short, its error is the direction in which
to look for the next panels. When the best of all panels in that direction does not reach far enough, the chances cannot
be had at all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
from scipy.optimize import nnls
from scipy.sparse import bmat, csc_matrix, identity

from folkmoot.core.sortition.herding import herd, panels_towards, searcher_near
from folkmoot.core.sortition.peeling import NEARLY_ALL, Told, peel
from folkmoot.core.sortition.pricing import Searcher
from folkmoot.core.sortition.profiles import Counts, Floats, Profiles
from folkmoot.core.sortition.programmes import INFINITY, Programme

CLOSE = 1e-8  # the largest error in anybody's chance that a mixture may have
_PER_PROFILE = 1.6  # panels to herd before the first mixture; a few more than profiles surround most chances
_SUM_WEIGHT = 10.0  # how much the sum of weights counts beside the seats in the least-squares problem


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mixture:
    """Distinct `panels` (one a row) and their `weights`, which sum to 1."""

    panels: Counts
    weights: Floats

    def expected(self) -> Floats:
        """Expected seats of each profile."""
        return self.weights @ self.panels


def mixture_for(profiles: Profiles, expected: Floats, told: Told, *, least: Floats | None = None) -> Mixture | None:
    """A mixture of panels with the `expected` seats for each profile; `None` when it is proved that there is none.

    With `least`, a mixture is enough that gives nobody less than that: it takes fewer panels, and `expected` then only
    says where to herd. `told` hears how many distinct panels there are, and which part of the
    seats they do not cover yet.
    """
    peeled = peel(profiles, expected, told)
    if peeled.left <= NEARLY_ALL:
        told(len(peeled.panels), 0.0)
        return Mixture(panels=peeled.panels, weights=peeled.weights / peeled.weights.sum())
    goal = _Goal(profiles=profiles, expected=expected, least=least)
    herded, batches = herd(goal.near, expected), goal.batches()
    panels, more = peeled.panels[:0], list(peeled.panels)
    if least is None or not more:
        more += islice(herded, next(batches))
    while len(grown := _distinct(np.array([*panels, *more]))) > len(panels):
        panels = grown
        mixture = nearest_mixture(panels, goal.seats) if least is None else covering_mixture(panels, goal.seats)
        lacking = goal.lacking(mixture)
        told(len(panels), float(np.abs(lacking).sum() / profiles.seats))
        if np.abs(lacking / profiles.sizes).max() <= CLOSE:
            return mixture
        batch = next(batches, 0)
        more = list(islice(herded, batch)) if batch else goal.panels_for(lacking)
    return None


class _Goal:
    """The seats that a mixture must have, and where to look for panels."""

    def __init__(self, *, profiles: Profiles, expected: Floats, least: Floats | None) -> None:
        self.seats = expected if least is None else least
        self.near = searcher_near(profiles, expected)
        self._exactly = least is None
        self._fractional = int(np.count_nonzero(expected % 1 > CLOSE))
        everybody = np.where(expected > 0, profiles.capacities, 0).astype(np.float64)
        self._anywhere = Searcher(profiles, lower=np.zeros(len(expected)), upper=everybody)

    def batches(self) -> Iterator[int]:
        """How many panels to herd before each of the first mixtures."""
        return iter(
            [20 + round(_PER_PROFILE * self._fractional)] if self._exactly else [20 + self._fractional // 8] * 10
        )

    def lacking(self, mixture: Mixture) -> Floats:
        """What the mixture's seats lack; where more is no fault, more counts as nothing."""
        lacking = self.seats - mixture.expected()
        return lacking if self._exactly else np.maximum(lacking, 0.0)

    def panels_for(self, lacking: Floats) -> list[Counts]:
        """Panels in the direction of what is lacking; none when it is proved that no panel reaches far enough."""
        more = panels_towards(self.near, self.seats, lacking, 20 + len(lacking) // 8)
        if self._any_reaches(more, lacking):
            return more
        best = self._anywhere.exact(lacking / np.abs(lacking).max())
        return [best.panel] if best is not None and self._any_reaches([best.panel], lacking) else []

    def _any_reaches(self, panels: list[Counts], lacking: Floats) -> bool:
        """Whether a panel lies in the direction of `lacking` (nearly) as far out as the wanted seats."""
        return any(float(lacking @ (panel - self.seats)) > -1e-3 * float(lacking @ lacking) for panel in panels)


def nearest_mixture(panels: Counts, seats: Floats) -> Mixture:
    """The mixture of `panels` whose expected seats are nearest to `seats` in the sum of squares."""
    system = np.vstack([panels.T.astype(np.float64), np.full((1, len(panels)), _SUM_WEIGHT)])
    weights, _ = nnls(system, np.append(seats, _SUM_WEIGHT), maxiter=30 * system.shape[1])
    return Mixture(panels=panels, weights=weights / weights.sum())


def covering_mixture(panels: Counts, seats: Floats) -> Mixture:
    """The mixture of `panels` that lacks least of `seats`, each lack as a part of what is wanted; more is no fault."""
    wanted = np.flatnonzero(seats > 0)
    count, whole = len(wanted), len(panels)
    parts = csc_matrix(panels[:, wanted].T / seats[wanted][:, None])
    programme = Programme(
        bmat([[identity(count), parts], [None, np.ones((1, whole))]], format="csc"),
        costs=np.concatenate([np.ones(count), np.zeros(whole)]),
        lower=np.zeros(count + whole),
        upper=np.full(count + whole, INFINITY),
        row_lower=np.ones(count + 1),
        row_upper=np.append(np.full(count, INFINITY), 1.0),
    )
    answer = programme.solve()
    if answer is None:
        raise ArithmeticError("some mixture lacks something, and none was found")
    weights = np.maximum(answer.columns[count:], 0.0)
    return Mixture(panels=panels, weights=weights / weights.sum())


def _distinct(panels: Counts) -> Counts:
    """The panels without repetition, in the order in which they came."""
    _, first = np.unique(panels, axis=0, return_index=True)
    return panels[np.sort(first)]
