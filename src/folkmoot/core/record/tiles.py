"""The tree as small files that never change (c2sp.org/tlog-tiles): who mirrors or witnesses copies them.

A tile holds up to 256 neighbouring hashes of one level; level 0 are the leaves, each level above the roots of full
tiles below. Its path is `tile/<level>/<number>`, `.p/<width>` behind it while it is not full. The lines themselves
stand in `entries.jsonl`: entry bundles hold at most 65,535 bytes a line, and a published contract may be longer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from folkmoot.core.record.merkle import Tree

FULL: Final = 256
_HEIGHT: Final = 8
_PATH: Final = re.compile(r"tile/(0|[1-9][0-9]?)/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One tile: its `level`, its `number` from 0 within the level, and its `width` in hashes (1 to 256)."""

    level: int
    number: int
    width: int = FULL

    @property
    def path(self) -> str:
        """Where it lies: `tile/0/x001/x234/067`, or `tile/0/000.p/17` while it is not full."""
        digits = f"{self.number:03d}"
        digits = digits.zfill(-(-len(digits) // 3) * 3)
        *above, last = [digits[at : at + 3] for at in range(0, len(digits), 3)]
        folders = "".join(f"x{part}/" for part in above)
        return f"tile/{self.level}/{folders}{last}" + ("" if self.width == FULL else f".p/{self.width}")

    def is_within(self, size: int) -> bool:
        """Whether a tree of `size` leaves fills it as wide as it says."""
        return (self.number * FULL + self.width) << (self.level * _HEIGHT) <= size


def read_tile(path: str) -> Tile | None:
    """The tile that a path names, or None where it names none."""
    match = _PATH.fullmatch(path)
    if match is None:
        return None
    level, number, width = int(match[1]), int(match[2].replace("x", "").replace("/", "")), int(match[3] or FULL)
    tile = Tile(level=level, number=number, width=width)
    return tile if tile.path == path else None


def tiles(size: int) -> Iterator[Tile]:
    """Every tile of a tree of `size` leaves: all full ones, and on each level the one that is not full yet."""
    level = 0
    while size:
        full, rest = divmod(size, FULL)
        yield from (Tile(level=level, number=number) for number in range(full))
        if rest:
            yield Tile(level=level, number=full, width=rest)
        size, level = full, level + 1


def tile_bytes(tree: Tree, tile: Tile) -> bytes:
    """The hashes of `tile`, 32 bytes each; raises `IndexError` for a tile that the tree does not fill."""
    return tree.hashes(tile.level * _HEIGHT, tile.number * FULL, tile.width)


def tile_files(tree: Tree) -> dict[str, bytes]:
    """All tiles of a tree: path → bytes."""
    return {tile.path: tile_bytes(tree, tile) for tile in tiles(tree.size)}
