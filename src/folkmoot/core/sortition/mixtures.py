"""How to mix panels so that everybody has the wanted chance: a least-squares problem with weights of at least 0.

Panels herded towards the wanted chances soon surround them. The nearest mixture of the panels found so far is computed
exactly (non-negative least squares); where it falls short, its error is the direction in which to look for the next
panels. When the best of all panels in that direction does not reach far enough, the chances cannot be had at all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

import numpy as np
from scipy.optimize import nnls

from folkmoot.core.sortition.herding import herd, panels_towards, searcher_near
from folkmoot.core.sortition.pricing import Searcher
from folkmoot.core.sortition.profiles import Counts, Floats, Profiles

CLOSE = 1e-8  # the largest error in anybody's chance that a mixture may have
_HERDED_PER_PROFILE = 1.6  # panels to herd before the first mixture; a few more than profiles surround most chances
_SUM_WEIGHT = 10.0  # how much the sum of weights counts beside the seats in the least-squares problem


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mixture:
    """Distinct `panels` (one a row) and their `weights`, which sum to 1."""

    panels: Counts
    weights: Floats

    def expected(self) -> Floats:
        """Expected seats of each profile."""
        return self.weights @ self.panels


def mixture_for(profiles: Profiles, expected: Floats, told: Callable[[int], None]) -> Mixture | None:
    """A mixture of panels with the `expected` seats for each profile; `None` when it is proved that there is none."""
    searcher = searcher_near(profiles, expected)
    batch = 20 + round(_HERDED_PER_PROFILE * np.count_nonzero(expected % 1 > CLOSE))
    panels = _distinct(np.array(list(islice(herd(searcher, expected), batch))).reshape(-1, len(expected)))
    everywhere = Searcher(
        profiles, lower=np.zeros(len(expected)), upper=np.where(expected > 0, profiles.capacities, 0).astype(np.float64)
    )
    while True:
        told(len(panels))
        mixture = nearest_mixture(panels, expected)
        lacking = expected - mixture.expected()
        if np.abs(lacking / profiles.sizes).max() <= CLOSE:
            return mixture
        more = panels_towards(searcher, expected, lacking, 20 + len(expected) // 8)
        grown = _distinct(np.array([*panels, *more]))
        if len(grown) == len(panels) or not _improves(more, expected, lacking):
            best = everywhere.exact(lacking / np.abs(lacking).max())
            if best is None or not _improves([best.panel], expected, lacking):
                return None
            grown = _distinct(np.array([*panels, best.panel]))
        panels = grown


def nearest_mixture(panels: Counts, expected: Floats) -> Mixture:
    """The mixture of `panels` whose expected seats are nearest to `expected` in the sum of squares."""
    if not len(panels):
        return Mixture(panels=panels, weights=np.zeros(0))
    system = np.vstack([panels.T.astype(np.float64), np.full((1, len(panels)), _SUM_WEIGHT)])
    weights, _ = nnls(system, np.append(expected, _SUM_WEIGHT), maxiter=30 * len(panels))
    return Mixture(panels=panels, weights=weights / weights.sum())


def _improves(panels: list[Counts], expected: Floats, lacking: Floats) -> bool:
    """Whether a panel reaches in the direction of `lacking` at least (nearly) as far as the wanted chances lie."""
    return any(float(lacking @ (panel - expected)) > -1e-3 * float(lacking @ lacking) for panel in panels)


def _distinct(panels: Counts) -> Counts:
    """The panels without repetition, in the order in which they came."""
    _, first = np.unique(panels, axis=0, return_index=True)
    return panels[np.sort(first)]
