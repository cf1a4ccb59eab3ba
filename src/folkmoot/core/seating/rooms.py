"""Who is to be seated, at which tables, for how many rounds, and what must be kept: the task as values, and its checks.

Rounds are counted from 1. What is wished is of two sorts: what must be kept (pins, apart, together, tables that suit a
person, `spread`) and what is made as good as possible (tables mixed on every attribute, many different people met).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from folkmoot.core.faults import Fault, Faults

# Who sits where: for each round, for each table in the order of the task, the ids.
Seats: TypeAlias = tuple[tuple[tuple[str, ...], ...], ...]

MOST_ROUNDS = 60
MOST_PEOPLE = 2_000


class NobodyToSeat(Fault):
    """There is no table to sit at, no round, or in `round` nobody is there."""


class SeatingTooLarge(Fault):
    """So many `people` in so many `rounds` are more than are planned at once."""


class SeatedTwice(Fault):
    """`id` is listed twice among those to be seated."""


class TableNamedTwice(Fault):
    """Two tables are called `table`."""


class WishForNobody(Fault):
    """A wish names `id`, who is not among those to be seated."""


class WishForNoTable(Fault):
    """A wish names the `table`, which is not in the room, or a `round` that is not held."""


class PinsDisagree(Fault):
    """`id` is pinned to two tables in `round`."""


class TooFewSeats(Fault):
    """In `round` there are `people`, and the tables together have `seats`."""


class TableOverfull(Fault):
    """In `round` so many people (`pinned`) are pinned to `table`, which has `seats`."""


class NoTableSuits(Fault):
    """No table suits `id`: none is step-free, or at none her languages are spoken."""


class TooManyTogether(Fault):
    """`ids` are to sit together, and the largest table has `seats`."""


class TogetherAndApart(Fault):
    """`first` and `second` are to sit together and apart, or are pinned to one table and to sit apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """Somebody to be seated: her value of each attribute in order ("": not known), the rounds in which she is `away`,
    the `languages` that she follows (none: all), and whether she needs a `step_free` table.
    """

    id: str
    features: tuple[str, ...] = ()
    away: frozenset[int] = frozenset()
    languages: frozenset[str] = frozenset()
    step_free: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomTable:
    """A table: at most so many `seats` (`None`: as many as are even), the languages spoken there (none: all)."""

    name: str
    seats: int | None = None
    step_free: bool = True
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """`id` sits at `table` in `round`, or (`None`) always."""

    id: str
    table: str
    round: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatingTask:
    """What is to be planned. Tables are mixed on `attributes`; those in `spread` must come out even (facilitators).

    `apart`: pairs of ids that never share a table. `together`: groups that always do (an interpreter and her group),
    in the rounds in which they are there.
    """

    attributes: tuple[str, ...] = ()
    attendees: tuple[Attendee, ...]
    tables: tuple[RoomTable, ...]
    rounds: int
    spread: frozenset[str] = frozenset()
    pins: tuple[Pin, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    together: tuple[tuple[str, ...], ...] = ()

    def present(self, round_: int) -> tuple[Attendee, ...]:
        """Those who are there in a round."""
        return tuple(each for each in self.attendees if round_ not in each.away)

    def pinned(self) -> dict[tuple[str, int], str]:
        """The table of each id and round that is pinned."""
        return {
            (pin.id, number): pin.table
            for pin in self.pins
            for number in ([pin.round] if pin.round is not None else range(1, self.rounds + 1))
        }


def suits(attendee: Attendee, table: RoomTable) -> bool:
    """Whether somebody can reach a table and follow what is said there."""
    spoken = not attendee.languages or not table.languages or bool(attendee.languages & table.languages)
    return spoken and (table.step_free or not attendee.step_free)


def table_sizes(task: SeatingTask, round_: int, *, kept: Mapping[str, int] | None = None) -> tuple[int, ...]:
    """How many sit at each table in a round: as even as whole numbers, the tables' seats and the pins allow.

    Where people cannot be dealt out evenly, those tables have one more at which most are `kept` (by name), then the
    first ones. The sum is less than the people who are there if the tables have no more seats.
    """
    present = {each.id for each in task.present(round_)}
    pins = Counter(table for (id_, number), table in task.pinned().items() if number == round_ and id_ in present)
    most = [table.seats if table.seats is not None else len(present) for table in task.tables]
    stay = [-(kept or {}).get(table.name, 0) for table in task.tables]
    sizes = [min(pins[table.name], limit) for table, limit in zip(task.tables, most, strict=True)]
    for _ in range(sum(sizes), len(present)):
        open_ = [place for place, size in enumerate(sizes) if size < most[place]]
        if open_:
            sizes[min(open_, key=lambda place: (sizes[place], stay[place], place))] += 1
    return tuple(sizes)


def check_task(task: SeatingTask) -> None:
    """Raise `Faults` with everything in a task that cannot be, as far as it shows before planning."""
    if faults := [*_of_size(task), *_of_names(task)]:
        raise Faults(*faults)
    if faults := [*_of_seats(task), *_of_people(task), *_of_groups(task)]:
        raise Faults(*faults)


def _of_size(task: SeatingTask) -> Iterator[Fault]:
    if len(task.attendees) > MOST_PEOPLE or task.rounds > MOST_ROUNDS:
        yield SeatingTooLarge(people=len(task.attendees), rounds=task.rounds)
    elif not task.tables or task.rounds < 1:
        yield NobodyToSeat(round=1)
    else:
        empty = (number for number in range(1, task.rounds + 1) if not task.present(number))
        yield from (NobodyToSeat(round=number) for number in empty)


def _of_names(task: SeatingTask) -> Iterator[Fault]:
    ids, names = [each.id for each in task.attendees], [each.name for each in task.tables]
    yield from (SeatedTwice(id=id_) for id_ in _twice(ids))
    yield from (TableNamedTwice(table=name) for name in _twice(names))
    wished = [*(pin.id for pin in task.pins), *(id_ for group in (*task.apart, *task.together) for id_ in group)]
    yield from (WishForNobody(id=id_) for id_ in sorted(set(wished) - set(ids)))
    for pin in task.pins:
        if pin.table not in names or not 1 <= (pin.round or 1) <= task.rounds:
            yield WishForNoTable(table=pin.table, round=pin.round or 1)


def _twice(names: Sequence[str]) -> list[str]:
    return sorted(name for name, times in Counter(names).items() if times > 1)


def _of_seats(task: SeatingTask) -> Iterator[Fault]:
    names = [table.name for table in task.tables]
    pinned = task.pinned()
    for number in range(1, task.rounds + 1):
        present = {each.id for each in task.present(number)}
        sizes = table_sizes(task, number)
        if sum(sizes) < len(present):
            yield TooFewSeats(round=number, people=len(present), seats=sum(sizes))
        asked = Counter(table for (id_, at), table in pinned.items() if at == number and id_ in present)
        for name, size in zip(names, sizes, strict=True):
            if asked[name] > size:
                yield TableOverfull(round=number, table=name, pinned=asked[name], seats=size)


def _of_people(task: SeatingTask) -> Iterator[Fault]:
    seen: dict[tuple[str, int], str] = {}
    for pin in task.pins:
        for number in [pin.round] if pin.round is not None else range(1, task.rounds + 1):
            if seen.setdefault((pin.id, number), pin.table) != pin.table:
                yield PinsDisagree(id=pin.id, round=number)
    for each in task.attendees:
        if not any(suits(each, table) for table in task.tables):
            yield NoTableSuits(id=each.id)


def _of_groups(task: SeatingTask) -> Iterator[Fault]:
    largest = max(max(table_sizes(task, number)) for number in range(1, task.rounds + 1))
    apart = {frozenset(pair) for pair in task.apart}
    for group in task.together:
        if len(group) > largest:
            yield TooManyTogether(ids=tuple(sorted(group)), seats=largest)
        for first, second in combinations(sorted(set(group)), 2):
            if frozenset((first, second)) in apart:
                yield TogetherAndApart(first=first, second=second)
    pinned = task.pinned()
    for first, second in sorted(task.apart):
        tables = [(pinned.get((first, at)), pinned.get((second, at))) for at in range(1, task.rounds + 1)]
        if any(one and one == other for one, other in tables):
            yield TogetherAndApart(first=first, second=second)
