"""The first lottery on a register of millions of rows, written once over Ibis: DuckDB within this process, or Spark.

The engine adds up and the core decides. Three questions are asked of the register: how many units of each weight each
stratum has (from which the core says who is certain, and lays the combs); how much weight lies in each bucket of the
order (the first digits of the units' keys); and which units lie in the buckets that a tooth falls into. Only those come
into memory: some ten for each invitation. No row is sorted by the engine, and none is held twice.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
from ibis import _

from folkmoot.core.faults import Fault, Faults
from folkmoot.core.sortition.frames import DECIMALS, FrameColumnMissing, FrameColumns, FrameEmpty, Unit
from folkmoot.core.sortition.invitations import (
    Comb,
    FirstDraw,
    Invited,
    Stratum,
    comb_of,
    drawn_places,
    in_order,
    in_order_of_letters,
    key_prefix,
    settled_plan,
)

MEMORY = "1GB"
_WEIGHT = rf"^([0-9]{{1,9}})(?:[.,]([0-9]{{1,{DECIMALS}}}))?$"
MOST_DIGITS = 6


class RegisterIdsRepeated(Fault):
    """So many ids (`count`) stand in more than one row of the register; one is `id`."""


class RegisterRowsUnreadable(Fault):
    """In so many rows (`count`) of the register the `column` is empty or no number from 0 with three decimals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A register as an engine sees it: all its columns, and its units as `id`, `weight`, `stratum`."""

    rows: Any
    units: Any
    id: str


def open_register(path: Path, *, means: FrameColumns, spark: str | None = None) -> Register:
    """Look at a Parquet or CSV file through DuckDB, or through Spark where the address of a master is given.

    Nothing is read yet. Raises `Faults` where columns are missing.
    """
    rows = _through_spark(path, spark) if spark else _through_duckdb(path)
    named = {column.strip().casefold(): column for column in rows.columns}
    missing = [FrameColumnMissing(column=name) for name in means.named if name.casefold() not in named]
    if missing:
        raise Faults(*missing)
    return Register(rows=rows, units=_units(rows, named, means), id=named[means.id.casefold()])


def _through_duckdb(path: Path) -> Any:
    connection = ibis.duckdb.connect(memory_limit=MEMORY)
    if path.suffix == ".parquet":
        return connection.read_parquet(path)
    return connection.read_csv(path, all_varchar=True, header=True)


def _through_spark(path: Path, master: str) -> Any:
    from pyspark.sql import SparkSession

    session = SparkSession.builder.master(master).appName("folkmoot").getOrCreate()
    connection = ibis.pyspark.connect(session)
    if path.suffix == ".parquet":
        return connection.read_parquet(path)
    return connection.read_csv(path, header=True, inferSchema=False)


def _units(rows: Any, named: Mapping[str, str], means: FrameColumns) -> Any:
    stratum = rows[named[means.stratum.casefold()]].cast("string").strip() if means.stratum else ibis.literal("")
    id_ = rows[named[means.id.casefold()]].cast("string").strip()
    weight = ibis.literal(1, "int64")
    if means.weight:
        column = rows[named[means.weight.casefold()]]
        weight = column.cast("int64") if column.type().is_integer() else column.cast("string").strip()
    units = rows.select(id=id_, weight=weight, stratum=stratum)
    _refuse_gaps(units, means)
    return units if units.weight.type().is_integer() else _in_whole_numbers(units)


def _refuse_gaps(units: Any, means: FrameColumns) -> None:
    """Count what is empty or no weight, all in one pass, and the ids that come twice in another."""
    weight = units.weight
    bad = weight.isnull() | (weight < 0 if weight.type().is_integer() else ~weight.re_search(_WEIGHT))
    nothing = units.stratum.isnull() if means.stratum is None else units.stratum.isnull() | (units.stratum == "")
    counted = units.aggregate(
        rows=units.count(),
        id=(units.id.isnull() | (units.id == "")).sum(),
        weight=bad.sum(),
        stratum=nothing.sum(),
    )
    found = counted.to_pyarrow().to_pylist()[0]
    if not found["rows"]:
        raise Faults(FrameEmpty())
    columns = {"id": means.id, "weight": means.weight, "stratum": means.stratum}
    faults: list[Fault] = [
        RegisterRowsUnreadable(column=column or "", count=int(found[name]))
        for name, column in columns.items()
        if found[name]
    ]
    if faults:
        raise Faults(*faults)
    _refuse_repeated(units)


def _refuse_repeated(units: Any) -> None:
    repeated = units.group_by("id").aggregate(times=_.count()).filter(_.times > 1)
    found = repeated.aggregate(ids=_.count(), one=_.id.min()).to_pyarrow().to_pylist()[0]
    if found["ids"]:
        raise Faults(RegisterIdsRepeated(count=int(found["ids"]), id=found["one"]))


def _in_whole_numbers(units: Any) -> Any:
    """Weights with decimals in thousandths, those without as they are, exactly as `frames.whole_weights` does."""
    whole = units.weight.re_extract(_WEIGHT, 1).cast("int64")
    decimals = units.weight.re_extract(_WEIGHT, 2).fill_null("").rpad(DECIMALS, "0").cast("int64")
    split = units.mutate(whole=whole, decimals=decimals)
    any_decimals = split.aggregate(most=split.decimals.max()).to_pyarrow().to_pylist()[0]["most"]
    weight = split.whole * 10**DECIMALS + split.decimals if any_decimals else split.whole
    return split.mutate(weight=weight).select("id", "weight", "stratum")


def strata_of(units: Any) -> dict[str, dict[int, int]]:
    """Stratum → weight → how many units."""
    counted = units.group_by(["stratum", "weight"]).aggregate(n=_.count()).to_pyarrow().to_pylist()
    found: dict[str, dict[int, int]] = {}
    for row in counted:
        found.setdefault(row["stratum"], {})[int(row["weight"])] = int(row["n"])
    return found


def without(units: Any, ids: Collection[str]) -> Any:
    """The units that earlier waves have not invited."""
    if not ids:
        return units
    return units.anti_join(_table(id=sorted(ids)), "id")


def _table(**columns: Sequence[Any]) -> Any:
    """A small table of ours for the engine to join with."""
    return ibis.memtable(pa.table({name: list(values) for name, values in columns.items()}))


def draw_from_register(
    units: Any, *, plan: Mapping[str, int], seed: bytes, places: int = 0, each: int = 0
) -> FirstDraw:
    """The same first lottery as `draw_invitations`, or with `places` as `draw_in_places`, from a register."""
    counts = strata_of(units)
    strata = drawn_places(counts, places=places, each=each, seed=seed) if places else settled_plan(counts, plan)
    found = [*_certain(units, strata), *_by_chance(units, strata, seed)]
    return FirstDraw(strata=strata, invited=in_order_of_letters(found, seed))


def _certain(units: Any, strata: Sequence[Stratum]) -> Iterator[Invited]:
    bounds = [(each.name, each.certain_from) for each in strata if each.certain_from is not None]
    if not bounds:
        return
    entered = {each.name: each.entered for each in strata}
    certain = _beside(units, bounds).filter(_.weight >= _.bound)
    for id_, weight, stratum in _rows(certain, "id", "weight", "stratum"):
        yield Invited(unit=Unit(id=id_, weight=int(weight), stratum=stratum), chance=entered[stratum])


def _by_chance(units: Any, strata: Sequence[Stratum], seed: bytes) -> Iterator[Invited]:
    combs = {each.name: comb for each in strata if (comb := comb_of(each, seed)) is not None}
    if not combs:
        return
    bounds = [(each.name, each.certain_from or 2**62) for each in strata if each.name in combs]
    digits = _digits([each for each in strata if each.name in combs])
    key = (ibis.literal(key_prefix(seed)) + units.id).hexdigest("sha256")
    rest = _beside(units.mutate(bucket=key.substr(0, digits)), bounds).filter(_.weight < _.bound)
    hit = _hit(rest, combs)
    table = _table(stratum=[stratum for stratum, _bucket in hit], bucket=[bucket for _stratum, bucket in hit])
    near = rest.inner_join(table, ["stratum", "bucket"])
    by_name = {each.name: each for each in strata}
    for (name, _bucket), found in _grouped(near).items():
        before = hit[name, _bucket]
        for unit in in_order(found, seed):
            if combs[name].hits(before, unit.weight):
                yield Invited(unit=unit, chance=by_name[name].chance(unit.weight))
            before += unit.weight


def _beside(units: Any, bounds: Sequence[tuple[str, int | None]]) -> Any:
    """Units of the strata that have a bound on weights, each with that bound beside it."""
    names, values = zip(*bounds, strict=True)
    return units.inner_join(_table(stratum=list(names), bound=list(values)), "stratum")


def _digits(strata: Sequence[Stratum]) -> int:
    """How many hexadecimal digits of the key make a bucket, so that fewest rows come into memory: the sums of the
    buckets, and for each tooth the units of the bucket it falls into.
    """

    def brought(digits: int) -> int:
        buckets = 16**digits
        return sum(min(buckets, each.units) + each.units * min(each.teeth, buckets) // buckets for each in strata)

    return min(range(1, MOST_DIGITS + 1), key=brought)


def _hit(rest: Any, combs: Mapping[str, Comb]) -> dict[tuple[str, str], int]:
    """The buckets (of each stratum) that a tooth falls into, each with the weight that lies before it."""
    summed = rest.group_by(["stratum", "bucket"]).aggregate(weight=_.weight.sum()).order_by(["stratum", "bucket"])
    before: dict[str, int] = {}
    hit: dict[tuple[str, str], int] = {}
    for stratum, bucket, weight in _rows(summed, "stratum", "bucket", "weight"):
        start = before.get(stratum, 0)
        if combs[stratum].hits(start, int(weight)):
            hit[stratum, bucket] = start
        before[stratum] = start + int(weight)
    return hit


def _grouped(near: Any) -> dict[tuple[str, str], list[Unit]]:
    found: dict[tuple[str, str], list[Unit]] = {}
    for id_, weight, stratum, bucket in _rows(near, "id", "weight", "stratum", "bucket"):
        found.setdefault((stratum, bucket), []).append(Unit(id=id_, weight=int(weight), stratum=stratum))
    return found


def _rows(table: Any, *columns: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a table; as Python values only a portion at a time."""
    for batch in table.select(*columns).to_pyarrow().to_batches(100_000):
        yield from zip(*(batch.column(name).to_pylist() for name in columns), strict=True)


def rows_of(register: Register, ids: Sequence[str]) -> tuple[list[str], dict[str, list[str]]]:
    """All columns of the units with these ids, as text: the header, and id → cells."""
    wanted = register.rows.mutate(folkmoot_id=register.rows[register.id].cast("string").strip())
    found = wanted.inner_join(_table(folkmoot_id=list(ids)), "folkmoot_id").to_pyarrow().to_pylist()
    columns = list(register.rows.columns)
    cells = {
        row["folkmoot_id"]: ["" if row[column] is None else str(row[column]) for column in columns] for row in found
    }
    return columns, cells
