"""No small group can be worked out from what is published, by going through everything that it might be."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import combinations, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.core.sortition.crossing import hidden_cells
from folkmoot.core.sortition.hiding import hidden_values

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


# A report of three categories: the second and third crossed with the first, and each counted by itself.
KINDS = tuple(product(range(2), range(3), range(2)))
OTHERS = ((1, 3), (2, 2))


@cache
def pools_of(people: int) -> np.ndarray:
    """Every pool of so many people, as how many of each kind."""
    bars = np.array(list(combinations(range(people + len(KINDS) - 1), len(KINDS) - 1)), dtype=np.int16)
    ends = np.full((len(bars), 1), people + len(KINDS) - 1)
    return np.diff(np.hstack([np.full((len(bars), 1), -1), bars, ends]), axis=1) - 1


def numbers(pools: np.ndarray, place: int, width: int) -> tuple[np.ndarray, np.ndarray]:
    """How many people of each pool are where in the table of the first category with another, and in its columns."""
    cells = np.stack(
        [
            sum(pools[:, n] for n, kind in enumerate(KINDS) if (kind[0], kind[place]) == (row, column))
            for row in range(2)
            for column in range(width)
        ],
        axis=1,
    )
    return cells, cells[:, :width] + cells[:, width:]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(KINDS), min_size=6, max_size=8))
def test_nobody_works_a_small_group_out_of_all_tables_of_a_report_together(people):
    shared = Counter(kind[0] for kind in people)
    if any(count < LEAST for count in shared.values()):
        return  # no such table may be crossed with it
    pools, counts = pools_of(len(people)), np.array([Counter(people)[kind] for kind in KINDS])[None, :]
    first = sum(pools[:, n] for n, kind in enumerate(KINDS) if kind[0] == 0)
    fits = first == shared[0]
    asked = []
    for place, width in OTHERS:
        (cells, below), (real, sums) = numbers(pools, place, width), numbers(counts, place, width)
        unsaid = hidden_values(sums[0], least=LEAST)
        hidden = hidden_cells(real.reshape(2, width), unsaid=unsaid, least=LEAST).ravel()
        fits &= (cells[:, ~hidden] == real[0, ~hidden]).all(axis=1) & (below[:, ~unsaid] == sums[0, ~unsaid]).all(
            axis=1
        )
        limits = [min(LEAST, shared[n // width], sums[0, n % width]) for n in range(2 * width)]
        asked += [(cells[:, n], real[0, n], limits[n], hidden[n]) for n in range(2 * width)]
        asked += [(below[:, n], sums[0, n], LEAST, unsaid[n]) for n in range(width)]
    for might, count, limit, hides in asked:
        if 0 < count < LEAST:
            assert hides
            assert might[fits].min() < might[fits].max()
            assert might[fits].max() >= limit
