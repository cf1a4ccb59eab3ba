"""Several processes append at once and some are killed in the middle of it: no line is lost, doubled or forked."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction

from folkmoot.commons.publicrecord.actions import append_entry
from folkmoot.commons.publicrecord.queries import entries, export_files
from folkmoot.core.record.exports import check_export

ROOT = Path(__file__).resolve().parents[3]


def the_database() -> str:
    """The address of the database that the tests run on."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    host = told.get("OPTIONS", {}).get("host") or told["HOST"]
    login = f"{told['USER']}:{told['PASSWORD']}"
    return f"postgresql://{login}@{'' if '/' in host else host}:{told['PORT']}/{told['NAME']}?host={host}"


def played(**how: int) -> dict[str, Any]:
    """What `writers` says of its run on the tests' database."""
    options = [part for name, value in how.items() for part in (f"--{name}", str(value))]
    command = [sys.executable, "-m", "tests.commons.publicrecord.writers", *options]
    env = {**os.environ, "DATABASE_URL": the_database(), "FOLKMOOT_HOME": str(settings.HOME)}
    said = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    told: dict[str, Any] = json.loads(said.stdout)
    return told


@pytest.mark.django_db(transaction=True)
def test_writers_that_are_killed_in_the_middle_lose_no_line_and_fork_nothing():
    told = played(writers=3, kills=6, lines=20)

    kept = {entry.index: entry.data["mark"] for entry in entries()}
    assert list(kept) == list(range(len(kept)))
    assert len(set(kept.values())) == len(kept)
    assert [[index, kept[index]] for index, _ in told["acknowledged"]] == told["acknowledged"]
    # Between the commit and its note a writer may die, too: at most one line each that nobody heard of.
    assert 0 <= len(kept) - len(told["acknowledged"]) <= told["killed"]
    assert told["killed"] >= 3
    assert check_export(export_files()).holds
    with transaction.atomic():  # the record goes on: none of the dead holds it
        assert append_entry(kind="assembly.opened", assembly="harbour", by="", data={}).index == len(kept)
