"""The properties of the core, searched twenty times as long as in the tests, from a fresh seed."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def trial() -> list[str]:
    """Pytest's closing line; raises `CalledProcessError` where a counterexample was found."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:django", "-n", "2", "tests/properties"]
    env = {name: value for name, value in os.environ.items() if name != "CI"} | {"HYPOTHESIS_PROFILE": "deep"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    print(done.stdout)
    done.check_returncode()
    return [done.stdout.strip().splitlines()[-1]]
