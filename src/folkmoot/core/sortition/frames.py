"""A frame as values: the units of the first lottery (addresses, people, numbers, places), their weights and strata."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from folkmoot.core.faults import Fault, Faults
from folkmoot.core.sortition.pools import NumberedRows, clean

DECIMALS = 3
_WEIGHT = re.compile(rf"(\d{{1,9}})(?:[.,](\d{{1,{DECIMALS}}}))?")


class FrameColumnMissing(Fault):
    """A frame lacks `column`."""


class UnitIdMissing(Fault):
    """The unit in `row` has nothing in `column`, which should name it."""


class UnitIdRepeated(Fault):
    """The unit in `row` has the same `id` in `column` as the one in row `first`."""


class StratumMissing(Fault):
    """The unit in `row` has nothing in `column`, so nobody knows in which stratum it is drawn."""


class FrameEmpty(Fault):
    """A frame has a header and no rows, or nothing in it can be invited."""


class WeightMalformed(Fault):
    """The unit in `row` has a `value` in `column` that is no number from 0 with at most three decimals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What can be invited: its `id`, how much it weighs (0: never), and the stratum it is drawn in."""

    id: str
    weight: int = 1
    stratum: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameColumns:
    """Which column of a frame says what. Without `weight` all units weigh the same; without `stratum` there is one."""

    id: str = "id"
    weight: str | None = None
    stratum: str | None = None

    @property
    def named(self) -> tuple[str, ...]:
        """The columns that a frame must have."""
        return tuple(name for name in (self.id, self.weight, self.stratum) if name)


def read_units(columns: Sequence[str], rows: NumberedRows, *, means: FrameColumns) -> tuple[Unit, ...]:
    """Read the units of a table; column names match whatever their capitals. Raises `Faults` with every problem.

    Where any weight has decimals, all are counted in thousandths: only their proportions matter.
    """
    places = {name.strip().casefold(): place for place, name in enumerate(columns)}
    missing = [FrameColumnMissing(column=name) for name in means.named if name.casefold() not in places]
    if missing:
        raise Faults(*missing)
    at = [None if name is None else places[name.casefold()] for name in (means.id, means.weight, means.stratum)]
    numbered = [(number, [_cell(row, place) for place in at]) for number, row in rows]
    faults = [*_id_faults(numbered, means.id), *_weight_faults(numbered, means), *_stratum_faults(numbered, means)]
    if not numbered:
        faults.append(FrameEmpty())
    if faults:
        raise Faults(*faults)
    weights = whole_weights([weight for _, (_, weight, _) in numbered] if means.weight else ["1"] * len(numbered))
    return tuple(
        Unit(id=id_, weight=weight, stratum=stratum)
        for (_, (id_, _, stratum)), weight in zip(numbered, weights, strict=True)
    )


def whole_weights(texts: Sequence[str]) -> list[int]:
    """Weights as whole numbers: as they are, or all in thousandths where one has decimals other than zeros."""
    found = [_WEIGHT.fullmatch(text) for text in texts]
    parts = [(int(match[1]), int((match[2] or "").ljust(DECIMALS, "0"))) for match in found if match]
    if any(decimals for _, decimals in parts):
        return [whole * 10**DECIMALS + decimals for whole, decimals in parts]
    return [whole for whole, _ in parts]


def weights_of(units: Iterable[Unit]) -> dict[str, Counter[int]]:
    """Stratum → weight → how many units: all that has to be known of a frame to say everybody's chance."""
    found: dict[str, Counter[int]] = {}
    for unit in units:
        found.setdefault(unit.stratum, Counter())[unit.weight] += 1
    return found


def weight_in(counts: Mapping[int, int]) -> int:
    """The weight of all units together, from weight → how many."""
    return sum(weight * count for weight, count in counts.items())


def _cell(row: Sequence[str], place: int | None) -> str:
    return clean(row[place]) if place is not None and place < len(row) else ""


_Numbered = Sequence[tuple[int, Sequence[str]]]


def _id_faults(numbered: _Numbered, column: str) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for number, (id_, _, _) in numbered:
        if not id_:
            yield UnitIdMissing(row=number, column=column)
        elif first.setdefault(id_, number) != number:
            yield UnitIdRepeated(row=number, column=column, id=id_, first=first[id_])


def _weight_faults(numbered: _Numbered, means: FrameColumns) -> Iterator[Fault]:
    for number, (_, weight, _) in numbered:
        if means.weight and not _WEIGHT.fullmatch(weight):
            yield WeightMalformed(row=number, column=means.weight, value=weight)


def _stratum_faults(numbered: _Numbered, means: FrameColumns) -> Iterator[Fault]:
    for number, (_, _, stratum) in numbered:
        if means.stratum and not stratum:
            yield StratumMissing(row=number, column=means.stratum)
