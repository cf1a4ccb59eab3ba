"""How long it takes to check a record of 100,000 lines: run `python -m benchmarks.record [lines]`. Aim: ≤ 10 s.

The record is what a site would hold after decades: duties incurred and discharged, in hundreds of assemblies.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import rfc8785

from folkmoot.core.canonical import canonical_bytes, instant
from folkmoot.core.record.entries import Entry, entry_line
from folkmoot.core.record.exports import build_export, check_export
from folkmoot.core.record.merkle import Frontier, leaf_hash
from folkmoot.core.record.notes import SigningKey

START = datetime(2026, 1, 1, tzinfo=UTC)
KEY = SigningKey(name="record.example.org", secret=bytes(32))


def line(index: int) -> bytes:
    """One of an endless row of duties: each even line incurs one, the odd line after it discharges it."""
    duty = f"reply-{index // 2}"
    incurred = {
        "duty": duty,
        "debtor": "Mayor",
        "owed": "a reply in words",
        "due": instant(START + timedelta(days=9999)),
    }
    kind, data = (
        ("duties.discharged", {"duty": duty, "by_entry": index - 1}) if index % 2 else ("duties.incurred", incurred)
    )
    at = instant(START + timedelta(minutes=index))
    return entry_line(
        Entry(index=index, at=at, kind=kind, data=data, assembly=f"assembly-{index // 2 % 500}", by="org-1")
    )


def timed(what: str, work: Callable[[], Any]) -> Any:
    """Do `work`, print how long it took, and hand on what it gave."""
    begin, busy = time.perf_counter(), time.process_time()
    result = work()
    print(f"{what}: {time.perf_counter() - begin:.2f} s ({time.process_time() - busy:.2f} s of one core)")
    return result


def main(size: int) -> None:
    """Write, export and check a record of `size` lines; append one more by its frontier."""
    at = instant(START + timedelta(minutes=size))
    lines = timed(f"write {size:,} lines", lambda: [line(index) for index in range(size)])
    files = timed("export and sign", lambda: build_export(lines, {}, key=KEY, origin="record.example.org", at=at))
    values = [json.loads(one) for one in lines]
    ours = timed("the values once more as canonical bytes", lambda: [canonical_bytes(value) for value in values])
    theirs = timed("the same by rfc8785 (Trail of Bits)", lambda: [rfc8785.dumps(value) for value in values])
    print(f"the same bytes: {ours == theirs == lines}")
    report = timed("check everything", lambda: check_export(files, kept_checkpoint=files["checkpoint"]))
    frontier = Frontier().extend([leaf_hash(one) for one in lines])
    timed("append one line to the tree", lambda: frontier.append(leaf_hash(b"one more")).root())
    print(f"holds: {report.holds}; {sum(map(len, files.values())) / 1e6:.1f} MB of files")
    print(f"largest memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
