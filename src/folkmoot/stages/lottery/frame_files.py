"""The file of a frame as values: what can be invited, and what a letter needs to know of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from folkmoot import tables
from folkmoot.core.faults import Fault, Faults
from folkmoot.core.sortition.frames import FrameColumns, Unit, read_units, weight_in, weights_of
from folkmoot.core.sortition.phones import Block, check_blocks
from folkmoot.core.sortition.pools import clean
from folkmoot.stages.lottery.faults import CellTooLong, MoreProblems
from folkmoot.stages.lottery.models import Frame

TOLD = {"name": 160, "address": 300, "postcode": 20, "city": 120, "languages": 60, "phone": 60}
LIMITS = TOLD | {"id": 120, "stratum": 120}
TOLD_AT_ONCE = 30
_SYNONYMS = {"zip": "postcode", "postal code": "postcode", "town": "city", "language": "languages", "tel": "phone"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameFile:
    """Units to draw from, or blocks of telephone numbers; and of each unit, by id, what a letter needs."""

    units: tuple[Unit, ...] = ()
    blocks: tuple[Block, ...] = ()
    told: Mapping[str, Mapping[str, str]]

    @property
    def strata(self) -> list[tuple[str, int, int]]:
        """Name, units and weight of each stratum, by name."""
        if self.blocks:
            names = sorted({block.stratum for block in self.blocks})
            sums = [sum(block.numbers for block in self.blocks if block.stratum == name) for name in names]
            return [(name, total, total) for name, total in zip(names, sums, strict=True)]
        found = weights_of(self.units)
        return [(name, sum(found[name].values()), weight_in(found[name])) for name in sorted(found)]


def read_frame(content: bytes, filename: str, *, kind: str, means: FrameColumns) -> FrameFile:
    """Read the file of a frame. Raises `Faults` with every problem, by row and column."""
    try:
        return _read(content, filename, kind, means)
    except Faults as several:
        hidden = len(several.faults) - TOLD_AT_ONCE
        if hidden <= 0:
            raise
        raise Faults(*several.faults[:TOLD_AT_ONCE], MoreProblems(count=hidden)) from several


def _read(content: bytes, filename: str, kind: str, means: FrameColumns) -> FrameFile:
    table = tables.read_table(content, name=filename)
    rows = [(number, [_plain(cell) for cell in row]) for number, row in table.numbered]
    units = read_units(table.columns, rows, means=means)
    if faults := [*_too_long(table.columns, rows, means)]:
        raise Faults(*faults)
    if kind == Frame.Kind.PHONES:
        blocks = tuple(Block(prefix=unit.id, digits=unit.weight, stratum=unit.stratum) for unit in units)
        check_blocks(blocks)
        return FrameFile(blocks=blocks, told={})
    columns = [_named(column) for column in table.columns]
    told = [dict(zip(columns, map(clean, row), strict=False)) for _, row in rows]
    return FrameFile(
        units=units,
        told={
            unit.id: {name: row[name] for name in TOLD if row.get(name)} for unit, row in zip(units, told, strict=True)
        },
    )


def _named(column: str) -> str:
    name = clean(column).casefold()
    return _SYNONYMS.get(name, name)


def _plain(cell: str) -> str:
    """A cell without the apostrophe that an export put before what looks like a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:2] in tuple("=+-@") else cell


def _too_long(
    columns: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]], means: FrameColumns
) -> Iterator[Fault]:
    own = {means.id.casefold(): "id", (means.stratum or "").casefold(): "stratum"}
    limits = [LIMITS.get(own.get(column.strip().casefold(), _named(column))) for column in columns]
    for number, row in rows:
        for column, limit, cell in zip(columns, limits, row, strict=False):
            if limit is not None and len(clean(cell)) > limit:
                yield CellTooLong(row=number, column=column, limit=limit)
