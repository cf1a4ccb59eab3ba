"""Writing several files to a folder so that no reader ever sees half of them."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files` (name → bytes) to `folder`: a new folder appears with all of them at once, an existing one gets
    them one after another in the order given, each whole.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        for name, data in files.items():
            _write_through(fresh / name, data)
        if folder.exists():
            for name in files:
                (fresh / name).replace(folder / name)
        else:
            fresh.chmod(0o755)
            fresh.replace(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _write_through(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
