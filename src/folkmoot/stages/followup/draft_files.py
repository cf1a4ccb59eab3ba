"""A table of drafts as values: an office writes its replies in any spreadsheet and brings them back."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from folkmoot import tables
from folkmoot.core.faults import Fault, Faults
from folkmoot.core.sortition.pools import clean
from folkmoot.stages.followup import faults
from folkmoot.stages.followup.models import Answer, ReasonCode

LONGEST = {"text": 8_000, "wording": 8_000, "source": 500, "authority": 200, "remark": 500}
# number and title tell which recommendation a row is about and asked what it says; the rest is the office's to fill in.
FILLED_IN = ("answer", "text", "wording", "source", "until", "authority", "reason_code", "assigned_to", "remark")
COLUMNS = ("number", "title", "asked", *FILLED_IN)
_DAY = re.compile(r"(\d{1,2})\.? ?[./-] ?(\d{1,2})\.? ?[./-] ?(\d{4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a table may say: recommendations still owed, addresses of those who write, words for answers and reasons.

    The words are by code; a cell may hold the code or the word, in any case.
    """

    owed: Collection[int]
    drafters: Collection[str]
    answers: Mapping[str, str]
    reasons: Mapping[str, str]
    today: date


@dataclass(slots=True, kw_only=True)
class DraftLine:
    """One row with something filled in: its fields as a `ReplyDraft` holds them, `assigned_to` as an address."""

    row: int
    number: int
    fields: dict[str, str | date | None] = field(default_factory=dict)


def read_drafts(data: bytes, *, name: str, known: Known) -> tuple[DraftLine, ...]:
    """The rows of a file called `name` in which anything is filled in.

    A column that is left out is not changed; a cell that is emptied is. Raises `Faults` with every problem at once.
    """
    table = tables.read_table(data, name=name)
    columns = [clean(each).casefold() for each in table.columns]
    if "number" not in columns or not set(columns) & set(FILLED_IN):
        raise Faults(faults.DraftColumnsMissing(columns=COLUMNS))
    problems: list[Fault] = []
    lines, seen = [], dict[int, int]()
    for row, cells in table.numbered:
        written = {column: clean(cell.removeprefix("'")) for column, cell in zip(columns, cells, strict=False)}
        if not any(written.get(column) for column in FILLED_IN):
            continue
        line = DraftLine(row=row, number=0)
        problems += [*_number(line, written["number"], known, seen), *_fields(line, written, known)]
        lines.append(line)
    if not lines:
        problems.append(faults.NothingFilledIn())
    if problems:
        raise Faults(*problems)
    return tuple(lines)


def _number(line: DraftLine, cell: str, known: Known, seen: dict[int, int]) -> Iterator[Fault]:
    line.number = int(cell) if cell.isascii() and cell.isdigit() else 0
    if line.number not in known.owed:
        yield faults.RecommendationNotOwed(row=line.row, column="number", number=cell)
    elif line.number in seen:
        yield faults.RecommendationRepeated(row=line.row, column="number", number=cell, first=seen[line.number])
    seen.setdefault(line.number, line.row)


def _fields(line: DraftLine, written: Mapping[str, str], known: Known) -> Iterator[Fault]:
    for column in FILLED_IN:
        if column not in written:
            continue
        cell = written[column]
        line.fields[column] = cell
        if column in LONGEST and len(cell) > LONGEST[column]:
            yield faults.CellTooLarge(row=line.row, column=column, limit=LONGEST[column])
    yield from _word(line, "answer", known.answers, Answer.values)
    yield from _word(line, "reason_code", known.reasons, ReasonCode.values)
    yield from _day(line, known.today)
    address = str(line.fields.get("assigned_to", "")).casefold()
    if address and address not in known.drafters:
        yield faults.DrafterUnknown(row=line.row, column="assigned_to", email=address)


def _word(line: DraftLine, column: str, words: Mapping[str, str], codes: list[str]) -> Iterator[Fault]:
    cell = str(line.fields.get(column, "")).casefold()
    by_word = {word.casefold(): code for code, word in words.items()} | {code: code for code in codes}
    if cell and cell not in by_word:
        yield faults.WordNotKnown(
            row=line.row, column=column, value=cell, words=tuple(f"“{word}”" for word in words.values())
        )
    elif cell:
        line.fields[column] = by_word[cell]


def _day(line: DraftLine, today: date) -> Iterator[Fault]:
    if "until" not in line.fields:
        return
    cell = str(line.fields["until"])
    day = _read_day(cell)
    line.fields["until"] = day
    if cell and (day is None or day <= today):
        yield faults.DayNotRead(row=line.row, column="until", value=cell)


def _read_day(cell: str) -> date | None:
    """2027-03-01, or as most of Europe writes it: 1.3.2027, 01/03/2027."""
    turned = _DAY.fullmatch(cell)
    try:
        return date(int(turned[3]), int(turned[2]), int(turned[1])) if turned else date.fromisoformat(cell)
    except ValueError:
        return None
