"""Proofs in one small file each, which hold without the rest of the record.

Of one line (c2sp.org/tlog-proof): the line itself as `extra`, its index, its way up the tree, the signed checkpoint. Of
growth (the request of c2sp.org/tlog-witness): the size of an older checkpoint, the way between the two, the newer one.
"""

import base64
import binascii
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from folkmoot.core.faults import Fault
from folkmoot.core.record.checkpoints import Checkpoint, open_checkpoint
from folkmoot.core.record.entries import read_line
from folkmoot.core.record.findings import Finding, Report, fact, fails, holds, unproven
from folkmoot.core.record.merkle import Hash, Proof, consistency_holds, inclusion_holds, leaf_hash
from folkmoot.core.record.notes import Note, VerifierKey
from folkmoot.core.record.pasts import KEPT, open_kept
from folkmoot.core.record.signatures import check_signatures, check_witnesses

_HEADER: Final = "c2sp.org/tlog-proof@v1"
_NUMBER: Final = "0|[1-9][0-9]{0,15}"
_PROOF: Final = re.compile(rf"{_HEADER}\nextra (.+)\nindex ({_NUMBER})\n((?:.+\n)*)\n((?s:.*))")
_GROWTH: Final = re.compile(rf"old ({_NUMBER})\n((?:.+\n)*)\n((?s:.*))")
PROOF: Final = "proof"


class ProofIsNotReadable(Fault):
    """A file is neither a proof of one line nor a proof of growth in its form."""


class LineIsNotInTree(Fault):
    """The line `line` is not in the tree that the checkpoint of its proof was signed over."""


class GrowthIsNotProven(Fault):
    """The checkpoint in a proof of growth does not go on from the one that was kept, of `kept` lines."""


class GrowthIsFromAnotherSize(Fault):
    """A proof of growth begins at `found` lines, the kept checkpoint has `kept`."""


class GrowthNeedsAKeptCheckpoint(Fault):
    """A proof of growth was to be checked without the older checkpoint that it begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineProof:
    """That `line` (its canonical bytes) is entry `index` of the record whose signed `checkpoint` is beside it."""

    line: bytes
    index: int
    path: Proof
    checkpoint: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthProof:
    """That the record of the signed `checkpoint` begins with the `old_size` lines of an older one."""

    old_size: int
    path: Proof
    checkpoint: bytes


def write_line_proof(proof: LineProof) -> bytes:
    """The file: `.tlog-proof`."""
    extra = base64.b64encode(proof.line).decode("ascii")
    return f"{_HEADER}\nextra {extra}\nindex {proof.index}\n{_hashes(proof.path)}\n".encode() + proof.checkpoint


def write_growth_proof(proof: GrowthProof) -> bytes:
    """The file, as a witness takes it."""
    return f"old {proof.old_size}\n{_hashes(proof.path)}\n".encode() + proof.checkpoint


def is_proof(data: bytes) -> bool:
    """Whether a file begins as one of the two proofs does."""
    return data.startswith((f"{_HEADER}\n".encode(), b"old "))


def read_proof(data: bytes) -> LineProof | GrowthProof:
    """Read either file, without believing it; raises `ProofIsNotReadable`."""
    text = data.decode("utf-8", "replace")
    if match := _PROOF.fullmatch(text):
        line, index, path, checkpoint = match.groups()
        return LineProof(line=_bytes(line), index=int(index), path=_read_path(path), checkpoint=checkpoint.encode())
    if match := _GROWTH.fullmatch(text):
        old, path, checkpoint = match.groups()
        return GrowthProof(old_size=int(old), path=_read_path(path), checkpoint=checkpoint.encode())
    raise ProofIsNotReadable


def check_proof(
    data: bytes,
    *,
    trusted_key: VerifierKey | None = None,
    kept_checkpoint: bytes | None = None,
    witnesses: Sequence[VerifierKey] = (),
) -> Report:
    """Check one proof file alone; never raises for what is wrong with it. The key must be known from elsewhere."""
    try:
        proof = read_proof(data)
        checkpoint, note = open_checkpoint(proof.checkpoint)
    except Fault as fault:
        return Report(findings=(fails(fault, file=PROOF),))
    if isinstance(proof, LineProof):
        found = _check_line(proof, checkpoint)
    else:
        found = _check_growth(proof, checkpoint, trusted_key, kept_checkpoint)
    return Report(findings=(*found, *_check_signed(note, trusted_key, witnesses)))


def _check_line(proof: LineProof, checkpoint: Checkpoint) -> Iterator[Finding]:
    number, leaf = proof.index + 1, leaf_hash(proof.line)
    if not inclusion_holds(leaf=leaf, index=proof.index, size=checkpoint.size, proof=proof.path, root=checkpoint.root):
        yield fails(LineIsNotInTree(line=number), file=PROOF)
        return
    yield holds("line_is_in_tree", file=PROOF, number=number, count=checkpoint.size, at=checkpoint.at)
    try:
        entry = read_line(proof.line, proof.index)
    except Fault as fault:
        yield fails(fault, file=PROOF)
        return
    yield fact("line_says", file=PROOF, kind=entry.kind, assembly=entry.assembly or "-", at=entry.at)


def _check_growth(
    proof: GrowthProof, checkpoint: Checkpoint, key: VerifierKey | None, kept: bytes | None
) -> Iterator[Finding]:
    if kept is None:
        yield fails(GrowthNeedsAKeptCheckpoint(), file=PROOF)
        return
    earlier, findings = open_kept(kept, key, checkpoint)
    yield from findings
    if earlier is None:
        return
    if earlier.size != proof.old_size:
        yield fails(GrowthIsFromAnotherSize(found=proof.old_size, kept=earlier.size), file=KEPT, line=2)
    elif not _grew(earlier, checkpoint, proof.path):
        yield fails(GrowthIsNotProven(kept=earlier.size), file=PROOF)
    else:
        yield holds("past_holds", file=PROOF, count=earlier.size, at=earlier.at)


def _grew(earlier: Checkpoint, later: Checkpoint, path: Proof) -> bool:
    if earlier.size == 0:
        return not path
    roots = {"old_root": earlier.root, "new_root": later.root}
    return consistency_holds(old_size=earlier.size, new_size=later.size, proof=path, **roots)


def _check_signed(note: Note, key: VerifierKey | None, witnesses: Sequence[VerifierKey]) -> Iterator[Finding]:
    if key is None:
        yield unproven("proof_without_key", file=PROOF, name=note.text.split("\n", 1)[0])
        yield from check_witnesses(note, witnesses, file=PROOF)
        return
    yield from check_signatures(note, key, witnesses, file=PROOF)


def _hashes(path: Proof) -> str:
    return "".join(f"{base64.b64encode(one).decode('ascii')}\n" for one in path)


def _read_path(lines: str) -> Proof:
    return tuple(_hash(line) for line in lines.split("\n")[:-1])


def _hash(line: str) -> Hash:
    found = _bytes(line)
    if len(found) != 32:
        raise ProofIsNotReadable
    return found


def _bytes(text: str) -> bytes:
    try:
        found = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ProofIsNotReadable from error
    if base64.b64encode(found).decode("ascii") != text:
        raise ProofIsNotReadable
    return found
