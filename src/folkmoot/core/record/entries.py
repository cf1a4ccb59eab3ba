"""One entry of the public record and its one way of being written: a line of canonical JSON.

The envelope has seven fields: `assembly`, `at`, `by`, `data`, `index`, `kind`, `v` and nothing else. Lines are counted
from 1 where a person reads them; `index` counts from 0, as leaves of the tree do.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from folkmoot.core.canonical import NotCanonical, canonical_bytes, read_canonical
from folkmoot.core.faults import Fault

ENVELOPE_VERSION: Final = 1
_FIELDS: Final = frozenset({"assembly", "at", "by", "data", "index", "kind", "v"})
_KIND: Final = re.compile(r"[a-z][a-z_]*\.[a-z][a-z_]*")
_INSTANT: Final = re.compile(r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}Z")
_SLUG: Final = re.compile(r"[A-Za-z0-9_-]+")


class LineIsNotCanonical(Fault):
    """A line is not JSON in its one canonical form; `line` counts from 1, `reason` says which rule it breaks."""


class EnvelopeIsNotComplete(Fault):
    """A line lacks fields of the envelope (`missing`) or has others (`unknown`); both are tuples of names."""


class EnvelopeFieldIsWrong(Fault):
    """A field of the envelope (`field`) holds what it may not hold (`found`)."""


class IndexIsNotNext(Fault):
    """A line's `index` is not the one that follows: a line was dropped, doubled, moved or slipped in."""


class TimeRunsBackwards(Fault):
    """A line says that it was written (`found`) earlier than the line before it (`before`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One public act.

    `index` 0, 1, 2 … · `at` RFC 3339 in UTC, whole seconds (`folkmoot.core.canonical.instant` writes it) ·
    `kind` `<app>.<past participle>` · `assembly` its slug, or None for the whole site · `by` a public pseudonym, or
    None for the clock and for what nobody may be named in · `data` plain JSON values without floats.
    """

    index: int
    at: str
    kind: str
    data: Mapping[str, Any]
    assembly: str | None = None
    by: str | None = None

    @property
    def line(self) -> int:
        """The number of its line in `entries.jsonl`, from 1."""
        return self.index + 1


def entry_line(entry: Entry) -> bytes:
    """Write `entry` as its canonical bytes, without the line feed. These bytes are the leaf of the tree.

    Raises `EnvelopeFieldIsWrong` or `LineIsNotCanonical` for what could not be read back.
    """
    value = {
        "assembly": entry.assembly,
        "at": entry.at,
        "by": entry.by,
        "data": entry.data,
        "index": entry.index,
        "kind": entry.kind,
        "v": ENVELOPE_VERSION,
    }
    _check_fields(value, entry.line)
    try:
        return canonical_bytes(value)
    except NotCanonical as fault:
        raise LineIsNotCanonical(line=entry.line, reason=fault.params["reason"]) from fault


def read_line(data: bytes, index: int) -> Entry:
    """Read one line (without its line feed) that must be the entry number `index`, in its canonical form.

    Raises `LineIsNotCanonical`, `EnvelopeIsNotComplete`, `EnvelopeFieldIsWrong` or `IndexIsNotNext`.
    """
    line = index + 1
    try:
        value = read_canonical(data)
    except NotCanonical as fault:
        raise LineIsNotCanonical(line=line, reason=fault.params["reason"]) from fault
    _check_envelope(value, line)
    _check_fields(value, line)
    if value["index"] != index:
        raise IndexIsNotNext(line=line, expected=index, found=value["index"])
    return Entry(**{name: value[name] for name in _FIELDS if name != "v"})


def read_lines(lines: Iterable[bytes], start: int = 0) -> Iterator[Entry]:
    """Read lines that follow each other from index `start`; raises as `read_line` does, or `TimeRunsBackwards`."""
    before = ""
    for index, data in enumerate(lines, start):
        entry = read_line(data, index)
        if entry.at < before:
            raise TimeRunsBackwards(line=entry.line, before=before, found=entry.at)
        before = entry.at
        yield entry


def _check_envelope(value: Any, line: int) -> None:
    names = set(value) if isinstance(value, dict) else set()
    if names != _FIELDS:
        missing, unknown = tuple(sorted(_FIELDS - names)), tuple(sorted(names - _FIELDS))
        raise EnvelopeIsNotComplete(line=line, missing=missing, unknown=unknown)


def _check_fields(value: Mapping[str, Any], line: int) -> None:
    right = {
        "v": type(value["v"]) is int and value["v"] == ENVELOPE_VERSION,
        "index": type(value["index"]) is int and value["index"] >= 0,
        "at": is_instant(value["at"]),
        "kind": isinstance(value["kind"], str) and _KIND.fullmatch(value["kind"]) is not None,
        "assembly": value["assembly"] is None or _is_slug(value["assembly"]),
        "by": value["by"] is None or (isinstance(value["by"], str) and value["by"] != ""),
        "data": isinstance(value["data"], Mapping),
    }
    for field, holds in right.items():
        if not holds:
            raise EnvelopeFieldIsWrong(line=line, field=field, found=str(value[field])[:80])


def _is_slug(value: Any) -> bool:
    return isinstance(value, str) and _SLUG.fullmatch(value) is not None


def is_instant(value: Any) -> bool:
    """Whether `value` is a real moment in the one form that the record writes: `2026-03-01T18:30:00Z`."""
    try:
        return isinstance(value, str) and _INSTANT.fullmatch(value) is not None and bool(datetime.fromisoformat(value))
    except ValueError:
        return False
