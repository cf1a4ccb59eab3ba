"""Time stamps by an outside authority (RFC 3161): that a checkpoint, and so every line before it, existed by then.

A stamp is of an earlier checkpoint, because no checkpoint can list the file that was made of it. In the export both
lie in a folder of their own: `stamps/<name>/checkpoint` and `stamps/<name>/checkpoint.tsr`. Nothing here speaks to
another machine; who the authority is, a person says by its certificate.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cryptography.x509 import Certificate, load_pem_x509_certificates
from rfc3161_client import TimeStampResponse, VerificationError, VerifierBuilder, decode_timestamp_response

from folkmoot.core.canonical import instant
from folkmoot.core.faults import Fault
from folkmoot.core.record.checkpoints import Checkpoint, open_checkpoint
from folkmoot.core.record.findings import Finding, fails, holds, unproven
from folkmoot.core.record.merkle import Tree
from folkmoot.core.record.notes import VerifierKey, verify_note

STAMPS: Final = "stamps/"
_ANSWER: Final = re.compile(r"(stamps/[^/]+/checkpoint)[.]tsr")
_HASHES: Final = {
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}


class AuthorityIsNotReadable(Fault):
    """What was named as the certificate of an authority is no certificate in PEM."""


class StampIsNotReadable(Fault):
    """An answer of an authority is no time stamp in the form of RFC 3161, or says that none was granted."""


class StampHasNoCheckpoint(Fault):
    """The checkpoint that a time stamp is of does not lie beside it (`path`)."""


class StampIsOfSomethingElse(Fault):
    """A time stamp is not of the checkpoint beside it."""


class StampIsNotTheAuthoritys(Fault):
    """A time stamp is not signed by an authority whose certificate was named, or answers another request."""


class StampedPastIsAnother(Fault):
    """The checkpoint that was stamped (`size` lines) is not one of this record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What a time stamp says: `at` (RFC 3339 in UTC), and `issuer`, who vouches for its authority."""

    at: str
    issuer: str


def read_authorities(pem: bytes) -> list[Certificate]:
    """The certificates in a PEM file; raises `AuthorityIsNotReadable`."""
    try:
        return load_pem_x509_certificates(pem)
    except ValueError as error:
        raise AuthorityIsNotReadable from error


def read_stamp(answer: bytes, checkpoint: bytes) -> Stamp:
    """What an authority's `answer` says of `checkpoint`, not yet whether it is the authority's.

    Raises `StampIsNotReadable` or `StampIsOfSomethingElse`.
    """
    response = _decoded(answer)
    imprint = response.tst_info.message_imprint
    name = _HASHES.get(imprint.hash_algorithm.dotted_string)
    if name is None or hashlib.new(name, checkpoint).digest() != imprint.message:
        raise StampIsOfSomethingElse
    (signer,) = response.signed_data.signer_infos
    return Stamp(at=instant(response.tst_info.gen_time), issuer=signer.issuer.rfc4514_string())


def check_stamp(
    answer: bytes, checkpoint: bytes, authorities: Sequence[Certificate], *, nonce: int | None = None
) -> Stamp:
    """As `read_stamp`, and that one of the `authorities` signed it, in answer to the request with this `nonce`.

    Certificates must have held at the moment of the stamp, not today. Raises `StampIsNotTheAuthoritys`.
    """
    stamp = read_stamp(answer, checkpoint)
    try:
        VerifierBuilder(roots=list(authorities), nonce=nonce).build().verify_message(_decoded(answer), checkpoint)
    except (VerificationError, ValueError) as error:
        raise StampIsNotTheAuthoritys from error
    return stamp


def check_stamps(
    files: Mapping[str, bytes], tree: Tree, key: VerifierKey | None, authorities: Sequence[Certificate]
) -> Iterator[Finding]:
    """Every time stamp in an export whose lines have this `tree` and whose checkpoints are signed by `key`."""
    for path in sorted(files):
        if match := _ANSWER.fullmatch(path):
            try:
                yield _check(path, files[path], match[1], files, tree, key, authorities)
            except Fault as fault:
                yield fails(fault, file=path)


def _check(
    path: str,
    answer: bytes,
    of: str,
    files: Mapping[str, bytes],
    tree: Tree,
    key: VerifierKey | None,
    authorities: Sequence[Certificate],
) -> Finding:
    if of not in files:
        raise StampHasNoCheckpoint(path=of)
    size = _of_this_record(files[of], tree, key).size
    if not authorities:
        stamp = read_stamp(answer, files[of])
        return unproven("stamp_without_authority", file=path, count=size, at=stamp.at, issuer=stamp.issuer)
    stamp = check_stamp(answer, files[of], authorities)
    return holds("stamp_holds", file=path, count=size, at=stamp.at, issuer=stamp.issuer)


def _of_this_record(stamped: bytes, tree: Tree, key: VerifierKey | None) -> Checkpoint:
    checkpoint, note = open_checkpoint(stamped)
    if key is not None:
        verify_note(note, key)
    if checkpoint.size > tree.size or tree.root(checkpoint.size) != checkpoint.root:
        raise StampedPastIsAnother(size=checkpoint.size)
    return checkpoint


def _decoded(answer: bytes) -> TimeStampResponse:
    try:
        response = decode_timestamp_response(answer)
        whole = response.status == 0 and len(response.signed_data.signer_infos) == 1
    except ValueError as error:
        raise StampIsNotReadable from error
    if not whole:
        raise StampIsNotReadable
    return response
