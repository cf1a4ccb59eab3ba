"""Signed text: the C2SP signed note (c2sp.org/signed-note) with Ed25519 keys, and cosignatures (tlog-cosignature).

A note is text that ends with a line feed, an empty line, and signature lines `— <name> <base64>`. A key is written
`<name>+<hash>+<base64>`, a private one `PRIVATE+KEY+<name>+<hash>+<base64>`. Signatures of unknown keys are ignored, as
the specification demands; the same text in base64 that is not its one proper form is refused. A witness signs with a
key of its own sort, and says when: its signature is of a heading with the time and of the text.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from folkmoot.core.faults import Fault

ED25519: Final = b"\x01"
COSIGNATURE: Final = b"\x04"
_PRIVATE: Final = "PRIVATE+KEY+"
_NAME: Final = re.compile(r"[^\s+]+")
_SIGNATURE: Final = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f]")


class KeyIsNotReadable(Fault):
    """A text is not a key in note format, or its hash does not belong to it."""


class NoteIsNotReadable(Fault):
    """A signed note is not in its form; `line` counts from 1, `reason` is a word for what is wrong there."""


class NoteIsNotSigned(Fault):
    """A note carries no signature by the key called `name`."""


class SignatureDoesNotHold(Fault):
    """A note names the key called `name` (signature on `line`), and the signature is not its signature of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifierKey:
    """A public key: `name` (no spaces, no `+`; best the origin of the log) and 32 bytes of Ed25519 key.

    `sort` is `ED25519`, or `COSIGNATURE` for a witness's key.
    """

    name: str
    public: bytes
    sort: bytes = ED25519

    @property
    def id(self) -> bytes:
        """The four bytes by which a signature says whose it is."""
        return hashlib.sha256(self.name.encode() + b"\n" + self.sort + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{_to_base64(self.sort + self.public)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A private key: `name` and `sort` as in its verifier key, and the 32 secret bytes that the caller drew."""

    name: str
    secret: bytes
    sort: bytes = ED25519

    @property
    def verifier(self) -> VerifierKey:
        """The public half."""
        private = Ed25519PrivateKey.from_private_bytes(self.secret)
        return VerifierKey(name=self.name, public=private.public_key().public_bytes_raw(), sort=self.sort)

    def private_text(self) -> str:
        """The secret in note format, for a key file that nobody else can read."""
        return f"{_PRIVATE}{self.name}+{self.verifier.id.hex()}+{_to_base64(self.sort + self.secret)}"

    def __repr__(self) -> str:
        return f"SigningKey(name={self.name!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signature line: who, the key's four bytes, the signature, and the line's number in the note from 1."""

    name: str
    key_id: bytes
    value: bytes
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A text with its signatures, read but not yet checked against any key."""

    text: str
    signatures: tuple[Signature, ...]


def read_verifier_key(text: str) -> VerifierKey:
    """Read `<name>+<hash>+<base64>`; raises `KeyIsNotReadable`."""
    name, sort, public = _read_key(text)
    key = VerifierKey(name=name, public=public, sort=sort)
    if str(key) != text:
        raise KeyIsNotReadable
    return key


def read_signing_key(text: str) -> SigningKey:
    """Read `PRIVATE+KEY+<name>+<hash>+<base64>`; raises `KeyIsNotReadable`, which never carries the secret."""
    if not text.startswith(_PRIVATE):
        raise KeyIsNotReadable
    name, sort, secret = _read_key(text.removeprefix(_PRIVATE))
    key = SigningKey(name=name, secret=secret, sort=sort)
    if key.private_text() != text:
        raise KeyIsNotReadable
    return key


def sign_note(text: str, key: SigningKey) -> bytes:
    """`text` (which must end with a line feed) with one signature by `key`, as UTF-8; raises `NoteIsNotReadable`."""
    _check_text(text)
    value = Ed25519PrivateKey.from_private_bytes(key.secret).sign(text.encode())
    return f"{text}\n— {key.name} {_to_base64(key.verifier.id + value)}\n".encode()


def cosign_note(data: bytes, key: SigningKey, at: int) -> bytes:
    """A signed note with one more signature: that a witness's `key` saw it at `at` (seconds since 1970, UTC)."""
    text = read_note(data).text
    value = Ed25519PrivateKey.from_private_bytes(key.secret).sign(_cosigned(text, at))
    return data + f"— {key.name} {_to_base64(key.verifier.id + at.to_bytes(8) + value)}\n".encode()


def cosigned_at(signature: Signature) -> int:
    """When a witness says that it signed: seconds since 1970, UTC."""
    return int.from_bytes(signature.value[:8])


def read_note(data: bytes) -> Note:
    """Take a note apart without believing it; raises `NoteIsNotReadable`."""
    try:
        whole = data.decode()
    except UnicodeDecodeError as error:
        raise NoteIsNotReadable(line=data[: error.start].count(b"\n") + 1, reason="utf-8") from error
    text, separator, tail = whole.rpartition("\n\n")
    if not separator or not tail.endswith("\n"):
        raise NoteIsNotReadable(line=whole.count("\n") + 1, reason="signature")
    _check_text(text + "\n")
    first = text.count("\n") + 3
    signatures = [_read_signature(line, number) for number, line in enumerate(tail[:-1].split("\n"), first)]
    return Note(text=text + "\n", signatures=tuple(signatures))


def verify_note(note: Note, key: VerifierKey) -> Signature:
    """The signature by `key` that holds; raises `NoteIsNotSigned` or `SignatureDoesNotHold`."""
    own = [one for one in note.signatures if (one.name, one.key_id) == (key.name, key.id)]
    if not own:
        raise NoteIsNotSigned(name=key.name)
    for one in own:
        try:
            message, value = _signed(note.text, one, key)
            Ed25519PublicKey.from_public_bytes(key.public).verify(value, message)
        except InvalidSignature as error:
            raise SignatureDoesNotHold(name=key.name, line=one.line) from error
    return own[0]


def _signed(text: str, signature: Signature, key: VerifierKey) -> tuple[bytes, bytes]:
    """What `key` signed, and with what."""
    if key.sort == ED25519:
        return text.encode(), signature.value
    return _cosigned(text, cosigned_at(signature)), signature.value[8:]


def _cosigned(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def _check_text(text: str) -> None:
    if control := _CONTROL.search(text):
        raise NoteIsNotReadable(line=text.count("\n", 0, control.start()) + 1, reason="control")
    if not text.endswith("\n"):
        raise NoteIsNotReadable(line=text.count("\n") + 1, reason="end")


def _read_signature(line: str, number: int) -> Signature:
    match = _SIGNATURE.fullmatch(line)
    value = _from_base64(match[2]) if match else None
    if match is None or value is None or len(value) <= 4:
        raise NoteIsNotReadable(line=number, reason="signature")
    return Signature(name=match[1], key_id=value[:4], value=value[4:], line=number)


def _read_key(text: str) -> tuple[str, bytes, bytes]:
    name, _, rest = text.partition("+")
    _, _, encoded = rest.partition("+")
    value = _from_base64(encoded)
    if not _NAME.fullmatch(name) or value is None or len(value) != 33 or value[:1] not in (ED25519, COSIGNATURE):
        raise KeyIsNotReadable
    return name, value[:1], value[1:]


def _to_base64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _from_base64(text: str) -> bytes | None:
    """The bytes, or None unless `text` is the one proper way to write them (no stray bits, no other alphabet)."""
    try:
        value = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return value if _to_base64(value) == text else None
