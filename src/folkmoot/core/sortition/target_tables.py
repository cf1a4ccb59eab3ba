"""Targets laid out as people do it: long or in blocks, in several languages, in seats, ranges or per cent.

Understood are tables with a row of headings (`headings.TARGETS`) and one line for each value; a category that stands
only once above or beside its values; a block for each category with headings of its own (`Gender | Min | Max`); one
number or a range (`13-14`) in place of two; shares of the population. Lines that only add up are left out.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from folkmoot.core.faults import Faults
from folkmoot.core.sortition.census import read_census, seats_for, targets_from
from folkmoot.core.sortition.headings import TARGETS, TOTALS, bare
from folkmoot.core.sortition.targets import OPTIONAL, Target, TargetColumnMissing, read_targets

_COLUMNS = ("category", "name", "min", "max", *OPTIONAL)
_NUMBERS = frozenset({"min", "max", "share", "people", "seats"})
_RANGE = re.compile(r"(\d+)\s*(?:-|–|to|til|bis|à|tot|/)\s*(\d+)")
_PER_CENT = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*%")

Line = tuple[int, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetTable:
    """The `targets` of a table; `from_shares` says that seats were worked out of shares, `left_out` which rows only add
    up.
    """

    targets: tuple[Target, ...]
    from_shares: bool
    left_out: tuple[int, ...]


def read_target_table(rows: Iterable[tuple[int, Sequence[str]]], seats: int) -> TargetTable:
    """Read targets for a panel of `seats` from all the rows of a sheet, headings among them.

    Rows come with the number under which a person finds them. Raises `Faults` with every problem.
    """
    lines, left_out = _lines(rows)
    kinds = {name for _, line in lines for name in line}
    lacking = [] if kinds & {"seats", "share", "people"} else [name for name in ("min", "max") if name not in kinds]
    if lacking:
        raise Faults(*(TargetColumnMissing(column=name) for name in lacking))
    if kinds & {"min", "max", "seats"}:
        per_cent = any("%" in line.get(name, "") for _, line in lines for name in ("min", "max", "seats"))
        targets = read_targets(_COLUMNS, [(number, _bounds(line, seats)) for number, line in lines])
        return TargetTable(targets=targets, from_shares=per_cent, left_out=left_out)
    column = "share" if "share" in kinds else "people"
    cells = [(number, (line["category"], line["name"], line.get(column, ""))) for number, line in lines]
    census = read_census(("category", "name", column), _in_per_cent(cells) if column == "share" else cells)
    return TargetTable(targets=targets_from(census, seats), from_shares=True, left_out=left_out)


def _lines(rows: Iterable[tuple[int, Sequence[str]]]) -> tuple[list[Line], tuple[int, ...]]:
    """The lines of values, each with its category, and the numbers of the rows that only add up."""
    lines: list[Line] = []
    left_out = []
    places: dict[str, int] = {}
    category = ""
    for number, raw in rows:
        cells = [_plain(cell) for cell in raw]
        filled = [cell for cell in cells if cell]
        if found := _headings(cells):
            places, category = found, _block_named(cells, found)
        elif len(filled) == 1 and not any(c.isdigit() for c in cells[places.get("min", 0) :] if c and places):
            category = filled[0]
        elif filled and places:
            line = {name: cells[place] for name, place in places.items() if place < len(cells)}
            category = line.get("category") or category
            if bare(line["name"]) in TOTALS or (not line["name"] and bare(line.get("category", "")) in TOTALS):
                left_out.append(number)
            else:
                lines.append((number, line | {"category": category}))
    return lines, tuple(left_out)


def _headings(cells: Sequence[str]) -> dict[str, int]:
    """What stands where, if this row names columns: at least one of numbers, none of the cells a number itself."""
    meant = [(_meaning(cell), place) for place, cell in enumerate(cells) if cell]
    numbers = [place for name, place in meant if name in _NUMBERS]
    if not numbers or any(re.fullmatch(r"\d[\d\s.,%]*", cell) for cell in cells if cell):
        return {}
    places = {name: place for name, place in reversed(meant) if name}
    labels = [place for name, place in meant if place < min(numbers) and name not in _NUMBERS]
    free = [place for place in labels if place not in places.values()]
    for name in ("name", "category"):  # two columns without a known name before the numbers are these, in this order
        if name not in places and free and (name == "name" or "category" not in places):
            places[name] = free.pop()
    return {"name": 0} | places


def _meaning(heading: str) -> str:
    if heading == "%":
        return "share"
    words = bare(heading.replace("%", " "))
    return TARGETS.get(words) or TARGETS.get(words.partition(" ")[0] if _PER_CENT.search(heading) else "", "")


def _block_named(cells: Sequence[str], places: Mapping[str, int]) -> str:
    """The category that a block's own row of headings names above its values, as in `Gender | Min | Max`."""
    head = cells[places["name"]] if places["name"] < len(cells) else ""
    return "" if "category" in places or TARGETS.get(bare(head)) else head


def _bounds(line: Mapping[str, str], seats: int) -> tuple[str, ...]:
    """A line as the strict table has it: category, value, fewest, most and what is optional, all text."""
    both = line.get("seats", "")
    ranged = _RANGE.fullmatch(both)
    least, most = (ranged[1], ranged[2]) if ranged else (line.get("min", both), line.get("max", both))
    bounds = _seats(least, seats)[0], _seats(most, seats)[1]
    return line["category"], line["name"], *bounds, *(line.get(name, "") for name in OPTIONAL)


def _seats(cell: str, seats: int) -> tuple[str, str]:
    """A bound as whole seats, rounded down and up; what is no share in per cent stays as it is."""
    found = _PER_CENT.fullmatch(cell)
    if found is None:
        return cell, cell
    least, most = seats_for(Fraction(found[1].replace(",", ".")) / 100, seats)
    return str(least), str(most)


def _in_per_cent(cells: Sequence[tuple[int, tuple[str, str, str]]]) -> list[tuple[int, tuple[str, str, str]]]:
    """Shares as a spreadsheet stores what it shows in per cent (0.27), brought to what it shows (27)."""
    parts = [_part(number) for _, (_, _, number) in cells]
    if any(part is None or part > 1 for part in parts):
        return list(cells)
    return [
        (row, (category, name, f"{float(part * 100):.6g}"))
        for (row, (category, name, _)), part in zip(cells, parts, strict=True)
        if part is not None
    ]


def _part(number: str) -> Fraction | None:
    return Fraction(number.replace(",", ".")) if re.fullmatch(r"\d+(?:[.,]\d+)?", number) else None


def _plain(cell: str) -> str:
    return unicodedata.normalize("NFC", cell).strip()
