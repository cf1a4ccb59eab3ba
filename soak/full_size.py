"""The stories of real recruitments in their full size: 30,000 letters, 1,700 people for 110 seats."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STORY = "tests/journeys/test_climate_assembly_uk.py"


def trial() -> list[str]:
    """Play the story that the gate plays at a tenth of its size."""
    command = [sys.executable, "-m", "pytest", "-q", STORY]
    said = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "FOLKMOOT_FULL_SIZE": "on"}, capture_output=True, text=True, check=False
    )
    closing = said.stdout.strip().splitlines()[-1:]
    if said.returncode:
        raise RuntimeError(said.stdout[-2000:])
    return [f"Climate Assembly UK, 30,000 letters: {closing[0]}"]
