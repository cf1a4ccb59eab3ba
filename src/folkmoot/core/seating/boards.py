"""A seating task as arrays: all that the search sees. People, tables, rounds and values are numbers from 0.

There is one person more than there are: number `n`, nobody, who fills the places that a table does not use, is like
nobody, meets nobody and never moves. So every table has the same number of places, and all are looked at in one stroke.
"""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

from folkmoot.core.seating.rooms import SeatingTask, suits, table_sizes

Counts: TypeAlias = np.ndarray[Any, np.dtype[np.int64]]
Floats: TypeAlias = np.ndarray[Any, np.dtype[np.float32]]

# What counts how much in the search. Whole numbers, so that sums are exact and the same on every machine.
AGAIN = 4  # two people meet who have met before ...
YET_AGAIN = 1  # ... and more for each time they had met before that
UNEVEN = 12  # a table has one person too many or too few with some value
BROKEN = 1_000  # a wish is not kept
MOVED = 100  # somebody leaves the table she had, when a plan is mended


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Board:
    """A task in numbers: `n` people, `T` tables, `R` rounds, `V` values of all attributes, at most `c` at a table.

    `sizes` (R, T) · `values` (n+1, V): 1 where somebody has a value · `least`, `most` (R, T, V): what a table should
    have of a value · `weights` (V) of one too many or too few · `pairs` (n+1, n+1): the cost of sharing a table ·
    `places` (R, n+1, T): the cost of sitting at one · `stuck` (R, n+1): who may not move · `again` (R+1): the cost of
    meeting somebody met so often in other rounds.
    """

    task: SeatingTask
    sizes: Counts
    values: Floats
    least: Floats
    most: Floats
    weights: Floats
    pairs: Floats
    places: Floats
    stuck: Floats
    again: Floats
    ids: tuple[str, ...]
    number_of: dict[str, int] = field(repr=False)

    @property
    def people(self) -> int:
        """How many there are."""
        return len(self.ids)

    @property
    def width(self) -> int:
        """How many places a table has, used or not."""
        return max(int(self.sizes.max()), 1)


def board_of(task: SeatingTask, sizes: Counts | None = None) -> Board:
    """The board of a task that has been checked, with even tables or the `sizes` (R, T) given.

    People are numbered by id: the order of rows plays no part.
    """
    people = sorted(task.attendees, key=lambda each: each.id)
    ids = tuple(each.id for each in people)
    if sizes is None:
        sizes = np.array([table_sizes(task, number) for number in range(1, task.rounds + 1)], dtype=np.int64)
    away = np.array([[number in each.away for each in people] for number in range(1, task.rounds + 1)])
    values, weights = _values(task, [each.features for each in people])
    least, most = quotas(sizes, values[:-1], away)
    number_of = {id_: number for number, id_ in enumerate(ids)}
    places = np.zeros((task.rounds, len(people) + 1, len(task.tables)), dtype=np.float32)
    for number, each in enumerate(people):
        places[:, number, :] = [0 if suits(each, table) else BROKEN for table in task.tables]
    names = [table.name for table in task.tables]
    for (id_, round_), table in task.pinned().items():
        places[round_ - 1, number_of[id_], :] += BROKEN
        places[round_ - 1, number_of[id_], names.index(table)] -= BROKEN
    stuck = np.zeros((task.rounds, len(people) + 1), dtype=np.float32)
    stuck[:, -1] = 1
    return Board(
        task=task, sizes=sizes, values=values, least=least, most=most, weights=weights, places=places, stuck=stuck,
        pairs=_pairs(task, number_of), ids=ids, number_of=number_of,
        again=np.array([0, *(AGAIN + YET_AGAIN * met for met in range(task.rounds))], dtype=np.float32),
    )  # fmt: skip


def quotas(sizes: Counts, values: Floats, away: Any) -> tuple[Floats, Floats]:
    """What each table should have of each value, at least and at most (R, T, V): its share, rounded down and up."""
    there = ~away
    held = there.astype(np.int64) @ values.astype(np.int64)
    shares = sizes[:, :, None] * held[:, None, :]
    among = np.maximum(there.sum(axis=1), 1)[:, None, None]
    return (shares // among).astype(np.float32), (-(-shares // among)).astype(np.float32)


def _values(task: SeatingTask, features: list[tuple[str, ...]]) -> tuple[Floats, Floats]:
    columns, weights = [np.zeros((len(features) + 1, 0))], []
    for place, attribute in enumerate(task.attributes):
        for value in sorted({each[place] for each in features} - {""}):
            columns.append(np.array([[each[place] == value] for each in features] + [[False]]))
            weights.append(BROKEN if attribute in task.spread else UNEVEN)
    return np.hstack(columns).astype(np.float32), np.array(weights, dtype=np.float32)


def _pairs(task: SeatingTask, number_of: dict[str, int]) -> Floats:
    costs = np.zeros((len(number_of) + 1, len(number_of) + 1), dtype=np.float32)
    for first, second in task.apart:
        costs[number_of[first], number_of[second]] = costs[number_of[second], number_of[first]] = BROKEN
    for group in task.together:
        numbers = [number_of[id_] for id_ in group]
        costs[np.ix_(numbers, numbers)] -= BROKEN
    np.fill_diagonal(costs, 0)
    return costs
