"""Runs a site on one machine: the web server, a worker for tasks, and the clock that looks what has fallen due."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Any, Final

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management.base import CommandError
from django.db import close_old_connections
from django.db.models import QuerySet

from folkmoot import clock
from folkmoot.commons.accounts.queries import strangers_to_forget
from folkmoot.commons.accounts.tasks import forget_strangers
from folkmoot.commons.duties.queries import unnoted_lapses
from folkmoot.commons.duties.tasks import note_lapses
from folkmoot.commons.notices.queries import due_for_a_try
from folkmoot.commons.notices.tasks import send_waiting
from folkmoot.stages.followup.queries import due_releases, followers_to_tell, members_to_tell
from folkmoot.stages.followup.tasks import follow_for_members, release_due, tell_followers
from folkmoot.stages.lottery.queries import frames_to_delete, registrations_to_close, sensitive_to_forget
from folkmoot.stages.lottery.tasks import delete_due_frames, end_registrations, forget_answers

TICK_SECONDS = 30
# What may fall due, and the work that it makes.
DUE: Final[tuple[tuple[Callable[[], QuerySet[Any]], Any], ...]] = (
    (unnoted_lapses, note_lapses),
    (due_for_a_try, send_waiting),
    (strangers_to_forget, forget_strangers),
    (registrations_to_close, end_registrations),
    (frames_to_delete, delete_due_frames),
    (due_releases, release_due),
    (members_to_tell, follow_for_members),
    (followers_to_tell, tell_followers),
    (sensitive_to_forget, forget_answers),
)
STOP_SECONDS = 10


class StopAsked(Exception):  # noqa: N818 - a request, not an error
    """Somebody asked the site to stop."""


def check_port(host: str, port: int) -> None:
    """Raise `CommandError` where something else listens already, before anything is started."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} is taken on {host}. Stop what uses it, or choose another: --port 8001"
            ) from error


def serve(*, host: str, port: int, workers: int) -> None:
    """Serve until interrupted; ends every process it started."""
    check_port(host, port)
    signal.signal(signal.SIGTERM, _stop)
    processes = [_web(host, port, workers), _tasks()]
    try:
        _keep_time(processes)
    except (KeyboardInterrupt, StopAsked):
        pass
    finally:
        _end(processes)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise StopAsked


def _start(arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    # A group of its own: Ctrl-C reaches only this process, which then ends the others in order.
    return subprocess.Popen([sys.executable, "-m", *arguments], start_new_session=True)  # noqa: S603 - our own words


def _web(host: str, port: int, workers: int) -> subprocess.Popen[bytes]:
    options = ["--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers)]
    # No access log: it would tell at which moment which address cast a ballot.
    quiet = ["--no-access-log", "--log-level", "warning", "--blocking-threads", "4"]
    return _start(["granian", *options, *quiet, "folkmoot.web.wsgi:application"])


def _tasks() -> subprocess.Popen[bytes]:
    return _start(["django", "db_worker", "--interval", "1", "--verbosity", "0", "--no-reload"])


def _keep_time(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    """Look every half minute what has fallen due or waits to be sent, and stop when a process dies."""
    next_look = 0.0
    while all(process.poll() is None for process in processes):
        if time.monotonic() >= next_look:
            look()
            next_look = time.monotonic() + TICK_SECONDS
        time.sleep(0.5)
    raise CommandError("A part of the site ended by itself; everything is stopped. Its message stands above.")


def look() -> None:
    """Queue the work that the clock has made necessary; nothing is queued when there is none."""
    for due, work in DUE:
        if due().exists():
            work.enqueue()
    if Session.objects.filter(expire_date__lt=clock.now()).exists():
        SessionStore.clear_expired()
    close_old_connections()


def _end(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
    for process in processes:
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
