"""An uploaded table as values: people or targets, what a confirmed import would change, and what is wrong with it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from folkmoot import tables
from folkmoot.core.faults import Fault, Faults
from folkmoot.core.sortition import Target, read_pool
from folkmoot.core.sortition.pools import clean
from folkmoot.core.sortition.target_tables import TargetTable, read_target_table
from folkmoot.core.sortition.targets import TargetColumnMissing
from folkmoot.stages.lottery.faults import CellTooLong, TargetsNotSet
from folkmoot.stages.lottery.layouts import Layout, is_sure, laid_out, proposed_layout, sheet_of, table_of
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleRows:
    """A list of people with its `columns` as the lottery knows them and its numbered `rows`; nothing is checked yet."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_target_file(sheets: Sequence[tables.Sheet], seats: int) -> TargetTable:
    """The targets for a panel of `seats`, on the first sheet that has any. Raises `Faults` with every problem."""
    problems: list[Faults] = []
    for sheet in sheets:
        try:
            return read_target_table([(number, list(map(_plain, row))) for number, row in sheet.rows], seats)
        except Faults as found:
            problems.append(found)
    raise max(problems, key=_understood)


def _understood(found: Faults) -> bool:
    """Whether a sheet at least has the columns of targets: its faults tell more than those of one that has not."""
    return not any(isinstance(fault, TargetColumnMissing) for fault in found.faults)


def people_rows(
    sheets: Sequence[tables.Sheet], targets: Sequence[Target], layout: Layout | None = None, *, name: str = ""
) -> PeopleRows:
    """The list of people on the sheets of a file called `name`. Raises `Faults` where it has no header or no even rows.

    Without a layout the first row names the columns, as the lottery itself does in what it exports.
    """
    if not targets:
        raise TargetsNotSet
    values = values_by_category(targets)
    if layout is not None:
        columns, rows = laid_out(table_of(sheets, layout), layout, values)
    else:
        table = tables.table_on(sheets[0], name=name)
        columns, rows = _named(table.columns, set(values)), [(number, list(row)) for number, row in table.numbered]
    cleaned = tuple((number, tuple(clean(_plain(cell)) for cell in row)) for number, row in rows)
    return PeopleRows(columns=tuple(columns), rows=cleaned)


def read_people(listed: PeopleRows, targets: Sequence[Target]) -> tuple[Entry, ...]:
    """The people of a list, in the order of its rows. Raises `Faults` with every problem, by row and column."""
    if too_long := [*_too_long(listed.columns, listed.rows)]:
        raise Faults(*too_long)
    pool = read_pool(listed.columns, listed.rows, targets=targets)
    contacts = [dict(zip(listed.columns, row, strict=False)) for _, row in listed.rows]
    return tuple(
        Entry(
            imported_id=person.id,
            features=tuple(zip(pool.categories, person.features, strict=True)),
            **{column: row.get(column, "") for column in CONTACTS},
        )
        for person, row in zip(pool.respondents, contacts, strict=True)
    )


def rows_left_out(sheets: Sequence[tables.Sheet], layout: Layout, listed: PeopleRows) -> tuple[int, ...]:
    """The rows of a file that tell of nobody: sums, notes, signatures."""
    read = {number for number, _ in listed.rows}
    rows = sheet_of(sheets, layout).rows
    return tuple(number for number, _ in rows if number > layout.header and number not in read)


def values_by_category(targets: Sequence[Target]) -> dict[str, list[str]]:
    """Category → the values that have a target, in their order."""
    found: dict[str, list[str]] = {}
    for target in targets:
        found.setdefault(target.category, []).append(target.value)
    return found


def is_plain(sheets: Sequence[tables.Sheet], targets: Sequence[Target]) -> bool:
    """Whether a list needs no layout: its first row names `id` and every category, and each cell is a known value."""
    values = values_by_category(targets)
    header, names = tables.first_names(sheets[0])
    columns = _named(names, set(values))
    if "" in names or len(set(names)) < len(names) or not {"id", *values} <= set(columns):
        return False
    cells = {name: set[str]() for name in values}
    for _number, row in (row for row in sheets[0].rows if row[0] > header):
        for name, cell in zip(columns, row, strict=False):
            if name in cells:
                cells[name].add(cell)
    return all({clean(_plain(cell)) for cell in found} <= {"", *values[name]} for name, found in cells.items())


def sure_layout(
    sheets: Sequence[tables.Sheet], targets: Sequence[Target], before: Layout | None = None
) -> Layout | None:
    """The layout of a list whose columns nobody need explain; None where somebody must, or where it needs no layout."""
    if not targets or is_plain(sheets, targets):
        return None
    layout = proposed_layout(sheets, values_by_category(targets), before)
    return layout if is_sure(layout, values_by_category(targets), before) else None


def as_known(before: Mapping[str, Respondent], people: Sequence[Entry]) -> tuple[Entry, ...]:
    """The people, each by the id she is known by where only zeros in front differ: spreadsheets cut them off."""
    known = Counter(each.lstrip("0") for each in before)
    padded = {each.lstrip("0"): each for each in before if known[each.lstrip("0")] == 1}
    ids = {each.imported_id for each in people}
    return tuple(
        replace(each, imported_id=padded[each.imported_id.lstrip("0")])
        if each.imported_id not in before and padded.get(each.imported_id.lstrip("0"), each.imported_id) not in ids
        else each
        for each in people
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
