"""The other tests make their tables from the models as they are (`tests/conftest.py`); here the migrations run."""

import os
import subprocess
import sys

import pytest
from django.db import connection

MIGRATES = """
import django
from django.core.management import call_command
django.setup()
call_command("migrate", verbosity=0)
call_command("makemigrations", check_changes=True, dry_run=True, verbosity=3)
"""


@pytest.mark.django_db(transaction=True)
def test_the_migrations_build_from_nothing_what_the_models_say(tmp_path):
    env = dict(os.environ) | {"FOLKMOOT_HOME": str(tmp_path)}
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CREATE DATABASE from_nothing")
        address, _, options = os.environ["DATABASE_URL"].partition("?")
        env["DATABASE_URL"] = f"{address.rpartition('/')[0]}/from_nothing?{options}"
    done = subprocess.run([sys.executable, "-c", MIGRATES], env=env, capture_output=True, text=True, check=False)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP DATABASE from_nothing WITH (FORCE)")
    assert (done.returncode, done.stdout.strip()) == (0, "No changes detected"), done.stdout + done.stderr
