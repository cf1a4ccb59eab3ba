"""Another Python beside the one that runs: finds it and makes it an environment with the core's locked packages.

The environment is `.venv-core-3.13` (or whichever it is). It holds no Django: the core must do without.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKED = ROOT / "requirements-core.txt"
VERSIONS = ("3.13", "3.12", "3.14", "3.11")


def find() -> Path | None:
    """A Python of another version, named `python3.x`; None where there is none."""
    running = f"{sys.version_info.major}.{sys.version_info.minor}"
    for version in VERSIONS:
        for candidate in _places(version) if version != running else ():
            if _runs(candidate, version):
                return candidate
    return None


def _places(version: str) -> Iterator[Path]:
    """Where a Python of this version may lie: the path, pyenv's folder, uv's."""
    name = f"python{version}"
    if onpath := shutil.which(name):
        yield Path(onpath)
    yield from sorted((Path.home() / ".pyenv" / "versions").glob(f"{version}.*/bin/{name}"))
    yield from sorted((Path.home() / ".local/share/uv/python").glob(f"*-{version}.*/bin/{name}"))


def _runs(python: Path, version: str) -> bool:
    """Whether it starts, is that version and can make an environment."""
    program = "import ensurepip, sys, venv; print('%d.%d' % sys.version_info[:2])"
    done = subprocess.run([python, "-c", program], capture_output=True, text=True, check=False)
    return done.stdout.strip() == version


def folder(python: Path) -> Path:
    """Its environment's folder."""
    return ROOT / f".venv-core-{python.name.removeprefix('python')}"


def prepare(python: Path) -> None:
    """Make the environment, unless it already holds exactly what is locked."""
    where = folder(python)
    stamp, state = where / ".folkmoot", hashlib.sha256(LOCKED.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == state:
        return
    shutil.rmtree(where, ignore_errors=True)
    if uv := shutil.which("uv"):
        tool = [uv, "pip", "install", "--quiet", "--python", str(where / "bin" / "python")]
        subprocess.run([uv, "venv", "--quiet", "--python", python, where], check=True)
    else:
        tool = [str(where / "bin" / "python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        subprocess.run([python, "-m", "venv", where], check=True)
    env = {"UV_SYSTEM_CERTS": "1"} | os.environ
    subprocess.run([*tool, "--require-hashes", "-r", LOCKED], check=True, env=env)
    stamp.write_text(state)


if __name__ == "__main__":
    prepare(Path(sys.argv[1]))
