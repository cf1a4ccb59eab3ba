"""The fairest lottery beside the peer's: run `python -m benchmarks.sortition INSTANCE… [--peer PYTHON]`.

An instance is a folder with `respondents.csv` and `categories.csv` whose name ends in the number of seats, as in
`syn_300_30`. The peer is `sortition-algorithms` (GPL-3.0, https://pypi.org/project/sortition-algorithms/). It is no
dependency: make it an environment of its own and name its Python,

    python3 -m venv peer && peer/bin/pip install 'sortition-algorithms[mip]'
    python -m benchmarks.sortition tests/data/sortition/* --peer peer/bin/python

Both run in a fresh process each, one after the other, on the same files. What is compared is CPU seconds after imports,
the largest memory, and the smallest chance before rounding to equal panels. Ours counts reading, proving, rounding to
1,000 panels and filling them; the peer's counts reading and finding its weighted panels. The peer's leximin needs a
commercial solver and otherwise turns into maximin, so our leximin stands beside the peer's maximin.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

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
PEER = """
import json, resource, sys, time
from collections import Counter
from pathlib import Path
from sortition_algorithms.adapters import CSVFileDataSource, SelectionData
from sortition_algorithms.committee_generation import find_distribution_maximin
from sortition_algorithms.settings import Settings

began = time.process_time()
folder, backend = Path(sys.argv[1]), sys.argv[2]
people_file, rules_file = folder / "respondents.csv", folder / "categories.csv"
homes = ["address"] if "address" in people_file.read_text().splitlines()[0].split(",") else []
settings = Settings(
    id_column="id", columns_to_keep=homes, check_same_address=bool(homes), check_same_address_columns=homes,
    selection_algorithm="maximin", solver_backend=backend,
)
none = Path("/nonexistent")
data = SelectionData(CSVFileDataSource(
    features_file=rules_file, people_file=people_file, already_selected_file=None,
    selected_file=none, remaining_file=none,
))
features, _ = data.load_features()
people, _ = data.load_people(settings, features)
seats = int(folder.name.rsplit("_", 1)[1])
panels, weights, _ = find_distribution_maximin(features, people, seats, homes, backend)
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


def measured(python: str, program: str, *arguments: str, limit: float) -> dict[str, Any] | None:
    """What a program run in a fresh process reports, or `None` if it takes longer than `limit` seconds."""
    try:
        done = subprocess.run(
            [python, "-c", program, *arguments], capture_output=True, text=True, timeout=limit, check=True
        )
    except subprocess.TimeoutExpired:
        return None
    return dict(json.loads(done.stdout.splitlines()[-1]))


def compare(folder: Path, peer: str | None, backends: list[str], limit: float) -> None:
    """Print one line for each of our objectives and one for each back end of the peer, with ratios to the peer."""
    ours = {name: measured(sys.executable, OURS, str(folder), name, limit=limit) for name in ("maximin", "leximin")}
    for name, mine in ours.items():
        if mine is None:
            print(f"{folder.name:28} folkmoot {name:9} over {limit:.0f} s")
        else:
            extra = f"gap {mine['gap']:.1e}  rounding {mine['rounding']:.4f}"
            print(f"{folder.name:28} folkmoot {name:9} {figures(mine)}  {extra}", flush=True)
    for backend in backends if peer else []:
        theirs = measured(str(peer), PEER, str(folder), backend, limit=limit)
        if theirs is None:
            print(f"{folder.name:28} peer {backend:13} over {limit:.0f} s", flush=True)
            continue
        shares = [f"{theirs['cpu'] / mine['cpu']:.1f} x {name}" for name, mine in ours.items() if mine]
        print(f"{folder.name:28} peer {backend:13} {figures(theirs)}  = {', '.join(shares)}", flush=True)


def figures(run: dict[str, Any]) -> str:
    """The three figures of a run."""
    return f"{run['cpu']:8.2f} s  {run['memory']:5.0f} MB  smallest {run['smallest']:.7f}"


def main() -> None:
    """Compare on every instance named."""
    parser = argparse.ArgumentParser(description="The fairest lottery beside the peer's.")
    parser.add_argument("instances", type=Path, nargs="+")
    parser.add_argument("--peer", help="the Python of an environment with sortition-algorithms[mip]")
    parser.add_argument("--backends", nargs="*", default=["highspy", "mip-cbc"])
    parser.add_argument("--limit", type=float, default=600.0, help="seconds after which a run is given up")
    given = parser.parse_args()
    for folder in given.instances:
        compare(folder, given.peer, given.backends, given.limit)


if __name__ == "__main__":
    main()
