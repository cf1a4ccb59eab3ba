"""What the record signs: a C2SP checkpoint (c2sp.org/tlog-checkpoint) that also names every exported file.

    folkmoot.example.org            the origin: which record this is
    1042                            how many lines it has
    CsUYapGGPo4dkMgIAUqom/…=        the root of the tree over them
    at 2026-03-01T18:30:00Z         when it was signed
    sha256 9f86d08… entries.jsonl   one line a file, sorted by path

One signature therefore covers the lines and the files beside them.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from folkmoot.core.faults import Fault
from folkmoot.core.record.entries import is_instant
from folkmoot.core.record.merkle import Hash
from folkmoot.core.record.notes import Note, SigningKey, read_note, sign_note

_SIZE: Final = re.compile(r"0|[1-9][0-9]{0,15}")
_FILE: Final = re.compile(r"sha256 ([0-9a-f]{64}) (\S+)")
_PATH: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")


class CheckpointIsTooShort(Fault):
    """A checkpoint has fewer than its four lines: origin, size, root, time."""


class OriginIsWrong(Fault):
    """The first line of a checkpoint is not the name of a record (text without spaces or `+`)."""


class SizeIsWrong(Fault):
    """The second line of a checkpoint is not a whole number without leading zeros."""


class RootIsWrong(Fault):
    """The third line of a checkpoint is not 32 bytes in base64."""


class CheckpointTimeIsWrong(Fault):
    """The fourth line of a checkpoint is not `at` and a moment in UTC."""


class FileLineIsWrong(Fault):
    """A further line of a checkpoint (`line`) is not `sha256 <64 hex digits> <path>`."""


class FileLinesAreNotInOrder(Fault):
    """The files of a checkpoint are not sorted by path, or one is named twice (`line`)."""


class PathIsNotAllowed(Fault):
    """A file of the record would have a `path` that is not plain ASCII words with `/` between them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFile:
    """One exported file: `path` inside the export and the SHA-256 of its bytes in hexadecimal."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The state of a record at one moment: its `origin`, `size` in lines, `root`, time `at` and `files`."""

    origin: str
    size: int
    root: Hash
    at: str
    files: tuple[ListedFile, ...] = ()


def checkpoint_text(checkpoint: Checkpoint) -> str:
    """The text that gets signed; raises as `read_checkpoint` does for what could not be read back."""
    head = [checkpoint.origin, str(checkpoint.size), base64.b64encode(checkpoint.root).decode("ascii")]
    files = [f"sha256 {file.sha256} {file.path}" for file in sorted(checkpoint.files, key=lambda file: file.path)]
    text = "\n".join([*head, f"at {checkpoint.at}", *files]) + "\n"
    read_checkpoint(text)
    return text


def sign_checkpoint(checkpoint: Checkpoint, key: SigningKey) -> bytes:
    """The signed note that the record publishes as the file `checkpoint`."""
    return sign_note(checkpoint_text(checkpoint), key)


def open_checkpoint(data: bytes) -> tuple[Checkpoint, Note]:
    """Read a signed checkpoint without checking the signature; `notes.verify_note` does that with a key.

    Raises `NoteIsNotReadable` and what `read_checkpoint` raises.
    """
    note = read_note(data)
    return read_checkpoint(note.text), note


def read_checkpoint(text: str) -> Checkpoint:
    """Read the text of a checkpoint, strictly: each way in which it can be malformed has its own fault."""
    lines = text.split("\n")[:-1]
    if len(lines) < 4:
        raise CheckpointIsTooShort(line=len(lines))
    origin, size, root, at = lines[:4]
    if not re.fullmatch(r"[^\s+]+", origin):
        raise OriginIsWrong(line=1)
    if not _SIZE.fullmatch(size):
        raise SizeIsWrong(line=2)
    if not at.startswith("at ") or not is_instant(at[3:]):
        raise CheckpointTimeIsWrong(line=4)
    files = tuple(_read_file(line, number) for number, line in enumerate(lines[4:], 5))
    _check_order(files)
    return Checkpoint(origin=origin, size=int(size), root=_read_root(root), at=at[3:], files=files)


def is_path(path: str) -> bool:
    """Whether `path` may name a file of the record: ASCII, relative, no hidden or parent folders."""
    return _PATH.fullmatch(path) is not None


def _read_root(line: str) -> Hash:
    try:
        root = base64.b64decode(line, validate=True)
    except (binascii.Error, ValueError) as error:
        raise RootIsWrong(line=3) from error
    if len(root) != 32 or base64.b64encode(root).decode("ascii") != line:
        raise RootIsWrong(line=3)
    return root


def _read_file(line: str, number: int) -> ListedFile:
    match = _FILE.fullmatch(line)
    if match is None:
        raise FileLineIsWrong(line=number)
    if not is_path(match[2]):
        raise PathIsNotAllowed(line=number, path=match[2])
    return ListedFile(path=match[2], sha256=match[1])


def _check_order(files: tuple[ListedFile, ...]) -> None:
    for number, (before, after) in enumerate(pairwise(files), 6):
        if before.path >= after.path:
            raise FileLinesAreNotInOrder(line=number)
