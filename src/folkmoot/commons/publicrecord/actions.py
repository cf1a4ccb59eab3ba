"""Writes: append one entry, attach one file, take up an export. No action changes or removes what is there."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from datetime import datetime

from cryptography.x509 import Certificate
from django.conf import settings
from django.db import connection, transaction

from folkmoot import clock
from folkmoot.commons.publicrecord import statements
from folkmoot.commons.publicrecord.faults import (
    ExportDoesNotHold,
    ExportHasAnotherFile,
    ExportIsBehind,
    ExportIsNotThisPast,
    ExportIsOfAnotherRecord,
    KeyIsNotHere,
    StampIsKept,
)
from folkmoot.commons.publicrecord.models import Attachment, Entry, Head
from folkmoot.commons.publicrecord.published import refuse_another_past, refuse_to_repeat, remember
from folkmoot.commons.publicrecord.queries import README_FILE
from folkmoot.commons.publicrecord.signing import key_file, signing_key
from folkmoot.core.canonical import Json, instant, sha256_hex
from folkmoot.core.record.checkpoints import open_checkpoint
from folkmoot.core.record.entries import Entry as Line
from folkmoot.core.record.entries import entry_line, read_lines
from folkmoot.core.record.exports import CHECKPOINT_FILE, OWN_FILES, TILES, check_export
from folkmoot.core.record.findings import ENTRIES_FILE
from folkmoot.core.record.merkle import Tree, leaf_hash
from folkmoot.core.record.notes import verify_note
from folkmoot.core.record.stamps import STAMPS, Stamp, check_stamp


def append_entry(*, kind: str, assembly: str, by: str, data: dict[str, Json]) -> Entry:
    """Append one public act to the record and return its entry.

    `assembly` is a slug (empty for an act of the site itself), `by` a pseudonym (empty where the clock acted), `data`
    plain public values without personal data. Call it inside the action's own transaction, which holds the record for
    itself from here to its end. Raises `RecordIsBehind` or `RecordWasForked` on a copy that lacks what was published
    already; then, and where `data` cannot be written, nothing was changed.
    """
    with nullcontext() if connection.in_atomic_block else transaction.atomic():
        head = statements.locked(Head, 1) or Head.objects.select_for_update().get_or_create(pk=1)[0]
        refuse_to_repeat(head.size, head.frontier.root())
        at = clock.now().replace(microsecond=0)
        # A clock that was set back must not make the record run backwards.
        at = max(at, head.last_at) if head.last_at else at
        told = Line(index=head.size, at=instant(at), kind=kind, data=data, assembly=assembly or None, by=by or None)
        line = entry_line(told)
        entry = Entry(index=head.size, assembly=assembly, kind=kind, at=at, by=by, data=data, line=line)
        head.take(head.frontier.append(leaf_hash(line)), at)
        statements.write(new=entry, known=head)
        return entry


def attach_file(*, path: str, content: bytes) -> Attachment:
    """Keep `content` as a public file of the record under `path`; an entry then names path and hash."""
    return Attachment.objects.create(path=path, content=content, sha256=sha256_hex(content))


@transaction.atomic
def keep_stamp(*, checkpoint: bytes, answer: bytes, authorities: Sequence[Certificate], nonce: int) -> Stamp:
    """Keep an authority's time stamp (`answer`) of a `checkpoint` of this record; every later export holds both.

    `nonce` is that of the request, `authorities` the certificates that the operator trusts. Raises what `check_stamp`
    and `verify_note` raise, and `StampIsKept`.
    """
    verify_note(open_checkpoint(checkpoint)[1], signing_key().verifier)
    stamp = check_stamp(answer, checkpoint, authorities, nonce=nonce)
    folder = f"{STAMPS}{sha256_hex(answer)[:16]}"
    if Attachment.objects.filter(path=f"{folder}/{CHECKPOINT_FILE}").exists():
        raise StampIsKept(at=stamp.at)
    attach_file(path=f"{folder}/{CHECKPOINT_FILE}", content=checkpoint)
    attach_file(path=f"{folder}/{CHECKPOINT_FILE}.tsr", content=answer)
    return stamp


@transaction.atomic
def restore_record(*, files: Mapping[str, bytes], new_key: bool = False) -> int:
    """Take up what an export (path → bytes) holds and this database lacks; the number of lines that were added.

    Lines that are here already must be the export's first. `new_key`: the old signing key is lost, another signs from
    now on. Raises a fault of `faults` and then changes nothing.
    """
    _check_restorable(files, new_key=new_key)
    head = Head.objects.select_for_update().get_or_create(pk=1)[0]
    lines = files[ENTRIES_FILE].split(b"\n")[:-1]
    _check_same_past(lines, head.size)
    fresh = list(read_lines(lines[head.size :], head.size))
    Entry.objects.bulk_create([_as_row(entry, lines[entry.index]) for entry in fresh], batch_size=1000)
    _take_files(files)
    if fresh:
        leaves = (leaf_hash(lines[entry.index]) for entry in fresh)
        head.advance(head.frontier.extend(leaves), datetime.fromisoformat(fresh[-1].at))
    remember(files[CHECKPOINT_FILE])
    return len(fresh)


def _check_restorable(files: Mapping[str, bytes], *, new_key: bool) -> None:
    if not new_key and not key_file().exists():
        raise KeyIsNotHere(path=str(key_file()))
    if not check_export(files, trusted_key=None if new_key else signing_key().verifier).holds:
        raise ExportDoesNotHold
    origin = open_checkpoint(files[CHECKPOINT_FILE])[0].origin
    if origin != settings.RECORD_ORIGIN:
        raise ExportIsOfAnotherRecord(found=origin, wanted=settings.RECORD_ORIGIN)


def _check_same_past(lines: Sequence[bytes], size: int) -> None:
    """That the `size` lines that are here are the first of `lines`, and that these hold what was published."""
    if len(lines) < size:
        raise ExportIsBehind(found=len(lines), size=size)
    here = Entry.objects.order_by("index").values_list("line", flat=True)
    for number, (line, other) in enumerate(zip(here, lines, strict=False), 1):
        if bytes(line) != other:
            raise ExportIsNotThisPast(line=number)
    refuse_another_past(Tree().extend(map(leaf_hash, lines)), len(lines))


def _as_row(entry: Line, line: bytes) -> Entry:
    at = datetime.fromisoformat(entry.at)
    told = {"assembly": entry.assembly or "", "by": entry.by or "", "data": entry.data}
    return Entry(index=entry.index, kind=entry.kind, at=at, line=line, **told)


def _take_files(files: Mapping[str, bytes]) -> None:
    here = dict(Attachment.objects.values_list("path", "sha256"))
    for path, content in files.items():
        if path in OWN_FILES or path == README_FILE or path.startswith(TILES):
            continue
        if path not in here:
            attach_file(path=path, content=content)
        elif here[path] != sha256_hex(content):
            raise ExportHasAnotherFile(path=path)
