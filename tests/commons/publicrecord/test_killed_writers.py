"""Processes that append to one record at once, and are killed in the middle of it (more of them: `./run soak`)."""

import os

import pytest
from django.db import connection

from folkmoot.commons.publicrecord.queries import entries, export_files
from folkmoot.core.record.exports import check_export
from soak.appends import write


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not os.environ.get("DATABASE_URL"), reason="on SQLite one process writes at a time")
def test_writers_that_are_killed_leave_no_gap_no_fork_and_lose_nothing_that_was_kept(tmp_path):
    server, _, options = os.environ["DATABASE_URL"].partition("?")
    database = connection.settings_dict["NAME"]
    env = {"DATABASE_URL": f"{server.rpartition('/')[0]}/{database}?{options}", "FOLKMOOT_HOME": str(tmp_path)}
    run = write(env, writers=3, seconds=1.5, kill_every=0.5)
    held = {index: (by, data["number"]) for index, by, data in entries().values_list("index", "by", "data")}
    assert list(held) == list(range(len(held)))
    assert len(run.kept) > 20
    assert {index: held.get(index) for index in run.kept} == run.kept
    assert check_export(export_files()).holds
