"""An uploaded table as values: people or targets, what a confirmed import would change, and what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from folkmoot import tables
from folkmoot.core.faults import Fault, Faults
from folkmoot.core.sortition import Target, read_pool, read_targets
from folkmoot.core.sortition.pools import clean
from folkmoot.stages.lottery.faults import CellTooLong, TargetsNotSet
from folkmoot.stages.lottery.models import Respondent
from folkmoot.stages.lottery.rules import WAS_DRAWN, Status

CONTACTS = {"name": 160, "email": 254, "phone": 60, "address": 300, "source": 120}
ID_LENGTH = 120
_SYNONYMS = {"e-mail": "email", "mail": "email", "telephone": "phone", "tel": "phone", "recruiter": "source"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One person of an uploaded pool: her id in the file, features by category, contacts, and through whom she came."""

    imported_id: str
    features: tuple[tuple[str, str], ...]
    name: str
    email: str
    phone: str
    address: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolChange:
    """What an import does: who is added, who changes, which ids leave, how many stay as they are.

    `again` are the ids of people who have served and say yes again.
    """

    added: tuple[Entry, ...]
    changed: tuple[Entry, ...]
    removed: tuple[str, ...]
    unchanged: int
    again: tuple[str, ...] = ()


def read_target_file(content: bytes, filename: str) -> tuple[Target, ...]:
    """The targets in a file. Raises `Faults` with every problem."""
    table = tables.read_table(content, name=filename)
    columns = [column.strip().casefold() for column in table.columns]
    return read_targets(columns, [(number, list(map(_plain, row))) for number, row in table.numbered])


def read_people(content: bytes, filename: str, targets: Sequence[Target]) -> tuple[Entry, ...]:
    """The people in a file, in the order of its rows. Raises `Faults` with every problem, by row and column."""
    if not targets:
        raise TargetsNotSet
    table = tables.read_table(content, name=filename)
    columns = _named(table.columns, {target.category for target in targets})
    rows = [(number, [clean(_plain(cell)) for cell in row]) for number, row in table.numbered]
    if too_long := [*_too_long(columns, rows)]:
        raise Faults(*too_long)
    pool = read_pool(columns, rows, targets=targets)
    contacts = [dict(zip(columns, row, strict=False)) for _, row in rows]
    return tuple(
        Entry(
            imported_id=person.id,
            features=tuple(zip(pool.categories, person.features, strict=True)),
            **{column: row.get(column, "") for column in CONTACTS},
        )
        for person, row in zip(pool.respondents, contacts, strict=True)
    )


def pool_change(before: Mapping[str, Respondent], people: Sequence[Entry]) -> PoolChange:
    """What becomes of the pool `before` (by id) when it is made to hold exactly `people` of those who came by file.

    A file may correct people who registered through another door; it never removes them, nor anybody who was drawn.
    """
    wanted = {entry.imported_id for entry in people}
    changed = [entry for entry in people if entry.imported_id in before and _differs(before[entry.imported_id], entry)]
    added = tuple(entry for entry in people if entry.imported_id not in before)
    return PoolChange(
        added=added,
        changed=tuple(changed),
        removed=tuple(sorted(each for each in before if each not in wanted and _may_go(each, before[each]))),
        unchanged=len(people) - len(added) - len(changed),
        again=tuple(sorted(each for each in wanted & before.keys() if before[each].status == Status.SERVED)),
    )


def _may_go(id_: str, respondent: Respondent) -> bool:
    return respondent.imported_id == id_ and respondent.status not in WAS_DRAWN


def _differs(respondent: Respondent, entry: Entry) -> bool:
    contacts = any(getattr(respondent, name) != getattr(entry, name) for name in CONTACTS if name != "source")
    contacts |= bool(entry.source) and entry.source != respondent.source
    return contacts or respondent.features != dict(entry.features)


def _named(columns: Sequence[str], categories: set[str]) -> list[str]:
    """Column names as the rest knows them: capitals do not matter."""
    known = {name.casefold(): name for name in ("id", *CONTACTS, *categories)} | _SYNONYMS
    return [known.get(clean(column).casefold(), clean(column)) for column in columns]


def _plain(cell: str) -> str:
    """A cell without the apostrophe that an export put before what looks like a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:2] in tuple("=+-@") else cell


def _too_long(columns: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]]) -> Iterator[Fault]:
    limits = CONTACTS | {"id": ID_LENGTH}
    for number, row in rows:
        for column, cell in zip(columns, row, strict=False):
            if column in limits and len(cell) > limits[column]:
                yield CellTooLong(row=number, column=column, limit=limits[column])
