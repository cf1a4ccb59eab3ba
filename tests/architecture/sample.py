"""Small houses with a fault in them, so that each law is seen to bite."""

from pathlib import Path


def written(folder: Path, name: str, text: str) -> Path:
    """A file `name` below `folder` that holds `text`."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path
