"""What every test stands on: a home of its own, a clock that stands where it is put, a mail server that is real.

This file imports neither Django nor the server's part at the top: a second Python runs the core's tests without them.
"""

import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

import hypothesis
import pytest

# No test may write where a person's site lives: each process gets a home that vanishes with it.
_home = tempfile.TemporaryDirectory(prefix="folkmoot-tests-", ignore_cleanup_errors=True)
os.environ["FOLKMOOT_HOME"] = _home.name
Path(_home.name, "static").mkdir()  # collected static files would lie here; WhiteNoise warns where nothing does
os.environ["FOLKMOOT_TESTING"] = "on"
for name in ("FOLKMOOT_DEMO", "FOLKMOOT_DEBUG", "FOLKMOOT_HTTPS", "FOLKMOOT_SECRET_KEY"):
    os.environ.pop(name, None)

hypothesis.settings.register_profile("default", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.register_profile("deep", deadline=None, max_examples=2_000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "default"))


def pytest_configure(config: pytest.Config) -> None:
    """Load Django's settings, now that the home stands; pytest-django sets Django up right after.

    A run without its plugin (`-p no:django`, or a Python that has no Django) stays without.
    """
    if config.pluginmanager.hasplugin("django"):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.web.settings")
        from django.conf import settings

        assert settings.DATABASES
        # Tables come from the models: the migrations, one after the other, take as long as a hundred tests, in each
        # process. `tests/web/test_migrations.py` shows that they lead to the same.
        config.option.nomigrations = True


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """A worker that inherited the name of the settings would read them before this file gave it a home of its own."""
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)


@pytest.fixture(autouse=True)
def _nothing_published() -> Iterator[None]:
    """What a test published binds no other test: their records are taken back, their homes are one."""
    kept = Path(_home.name, "record-checkpoint")
    kept.unlink(missing_ok=True)
    yield
    kept.unlink(missing_ok=True)


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The folder of published data sets that may not be shipped; a test that needs it is skipped where it is absent."""
    given = os.environ.get("FOLKMOOT_DATA", "")
    if not given or not Path(given).is_dir():
        pytest.skip("FOLKMOOT_DATA names no folder: this test measures on data that the project may not ship")
    return Path(given).resolve()


class Clock:
    """The shell's clock in a test's hand."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack

    def goes_to(self, moment: datetime) -> datetime:
        """Put the shell's clock at `moment` (UTC if it names no zone) until the test ends; it runs on from there."""
        from folkmoot import clock

        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        self._stack.enter_context(clock.travelling(to=moment))
        return moment


@pytest.fixture
def the_clock() -> Iterator[Clock]:
    """A clock that a test may put anywhere: `the_clock.goes_to(datetime(2026, 3, 1, 18, 30))`."""
    with ExitStack() as stack:
        yield Clock(stack)


class Post(list[Message]):
    """The letters that a real SMTP server received, in order; `port` is where it listens."""

    port: int = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        self.append(message_from_bytes(envelope.content))
        return "250 OK"


@pytest.fixture
def mail_through(settings: Any) -> Callable[..., None]:
    """Says through what mail goes: `mail_through(port=25)`, or `mail_through(backend="…")`, on either Django."""

    def choose(*, port: int = 0, backend: str = "django.core.mail.backends.smtp.EmailBackend") -> None:
        options = {"host": "127.0.0.1", "port": port} if port else {}
        if hasattr(settings, "MAILERS"):  # Django 6.1
            settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": options}}
            return
        settings.EMAIL_BACKEND = backend
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER = False, ""

    return choose


@pytest.fixture
def post(mail_through: Callable[..., None]) -> Iterator[Post]:
    """A real SMTP server on loopback that keeps what arrives; Django's mail goes there."""
    from aiosmtpd.controller import Controller

    received = Post()
    with socket.socket() as asked:  # the controller knocks at its own door, so it must know the number beforehand
        asked.bind(("127.0.0.1", 0))
        received.port = asked.getsockname()[1]
    controller = Controller(received, hostname="127.0.0.1", port=received.port)
    controller.start()
    mail_through(port=received.port)
    yield received
    controller.stop()


@pytest.fixture
def database_kind(db: None) -> str:
    """`sqlite` or `postgresql`: which of the two runs of the database tests this is."""
    from django.db import connection

    return str(connection.vendor)


@pytest.fixture(scope="module")
def once_for_all(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """What a module's fixtures build on this stands once for all of its tests; each test undoes only what it did.

    The rows are shared and Python's objects are not: a test takes a `deepcopy` of what was built.
    """
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
