"""The verbs of the server, run as a person runs them."""

import contextlib
import io
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.core.management import CommandError, call_command

from folkmoot.commons.accounts.queries import person_with_email
from folkmoot.commons.assemblies.queries import assemblies
from folkmoot.web.serving import check_port
from tests.builders import an_open_assembly


@pytest.mark.django_db
def test_whoever_runs_the_site_names_who_may_convene(monkeypatch):
    monkeypatch.setattr("folkmoot.web.management.commands.convener.prepare", lambda: None)
    said = io.StringIO()
    call_command("convener", "Signe@Example.org", name="Signe Holm", stdout=said)
    assert person_with_email("signe@example.org").convener
    assert said.getvalue().startswith("signe@example.org may start assemblies now.")


def test_a_port_that_is_taken_is_named_with_the_way_out():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=rf"Port {port} is taken on 127\.0\.0\.1.*--port"):
            check_port("127.0.0.1", port)


def test_the_living_example_does_not_start_where_a_site_lives():
    with pytest.raises(CommandError, match=r"\./run demo"):
        call_command("demo", "--no-serve")


def test_where_there_is_no_site_the_export_says_so(tmp_path):
    if os.environ.get("DATABASE_URL"):
        pytest.skip("looks into a folder of its own, so it is the same on every database")
    env = {name: value for name, value in os.environ.items() if name != "FOLKMOOT_TESTING"}
    arguments = [sys.executable, "-m", "folkmoot", "export", "--out", str(tmp_path / "record")]
    done = subprocess.run(
        arguments, env=env | {"FOLKMOOT_HOME": str(tmp_path / "home")}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, (tmp_path / "record").exists()) == (1, False)
    assert done.stderr.startswith("CommandError: There is no site here whose record could be exported.")


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_serving_answers_and_ctrl_c_stops_all_of_it(tmp_path):
    if os.environ.get("DATABASE_URL"):
        pytest.skip("serves from a folder of its own, so it is the same on every database")
    port = a_free_port()
    env = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "FOLKMOOT_TESTING"}}
    arguments = [sys.executable, "-m", "folkmoot", "serve", "--port", str(port)]
    with subprocess.Popen(arguments, env=env | {"FOLKMOOT_HOME": str(tmp_path)}, stdout=subprocess.PIPE) as site:
        try:
            assert "No assembly yet" in page_at(f"http://127.0.0.1:{port}/")
            parts = children_of(site.pid)
            assert len(parts) == 2
        finally:
            site.send_signal(signal.SIGINT)
            assert site.wait(20) == 0
    assert [part for part in parts if Path(f"/proc/{part}").exists()] == []


def page_at(address: str) -> str:
    """The page, as soon as the server answers; at most a minute."""
    for _ in range(120):
        try:
            return str(urlopen(address, timeout=5).read().decode())
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"nothing answered at {address}")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("typed", "left"), [("no", 1), ("", 1), ("fresh", 0)])
def test_beginning_anew_asks_once_and_names_what_is_lost(monkeypatch, settings, capsys, typed, left):
    settings.DEMO = True
    an_open_assembly(slug="mine")
    # The tables stand, and playing has its own test; here it is about what was entered.
    monkeypatch.setattr("folkmoot.web.management.commands.demo.prepare", lambda: None)
    monkeypatch.setattr("folkmoot.web.management.commands.demo.is_played", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _question: typed)
    with contextlib.nullcontext() if left == 0 else pytest.raises(CommandError, match="Nothing was changed"):
        call_command("demo", "--fresh", "--no-serve")
    assert str(settings.DATABASES["default"]["NAME"]) in capsys.readouterr().out
    assert assemblies().count() == left
