"""A seating task from tables of rows: who is to be seated, the tables of the room, an earlier plan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from folkmoot.core.faults import Fault, Faults
from folkmoot.core.seating.rooms import Attendee, RoomTable, SeatingTask, Seats
from folkmoot.core.sortition.targets import spelt_alike

Numbered = Iterable[tuple[int, Sequence[str]]]
_YES = frozenset({"yes", "y", "1", "true", "x", "ja", "j"})
_NO = frozenset({"", "no", "n", "0", "false", "nej", "nein", "-"})


class ColumnNotFound(Fault):
    """The table has no column called `column`; it has `columns`."""


class RowWithoutId(Fault):
    """The `row` names nobody."""


class NeitherYesNorNo(Fault):
    """The `row` says `text` in `column`, where yes or no is wanted."""


class RoundsUnreadable(Fault):
    """The `row` gives `text` where numbers of rounds are wanted."""


class SeatsUnreadable(Fault):
    """The `row` gives `text` where a number of seats is wanted."""


class SeatUnknown(Fault):
    """The `row` of a plan names somebody, a round or a table (`text`) that is not in the task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatingColumns:
    """Which columns say what. Without `mix` every other column is an attribute to mix."""

    id: str = "id"
    mix: tuple[str, ...] | None = None
    spread: tuple[str, ...] = ()
    languages: str | None = None
    step_free: str | None = None
    away: str | None = None


def read_attendees(
    columns: Sequence[str], rows: Numbered, means: SeatingColumns
) -> tuple[tuple[str, ...], tuple[Attendee, ...]]:
    """The attributes to mix and the people. Raises `Faults` with every problem, named by its row."""
    special = [name for name in (means.id, means.languages, means.step_free, means.away) if name is not None]
    asked = [*special, *(means.mix or ()), *means.spread]
    spelt = _spelt(columns, asked)
    mix = means.mix if means.mix is not None else tuple(name for name in spelt if name not in special)
    attributes = tuple(dict.fromkeys((*mix, *means.spread)))
    faults: list[Fault] = []
    people = []
    for number, row in rows:
        cells = _cells(spelt, row)
        try:
            people.append(_attendee(number, cells, attributes, means))
        except Fault as fault:
            faults.append(fault)
    if faults:
        raise Faults(*faults)
    return attributes, tuple(people)


def _spelt(columns: Sequence[str], asked: Sequence[str]) -> list[str]:
    """The columns, those `asked` for spelt as they were. Raises `Faults` with each that is not there."""
    spelt = spelt_alike(columns, asked)
    if missing := [name for name in asked if name not in spelt]:
        raise Faults(*(ColumnNotFound(column=name, columns=tuple(columns)) for name in missing))
    return spelt


def _cells(spelt: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    return {name: cell.strip() for name, cell in zip(spelt, row, strict=False)}


def _attendee(row: int, cells: Mapping[str, str], attributes: Sequence[str], means: SeatingColumns) -> Attendee:
    id_ = cells[means.id].removeprefix("'")
    if not id_:
        raise RowWithoutId(row=row)
    return Attendee(
        id=id_,
        features=tuple(cells[name] for name in attributes),
        away=_rounds(row, cells[means.away]) if means.away else frozenset(),
        languages=_words(cells[means.languages]) if means.languages else frozenset(),
        step_free=_truth(row, means.step_free, cells[means.step_free]) if means.step_free else False,
    )


def _truth(row: int, column: str, text: str) -> bool:
    if text.casefold() not in _YES | _NO:
        raise NeitherYesNorNo(row=row, column=column, text=text)
    return text.casefold() in _YES


def _words(text: str) -> frozenset[str]:
    return frozenset(text.replace(",", " ").replace(";", " ").casefold().split())


def _rounds(row: int, text: str) -> frozenset[int]:
    words = _words(text)
    if not all(word.isascii() and word.isdigit() for word in words):
        raise RoundsUnreadable(row=row, text=text)
    return frozenset(map(int, words))


def read_room(columns: Sequence[str], rows: Numbered) -> tuple[RoomTable, ...]:
    """The tables: column `table`, perhaps `seats`, `step_free` and `languages`. Raises `Faults`."""
    _spelt(columns, ("table",))
    spelt = spelt_alike(columns, ("table", "seats", "step_free", "languages"))
    faults: list[Fault] = []
    tables = []
    for number, row in rows:
        cells = _cells(spelt, row)
        try:
            tables.append(_table(number, cells))
        except Fault as fault:
            faults.append(fault)
    if faults:
        raise Faults(*faults)
    return tuple(tables)


def _table(row: int, cells: Mapping[str, str]) -> RoomTable:
    seats = cells.get("seats", "")
    if not cells["table"]:
        raise RowWithoutId(row=row)
    if seats and not (seats.isascii() and seats.isdigit() and int(seats)):
        raise SeatsUnreadable(row=row, text=seats)
    return RoomTable(
        name=cells["table"],
        seats=int(seats) if seats else None,
        step_free=_truth(row, "step_free", cells["step_free"]) if "step_free" in cells else True,
        languages=_words(cells.get("languages", "")),
    )


def read_seats(columns: Sequence[str], rows: Numbered, task: SeatingTask) -> Seats:
    """A plan from a table with the columns `id`, `round`, `table`. Raises `Faults`.

    It may name people who are no longer in the task; so that they can be told from slips, their rows are kept.
    """
    spelt = _spelt(columns, ("id", "round", "table"))
    names = [table.name for table in task.tables]
    seats: list[list[list[str]]] = [[[] for _ in names] for _ in range(task.rounds)]
    faults: list[Fault] = []
    for number, row in rows:
        cells = _cells(spelt, row)
        round_ = int(cells["round"]) if cells["round"].isascii() and cells["round"].isdigit() else 0
        if not 1 <= round_ <= task.rounds:
            faults.append(SeatUnknown(row=number, text=cells["round"]))
        elif cells["table"] not in names:
            faults.append(SeatUnknown(row=number, text=cells["table"]))
        else:
            seats[round_ - 1][names.index(cells["table"])].append(cells["id"].removeprefix("'"))
    if faults:
        raise Faults(*faults)
    return tuple(tuple(tuple(sorted(table)) for table in round_) for round_ in seats)
