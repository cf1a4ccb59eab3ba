"""The record as files that anybody may take away: building them, and checking them with nothing else at hand.

An export is a mapping from path to bytes; `docs/spec/record.md` says what each file is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cryptography.x509 import Certificate

from folkmoot.core.canonical import sha256_hex
from folkmoot.core.faults import Fault
from folkmoot.core.record.checkpoints import (
    Checkpoint,
    ListedFile,
    PathIsNotAllowed,
    is_path,
    open_checkpoint,
    sign_checkpoint,
)
from folkmoot.core.record.differences import first_difference
from folkmoot.core.record.entries import Entry, read_lines
from folkmoot.core.record.findings import ENTRIES_FILE, Finding, Report, fails, holds, unproven
from folkmoot.core.record.merkle import Hash, Tree, leaf_hash
from folkmoot.core.record.notes import SigningKey, VerifierKey, read_verifier_key
from folkmoot.core.record.pasts import check_past
from folkmoot.core.record.replay import replay
from folkmoot.core.record.signatures import check_signatures
from folkmoot.core.record.stamps import check_stamps
from folkmoot.core.record.tiles import tile_files

LEAVES_FILE = "leaves.txt"
CHECKPOINT_FILE = "checkpoint"
KEY_FILE = "key.vkey"
OWN_FILES = frozenset({ENTRIES_FILE, LEAVES_FILE, CHECKPOINT_FILE, KEY_FILE})
TILES = "tile/"


class PathIsTaken(Fault):
    """An attachment would have the `path` of one of the record's own files."""


class FileIsMissing(Fault):
    """A file that the checkpoint lists, or that every export has, is not there (`path`)."""


class FileIsExtra(Fault):
    """A file is there that the checkpoint does not list (`path`)."""


class FileIsAltered(Fault):
    """A file is not the one that the checkpoint lists (`path`)."""


class LastLineIsNotEnded(Fault):
    """The last line of the record has no line feed (`line`): the file was cut."""


class SizeDiffers(Fault):
    """The record has another number of lines (`found`) than the checkpoint says (`signed`)."""


class RootDiffers(Fault):
    """The tree over the lines has another root than the checkpoint says."""


class SignedBeforeLastLine(Fault):
    """The checkpoint says that it was signed (`signed`) before the last line was written (`written`)."""


class KeyIsAnother(Fault):
    """The export brings another key (`name`) than the one that is trusted."""


def build_export(
    lines: Iterable[bytes], attachments: Mapping[str, bytes], *, key: SigningKey, origin: str, at: str
) -> dict[str, bytes]:
    """The record as files, signed: `lines` are canonical entries in order (without line feeds), `at` the moment.

    `attachments` are all further files (path → bytes), also `README.txt`. Nothing is signed that would
    not be read back: raises as `entries.read_lines`, `checkpoints.checkpoint_text`, `PathIsNotAllowed`, `PathIsTaken`.
    """
    kept = list(lines)
    for _ in read_lines(kept):
        pass
    for path in attachments:
        _check_path(path)
    leaves = [leaf_hash(line) for line in kept]
    files = {
        **attachments,
        ENTRIES_FILE: b"".join(line + b"\n" for line in kept),
        LEAVES_FILE: b"".join(leaf.hex().encode() + b"\n" for leaf in leaves),
        KEY_FILE: f"{key.verifier}\n".encode(),
    }
    listed = tuple(ListedFile(path=path, sha256=sha256_hex(files[path])) for path in sorted(files))
    tree = Tree().extend(leaves)
    checkpoint = Checkpoint(origin=origin, size=len(kept), root=tree.root(), at=at, files=listed)
    return {**files, **tile_files(tree), CHECKPOINT_FILE: sign_checkpoint(checkpoint, key)}


def check_export(
    files: Mapping[str, bytes],
    *,
    trusted_key: VerifierKey | None = None,
    kept_checkpoint: bytes | None = None,
    witnesses: Sequence[VerifierKey] = (),
    authorities: Sequence[Certificate] = (),
) -> Report:
    """Check an export in every way that its files allow; never raises for what is wrong with them.

    `trusted_key` is a key known from elsewhere, `kept_checkpoint` a checkpoint file kept from an earlier day,
    `witnesses` the keys of those whose cosignatures are looked for, in the record's checkpoint and in the kept one,
    `authorities` the certificates of those whose time stamps are believed.
    """
    return Report(findings=tuple(_check(files, trusted_key, kept_checkpoint, witnesses, authorities)))


def _check(
    files: Mapping[str, bytes],
    trusted: VerifierKey | None,
    kept: bytes | None,
    witnesses: Sequence[VerifierKey],
    authorities: Sequence[Certificate],
) -> Iterator[Finding]:
    lines = _split(files.get(ENTRIES_FILE, b""))
    leaves = [leaf_hash(line) for line in lines]
    key, findings = _find_key(files, trusted)
    yield from findings
    signed, findings = _open_signed(files, key, witnesses)
    yield from findings
    if signed is not None:
        yield from _check_files(files, signed, leaves)
    entries, findings = _read_entries(files, lines)
    yield from findings
    if signed is not None:
        tree = Tree().extend(leaves)
        yield from _check_tree(signed, tree, entries)
        yield from _check_tiles(files, tree)
        yield from check_past(tree, signed, key, kept, witnesses)
        yield from check_stamps(files, tree, key, authorities)
    if signed is None or entries is None:
        yield unproven("not_replayed_while_broken")
    else:
        yield from replay(entries, files, now=signed.at)


def _check_path(path: str) -> None:
    if not is_path(path):
        raise PathIsNotAllowed(path=path)
    if path in OWN_FILES or path.startswith(TILES):
        raise PathIsTaken(path=path)


def _split(data: bytes) -> list[bytes]:
    lines = data.split(b"\n")
    return lines[:-1] if lines[-1] == b"" else lines


def _find_key(files: Mapping[str, bytes], trusted: VerifierKey | None) -> tuple[VerifierKey | None, list[Finding]]:
    """The key to check with, and what is to be said about it."""
    if KEY_FILE not in files:
        return trusted, [fails(FileIsMissing(path=KEY_FILE), file=KEY_FILE)]
    try:
        brought = read_verifier_key(files[KEY_FILE].decode("utf-8", "replace").removesuffix("\n"))
    except Fault as fault:
        return trusted, [fails(fault, file=KEY_FILE, line=1)]
    if trusted is None:
        return brought, [unproven("whose_key", file=KEY_FILE, line=1, key=str(brought))]
    if trusted != brought:
        return trusted, [fails(KeyIsAnother(name=brought.name), file=KEY_FILE, line=1)]
    return trusted, [holds("key_is_the_trusted_one", file=KEY_FILE, line=1, key=str(trusted))]


def _open_signed(
    files: Mapping[str, bytes], key: VerifierKey | None, witnesses: Sequence[VerifierKey]
) -> tuple[Checkpoint | None, list[Finding]]:
    """The checkpoint as it stands, believed or not, and whether its signatures hold."""
    if CHECKPOINT_FILE not in files:
        return None, [fails(FileIsMissing(path=CHECKPOINT_FILE), file=CHECKPOINT_FILE)]
    try:
        checkpoint, note = open_checkpoint(files[CHECKPOINT_FILE])
    except Fault as fault:
        return None, [fails(fault, file=CHECKPOINT_FILE)]
    return checkpoint, list(check_signatures(note, key, witnesses, file=CHECKPOINT_FILE)) if key else []


def _check_files(files: Mapping[str, bytes], signed: Checkpoint, leaves: Sequence[Hash]) -> Iterator[Finding]:
    listed = {file.path: file.sha256 for file in signed.files}
    bad = [*_missing(files, listed), *_extra(files, listed), *_altered(files, listed, leaves)]
    yield from bad
    if not bad:
        yield holds("files_hold", file=CHECKPOINT_FILE, count=len(listed))


def _missing(files: Mapping[str, bytes], listed: Mapping[str, str]) -> list[Finding]:
    wanted = {ENTRIES_FILE, LEAVES_FILE, *listed} - {KEY_FILE}
    return [fails(FileIsMissing(path=path), file=path) for path in sorted(wanted) if path not in files]


def _extra(files: Mapping[str, bytes], listed: Mapping[str, str]) -> list[Finding]:
    known = {*listed, CHECKPOINT_FILE}
    strangers = (path for path in sorted(files) if path not in known and not path.startswith(TILES))
    return [fails(FileIsExtra(path=path), file=path) for path in strangers]


def _altered(files: Mapping[str, bytes], listed: Mapping[str, str], leaves: Sequence[Hash]) -> Iterator[Finding]:
    for path, sha256 in listed.items():
        if path not in files or sha256_hex(files[path]) == sha256:
            continue
        line, done = _difference(files, leaves) if path in (ENTRIES_FILE, LEAVES_FILE) else (None, None)
        altered = FileIsAltered(path=path) if done is None or path == LEAVES_FILE else done
        yield fails(altered, file=path, line=line)


def _difference(files: Mapping[str, bytes], leaves: Sequence[Hash]) -> tuple[int, Fault] | tuple[None, None]:
    """The first line whose hash is not the one in `leaves.txt`, and what was done to it; or that the two agree."""
    signed = _split(files.get(LEAVES_FILE, b""))
    return first_difference([leaf.hex().encode() for leaf in leaves], signed) or (None, None)


def _read_entries(files: Mapping[str, bytes], lines: Sequence[bytes]) -> tuple[list[Entry] | None, list[Finding]]:
    """Every entry, or None with the first line that is not one."""
    data = files.get(ENTRIES_FILE, b"")
    try:
        entries = list(read_lines(lines))
    except Fault as fault:
        return None, [fails(fault, file=ENTRIES_FILE)]
    if data and not data.endswith(b"\n"):
        return None, [fails(LastLineIsNotEnded(line=len(lines)), file=ENTRIES_FILE)]
    return entries, [holds("lines_hold", file=ENTRIES_FILE, count=len(lines))]


def _check_tree(signed: Checkpoint, tree: Tree, entries: Sequence[Entry] | None) -> Iterator[Finding]:
    if signed.size != tree.size:
        line = min(signed.size, tree.size) + 1
        yield fails(SizeDiffers(signed=signed.size, found=tree.size), file=ENTRIES_FILE, line=line)
    elif signed.root != tree.root():
        yield fails(RootDiffers(), file=ENTRIES_FILE)
    else:
        yield holds("root_holds", file=CHECKPOINT_FILE, line=3, count=tree.size)
    if entries and entries[-1].at > signed.at:
        yield fails(SignedBeforeLastLine(signed=signed.at, written=entries[-1].at), file=CHECKPOINT_FILE, line=4)


def _check_tiles(files: Mapping[str, bytes], tree: Tree) -> Iterator[Finding]:
    """Tiles are not signed one by one: they follow from the lines. An export without any is older than they are."""
    found = {path: data for path, data in files.items() if path.startswith(TILES)}
    if not found:
        return
    wanted = tile_files(tree)
    bad = [fails(FileIsMissing(path=path), file=path) for path in wanted if path not in found]
    bad += [fails(FileIsExtra(path=path), file=path) for path in sorted(found) if path not in wanted]
    bad += [
        fails(FileIsAltered(path=path), file=path) for path in wanted if found.get(path, wanted[path]) != wanted[path]
    ]
    yield from bad or [holds("tiles_hold", count=len(wanted))]
