"""Two categories crossed, and which numbers of such a table are hidden so that no small group can be worked out.

Whoever reads the table may add and subtract: the range of a hidden number is what the sums of its row and column leave
it. Numbers are hidden, the smallest first, until every small one may have several values, and may be large where its
row and column are (complementary suppression: Willenborg and de Waal, Elements of
Statistical Disclosure Control, 2001).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from scipy.sparse import csc_matrix

from folkmoot.core.sortition.profiles import Counts, Flags
from folkmoot.core.sortition.programmes import Programme
from folkmoot.core.sortition.representation import LEAST

Place: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossed:
    """How many people have each of `rows` (values of a first category) with each of `columns` (of a second); `None`
    where the number is hidden. The sums are exact.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_sums: tuple[int, ...]
    column_sums: tuple[int, ...]

    @property
    def people(self) -> int:
        """All of whom both values are known."""
        return sum(self.row_sums)

    @property
    def hides(self) -> bool:
        """Whether any number is hidden."""
        return any(cell is None for row in self.cells for cell in row)


def crossed(
    people: Iterable[Mapping[str, str]], first: tuple[str, Sequence[str]], second: tuple[str, Sequence[str]]
) -> Crossed:
    """Cross the categories `first` and `second`, each a name with its values; small groups are hidden."""
    (one, rows), (other, columns) = first, second
    row_of, column_of = ({value: n for n, value in enumerate(values)} for values in (rows, columns))
    counts = np.zeros((len(rows), len(columns)), dtype=np.int64)
    for each in people:
        if each.get(one) in row_of and each.get(other) in column_of:
            counts[row_of[each[one]], column_of[each[other]]] += 1
    hidden = hidden_cells(counts)
    return Crossed(
        rows=tuple(rows),
        columns=tuple(columns),
        cells=tuple(
            tuple(None if hide else int(count) for count, hide in zip(*row, strict=True))
            for row in zip(counts, hidden, strict=True)
        ),
        row_sums=tuple(map(int, counts.sum(axis=1))),
        column_sums=tuple(map(int, counts.sum(axis=0))),
    )


def hidden_cells(counts: Counts, *, least: int = LEAST) -> Flags:
    """Which cells of a table whose sums are known to hide, so that none of 1 to `least` - 1 can be worked out."""
    small: Flags = np.logical_and(counts > 0, counts < least)
    hidden: Flags = small.copy()
    limit = np.minimum(least, np.minimum.outer(counts.sum(axis=1), counts.sum(axis=0)))
    while not hidden.all():
        betrayed = _betrayed(counts, hidden, small, limit)
        if betrayed is None:
            break
        hidden[_next(counts, hidden, betrayed)] = True
    return hidden


def _betrayed(counts: Counts, hidden: Flags, small: Flags, limit: Counts) -> Place | None:
    """A small cell that can be worked out from the sums and what is shown, or is known to be small."""
    places = [(int(row), int(column)) for row, column in zip(*np.nonzero(hidden), strict=True)]
    if not places:
        return None
    programme = _programme(counts, hidden, places)
    for number, place in enumerate(places):
        if small[place]:
            low, high = (_extreme(programme, number, len(places), sign) for sign in (1.0, -1.0))
            if high == low or high < limit[place]:
                return place
    return None


def _programme(counts: Counts, hidden: Flags, places: Sequence[Place]) -> Programme:
    """The hidden cells add up to what is left of each row and column."""
    left = np.where(hidden, counts, 0)
    sums = np.concatenate([left.sum(axis=1), left.sum(axis=0)]).astype(np.float64)
    matrix = np.zeros((len(sums), len(places)))
    for number, (row, column) in enumerate(places):
        matrix[row, number] = matrix[len(counts) + column, number] = 1.0
    return Programme(
        csc_matrix(matrix),
        costs=np.zeros(len(places)),
        lower=np.zeros(len(places)),
        upper=np.full(len(places), sums.max()),
        row_lower=sums,
        row_upper=sums,
    )


def _extreme(programme: Programme, number: int, count: int, sign: float) -> int:
    costs = np.zeros(count)
    costs[number] = sign
    programme.price(costs)
    answer = programme.solve()
    if answer is None:
        raise ArithmeticError("the table does not add up")
    return round(float(answer.columns[number]))


def _next(counts: Counts, hidden: Flags, betrayed: Place) -> Place:
    """The smallest number still shown, rather one that closes a rectangle or lies beside the betrayed; a zero last."""
    row, column = betrayed
    closing = hidden.sum(axis=1, keepdims=True) * hidden.sum(axis=0, keepdims=True) > 0
    beside = np.zeros_like(hidden)
    beside[row, :] = beside[:, column] = True
    shown = [(int(r), int(c)) for r, c in zip(*np.nonzero(~hidden), strict=True)]
    return min(shown, key=lambda at: (not counts[at], not closing[at], not beside[at], int(counts[at]), at))
