"""Whose signatures a checkpoint bears: the record's own, witnesses' (c2sp.org/tlog-cosignature), and strangers'."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from folkmoot.core.canonical import instant
from folkmoot.core.faults import Fault
from folkmoot.core.record.findings import Finding, fails, holds, unproven
from folkmoot.core.record.notes import Note, NoteIsNotSigned, VerifierKey, cosigned_at, verify_note


class CosignatureTimeIsWrong(Fault):
    """The witness called `name` says that it signed at a moment that no calendar has (`line`)."""


def check_signatures(note: Note, key: VerifierKey, witnesses: Sequence[VerifierKey], *, file: str) -> Iterator[Finding]:
    """What is to be said of every signature: the record's `key` must have signed, a witness may have."""
    yield _check_own(note, key, file)
    known = {(one.name, one.id) for one in (key, *witnesses)}
    for one in note.signatures:
        if (one.name, one.key_id) not in known:
            yield unproven("unknown_signature", file=file, line=one.line, name=one.name)
    yield from check_witnesses(note, witnesses, file=file)


def check_witnesses(note: Note, witnesses: Sequence[VerifierKey], *, file: str) -> Iterator[Finding]:
    """Which of the `witnesses` cosigned a checkpoint, and when."""
    for witness in witnesses:
        try:
            yield _check_witness(note, witness, file)
        except NoteIsNotSigned:
            yield unproven("not_cosigned", file=file, name=witness.name)
        except Fault as fault:
            yield fails(fault, file=file)


def _check_own(note: Note, key: VerifierKey, file: str) -> Finding:
    try:
        signature = verify_note(note, key)
    except Fault as fault:
        return fails(fault, file=file, line=note.signatures[0].line)
    return holds("signature_holds", file=file, line=signature.line, name=key.name)


def _check_witness(note: Note, witness: VerifierKey, file: str) -> Finding:
    signature = verify_note(note, witness)
    try:
        at = instant(datetime.fromtimestamp(cosigned_at(signature), UTC))
    except (ValueError, OverflowError, OSError) as error:
        raise CosignatureTimeIsWrong(name=witness.name, line=signature.line) from error
    return holds("cosigned", file=file, line=signature.line, name=witness.name, at=at)
