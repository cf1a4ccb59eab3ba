"""How a list of people is laid out: where its columns begin, what each means, which of its words means which value.

A layout is proposed from the file, changed and accepted by a person, and kept for the next file of the same assembly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from typing import Any, TypeAlias

from folkmoot.core.sortition.ages import age_in, bracket_of
from folkmoot.core.sortition.headings import PEOPLE, SAME_QUESTION, TOTALS, bare
from folkmoot.core.sortition.matching import Spelling, alike, hold_ages, match_cells, match_columns
from folkmoot.tables import Sheet, Table, find_header, table_under

Values: TypeAlias = Mapping[str, Sequence[str]]  # category → the values that have a target
JOINED = ("name", "address")  # what several columns may tell together
_KNOWN = frozenset(PEOPLE) | frozenset(SAME_QUESTION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The `sheet` and the number of the row that names its columns (0: none does); `columns` by name → `id`, a contact
    or `category:…`; per category, cells as typed → value; and the day on which age counts where cells are ages or dates
    of birth. Without a column `id`, people are numbered by their row.
    """

    sheet: str
    header: int
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    ages: Mapping[str, str] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """As plain JSON values; columns as pairs: their order says how a name is joined, and PostgreSQL sorts keys."""
        return asdict(self) | {"columns": [list(pair) for pair in self.columns.items()]}

    def column_of(self, category: str) -> str | None:
        """The column that tells a category."""
        return next((name for name, means in self.columns.items() if means == f"category:{category}"), None)


def layout_from(plain: Mapping[str, Any]) -> Layout:
    """The layout that `Layout.plain` gave."""
    given = {each.name: plain[each.name] for each in fields(Layout) if each.name in plain}
    return Layout(**given | {"columns": dict(given.get("columns", {}))})


def proposed_layout(sheets: Sequence[Sheet], values: Values, before: Layout | None = None) -> Layout:
    """The layout that a file most likely has: on the sheet in which most columns are understood, the longest of those.

    What somebody accepted `before` goes ahead of any guess.
    """
    known = _KNOWN | {name.casefold() for name in values}
    proposals = [
        layout_under(sheet, find_header(sheet, known=known), values, before) for sheet in sheets if len(sheet.rows) > 1
    ] or [layout_under(sheets[0], sheets[0].rows[0][0], values, before)]
    sizes = {sheet.name: len(sheet.rows) for sheet in sheets}
    return max(proposals, key=lambda each: (len(set(each.columns.values())), sizes[each.sheet]))


def layout_under(sheet: Sheet, header: int, values: Values, before: Layout | None = None) -> Layout:
    """The layout of a sheet, given the row that names its columns."""
    table = table_under(sheet, header)
    found = match_columns(table.columns, table.rows, values)
    columns = {
        table.columns[place]: means if means not in values else f"category:{means}"
        for place, means in sorted(found.items())
    }
    if before is None:
        return Layout(sheet=sheet.name, header=header, columns=columns)
    kept = before.columns if set(before.columns) <= set(table.columns) else columns
    return Layout(sheet=sheet.name, header=header, columns=dict(kept), values=before.values, ages=before.ages)


def is_sure(layout: Layout, values: Values, before: Layout | None) -> bool:
    """Whether nobody need say which column is what: as in the list before, or named as the lottery names them."""
    if before is not None and layout.columns == before.columns:
        return True
    expected = {"id": "id"} | {f"category:{name}": alike(name) for name in values}
    named = {means: alike(name) for name, means in layout.columns.items()}
    return expected.items() <= named.items()


def sheet_of(sheets: Sequence[Sheet], layout: Layout) -> Sheet:
    """The sheet that a layout points to; the first where a file has it no more."""
    return next((each for each in sheets if each.name == layout.sheet), sheets[0])


def table_of(sheets: Sequence[Sheet], layout: Layout) -> Table:
    """The table that a layout points to, without rows that only add up."""
    table = table_under(sheet_of(sheets, layout), layout.header)
    kept = [(number, cells) for number, cells in table.numbered if not _adds_up(cells)]
    return replace(table, rows=tuple(cells for _, cells in kept), row_numbers=tuple(number for number, _ in kept))


def open_cells(table: Table, layout: Layout, values: Values, on: date) -> dict[str, tuple[Spelling, ...]]:
    """By category, the cells whose meaning somebody has to say, with suggestions; none for a column of ages."""
    found = {}
    for category in values:
        cells = _cells(table, layout.column_of(category))
        if not hold_ages(cells, values[category], on):
            said = layout.values.get(category, {})
            found[category] = tuple(
                Spelling(cell=each.cell, people=each.people, value=said.get(alike(each.cell), each.value))
                for each in match_cells(cells, values[category])
            )
    return {category: spellings for category, spellings in found.items() if spellings}


def columns_of_ages(table: Table, layout: Layout, values: Values, on: date) -> dict[str, dict[str, int]]:
    """By category, of each column of ages or dates of birth: value → how many fall into it; `""` for none of them."""
    found = {}
    for category in values:
        cells = _cells(table, layout.column_of(category))
        if hold_ages(cells, values[category], on):
            means = [_value(cell, values[category], {}, on.isoformat()) for cell in cells]
            inside = [each if each in values[category] else "" for each in means]
            found[category] = {value: inside.count(value) for value in (*values[category], "")}
    return found


def leaves_open(table: Table, layout: Layout, values: Values, on: date) -> bool:
    """Whether somebody still has to say what a word means, or to see how ages are read."""
    cells, ages = open_cells(table, layout, values, on), columns_of_ages(table, layout, values, on)
    return any(layout.ages.get(category) != on.isoformat() for category in ages) or any(
        alike(each.cell) not in layout.values.get(category, {}) for category in cells for each in cells[category]
    )


def laid_out(table: Table, layout: Layout, values: Values) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The table with columns as the lottery knows them (`id`, contacts, categories) and cells as the targets say them.

    Rows that tell neither an id nor any category (sums, notes, signatures) are not among them.
    """
    places = {name: [table.columns.index(c) for c, m in layout.columns.items() if m == name] for name in _meant(layout)}
    names = [name.removeprefix("category:") for name in places]
    rows = []
    for number, cells in table.numbered:
        row = {name: _joined([cells[place] for place in found]) for name, found in places.items()}
        telling = [row[name] for name in row if name.startswith("category:")]
        if any(telling) or (row.get("id") and len(list(filter(None, cells))) > 1):
            rows.append((number, [_told(name, cell, layout, values) for name, cell in row.items()]))
    if "id" not in places:
        return ["id", *names], [(number, [str(number), *cells]) for number, cells in rows]
    return names, rows


def _adds_up(cells: Sequence[str]) -> bool:
    """Whether a row begins with a word for a sum and says little else; somebody may be called Summe."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and bare(filled[0]) in TOTALS and len(filled) <= max(2, len(cells) // 2)


def _meant(layout: Layout) -> list[str]:
    return list(dict.fromkeys(layout.columns.values()))


def _joined(cells: Sequence[str]) -> str:
    return " ".join(filter(None, cells))


def _told(name: str, cell: str, layout: Layout, values: Values) -> str:
    kind, _, category = name.partition(":")
    if kind != "category" or category not in values:
        return cell
    return _value(cell, values[category], layout.values.get(category, {}), layout.ages.get(category, ""))


def _value(cell: str, values: Sequence[str], said: Mapping[str, str], age_on: str) -> str:
    """What a cell says in the words of the targets; the cell itself where nobody knows."""
    typed = alike(cell)
    same = next((value for value in values if alike(value) == typed), "") or said.get(typed, "")
    if same or not age_on:
        return same or cell
    return bracket_of(age_in(cell, date.fromisoformat(age_on)), values) or cell


def _cells(table: Table, column: str | None) -> list[str]:
    if column is None or column not in table.columns:
        return []
    place = table.columns.index(column)
    return [row[place] for row in table.rows]
