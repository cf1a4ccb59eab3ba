"""The exact way round, for pools whose fairest average no mixture of whole panels reaches.

Levels are settled over real panels: a linear programme weighs the panels found so far, its dual values price people,
and an exact search either finds a panel that is worth more or proves that the level is the highest possible.
"""

from fractions import Fraction
from math import ceil, floor

import numpy as np
from scipy.sparse import csc_matrix

from folkmoot.core.sortition.mixtures import Mixture
from folkmoot.core.sortition.polytope import UNIT, Fairest, Level
from folkmoot.core.sortition.pricing import ExactSearch, Searcher
from folkmoot.core.sortition.profiles import Counts, Flags, Floats, Profiles
from folkmoot.core.sortition.programmes import INFINITY, Answer, Programme

_CLOSE = 1e-7  # how near a level comes to its proved bound
_TIGHT = 1e-6  # the dual weight above which a profile is settled


def fairest_over_panels(
    profiles: Profiles, selectable: Flags, panels: Counts, *, every_level: bool, search: ExactSearch | None = None
) -> tuple[Fairest, Mixture]:
    """The leximin chances (or only the first level of them) and a mixture that has them, starting from `panels`.

    `search` finds the best of all panels that may be drawn; without it, of all that meet the targets.
    """
    search = search or _everywhere(profiles, selectable)
    chances, level_of, levels = np.zeros(len(selectable)), np.full(len(selectable), -1), list[Level]()
    shares = np.zeros(len(panels))
    while (open_ := selectable & (level_of < 0)).any():
        panels, answer, bound = _settle(profiles, panels, search, np.where(open_, 1.0, 0.0), chances)
        smallest = answer.columns[0]
        weights = answer.row_duals[: len(open_)] * profiles.sizes
        tight = open_ & (weights > min(_TIGHT, weights[open_].max() / 2))
        settled = tight if every_level else open_
        levels.append(
            Level(
                chance=Fraction(floor(smallest * UNIT), UNIT),
                bound=Fraction(ceil(bound * UNIT), UNIT),
                certificate=None,
            )
        )
        chances[settled], level_of[settled] = max(0.0, smallest - _CLOSE / 10), len(levels) - 1
        shares = np.maximum(answer.columns[1:], 0)
    mixture = Mixture(panels=panels, weights=shares / shares.sum())
    reached = mixture.expected() / profiles.sizes
    return Fairest(chances=reached, level_of=tuple(map(int, level_of)), levels=tuple(levels)), mixture


def selectable_profiles(
    profiles: Profiles, search: ExactSearch | None = None, *, known: Flags | None = None
) -> tuple[Flags, Counts]:
    """Which profiles some panel can hold, and panels that hold all but those `known` to be held by another.

    No panel at all: nothing selectable.
    """
    uncovered = np.ones(len(profiles.sizes), dtype=bool) if known is None else ~known
    search = search or _everywhere(profiles, uncovered)
    panels = list[Counts]()
    while uncovered.any():
        found = search.exact(uncovered.astype(np.float64))
        if found is None or found.worth < 0.5:
            break
        panels.append(found.panel)
        uncovered &= found.panel == 0
    return ~uncovered, np.array(panels, dtype=np.int64).reshape(-1, len(uncovered))


def _everywhere(profiles: Profiles, selectable: Flags) -> Searcher:
    upper = np.where(selectable, profiles.capacities, 0).astype(np.float64)
    return Searcher(profiles, lower=np.zeros(len(upper)), upper=upper)


def _settle(
    profiles: Profiles, panels: Counts, search: ExactSearch, open_: Floats, chances: Floats
) -> tuple[Counts, Answer, float]:
    """Raise the open profiles together as far as panels allow: the panels, the weights and the proved bound."""
    programme = _programme(profiles, panels, open_, chances)
    while True:
        answer = programme.solve()
        if answer is None:
            raise ArithmeticError("the levels settled before cannot be kept")
        prices, threshold = answer.row_duals[: len(open_)], -answer.row_duals[len(open_)]
        best = search.exact(prices)
        if best is None:
            raise ArithmeticError("there is no panel")
        bound = answer.columns[0] + max(0.0, best.limit - threshold)
        if bound - answer.columns[0] <= _CLOSE:
            return panels, answer, bound
        panels = np.vstack([panels, best.panel])
        programme.add_columns(_columns(best.panel.reshape(1, -1)), costs=np.zeros(1))


def _programme(profiles: Profiles, panels: Counts, open_: Floats, chances: Floats) -> Programme:
    """Minimise -z; expected seats of open profiles ≥ size * z, of settled ones ≥ what they have; weights sum to 1."""
    owed = np.append(np.where(open_ > 0, 0.0, chances * profiles.sizes), 1.0)
    level = csc_matrix(np.append(-open_ * profiles.sizes, 0.0).reshape(-1, 1))
    count = len(panels) + 1
    costs = np.zeros(count)
    costs[0] = -1.0
    programme = Programme(
        level,
        costs=costs[:1],
        lower=np.zeros(1),
        upper=np.full(1, INFINITY),
        row_lower=owed,
        row_upper=np.append(np.full(len(open_), INFINITY), 1.0),
    )
    programme.add_columns(_columns(panels), costs=costs[1:])
    return programme


def _columns(panels: Counts) -> csc_matrix:
    return csc_matrix(np.vstack([panels.T, np.ones((1, len(panels)))]).astype(np.float64))
