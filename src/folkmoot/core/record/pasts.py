"""Holding a record against a checkpoint that somebody kept from an earlier day."""

from collections.abc import Iterator

from folkmoot.core.faults import Fault
from folkmoot.core.record.checkpoints import Checkpoint, open_checkpoint
from folkmoot.core.record.findings import ENTRIES_FILE, Finding, fails, holds, unproven
from folkmoot.core.record.merkle import Tree
from folkmoot.core.record.notes import NoteIsNotSigned, SignatureDoesNotHold, VerifierKey, verify_note

KEPT = "kept checkpoint"


class KeptCheckpointIsOfAnotherRecord(Fault):
    """The kept checkpoint has another origin (`kept`) than this record (`found`)."""


class KeptCheckpointIsByAnotherKey(Fault):
    """The kept checkpoint is not signed by the key called `name` that signs the record now."""


class RecordIsShorterThanKept(Fault):
    """The record has fewer lines now (`found`) than when the checkpoint was kept (`kept`): its end was cut off."""


class PastWasReplaced(Fault):
    """The first `kept` lines are not the lines that the kept checkpoint was signed over: the record was forked."""


class RecordIsOlderThanKept(Fault):
    """This record was signed (`signed`) before the kept checkpoint was (`kept`)."""


def check_past(tree: Tree, signed: Checkpoint, key: VerifierKey | None, kept: bytes | None) -> Iterator[Finding]:
    """Whether the record over this `tree` only grew since `kept`; without it, that this stays unproven."""
    if kept is None:
        yield unproven("past_is_unproven")
        return
    try:
        earlier, note = open_checkpoint(kept)
    except Fault as fault:
        yield fails(fault, file=KEPT)
        return
    try:
        if key is not None:
            verify_note(note, key)
    except (NoteIsNotSigned, SignatureDoesNotHold) as fault:
        yield fails(KeptCheckpointIsByAnotherKey(name=str(fault.params["name"])), file=KEPT)
    yield from _compare(tree, signed, earlier)


def _compare(tree: Tree, signed: Checkpoint, earlier: Checkpoint) -> Iterator[Finding]:
    if earlier.origin != signed.origin:
        yield fails(KeptCheckpointIsOfAnotherRecord(kept=earlier.origin, found=signed.origin), file=KEPT, line=1)
    if earlier.at > signed.at:
        yield fails(RecordIsOlderThanKept(signed=signed.at, kept=earlier.at), file=KEPT, line=4)
    if earlier.size > tree.size:
        fault = RecordIsShorterThanKept(kept=earlier.size, found=tree.size)
        yield fails(fault, file=ENTRIES_FILE, line=tree.size + 1)
    elif tree.root(earlier.size) != earlier.root:
        yield fails(PastWasReplaced(kept=earlier.size), file=ENTRIES_FILE)
    else:
        yield holds("past_holds", file=ENTRIES_FILE, count=earlier.size, at=earlier.at)
