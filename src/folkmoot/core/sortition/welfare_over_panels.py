"""Nash welfare and Goldilocks over real panels, for pools whose best average no mixture of whole panels reaches.

The panels found so far are weighed as well as can be; what a seat of each profile is then worth prices people, and an
exact search either finds a panel that is worth more or proves that hardly more can be had (column generation).
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import exp

import numpy as np
from scipy.sparse import csc_matrix, hstack, identity, vstack

from folkmoot.core.sortition.interior import maximise_logs
from folkmoot.core.sortition.mixtures import Mixture
from folkmoot.core.sortition.polytope import UNIT, Fairest, fairest_chances
from folkmoot.core.sortition.pricing import Searcher
from folkmoot.core.sortition.profiles import Counts, Flags, Floats, Profiles
from folkmoot.core.sortition.programmes import INFINITY, Programme
from folkmoot.core.sortition.scores import equal_share, geometric_mean

_CLOSE = 1e-8  # how near the score comes to its proved bound, relative
_NEAR = 1e-8  # how far a tangent of 1 / x may lie below the curve, relative


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Weighed:
    """Weights of panels, what a seat of each open profile is worth, what the panels at hand are worth at most, and the
    score that follows from what any panel is worth at most.
    """

    weights: Floats
    prices: Floats
    worth: float
    bound: Callable[[float], float]


_Weigh = Callable[[Profiles, Flags, Counts], _Weighed]


def best_over_panels(
    profiles: Profiles, selectable: Flags, panels: Counts, weigh: _Weigh
) -> tuple[Fairest, Mixture] | None:
    """The best lottery by `weigh` (for Nash or for Goldilocks); `None` when no average panel meets the targets.

    It starts from `panels` that hold everybody selectable.
    """
    first = fairest_chances(profiles, selectable, most_levels=1)
    if first is None or not first.levels:
        return None
    search = Searcher(
        profiles, lower=np.zeros(len(selectable)), upper=np.where(selectable, profiles.capacities, 0).astype(np.float64)
    )
    while True:
        weighed = weigh(profiles, selectable, panels)
        best = search.exact(weighed.prices)
        if best is None:
            raise ArithmeticError("there is no panel")
        if best.limit - weighed.worth <= _CLOSE * max(1.0, abs(weighed.worth)):
            break
        panels = np.vstack([panels, best.panel])
    kept = weighed.weights > 1e-12
    mixture = Mixture(panels=panels[kept], weights=weighed.weights[kept] / weighed.weights[kept].sum())
    fairest = Fairest(
        chances=mixture.expected() / profiles.sizes,
        level_of=tuple(0 if each else -1 for each in selectable),
        levels=first.levels,
        score_bound=Fraction(weighed.bound(max(best.limit, weighed.worth))),
    )
    return fairest, mixture


def weigh_for_nash(profiles: Profiles, open_: Flags, panels: Counts) -> _Weighed:
    """The weights with the highest product of chances. A panel is worth the sum of 1 / chance over its people; where no
    panel is worth more than there are people, nothing can be raised.
    """
    sizes, seats = profiles.sizes[open_].astype(np.float64), panels[:, open_]
    count, people = len(panels), float(sizes.sum())
    rows = vstack(
        [
            hstack([identity(len(sizes)), -csc_matrix(seats.T.astype(np.float64))]),
            hstack([csc_matrix((1, len(sizes))), csc_matrix(np.ones((1, count)))]),
        ],
        format="csc",
    )
    best = maximise_logs(
        np.append(sizes, np.zeros(count)),
        rows,
        np.append(np.zeros(len(sizes)), 1.0),
        upper=np.full(len(sizes) + count, np.inf),
        start=np.append(seats.mean(axis=0), np.full(count, 1 / count)),
    )
    weights = best[len(sizes) :] / best[len(sizes) :].sum()
    expected = weights @ seats
    prices = np.zeros(len(open_))
    prices[open_] = sizes / expected
    reached = geometric_mean(expected / sizes, sizes)
    return _Weighed(
        weights=weights, prices=prices, worth=people, bound=lambda limit: reached * exp(limit / people - 1) + 2 / UNIT
    )


def weigh_for_goldilocks(profiles: Profiles, open_: Flags, panels: Counts) -> _Weighed:
    """The weights with the lowest score: a linear programme whose curve 1 / smallest is followed by tangents."""
    sizes = profiles.sizes[open_].astype(np.float64)
    equal = sizes * float(equal_share(profiles.seats, int(sizes.sum())))
    programme = _programme(equal, panels[:, open_])
    while True:
        answer = programme.solve()
        if answer is None:
            raise ArithmeticError("no panel is left")
        smallest, _, inverse = answer.columns[:3]
        if inverse * smallest > 1 - _NEAR:
            break
        point = max(float(smallest), 1e-9)
        programme.add_row((0, 2), (1 / point**2, 1.0), lower=2 / point, upper=INFINITY)
    prices, once = np.zeros(len(open_)), 2 * len(sizes)
    prices[open_] = answer.row_duals[: len(sizes)] + answer.row_duals[len(sizes) : once]
    worth = -float(answer.row_duals[once])
    return _Weighed(
        weights=answer.columns[3:],
        prices=prices,
        worth=worth,
        bound=lambda limit: answer.value - max(0.0, limit - worth) - 2 / UNIT,
    )


def _programme(equal: Floats, panels: Counts) -> Programme:
    """Columns: smallest and largest chance in shares, 1 / smallest, the weights. Rows: nobody is below the smallest,
    nobody above the largest, the weights sum to 1.
    """
    seats = csc_matrix(panels.T.astype(np.float64))
    none, count = csc_matrix((len(equal), 1)), len(panels)
    share = csc_matrix(-equal.reshape(-1, 1))
    matrix = vstack(
        [
            hstack([share, none, none, seats]),
            hstack([none, share, none, seats]),
            hstack([csc_matrix((1, 3)), csc_matrix(np.ones((1, count)))]),
        ],
        format="csc",
    )
    return Programme(
        matrix,
        costs=np.append([0.0, 1.0, 1.0], np.zeros(count)),
        lower=np.zeros(3 + count),
        upper=np.full(3 + count, INFINITY),
        row_lower=np.concatenate([np.zeros(len(equal)), np.full(len(equal), -INFINITY), [1.0]]),
        row_upper=np.concatenate([np.full(len(equal), INFINITY), np.zeros(len(equal)), [1.0]]),
    )
