"""No small group can be worked out from a crossed table, by going through every table that it might be."""

from collections.abc import Iterator

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.core.sortition.crossing import hidden_cells

LEAST = 3  # small enough to go through every table


@st.composite
def tables(draw):
    """A table of 2 or 3 rows and columns of small counts."""
    rows, columns = draw(st.integers(2, 3)), draw(st.integers(2, 3))
    cells = st.lists(st.integers(0, 5), min_size=columns, max_size=columns)
    return np.array(draw(st.lists(cells, min_size=rows, max_size=rows)), dtype=np.int64)


@settings(max_examples=60)
@given(tables())
def test_every_small_group_might_have_another_size_and_be_as_large_as_its_row_and_column_allow(counts):
    hidden = hidden_cells(counts, least=LEAST)
    small = (counts > 0) & (counts < LEAST)
    assert not (small & ~hidden).any()
    if not small.any():
        assert not hidden.any()
        return
    might = np.array(list(tables_like(counts, hidden)))
    limit = np.minimum(LEAST, np.minimum.outer(counts.sum(axis=1), counts.sum(axis=0)))
    protected = (might.min(axis=0) < might.max(axis=0)) & (might.max(axis=0) >= limit)
    # Where all is hidden the sums alone are left: they are shown, and no cell beside them can be hidden further.
    assert hidden.all() or protected[small].all()


def tables_like(counts: np.ndarray, hidden: np.ndarray) -> Iterator[np.ndarray]:
    """Every table with the same sums and the same numbers where they are shown."""
    places = list(zip(*np.nonzero(hidden), strict=True))
    table = np.where(hidden, 0, counts)
    rows, columns = (counts.sum(axis=axis) - table.sum(axis=axis) for axis in (1, 0))

    def filled(number: int) -> Iterator[np.ndarray]:
        if number == len(places):
            if not rows.any() and not columns.any():
                yield table.copy()
            return
        row, column = places[number]
        last = all(place[0] != row for place in places[number + 1 :])
        most = min(rows[row], columns[column])
        for people in range(rows[row] if last else 0, most + 1):
            table[row, column] = people
            rows[row] -= people
            columns[column] -= people
            yield from filled(number + 1)
            rows[row] += people
            columns[column] += people
        table[row, column] = 0

    yield from filled(0)
