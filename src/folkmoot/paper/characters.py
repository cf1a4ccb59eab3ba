"""What can be printed: which characters the shipped fonts have, and texts made fit for paper without losing any."""

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent / "fonts"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# Control characters, and marks that turn the direction of what follows: a name could make an address read otherwise.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufe00-\ufe0f\ufeff\ufffc\ufffe\uffff]"
)
_INVISIBLE = frozenset({"\n", "\t", "\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\u2028", "\u2029"})
_LONGEST_RUN = 30
_LONG_RUN = re.compile(rf"\S{{{2 * _LONGEST_RUN + 1},}}")


def printable(value: Any) -> tuple[Any, tuple[str, ...]]:
    """A JSON value with every text fit to print, and the characters that no font has, each replaced by �.

    Accents are composed; words longer than a line may break anywhere.
    """
    lacking: set[str] = set()
    return _clean(value, lacking), tuple(sorted(lacking))


def _clean(value: Any, lacking: set[str]) -> Any:
    match value:
        case str():
            return _clean_text(value, lacking)
        case dict():
            return {key: _clean(each, lacking) for key, each in value.items()}
        case list() | tuple():
            return [_clean(each, lacking) for each in value]
        case _:
            return value


def _clean_text(text: str, lacking: set[str]) -> str:
    if text.startswith("<svg"):
        return text  # a picture of ours
    if text.isascii() and len(text) <= 2 * _LONGEST_RUN and text.isprintable():
        return text
    composed = _UNPRINTABLE.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")))
    missing = {each for each in composed if each not in _INVISIBLE and ord(each) not in covered()}
    if missing:
        lacking.update(missing)
        composed = "".join(REPLACEMENT if each in missing else each for each in composed)
    return _LONG_RUN.sub(_breakable, composed)


def _breakable(found: re.Match[str]) -> str:
    run = found[0]
    return "\u200b".join(run[start : start + _LONGEST_RUN] for start in range(0, len(run), _LONGEST_RUN))


@cache
def covered() -> frozenset[int]:
    """The code points that a reader can be shown: those that every weight of at least one shipped family has."""
    return frozenset().union(*(_of_family(files) for files in _families().values()))


def _families() -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in sorted(FONTS.glob("*.ttf")):
        found.setdefault(path.stem.partition("-")[0], []).append(path)
    del found["Fraunces"]  # titles alone are set in it
    return found


def _of_family(files: list[Path]) -> frozenset[int]:
    return frozenset.intersection(*(frozenset(_code_points(path.read_bytes())) for path in files))


def _code_points(font: bytes) -> Iterator[int]:
    """The code points of a TrueType font: its `cmap` table, formats 4 and 12 (OpenType 1.9, chapter cmap)."""
    tables = {font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0] for at in _entries(font, 12, 4, 16)}
    cmap = tables[b"cmap"]
    for at in _entries(font, cmap + 4, cmap + 2, 8):
        table = cmap + struct.unpack_from(">I", font, at + 4)[0]
        form = struct.unpack_from(">H", font, table)[0]
        if form == 4:
            yield from _segments(font, table)
        elif form == 12:
            yield from _groups(font, table)


def _entries(font: bytes, start: int, count_at: int, size: int) -> range:
    count = struct.unpack_from(">H", font, count_at)[0]
    return range(start, start + size * count, size)


def _segments(font: bytes, table: int) -> Iterator[int]:
    """Format 4: each segment is a range; glyph 0 in it (none) does not happen in fonts made by fontTools."""
    count = struct.unpack_from(">H", font, table + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, table + 14)
    starts = struct.unpack_from(f">{count}H", font, table + 16 + 2 * count)
    for start, end in zip(starts, ends, strict=True):
        yield from range(start, min(end, 0xFFFE) + 1)


def _groups(font: bytes, table: int) -> Iterator[int]:
    for at in range(table + 16, table + 16 + 12 * struct.unpack_from(">I", font, table + 12)[0], 12):
        start, end = struct.unpack_from(">II", font, at)
        yield from range(start, end + 1)
