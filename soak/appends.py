"""Many processes append to one record on PostgreSQL at once, and some are killed in the middle of it.

Nothing that a writer was told is kept may be missing, no number may be given twice, and all of the record must hold.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WRITERS, SECONDS = 4, 30


@dataclass(slots=True, kw_only=True)
class Run:
    """What became of one run: numbers that writers were told are kept (index → who and which of hers), and kills."""

    kept: dict[int, tuple[str, int]] = field(default_factory=dict)
    seconds: float = 0.0
    killed: int = 0


def trial() -> list[str]:
    """The rate of appends, each by itself and ten together, then what is kept with one writer killed every second."""
    from tests.everything import a_postgresql

    with tempfile.TemporaryDirectory() as home, a_postgresql(careless=False) as url:
        env = {"DATABASE_URL": url, "FOLKMOOT_HOME": home, "PYTHONPATH": f"{ROOT}/src:{ROOT}"}
        manage(env, "call_command('migrate', verbosity=0)")
        alone = write(env, writers=WRITERS, seconds=SECONDS)
        tens = write(env, writers=WRITERS, seconds=SECONDS, together=10)
        shaken = write(env, writers=WRITERS, seconds=SECONDS, kill_every=1.0)
        said = manage(env, CHECKS)
        missing = lost([alone, tens, shaken], said)
    rate, rate_of_tens = (len(run.kept) / run.seconds for run in (alone, tens))
    return [
        f"{WRITERS} processes on durable PostgreSQL: {rate:.0f} appends a second for {alone.seconds:.0f} s",
        f"the same, ten entries in each transaction: {rate_of_tens:.0f} appends a second",
        f"{shaken.killed} writers killed in {shaken.seconds:.0f} s, {len(shaken.kept)} entries kept meanwhile",
        f"{missing} entries missing or given twice; record of {said.splitlines()[0]} lines holds as a whole",
    ]


# What the database holds: how many lines, whether they follow each other and hold, and whose each of them is.
CHECKS = """
from folkmoot.commons.publicrecord.queries import entries, export_files
from folkmoot.core.record.exports import check_export
assert check_export(export_files()).holds
rows = list(entries().values_list("index", "by", "data"))
assert [row[0] for row in rows] == list(range(len(rows)))
print(len(rows))
for index, by, data in rows:
    print(index, by, data["number"])
"""


def manage(env: Mapping[str, str], code: str) -> str:
    """Run `code` with Django set up, and hand back what it prints."""
    start = "import django\ndjango.setup()\nfrom django.core.management import call_command\n"
    settings = {"DJANGO_SETTINGS_MODULE": "folkmoot.web.settings"}
    program = [sys.executable, "-c", start + code]
    return subprocess.run(program, env={**os.environ, **settings, **env}, check=True, stdout=-1, text=True).stdout


def write(env: Mapping[str, str], *, writers: int, seconds: float, kill_every: float = 0.0, together: int = 1) -> Run:
    """Let `writers` processes append for some seconds; kill one of them now and then, and start another for it.

    `together`: how many entries each transaction holds, as where an office releases its replies at once.
    """
    run, numbers, chance = Run(), count(1), random.Random(7)
    with tempfile.TemporaryDirectory() as folder:

        def start() -> subprocess.Popen[bytes]:
            name = f"writer-{next(numbers)}-{os.getpid()}-{time.monotonic_ns()}"
            with Path(folder, name).open("wb") as said:
                command = [sys.executable, "-m", "soak.writer", name, str(together)]
                return subprocess.Popen(command, cwd=ROOT, env={**os.environ, **env}, stdout=said)

        working = [start() for _ in range(writers)]
        while any(not each.stat().st_size for each in Path(folder).iterdir()):
            time.sleep(0.05)  # the first numbers are said once each interpreter has started
        already, began = _said(folder), time.monotonic()
        while (left := began + seconds - time.monotonic()) > 0:
            time.sleep(min(left, kill_every or left))
            if kill_every:
                place = chance.randrange(writers)
                _kill(working[place])
                working[place], run.killed = start(), run.killed + 1
        run.seconds, at_end = time.monotonic() - began, _said(folder)
        for each in working:
            _kill(each)
        run.kept = {index: who for index, who in at_end.items() if index not in already}
    return run


def lost(runs: list[Run], said: str) -> int:
    """How many entries that a writer was told are kept the record does not hold as hers."""
    rows = (line.split() for line in said.splitlines()[1:])
    held = {int(index): (by, int(number)) for index, by, number in rows}
    return sum(held.get(index) != who for run in runs for index, who in run.kept.items())


def _said(folder: str) -> dict[int, tuple[str, int]]:
    """Every number that a writer said, except what was cut off in the middle of its line."""
    return {
        int(index): (path.name, int(number))
        for path in Path(folder).iterdir()
        for line in path.read_text().splitlines(keepends=True)
        if line.endswith("\n")
        for index, number in [line.split()]
    }


def _kill(writer: subprocess.Popen[bytes]) -> None:
    writer.send_signal(signal.SIGKILL)
    writer.wait()
