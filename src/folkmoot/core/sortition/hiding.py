"""Which numbers of a report are hidden so that no small group can be worked out from all the others.

Whoever reads may add and subtract: the range of a hidden number is what the known totals leave it. Numbers are hidden,
the smallest first, until every small one may have several values, and may be large where its totals are (complementary
suppression: Willenborg and de Waal, Elements of Statistical Disclosure Control, 2001).
"""

from typing import Final

import numpy as np
from scipy.sparse import csc_matrix

from folkmoot.core.sortition.profiles import Counts, Flags
from folkmoot.core.sortition.programmes import Programme

LEAST: Final = 5  # a smaller group is hidden


def is_small(counts: Counts, least: int = LEAST) -> Flags:
    """Which counts are of somebody, but of fewer than `least` people."""
    return np.logical_and(counts > 0, counts < least)


def hidden_numbers(
    counts: Counts,
    totals: Counts,
    limits: Counts,
    *,
    least: int = LEAST,
    fixed: Flags | None = None,
    kept: Flags | None = None,
) -> Flags:
    """Which of `counts` to hide, where everybody knows `totals @ counts`.

    A row of `totals` says which counts add up to a known total (1, or -1 for what is taken off). A small count is safe
    when it may have several values and may be as large as its limit. Where `fixed` is set, a count is hidden from the
    beginning, and where `kept` is set, it is shown; where no other is left to hide, the search ends.
    """
    nowhere = np.zeros(len(counts), dtype=bool)
    kept = nowhere if kept is None else kept
    small: Flags = np.logical_and(is_small(counts, least), ~kept)
    hidden: Flags = np.logical_or(small, nowhere if fixed is None else fixed)
    while not np.logical_or(hidden, kept).all():
        betrayed = _betrayed(counts, totals, hidden, small, limits)
        if betrayed is None:
            break
        hidden[_next(counts, totals, hidden, betrayed, kept)] = True
    return hidden


def hidden_values(counts: Counts, *, least: int = LEAST) -> Flags:
    """Which counts of one category to hide, where everybody knows how many people there are in all."""
    limits = np.full(len(counts), min(least, int(counts.sum())))
    return hidden_numbers(counts, np.ones((1, len(counts)), dtype=np.int64), limits, least=least)


def _betrayed(counts: Counts, totals: Counts, hidden: Flags, small: Flags, limits: Counts) -> int | None:
    """A small number that can be worked out, or is known to be small."""
    places = np.flatnonzero(hidden)
    if not len(places):
        return None
    programme = _programme(counts[places], totals[:, places])
    for number, place in enumerate(map(int, places)):
        if small[place]:
            low, high = (_extreme(programme, number, len(places), sign) for sign in (1.0, -1.0))
            if high == low or high < limits[place]:
                return place
    return None


def _programme(counts: Counts, totals: Counts) -> Programme:
    """The hidden numbers add up to what is left of each total."""
    left = (totals @ counts).astype(np.float64)
    return Programme(
        csc_matrix(totals.astype(np.float64)),
        costs=np.zeros(len(counts)),
        lower=np.zeros(len(counts)),
        upper=np.full(len(counts), float(counts.sum())),
        row_lower=left,
        row_upper=left,
    )


def _extreme(programme: Programme, number: int, count: int, sign: float) -> int:
    costs = np.zeros(count)
    costs[number] = sign
    programme.price(costs)
    answer = programme.solve()
    if answer is None:
        raise ArithmeticError("the numbers do not add up")
    return round(float(answer.columns[number]))


def _next(counts: Counts, totals: Counts, hidden: Flags, betrayed: int, kept: Flags) -> int:
    """The smallest number still shown, rather one whose totals all hold a hidden one already, or one that shares a
    total with the betrayed; a zero last.
    """
    inside = totals != 0
    hiding = inside[:, hidden].any(axis=1)
    closing = np.array([hiding[inside[:, place]].all() for place in range(len(counts))])
    beside = inside[inside[:, betrayed]].any(axis=0)
    shown = map(int, np.flatnonzero(~hidden & ~kept))
    return min(shown, key=lambda at: (not counts[at], not closing[at], not beside[at], int(counts[at]), at))
