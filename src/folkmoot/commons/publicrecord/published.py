"""The last checkpoint that this site gave away, remembered outside the database.

A database that was restored from an older backup no longer knows what it had published. This file does: while the
record is behind it, nothing is appended, because the same numbers would be given to other lines.
"""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from folkmoot.commons.publicrecord.faults import RecordIsBehind, RecordWasForked
from folkmoot.core.record.checkpoints import Checkpoint, open_checkpoint
from folkmoot.core.record.merkle import Hash, Tree


def published() -> Checkpoint | None:
    """The last checkpoint that was given away, or None where there was none yet."""
    path = _place()
    try:
        stamp = path.stat()
    except FileNotFoundError:
        return None
    return _read(path, stamp.st_mtime_ns, stamp.st_ino)


def remember(checkpoint: bytes) -> None:
    """Note that `checkpoint` is about to be given away; an older one never replaces a newer one."""
    before, now = published(), open_checkpoint(checkpoint)[0]
    if before is not None and (before.size, before.at) >= (now.size, now.at):
        return
    path = _place()
    fresh = path.with_name(f"{path.name}.{id(checkpoint):x}")
    fresh.write_bytes(checkpoint)
    fresh.replace(path)


def refuse_to_repeat(size: int, root: Hash) -> None:
    """Raise where a record of `size` lines with this `root` may not go on: `RecordIsBehind` or `RecordWasForked`."""
    last = published()
    if last is None or last.size < size:
        return
    if last.size > size:
        raise RecordIsBehind(size=size, published=last.size, at=last.at)
    if last.root != root:
        raise RecordWasForked(published=last.size, at=last.at)


def refuse_another_past(tree: Tree, size: int) -> None:
    """As `refuse_to_repeat`, of the first `size` leaves of `tree` and what was published before them."""
    last = published()
    if last is not None:
        known = min(last.size, size)
        refuse_to_repeat(known, tree.root(known))


def _place() -> Path:
    return Path(settings.HOME) / "record-checkpoint"


@lru_cache(maxsize=1)
def _read(path: Path, _changed: int, _number: int) -> Checkpoint:
    return open_checkpoint(path.read_bytes())[0]
