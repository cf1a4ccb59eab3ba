"""Two categories crossed, and which numbers of such tables are hidden so that no small group can be worked out.

All tables of one report cross the same category, of whose values none is small. Then they tell no more together than
each alone: with the sums of the shared category known, any filling of one table goes together with any filling of
another, person by person.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from folkmoot.core.sortition.hiding import LEAST, hidden_numbers, hidden_values, is_small
from folkmoot.core.sortition.profiles import Counts, Flags

Category: TypeAlias = tuple[str, Sequence[str]]  # a name with its values
UNKNOWN = ""  # stands for a value that is not known of somebody


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossed:
    """How many people have each of `rows` (values of a first category) with each of `columns` (of a second); `None`
    where the number is hidden. The last row or column is `UNKNOWN` where a value is not known of somebody.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_sums: tuple[int, ...]
    column_sums: tuple[int | None, ...]

    @property
    def people(self) -> int:
        """Everybody in the table."""
        return sum(self.row_sums)

    @property
    def hides(self) -> bool:
        """Whether any number is hidden."""
        return any(cell is None for row in (*self.cells, self.column_sums) for cell in row)


def shared_category(people: Sequence[Mapping[str, str]], values: Mapping[str, Sequence[str]]) -> str | None:
    """The first category whose values are each of nobody or of many: the one that all tables of a report cross."""
    for name, known in values.items():
        counts = Counter(each[name] if each.get(name) in known else UNKNOWN for each in people)
        if not is_small(np.array([*counts.values()], dtype=np.int64)).any():
            return name
    return None


def crossed(people: Iterable[Mapping[str, str]], first: Category, second: Category, *, exact: bool = False) -> Crossed:
    """Cross the categories `first` and `second`; small groups are hidden, unless all is to be `exact`.

    Raises `ValueError` where it is not exact and a value of `first` is small: it is no `shared_category`.
    """
    rows, columns, counts = _counted(people, first, second)
    sums, below = counts.sum(axis=1), counts.sum(axis=0)
    hidden, unsaid = np.zeros_like(counts, dtype=bool), np.zeros_like(below, dtype=bool)
    if not exact:
        if is_small(sums).any():
            raise ValueError("the sums of the rows would tell of small groups")
        known = [place for place, name in enumerate(columns) if name != UNKNOWN]
        unsaid[known] = hidden_values(below[known])
        hidden = hidden_cells(counts, unsaid=unsaid)
    return Crossed(
        rows=rows,
        columns=columns,
        cells=tuple(_said(row, hide) for row, hide in zip(counts, hidden, strict=True)),
        row_sums=tuple(map(int, sums)),
        column_sums=_said(below, unsaid),
    )


def hidden_cells(counts: Counts, *, unsaid: Flags | None = None, least: int = LEAST) -> Flags:
    """Which cells of a table to hide, so that none of 1 to `least` - 1 can be worked out; nor can a sum of a column
    that is `unsaid`. All other sums are known.
    """
    height, width = counts.shape
    open_ = np.flatnonzero(unsaid) if unsaid is not None else np.array([], dtype=np.int64)
    totals = np.zeros((height + width, height * width + len(open_)), dtype=np.int64)
    for row in range(height):
        totals[row, row * width : (row + 1) * width] = 1
    for column in range(width):
        totals[height + column, column : height * width : width] = 1
    totals[height + open_, height * width + np.arange(len(open_))] = -1
    rows, below = counts.sum(axis=1), counts.sum(axis=0)
    limits = np.minimum(least, np.minimum.outer(rows, below)).ravel()
    numbers = np.concatenate([counts.ravel(), below[open_]])
    fixed = np.concatenate([np.zeros(height * width, dtype=bool), np.ones(len(open_), dtype=bool)])
    limits = np.concatenate([limits, np.full(len(open_), min(least, int(counts.sum())))])
    hidden = hidden_numbers(numbers, totals, limits, least=least, fixed=fixed)
    return hidden[: height * width].reshape(height, width)


def _counted(
    people: Iterable[Mapping[str, str]], first: Category, second: Category
) -> tuple[tuple[str, ...], tuple[str, ...], Counts]:
    (one, rows), (other, columns) = first, second
    pairs = Counter(
        (each[one] if each.get(one) in rows else UNKNOWN, each[other] if each.get(other) in columns else UNKNOWN)
        for each in people
    )
    shown_rows = (*rows, *([UNKNOWN] if any(row == UNKNOWN for row, _ in pairs) else []))
    shown_columns = (*columns, *([UNKNOWN] if any(column == UNKNOWN for _, column in pairs) else []))
    counts = np.array([[pairs[row, column] for column in shown_columns] for row in shown_rows], dtype=np.int64)
    return shown_rows, shown_columns, counts


def _said(counts: Counts, hidden: Flags) -> tuple[int | None, ...]:
    return tuple(None if hide else int(count) for count, hide in zip(counts, hidden, strict=True))
