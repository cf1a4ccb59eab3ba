"""Equal shares beside the peer's: `python -m benchmarks.tally FILE.pb… [--limit SECONDS] [--write FILE]`.

The peer is `pabutools` (GPL-3.0, https://pypi.org/project/pabutools/), with gmpy2 for its fractions: no dependency of
ours; the first run installs it into an environment of its own, `var/peer-tally`. Both sides are exact. The peer counts
equal ballots together (its multiprofile), which is its faster way.

Every measurement is a fresh process, one after the other, on the same file. Compared are CPU seconds of counting,
without imports and reading the file (which is beside), the largest memory, and the winners. A run of more than
`--limit` CPU seconds is ended. A ratio is the peer's CPU divided by ours. Both raise shares by 1 until no project fits
any more or it would overspend: that is where the peer ends.
"""

import argparse
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.sortition import measured

PEER = Path("var/peer-tally")
PEER_PACKAGES = ("pabutools==1.2.3", "gmpy2==2.3.2")
RULES = {"equal shares": [], "with Add1": ["add1"]}

OURS = """
import json, resource, sys, time
from pathlib import Path
from folkmoot.core.tally.deciding import decide
from folkmoot.core.tally.reading import read_pabulib
from folkmoot.core.tally.ruling import rule_from

began = time.process_time()
profile = read_pabulib(Path(sys.argv[1]).read_text())
read = time.process_time() - began
plain = {"method": "equal-shares", "completion": sys.argv[2:], "stop": "exhausted", "ties": ["votes", "cheap", "order"]}
began = time.process_time()
outcome = decide(profile, rule_from(plain))
cpu, memory = time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
winners = sorted(profile.options[each].id for each in outcome.winners)
print(json.dumps({"read": read, "cpu": cpu, "memory": memory, "winners": winners, "cast": profile.turnout.cast}))
"""
THEIRS = """
import json, resource, sys, time
from pabutools.election import Cost_Sat, parse_pabulib
from pabutools.rules import method_of_equal_shares

began = time.process_time()
instance, profile = parse_pabulib(sys.argv[1])
read = time.process_time() - began
step = 1 if "add1" in sys.argv[2:] else None
began = time.process_time()
ballots = profile.as_multiprofile()
bought = method_of_equal_shares(instance, ballots, sat_class=Cost_Sat, voter_budget_increment=step)
cpu, memory = time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"read": read, "cpu": cpu, "memory": memory, "winners": sorted(each.name for each in bought)}))
"""


def peer() -> str:
    """The Python of an environment that holds the peer; the first time it is made."""
    python = PEER / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(PEER)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-qq", *PEER_PACKAGES], check=True)
    return str(python)


def row(file: Path, rule: str, limit: int) -> str:
    """One line of the table: ours, theirs, and whether they agree."""
    ours = measured(sys.executable, OURS, str(file), *RULES[rule], limit=limit)
    theirs = measured(peer(), THEIRS, str(file), *RULES[rule], limit=limit)
    if not ours or "cpu" not in ours:
        raise SystemExit(f"ours failed on {file}: {ours}")
    same, ratio = "", f"over {limit} s"
    if theirs and "cpu" in theirs:
        same = "the same" if ours["winners"] == theirs["winners"] else "others"
        ratio = f"**{theirs['cpu'] / ours['cpu']:,.0f} ×**"
    cells = [
        file.stem,
        f"{ours['cast']:,}",
        rule,
        *_figures(ours),
        *_figures(theirs),
        str(len(ours["winners"])),
        same,
        ratio,
    ]
    return "| " + " | ".join(cells) + " |"


def _figures(run: dict[str, Any] | None) -> list[str]:
    if run is None or "cpu" not in run:
        return [run["error"] if run else "not finished", ""]
    return [f"{run['cpu']:.3f} s (reading {run['read']:.2f} s)", f"{run['memory']:.0f} MB"]


def main() -> None:
    """Compare on every file named."""
    parser = argparse.ArgumentParser(description="Equal shares beside the peer's.")
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--limit", type=int, default=600, help="CPU seconds after which a run is ended")
    parser.add_argument("--write", type=Path, help="a Markdown file to write the table to")
    given = parser.parse_args()
    head = ("vote", "ballots", "rule", "ours", "memory", "peer", "memory", "winners", "the peer's winners are", "ratio")
    table = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for file in given.files:
        for rule in RULES:
            table.append(row(file, rule, given.limit))
            print(table[-1], flush=True)
    machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    told = f"Measured on {datetime.now(UTC):%Y-%m-%d}: {machine}; the peer is {' with '.join(PEER_PACKAGES)}.\n\n"
    if given.write:
        given.write.write_text(told + "\n".join(table) + "\n")


if __name__ == "__main__":
    main()
