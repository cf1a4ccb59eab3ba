"""`folkmoot invite`: the first lottery on a file. First it only writes what enters; the public seed draws from it."""

import argparse
import csv
import hashlib
import io
import json
import os
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from folkmoot.cli.draw import FileMissing, OtherDrawThere, _refused, _table, _told, _write
from folkmoot.cli.seeds import public_seed
from folkmoot.core.canonical import canonical_bytes, digest
from folkmoot.core.faults import Fault
from folkmoot.core.sortition.announcements import (
    Inputs,
    check_invited_before,
    draw_announced,
    first_draw_document,
    inputs_document,
    invited_before_of,
    read_inputs,
    seed_from,
)
from folkmoot.core.sortition.frames import FrameColumns, Unit, read_units, weight_in, weights_of
from folkmoot.core.sortition.invitations import FirstDraw, allocated
from folkmoot.tables import write_csv

INPUTS_FILE, DRAW_FILE, INVITED_FILE = "inputs.json", "invitations.json", "invited.csv"
SMALL = 64 * 1024 * 1024  # bytes; a larger file is left to an engine
ENGINES = ("core", "duckdb", "spark")


class ShareMalformed(Fault):
    """What was given for a stratum, `text`, is not NAME=PERCENT."""


class EngineMissing(Fault):
    """The file `name` needs an engine for large tables that is not installed here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A frame that can be counted and drawn from, whichever engine reads it."""

    strata: Mapping[str, Mapping[int, int]]
    units: Any
    register: Any
    rows: Mapping[str, Sequence[str]]
    columns: Sequence[str]


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb `invite` to the door's parser."""
    parser = subparsers.add_parser("invite", help="the first lottery: from a frame to the people or addresses invited")
    parser.add_argument("frame", type=Path, help="CSV, XLSX, ODS or Parquet: one row for each address, person or place")
    parser.add_argument("--size", type=int, required=True, help="how many invitations")
    parser.add_argument("--id", default="id", metavar="COLUMN", help="the column that names each row (id)")
    parser.add_argument("--weight", metavar="COLUMN", help="the column of weights, such as residents")
    parser.add_argument("--strata", metavar="COLUMN", help="the column of strata, each drawn on its own")
    parser.add_argument(
        "--share", action="append", default=[], metavar="NAME=PERCENT", help="the share of a stratum; others by weight"
    )
    parser.add_argument("--places", type=int, default=0, help="draw so many strata first, by weight, and only in them")
    parser.add_argument("--before", type=Path, action="append", default=[], help="invited.csv of an earlier wave")
    parser.add_argument("--seed", help="public chance, in hexadecimal, at least 32 digits")
    parser.add_argument("--engine", choices=ENGINES, help="who reads the file (core; duckdb for Parquet and large CSV)")
    parser.add_argument(
        "--spark-master", default=os.environ.get("SPARK_MASTER", "local[*]"), help="for spark: its master"
    )
    parser.add_argument("--out", type=Path, required=True, help="the folder to write to")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the inputs; with a seed also draw. Every problem goes to the standard error, and nothing is written."""
    problems: list[str] = []
    before = _told(problems, "--before", lambda: ids_in(args.before))
    shares = _told(problems, "--share", lambda: dict(map(_share, args.share)))
    if args.seed is not None:
        _told(problems, "--seed", lambda: public_seed(args.seed))
    if problems or before is None or shares is None:
        return _refused(problems)
    means = FrameColumns(id=args.id, weight=args.weight, stratum=args.strata)
    source = _told(problems, args.frame, lambda: open_frame(args.frame, means, before, args.engine, args.spark_master))
    inputs = _told(problems, args.frame, lambda: _inputs(args, means, before, shares, source)) if source else None
    if source is None or inputs is None:
        return _refused(problems)
    drawn = _told(problems, args.frame, lambda: _drawn(inputs, source, before, args.seed)) if args.seed else None
    if problems:
        return _refused(problems)
    files = {INPUTS_FILE: canonical_bytes(inputs_document(inputs))} | _files(inputs, source, drawn, args.seed)
    if _told(problems, args.out, lambda: _write(args.out, files)) is None:
        return _refused(problems)
    print(_report(inputs, drawn, args.out))
    return 0


def ids_in(paths: Sequence[Path]) -> frozenset[str]:
    """The ids in the lists of those invited earlier."""
    return frozenset(row["id"].removeprefix("'") for path in paths for row in csv.DictReader(io.StringIO(_text(path))))


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileMissing(name=path.name or str(path), reason=getattr(error, "strerror", "") or str(error)) from error


def _share(text: str) -> tuple[str, Fraction]:
    name, equals, percent = text.rpartition("=")
    try:
        return name, Fraction(percent.strip().removesuffix("%")) / 100 if equals else Fraction("")
    except (ValueError, ZeroDivisionError) as error:
        raise ShareMalformed(text=text) from error


def open_frame(
    path: Path, means: FrameColumns, before: Collection[str], engine: str | None = None, master: str = "local[*]"
) -> Source:
    """Open a frame with the engine that its size needs, or that was asked for, without those invited before."""
    if not path.is_file():
        raise FileMissing(name=path.name or str(path), reason="there is no such file")
    large = path.suffix == ".parquet" or path.stat().st_size > SMALL
    if (engine or ("duckdb" if large else "core")) == "core":
        table = _table(path)
        units = read_units(table.columns, table.numbered, means=means)
        left = [unit for unit in units if unit.id not in before]
        rows = {unit.id: row for unit, row in zip(units, table.rows, strict=True)}
        return Source(strata=weights_of(left), units=units, register=None, rows=rows, columns=table.columns)
    return _register(path, means, before, master if engine == "spark" else None)


def _register(path: Path, means: FrameColumns, before: Collection[str], master: str | None) -> Source:
    try:
        from folkmoot.cli import registers
    except ImportError as error:
        raise EngineMissing(name=path.name) from error
    found = registers.open_register(path, means=means, spark=master)
    units = registers.without(found.units, before)
    return Source(strata=registers.strata_of(units), units=units, register=found, rows={}, columns=())


def _inputs(
    args: argparse.Namespace,
    means: FrameColumns,
    before: Collection[str],
    shares: Mapping[str, Fraction],
    source: Source,
) -> Inputs:
    """What enters now; where the folder has announced it already, it must be the same."""
    announced = args.out / INPUTS_FILE
    kept = read_inputs(json.loads(announced.read_bytes())) if announced.exists() else None
    salt = kept.salt if kept else secrets.token_bytes(16)
    weights = {name: weight_in(counts) for name, counts in source.strata.items()}
    since, invited_before = invited_before_of(before, salt)
    found = Inputs(
        frame_sha256=file_sha256(args.frame),
        salt=salt,
        columns=means,
        plan={} if args.places else allocated(args.size, weights, shares),
        places=args.places,
        each=-(-args.size // args.places) if args.places else 0,
        since=since,
        invited_before=invited_before,
    )
    if kept is not None and found != kept:
        raise OtherDrawThere(folder=str(args.out), file=INPUTS_FILE)
    return found


def file_sha256(path: Path) -> str:
    """SHA-256 of a file that may be larger than memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _drawn(inputs: Inputs, source: Source, before: Collection[str], seed: str) -> FirstDraw:
    return drawn_from(inputs, source, before, {"kind": "seed", "seed": seed.lower()})


def drawn_from(inputs: Inputs, source: Source, before: Collection[str], chance: Mapping[str, Any]) -> FirstDraw:
    """Draw with the engine that opened the frame."""
    if source.register is None:
        units: Sequence[Unit] = source.units
        return draw_announced(inputs, units, source=chance, invited_before=before)
    from folkmoot.cli import registers

    check_invited_before(inputs, before)
    seed = seed_from(chance, digest(inputs_document(inputs)))
    return registers.draw_from_register(
        source.units, plan=inputs.plan, places=inputs.places, each=inputs.each, seed=seed
    )


def _files(inputs: Inputs, source: Source, drawn: FirstDraw | None, seed: str | None) -> dict[str, bytes]:
    if drawn is None or seed is None:
        return {}
    columns, rows = source.columns, source.rows
    ids = [one.unit.id for one in drawn.invited]
    if source.register is not None:
        from folkmoot.cli import registers

        columns, rows = registers.rows_of(source.register, ids)
    chance = {"kind": "seed", "seed": seed.lower()}
    sha256 = digest(inputs_document(inputs))
    document = first_draw_document(drawn, inputs_sha256=sha256, source=chance, salt=inputs.salt)
    return {INVITED_FILE: _list(inputs, columns, rows, drawn), DRAW_FILE: canonical_bytes(document)}


def _list(inputs: Inputs, columns: Sequence[str], rows: Mapping[str, Sequence[str]], drawn: FirstDraw) -> bytes:
    """Who is invited, in the order of letters: number, id and chance, then all other columns of the file."""
    own = inputs.columns.id.casefold()
    kept = [place for place, name in enumerate(columns) if name.strip().casefold() not in {own, "number", "chance"}]
    lines = (
        (str(number), one.unit.id, str(one.chance), *(rows[one.unit.id][place] for place in kept))
        for number, one in enumerate(drawn.invited, 1)
    )
    return write_csv(("number", "id", "chance", *(columns[place] for place in kept)), lines)


def _report(inputs: Inputs, drawn: FirstDraw | None, folder: Path) -> str:
    sha256 = digest(inputs_document(inputs))
    if drawn is None:
        return (
            f"What enters is written to {folder / INPUTS_FILE}. Announce its SHA-256 now:\n    {sha256}\n"
            f"and where the seed will come from. Then get the seed in public and run the same again with --seed HEX."
        )
    lines = [
        f"{each.name or 'all'}: {each.invitations} of {each.units} invited, {each.certain} of them certain;"
        f" a unit of weight 1 had the chance {each.chance(1)}."
        for each in drawn.strata[:20]
    ]
    more = [f"... and {len(drawn.strata) - 20} more, see {DRAW_FILE}."] if len(drawn.strata) > 20 else []
    last = f"{len(drawn.invited)} invited. {INVITED_FILE} stays with you; {DRAW_FILE} is for everybody."
    return "\n".join([*lines, *more, last])
