"""Runs the long trials one after the other and writes what came of them into `soak/RESULTS.md`.

    ./run soak                          all trials
    ./run soak --only deep_properties   some of them

A trial is a module of this folder with a `trial() -> list[str]`: lines of what was measured. It raises `Absent` where
the machine lacks what it needs, and any other error where the trial fails.
"""

import argparse
import importlib
import os
import platform
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from soak.absence import Absent

FOLDER = Path(__file__).resolve().parent
RESULTS = FOLDER / "RESULTS.md"
TRIALS = ["bare_machine", "deep_properties", "spark_register", "full_size", "tally_peers", "appends"]


def machine() -> str:
    """What these figures were measured on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    release = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    return f"{release}, {os.cpu_count()} cores, {memory} GB, Python {platform.python_version()}"


def version() -> str:
    """The commit that was tried, and whether the folder differs from it."""
    said = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=FOLDER, capture_output=True, check=False)
    return said.stdout.decode().strip() or "unknown"


def main() -> int:
    """Run what was asked for; 0 where nothing failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=TRIALS, default=TRIALS)
    failed = 0
    for name in parser.parse_args().only:
        print(f"\n──── {name}", flush=True)
        began = time.monotonic()
        try:
            lines, outcome = importlib.import_module(f"soak.{name}").trial(), "holds"
        except Absent as absence:
            lines, outcome = [str(absence)], "SKIPPED"
        except Exception as error:  # noqa: BLE001 - one trial that fails must not keep the others from running
            lines, outcome, failed = [f"{type(error).__name__}: {error}"], "FAILED", failed + 1
        keep(name, outcome, time.monotonic() - began, lines)
    return 1 if failed else 0


def keep(name: str, outcome: str, seconds: float, lines: list[str]) -> None:
    """Print a result and put it in the place of the last one of the same name."""
    when = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    head = f"## {name}\n\n{when} · {version()} · {machine()} · {seconds:.0f} s · **{outcome}**\n"
    section = head + "\n" + "".join(f"- {line}\n" for line in lines)
    print(section, flush=True)
    old = (
        RESULTS.read_text()
        if RESULTS.exists()
        else "# The last results of the long trials\n\nWritten by `./run soak`.\n"
    )
    title, *sections = old.split("\n## ")
    kept = {part.split("\n", 1)[0]: part.rstrip("\n") + "\n" for part in sections}
    kept[name] = section.removeprefix("## ").rstrip("\n") + "\n"
    RESULTS.write_text(title.rstrip("\n") + "\n" + "".join(f"\n## {kept[part]}" for part in sorted(kept)))


if __name__ == "__main__":
    sys.exit(main())
