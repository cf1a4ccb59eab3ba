"""Sheets that were read once, kept as bytes: a spreadsheet takes a hundred times longer to read than these."""

import json
import zlib
from collections.abc import Sequence

from folkmoot.tables import Sheet

_FAST = 1  # how hard to pack: it is kept for minutes


def pack(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as bytes; equal sheets give equal bytes."""
    plain = [[each.name, each.encoding, each.rows] for each in sheets]
    return zlib.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode(), _FAST)


def unpack(packed: bytes) -> tuple[Sheet, ...]:
    """The sheets that `pack` was given."""
    return tuple(
        Sheet(name=name, encoding=encoding, rows=tuple((number, tuple(cells)) for number, cells in rows))
        for name, encoding, rows in json.loads(zlib.decompress(packed))
    )
