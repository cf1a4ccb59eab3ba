"""The fairest lottery beside the peer's: `python -m benchmarks.sortition INSTANCE… [--limit SECONDS] [--write FILE]`.

An instance is a folder with `respondents.csv` and `categories.csv` whose name ends in the number of seats, as in
`syn_300_30`. The peer is `sortition-algorithms` (GPL-3.0, https://pypi.org/project/sortition-algorithms/): it is no
dependency of ours and is installed by the first run into an environment of its own, `var/peer`.

Every measurement is a fresh process, one after the other, on the same files. What is compared is CPU seconds after
imports, the largest memory, and the smallest chance before rounding to equal panels; a run of more than `--limit` CPU
seconds is ended. Ours counts reading, proving, rounding to 1,000 panels and filling them; the peer's counts reading and
finding its weighted panels. A ratio is the peer's CPU divided by ours for the same objective.
"""

import argparse
import json
import platform
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

PEER = Path("var/peer")
PEER_PACKAGE = "sortition-algorithms[mip]==0.12.15"  # `mip` brings CBC
# Objective and back end of the peer. Its leximin needs Gurobi beside its back end and has it with a free licence, which
# ends at 2,000 variables: what is larger fails there.
RIVALS = (("maximin", "highspy"), ("maximin", "mip-cbc"), ("leximin", "mip-cbc"))

OURS = """
import json, resource, sys, time
from pathlib import Path
from folkmoot.core.sortition import Objective, find_lottery, read_pool, read_targets
from folkmoot.tables import read_table

began = time.process_time()
folder, objective = Path(sys.argv[1]), Objective(sys.argv[2])
rules = read_table((folder / "categories.csv").read_bytes(), name="categories.csv")
table = read_table((folder / "respondents.csv").read_bytes(), name="respondents.csv")
targets = read_targets(rules.columns, rules.numbered)
pool = read_pool(table.columns, table.numbered, targets=targets)
seats = int(folder.name.rsplit("_", 1)[1])
proof = find_lottery(pool=pool, targets=targets, seats=seats, objective=objective).proof
cpu, memory = time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({
    "cpu": cpu, "memory": memory, "smallest": float(proof.smallest),
    "gap": float(proof.gap), "rounding": float(proof.largest_deviation),
}))
"""
THEIRS = """
import json, resource, sys, time
from collections import Counter
from pathlib import Path
from sortition_algorithms.adapters import CSVFileDataSource, SelectionData
from sortition_algorithms.committee_generation import find_distribution_leximin, find_distribution_maximin
from sortition_algorithms.settings import Settings

began = time.process_time()
folder, objective, backend = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
find = {"maximin": find_distribution_maximin, "leximin": find_distribution_leximin}[objective]
people_file, rules_file = folder / "respondents.csv", folder / "categories.csv"
homes = ["address"] if "address" in people_file.read_text().splitlines()[0].split(",") else []
settings = Settings(
    id_column="id", columns_to_keep=homes, check_same_address=bool(homes), check_same_address_columns=homes,
    selection_algorithm=objective, solver_backend=backend,
)
none = Path("/nonexistent")
data = SelectionData(CSVFileDataSource(
    features_file=rules_file, people_file=people_file, already_selected_file=None,
    selected_file=none, remaining_file=none,
))
features, _ = data.load_features()
people, _ = data.load_people(settings, features)
seats = int(folder.name.rsplit("_", 1)[1])
panels, weights, _ = find(features, people, seats, homes, backend)
chances = Counter()
for panel, weight in zip(panels, weights, strict=True):
    for person in panel:
        chances[person] += weight
cpu, memory = time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({
    "cpu": cpu, "memory": memory,
    "smallest": min(chances[person] for person in people),
}))
"""


@dataclass(slots=True, kw_only=True)
class Row:
    """One instance and one objective: our run, and the peer's by back end. A run is `None` where it took too long, and
    its `error` where it failed.
    """

    instance: str
    objective: str
    ours: dict[str, Any] | None
    theirs: dict[str, dict[str, Any] | None] = field(default_factory=dict)

    def ratio(self, backend: str) -> float | None:
        """The peer's CPU by ours; `None` where either did not finish."""
        their = self.theirs.get(backend)
        return their["cpu"] / self.ours["cpu"] if self.ours and their and "cpu" in their else None


def peer() -> str:
    """The Python of an environment that holds the peer; the first time it is made."""
    python = PEER / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(PEER)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-qq", PEER_PACKAGE], check=True)
    return str(python)


def measured(python: str, program: str, *arguments: str, limit: int) -> dict[str, Any] | None:
    """What a program run in a fresh process reports; `None` if it takes more than `limit` CPU seconds."""
    done = subprocess.run(
        [python, "-c", program, *arguments],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1)),
    )
    if done.returncode == 0:
        return dict(json.loads(done.stdout.splitlines()[-1]))
    return None if done.returncode < 0 else {"error": done.stderr.strip().splitlines()[-1][:90]}


def rows(folders: Sequence[Path], limit: int) -> Iterator[Row]:
    """Measure each instance and objective, ours first."""
    for folder in folders:
        for objective in ("maximin", "leximin"):
            ours = measured(sys.executable, OURS, str(folder), objective, limit=limit)
            row = Row(instance=folder.name, objective=objective, ours=ours)
            for backend in (backend for asked, backend in RIVALS if asked == objective):
                row.theirs[backend] = measured(peer(), THEIRS, str(folder), objective, backend, limit=limit)
            yield row


def in_words(row: Row, limit: int) -> str:
    """A row of the table: ours, then each back end with its ratio."""
    cells = [row.instance, row.objective, *_ours(row.ours, limit)]
    for backend in ("highspy", "mip-cbc"):
        if backend not in row.theirs:
            cells.append("")
            continue
        their, ratio = row.theirs[backend], row.ratio(backend)
        if their is None:
            least = f", **> {limit / row.ours['cpu']:,.0f} ×**" if row.ours and "cpu" in row.ours else ""
            cells.append(f"over {limit} s{least}")
        elif "error" in their:
            cells.append(f"failed: {their['error']}")
        else:
            cells.append(
                f"{their['cpu']:.1f} s, {their['memory']:.0f} MB, {their['smallest']:.7f}, **{ratio or 0:,.0f} ×**"
            )
    return "| " + " | ".join(cells) + " |"


def _ours(run: dict[str, Any] | None, limit: int) -> list[str]:
    if run is None or "error" in run:
        return [f"over {limit} s" if run is None else run["error"], "", "", "", ""]
    return [
        f"{run['cpu']:.2f} s",
        f"{run['memory']:.0f} MB",
        f"{run['smallest']:.7f}",
        f"{run['gap']:.0e}",
        f"{run['rounding']:.4f}",
    ]


def told(table: Sequence[Row], limit: int) -> str:
    """The whole table as Markdown, with what it was measured on and the medians."""
    head = (
        "instance",
        "objective",
        "CPU",
        "memory",
        "smallest chance",
        "gap",
        "largest change by rounding",
        "peer, HiGHS",
        "peer, CBC",
    )
    measured_on = (
        f"Measured on {datetime.now(UTC):%Y-%m-%d}: {platform.system()} {platform.machine()}, Python "
        f"{platform.python_version()}, highspy {version('highspy')}; the peer is {PEER_PACKAGE}."
    )
    lines = [
        measured_on,
        "",
        "| " + " | ".join(head) + " |",
        "|" + "---|" * len(head),
        *(in_words(row, limit) for row in table),
        "",
    ]
    for objective, backend in RIVALS:
        finished = [ratio for row in table if row.objective == objective and (ratio := row.ratio(backend))]
        over = sum(row.theirs[backend] is None for row in table if row.objective == objective)
        if finished:
            # What did not finish is counted as infinitely slower only for the middle of the ratios, not for the least.
            middle = median([*finished, *[float("inf")] * over])
            lines.append(
                f"- {objective}, {backend}: median {middle:,.0f} ×, least {min(finished):,.1f} × "
                f"({len(finished)} finished, {over} did not within {limit} CPU seconds)"
            )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Compare on every instance named."""
    parser = argparse.ArgumentParser(description="The fairest lottery beside the peer's.")
    parser.add_argument("instances", type=Path, nargs="+")
    parser.add_argument("--limit", type=int, default=600, help="CPU seconds after which a run is ended")
    parser.add_argument("--write", type=Path, help="a Markdown file to write the table to")
    given = parser.parse_args()
    table = []
    for row in rows(given.instances, given.limit):
        table.append(row)
        print(in_words(row, given.limit), flush=True)
        if given.write:
            given.write.write_text(told(table, given.limit))
    print("\n" + told(table, given.limit))


if __name__ == "__main__":
    main()
