"""The codes on voting cards and receipts: made by chance, written for people, kept as hashes only."""

import hashlib
import secrets
from itertools import pairwise

# Crockford's alphabet: no I, L, O, U, so that nothing can be misread; 26 letters carry 130 random bits.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LETTERS = 26
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_GROUPS = (0, 5, 10, 15, 20, 26)


def fresh_code() -> str:
    """A new code in groups: `4ZK8R 0QW7M X2B9C 7TDNA 5HJP6V`."""
    return grouped("".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS)))


def grouped(code: str) -> str:
    """A plain code in groups that are easy to read aloud."""
    return " ".join(code[start:end] for start, end in pairwise(_GROUPS))


def plain(written: str) -> str | None:
    """A code as somebody typed it (any case, spaces, hyphens, O for 0, I or L for 1), or `None` if it cannot be one."""
    code = "".join(written.upper().split()).replace("-", "").translate(_MISREAD)
    return code if len(code) == _LETTERS and set(code) <= set(_ALPHABET) else None


def card_hash(assembly: str, ballot: int, code: str) -> str:
    """The name of a card in the database: SHA-256 over purpose, ballot and plain code."""
    return _hash("card", assembly, ballot, code)


def receipt_hash(assembly: str, ballot: int, code: str) -> str:
    """The name of a receipt in the public record: SHA-256 over purpose, ballot and plain code."""
    return _hash("receipt", assembly, ballot, code)


def _hash(purpose: str, assembly: str, ballot: int, code: str) -> str:
    return hashlib.sha256(f"folkmoot-{purpose}-1\n{assembly}\n{ballot}\n{code}".encode()).hexdigest()
