"""A table of calls as values: whom a caller asked somewhere without this site, and what came of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from folkmoot import tables
from folkmoot.core.faults import Fault, Faults
from folkmoot.core.sortition.pools import ColumnMissing, clean
from folkmoot.stages.lottery.faults import (
    CalleeRepeated,
    CalleeUnknown,
    CellTooLong,
    GuardianConsentMissing,
    NothingEntered,
    OutcomeUnknown,
)
from folkmoot.stages.lottery.models import Call

NOTE_LENGTH = 200
COLUMNS = ("pseudonym", "name", "phone", "email", "draw", "tries", "outcome", "note")
NEEDED = ("pseudonym", "outcome")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one call: `outcome` is one of `Call.Outcome`."""

    row: int
    pseudonym: str
    outcome: str
    note: str


def read_outcomes(sheet: tables.Sheet, *, name: str, waiting: Mapping[str, bool]) -> tuple[Outcome, ...]:
    """The rows of a sheet, of a file called `name`, in which an outcome is entered.

    Raises `Faults` with every problem, by row and column.

    `waiting` is who may be asked, by pseudonym: whether she may say yes, or the word of her guardian is missing.
    """
    table = tables.table_on(sheet, name=name)
    columns = [clean(each).casefold() for each in table.columns]
    if missing := [ColumnMissing(column=name) for name in NEEDED if name not in columns]:
        raise Faults(*missing)
    found = tuple(_line(number, columns, row) for number, row in table.numbered)
    entered = tuple(each for each in found if each.outcome)
    if problems := [*_problems(entered, waiting)]:
        raise Faults(*problems)
    if not entered:
        raise Faults(NothingEntered(column="outcome"))
    return entered


def _line(number: int, columns: Sequence[str], row: Sequence[str]) -> Outcome:
    cells = {column: clean(cell.removeprefix("'")) for column, cell in zip(columns, row, strict=True)}
    outcome = cells["outcome"].casefold()
    return Outcome(row=number, pseudonym=cells["pseudonym"].casefold(), outcome=outcome, note=cells.get("note", ""))


def _problems(lines: Sequence[Outcome], waiting: Mapping[str, bool]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for each in lines:
        if each.pseudonym in first:
            yield CalleeRepeated(
                row=each.row, column="pseudonym", pseudonym=each.pseudonym, first=first[each.pseudonym]
            )
        first.setdefault(each.pseudonym, each.row)
        if each.pseudonym not in waiting:
            yield CalleeUnknown(row=each.row, column="pseudonym", pseudonym=each.pseudonym)
        elif each.outcome == Call.Outcome.YES and not waiting[each.pseudonym]:
            yield GuardianConsentMissing(row=each.row, column="outcome", pseudonym=each.pseudonym)
        if each.outcome not in Call.Outcome.values:
            words = ", ".join(Call.Outcome.values)
            yield OutcomeUnknown(row=each.row, column="outcome", value=each.outcome, words=words)
        if len(each.note) > NOTE_LENGTH:
            yield CellTooLong(row=each.row, column="note", limit=NOTE_LENGTH)
