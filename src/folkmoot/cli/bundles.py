"""Finding out what is to be checked: an exported record, or what `draw` or `invite` wrote; folder, zip or file."""

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from folkmoot.core.faults import Fault
from folkmoot.core.record.exports import CHECKPOINT_FILE
from folkmoot.core.record.findings import ENTRIES_FILE
from folkmoot.core.record.proofs import is_proof

LOTTERY_FILE: Final = "lottery.json"
DRAW_FILE: Final = "draw.json"
PARTS_FILE: Final = "parts.json"
SELECTED_FILE: Final = "selected.csv"
CHANCE_FILE: Final = "chance.json"
SEALED_FILE: Final = "sealed.json"
SEAL_FILE: Final = "seal.txt"
POOL_FILE: Final = "pool.csv"
TARGETS_FILE: Final = "targets.csv"
FROZEN_FILE: Final = "frozen.json"
FROZEN_POOL_FILE: Final = "frozen-pool.json"
INVITATIONS_FILE: Final = "invitations.json"
_LARGEST: Final = 4 * 1024**3


class NothingThere(Fault):
    """There is no file or folder called `path`."""


class NothingToVerify(Fault):
    """What is at `path` is neither an exported record nor a lottery or draw."""


class LotteryIsNotBeside(Fault):
    """A draw (`path`) can only be checked beside its `lottery.json`."""


class ArchiveIsDamaged(Fault):
    """A file (`member`) of the zip archive cannot be unpacked as it was packed."""


class ArchiveIsTooLarge(Fault):
    """The zip archive at `path` would unpack to more than any record needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordBundle:
    """An exported record: path inside the export → bytes."""

    files: dict[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class LotteryBundle:
    """A published lottery and what lies beside it: its parts, the draw, who was selected, the chance declared.

    An auditor's pack holds more: the pool and its targets, and for sealed panels what was published and what opens it.
    """

    lottery: bytes
    beside: dict[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationsBundle:
    """What `folkmoot invite` wrote: file name → bytes."""

    files: dict[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofBundle:
    """A proof of one line, or of growth, in a file of its own."""

    proof: bytes


Bundle: TypeAlias = RecordBundle | LotteryBundle | InvitationsBundle | ProofBundle


def open_bundle(path: Path) -> Bundle:
    """Read what is at `path`. Raises the faults of this module, and `OSError` where a file cannot be read."""
    if not path.exists():
        raise NothingThere(path=str(path))
    if path.is_dir():
        return _from_files(_folder(path), path)
    if zipfile.is_zipfile(path):
        return _from_files(_archive(path), path)
    if path.name == DRAW_FILE:
        return _draw_beside_lottery(path)
    if path.suffix == ".json":
        return LotteryBundle(lottery=path.read_bytes(), beside={})
    if is_proof(path.read_bytes()):
        return ProofBundle(proof=path.read_bytes())
    raise NothingToVerify(path=str(path))


def _from_files(files: dict[str, bytes], path: Path) -> Bundle:
    if CHECKPOINT_FILE in files or ENTRIES_FILE in files:
        return RecordBundle(files=files)
    if INVITATIONS_FILE in files:
        return InvitationsBundle(files=files)
    if LOTTERY_FILE in files:
        return LotteryBundle(lottery=files[LOTTERY_FILE], beside=files)
    raise NothingToVerify(path=str(path))


def _draw_beside_lottery(path: Path) -> Bundle:
    lottery = path.with_name(LOTTERY_FILE)
    if not lottery.exists():
        raise LotteryIsNotBeside(path=str(path))
    return LotteryBundle(lottery=lottery.read_bytes(), beside={DRAW_FILE: path.read_bytes()})


def _folder(path: Path) -> dict[str, bytes]:
    found = sorted(one for one in path.rglob("*") if one.is_file())
    return {one.relative_to(path).as_posix(): one.read_bytes() for one in found}


def _archive(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if sum(member.file_size for member in members) > _LARGEST:
            raise ArchiveIsTooLarge(path=str(path))
        return _without_top_folder({member.filename: _unpacked(archive, member) for member in members})


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    try:
        return archive.read(member)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise ArchiveIsDamaged(member=member.filename) from error


def _without_top_folder(files: dict[str, bytes]) -> dict[str, bytes]:
    """An archive often holds one folder that holds everything: that folder is not part of the record."""
    tops = {name.partition("/")[0] for name in files}
    if len(tops) != 1 or any("/" not in name for name in files):
        return files
    return {name.partition("/")[2]: data for name, data in files.items()}
