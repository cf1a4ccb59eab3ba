"""The exported record lying ready on disk: built once for each state of the record, then only copied out.

A snapshot is made anew when the record grew, when a file was attached, and every hour, so that its checkpoint is young
and what is overdue in it is said by the day. However many ask at that moment, one builds and the others wait for it.
An operator may let any server hand out the folder as it is.
"""

import fcntl
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from folkmoot import clock
from folkmoot.commons.publicrecord.archives import zipped
from folkmoot.commons.publicrecord.models import Attachment
from folkmoot.commons.publicrecord.signing import signing_key
from folkmoot.commons.publicrecord.trees import tree_now
from folkmoot.core.canonical import digest
from folkmoot.messages.findings import README

ARCHIVE = "record.zip"
FOLDER = "record"
_KEPT = 2


def snapshot(export: Callable[[], Mapping[str, bytes]]) -> Path:
    """The folder that holds `record.zip` and, in `record`, the same files unpacked; `export` makes them if need be."""
    place = _home() / _state()
    if not place.exists():
        with _one_builder():
            if not place.exists():
                _build(place, export())
                _sweep()
    return place


@contextmanager
def _one_builder() -> Iterator[None]:
    """Hold what only one thread of one process can hold; who is killed lets go."""
    _home().mkdir(mode=0o755, parents=True, exist_ok=True)
    with _home().with_suffix(".lock").open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _sweep() -> None:
    for old in sorted(_home().iterdir(), key=lambda one: one.stat().st_mtime)[:-_KEPT]:
        shutil.rmtree(old, ignore_errors=True)


def _home() -> Path:
    return Path(settings.HOME) / "published"


def _state() -> str:
    """A name for what would be exported now."""
    tree, size = tree_now()
    attached = [list(pair) for pair in Attachment.objects.order_by("path").values_list("path", "sha256")]
    hour = f"{clock.now():%Y-%m-%d %H}"
    told = [str(signing_key().verifier), settings.RECORD_ORIGIN, tree.root(size).hex(), attached, hour, README]
    return f"{size}-{digest(told)[:32]}"


def _build(place: Path, files: Mapping[str, bytes]) -> None:
    """Write everything beside the place, then move it there in one step; whoever was quicker has written the same."""
    place.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".", dir=place.parent))
    beside.chmod(0o755)
    (beside / ARCHIVE).write_bytes(zipped(files))
    for path, content in files.items():
        inside = beside / FOLDER / path
        inside.parent.mkdir(parents=True, exist_ok=True)
        inside.write_bytes(content)
    try:
        beside.replace(place)
    except OSError:
        shutil.rmtree(beside, ignore_errors=True)
        if not place.exists():
            raise
