"""Writers of the public record in processes of their own, some of which are killed while they write.

    DATABASE_URL=… FOLKMOOT_HOME=… python -m tests.commons.publicrecord.writers --writers 4 --kills 20 --lines 50

Each writer appends line after line, `--together` of them in one transaction (one, if nothing is said), and notes in a
file what the database acknowledged.
Those that are killed die by SIGKILL: half of them by their own hand inside the transaction, after the line was written
and before it is committed, the others at a moment that chance picks. Another takes the place of each. At the end one
line of JSON is printed: what was acknowledged (index and mark), how many were killed, and the seconds.
"""

import argparse
import json
import os
import random
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

KIND = "assembly.opened"


def write(number: int, lines: int, together: int, notes: Path, *, dies: bool) -> None:
    """Append `lines` lines and note each when it is committed; one that dies writes its last lines in vain."""
    from django.db import transaction

    from folkmoot.commons.publicrecord.actions import append_entry

    last = random.Random(number).randrange(lines) if dies else None
    with notes.open("ab", buffering=0) as noted:
        for first in range(0, lines, together):
            done = []
            with transaction.atomic():
                for turn in range(first, min(first + together, lines)):
                    mark = f"{number}-{turn}"
                    entry = append_entry(kind=KIND, assembly="harbour", by="", data={"mark": mark})
                    done.append(f"{entry.index} {mark}\n")
                    if turn == last:
                        os.kill(os.getpid(), signal.SIGKILL)
            noted.write("".join(done).encode())


def start(number: int, lines: int, together: int, folder: Path, *, dies: bool) -> int:
    """Fork one writer; its process."""
    process = os.fork()
    if process == 0:
        code = 1
        try:
            write(number, lines, together, folder / str(number), dies=dies)
            code = 0
        finally:
            os._exit(code)
    return process


def play(*, writers: int, kills: int, lines: int, together: int) -> dict[str, Any]:
    """Run all of it; the seconds are from the first writer's start to the last one's end."""
    chance, killed, shots = random.Random(kills), 0, kills - kills // 2
    with tempfile.TemporaryDirectory() as name:
        folder, began = Path(name), time.perf_counter()
        running = {start(number, lines, together, folder, dies=number < kills // 2) for number in range(writers)}
        number = writers
        while running:
            process, status = os.waitpid(-1, os.WNOHANG)
            if process:
                running.remove(process)
                code = os.waitstatus_to_exitcode(status)
                if code not in (0, -signal.SIGKILL):
                    raise RuntimeError(f"a writer ended with {code}")
                if code:
                    killed += 1
                    running.add(start(number, lines, together, folder, dies=number < kills // 2))
                    number += 1
            elif shots and chance.random() < 0.1:
                os.kill(chance.choice(sorted(running)), signal.SIGKILL)
                shots -= 1
            time.sleep(0.002)
        seconds = time.perf_counter() - began
        return {"acknowledged": sorted(acknowledged(folder)), "killed": killed, "seconds": seconds}


def acknowledged(folder: Path) -> Iterator[tuple[int, str]]:
    """What the writers noted: index and mark of each line that was committed."""
    for notes in folder.iterdir():
        for line in notes.read_text().splitlines():
            index, mark = line.split()
            yield int(index), mark


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("writers", 4), ("kills", 0), ("lines", 50), ("together", 1)):
        asked.add_argument(f"--{name}", type=int, default=usual)
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.web.settings")
    django.setup()
    print(json.dumps(play(**vars(asked.parse_args()))))
