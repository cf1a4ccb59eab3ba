"""What a site needs before it can be served: tables and static files, made only where they are not there yet."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

import folkmoot


def prepare() -> None:
    """Bring the tables up to date and collect the static files; quick where nothing has changed."""
    settings.HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
    _close_to_neighbours()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    _collect_static()


def _close_to_neighbours() -> None:
    """A database in a file is read by nobody else on the machine; what SQLite lays beside it takes its mode."""
    if connection.vendor == "sqlite":
        Path(str(connection.settings_dict["NAME"])).touch(mode=0o600)


def _collect_static() -> None:
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    state = _state_of_static_files()
    if stamp.exists() and stamp.read_text() == state:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(state)


def _state_of_static_files() -> str:
    package = Path(folkmoot.__file__).parent
    files = sorted(path for path in package.glob("**/static/**/*") if path.is_file())
    told = "\n".join(f"{path.relative_to(package)} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files)
    return hashlib.sha256(told.encode()).hexdigest()
