"""Salted commitments: a value is fixed in public today and shown tomorrow, or only to whom it concerns.

A commitment is `SHA-256(salt ‖ canonical JSON of the value)` with a salt of 32 bytes. Every salt comes from one secret
by HMAC under a label and a name, so the secret alone opens everything; without it nobody can try values, and erasing it
cuts every link for good.
"""

import hashlib
import hmac

from folkmoot.core.canonical import Json, canonical_bytes


def salt_for(secret: bytes, label: str, name: str) -> bytes:
    """The salt of one value: HMAC-SHA256 of `label`, a zero byte and `name`; 32 bytes."""
    return hmac.new(secret, f"{label}\x00{name}".encode(), hashlib.sha256).digest()


def commitment(salt: bytes, value: Json) -> str:
    """The commitment to `value`, 64 hexadecimal digits."""
    return hashlib.sha256(salt + canonical_bytes(value)).hexdigest()
