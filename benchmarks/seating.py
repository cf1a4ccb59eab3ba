"""Seating beside the peer's: `python -m benchmarks.seating FILE.csv:TABLES:ROUNDS[:COLUMNS]… [--write FILE]`.

The peer is groupselect (MIT, https://github.com/sortitionfoundation/groupselect-lib), the library of the desktop
program that organisers use: no dependency of ours; the first run installs it into an environment of its own,
`var/peer-seating`. It is run as it comes (its "legacy" algorithm with 100 attempts), with every column to diversify.

Every measurement is a fresh process, one after the other, on the same people and as many tables of the same sizes. Both
plans are judged by our `figures`: different pairs that meet, beside the bound, and shares that a table misses. Compared
are CPU seconds of planning, without imports and reading. `--invented N:TABLES:ROUNDS` measures on people from a seed.
"""

import argparse
import csv
import json
import math
import platform
import random
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.sortition import measured
from folkmoot.core.seating import Attendee, Figures, RoomTable, SeatingTask, figures

PEER = Path("var/peer-seating")
PEER_PACKAGE = "groupselect @ git+https://github.com/sortitionfoundation/groupselect-lib@282fe9e"
OURS = """
import json, resource, sys, time
from benchmarks.seating import task_of
from folkmoot.core.seating import plan_seating

task = task_of(json.loads(sys.argv[1]))
began = time.process_time()
seats = plan_seating(task, seed=bytes(32)).seats
cpu = time.process_time() - began
print(json.dumps({"cpu": cpu, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "seats": seats}))
"""
THEIRS = """
import json, resource, sys, time
import numpy as np
from groupselect import FieldMode, allocate_numpy

given = json.loads(sys.argv[1])
people = np.array(given["codes"])
fields = {at: FieldMode.Diversify for at in range(people.shape[1])}
sizes = [given["size"]] * given["rounds"]
began = time.process_time()
ensemble = allocate_numpy(people, fields, sizes, settings={"seed": 1}).ensemble
cpu = time.process_time() - began
seats = [[[given["ids"][int(each)] for each in group] for group in round_] for round_ in ensemble]
print(json.dumps({"cpu": cpu, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "seats": seats}))
"""
INVENTED = {"gender": (51, 49), "age": (20, 30, 30, 20), "education": (30, 45, 25), "place": (60, 40)}


def given_by(
    name: str, rows: Sequence[dict[str, str]], columns: Sequence[str], tables: int, rounds: int
) -> dict[str, Any]:
    """Plain values of one instance, for both sides: the peer fills tables of one size, so that both have as many."""
    values = {column: sorted({row[column] for row in rows}) for column in columns}
    size = math.ceil(len(rows) / tables)
    return {
        "name": name,
        "ids": [str(number) for number in range(1, len(rows) + 1)],
        "columns": list(columns),
        "features": [[row[column] for column in columns] for row in rows],
        "codes": [[values[column].index(row[column]) for column in columns] for row in rows],
        "size": size,
        "tables": math.ceil(len(rows) / size),
        "rounds": rounds,
    }


def task_of(given: dict[str, Any]) -> SeatingTask:
    """The same as our own task."""
    people = (
        Attendee(id=id_, features=tuple(features))
        for id_, features in zip(given["ids"], given["features"], strict=True)
    )
    return SeatingTask(
        attributes=tuple(given["columns"]),
        attendees=tuple(people),
        tables=tuple(RoomTable(name=str(number)) for number in range(1, given["tables"] + 1)),
        rounds=given["rounds"],
    )


def read(text: str) -> dict[str, Any]:
    """An instance from `FILE.csv:TABLES:ROUNDS[:COLUMNS]`."""
    name, tables, rounds, *columns = text.split(":")
    with Path(name).open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    every = [each for each in rows[0] if each.casefold() not in {"", "id", "name"}]
    mixed = columns[0].split(",") if columns else every
    return given_by(Path(name).stem, rows, mixed, int(tables), int(rounds))


def invented(text: str) -> dict[str, Any]:
    """An instance of people from a seed: `N:TABLES:ROUNDS`."""
    people, tables, rounds = map(int, text.split(":"))
    chance = random.Random(people)
    rows = [
        {name: str(chance.choices(range(len(shares)), shares)[0]) for name, shares in INVENTED.items()}
        for _ in range(people)
    ]
    return given_by(f"{people} invented people", rows, list(INVENTED), tables, rounds)


def judged(given: dict[str, Any], seats: Sequence[Sequence[Sequence[str]]]) -> Figures:
    """Our figures of a plan, whoever made it."""
    return figures(task_of(given), tuple(tuple(tuple(table) for table in round_) for round_ in seats))


def line(given: dict[str, Any], python: str) -> str:
    """One row of the result page."""
    text = json.dumps(given)
    ours = measured(sys.executable, OURS, text, limit=900)
    theirs = measured(python, THEIRS, text, limit=900)
    if not ours or "cpu" not in ours or not theirs or "cpu" not in theirs:
        raise SystemExit(f"{given['name']}: ours {ours}, theirs {theirs}")
    mine, other = judged(given, ours["seats"]), judged(given, theirs["seats"])
    cells = [
        given["name"],
        str(len(given["ids"])),
        f"{given['tables']} × {given['rounds']}",
        f"{mine.ceiling.pairs:,}",
        *_shown(mine, ours),
        *_shown(other, theirs),
        f"**{theirs['cpu'] / ours['cpu']:.1f} ×**",
    ]
    return "| " + " | ".join(cells) + " |"


def _shown(found: Figures, run: dict[str, Any]) -> list[str]:
    share = found.pairs / found.ceiling.pairs
    return [f"{found.pairs:,} ({share:.1%})", str(found.uneven_cells), f"{run['cpu']:.2f} s", f"{run['memory']:.0f} MB"]


def peer() -> str:
    """The Python of an environment that holds the peer; the first time it is made."""
    python = PEER / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(PEER)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-qq", PEER_PACKAGE], check=True)
    return str(python)


def main() -> None:
    """Compare on every instance named."""
    parser = argparse.ArgumentParser(description="Seating beside the peer's.")
    parser.add_argument("files", nargs="*", help="FILE.csv:TABLES:ROUNDS[:COLUMNS]")
    parser.add_argument("--invented", nargs="*", default=[], metavar="N:TABLES:ROUNDS", help="people from a seed")
    parser.add_argument("--write", type=Path, help="a Markdown file to write the table to")
    asked = parser.parse_args()
    side = ("pairs met", "missed", "CPU", "memory")
    first = ("people from", "people", "tables × rounds", "bound")
    head = (*first, *side, *(f"peer: {name}" for name in side), "ratio of CPU")
    table = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for given in [*map(read, asked.files), *map(invented, asked.invented)]:
        table.append(line(given, peer()))
        print(table[-1], flush=True)
    machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    told = f"Measured on {datetime.now(UTC):%Y-%m-%d}: {machine}; the peer is {PEER_PACKAGE}.\n\n"
    if asked.write:
        asked.write.write_text(told + "\n".join(table) + "\n")


if __name__ == "__main__":
    main()
