"""The one way to write a value as bytes: canonical JSON (RFC 8785), without floats.

Floats are refused because two languages may print them differently after arithmetic; chances are written as whole
numbers of tickets, shares as numerator and denominator, times as RFC 3339 text in UTC.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias

import rfc8785

from folkmoot.core.faults import Fault

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json] | None"


class NotCanonical(Fault):
    """A value or text has no canonical form, or is not in it; `reason` says which rule it breaks."""


def _no_float(text: str) -> Any:
    raise NotCanonical(reason=f"number {text} is not a whole number")


_LARGEST = 2**53 - 1
_PLAIN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
_READ = json.JSONDecoder(parse_float=_no_float, parse_constant=_no_float)


def canonical_bytes(value: Json) -> bytes:
    """Write `value` as RFC 8785 bytes (UTF-8, sorted keys, no spaces, no final newline).

    Raises `NotCanonical` for floats, whole numbers beyond ±(2^53 - 1), lone surrogates and keys that are not text.
    """
    try:
        if _is_plain(value):
            return _PLAIN.encode(value).encode()
        _refuse_floats(value)
        return bytes(rfc8785.dumps(value))
    except (rfc8785.CanonicalizationError, ValueError, TypeError, RecursionError) as error:
        raise NotCanonical(reason=str(error)) from error


def read_canonical(data: bytes) -> Any:
    """Read bytes that must equal their own canonical form; raises `NotCanonical` otherwise."""
    try:
        value = _READ.decode(data.decode())
    except (ValueError, RecursionError) as error:
        raise NotCanonical(reason=str(error)) from error
    if canonical_bytes(value) != data:
        raise NotCanonical(reason="bytes differ from their canonical form")
    return value


def sha256_hex(data: bytes) -> str:
    """SHA-256 of `data` as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def digest(value: Json) -> str:
    """SHA-256 of the canonical bytes of `value`, as 64 hexadecimal digits: the name of a value in public."""
    return sha256_hex(canonical_bytes(value))


def instant(moment: datetime) -> str:
    """Write a moment as RFC 3339 text in UTC with whole seconds, e.g. `2026-03-01T18:30:00Z`.

    Raises `ValueError` for a moment without a time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def _is_plain(value: Any) -> bool:
    """Whether Python's own encoder writes `value` as RFC 8785 wants it: Python's types themselves, whole numbers that
    every language can hold, and ASCII keys, which sort alike by code points and by UTF-16. Nearly everything is.
    """
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return True
    if kind is int:
        return bool(-_LARGEST <= value <= _LARGEST)
    if kind is not dict:
        return (kind is list or kind is tuple) and all(map(_is_plain, value))
    for key, item in value.items():  # noqa: SIM110 - half of the time of a long record is spent here
        if type(key) is not str or not key.isascii() or not _is_plain(item):
            return False
    return True


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise NotCanonical(reason=f"number {value!r} is not a whole number")
    if isinstance(value, Mapping):
        for item in value.values():
            _refuse_floats(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_floats(item)
