"""Dice derived from a public seed by hashing: anybody with the seed throws the same numbers again.

The stream is SHA-256 in counter mode under a label, `SHA-256(label ‖ 0x00 ‖ seed ‖ counter)` with an 8-byte
big-endian counter, read 32 bits (big-endian) at a time. A whole number below `n` is found by rejection, so every
outcome is equally likely. Labels keep the uses of one seed (draw, seating, ties) independent of each other.
"""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import islice
from struct import Struct
from typing import TypeVar

Item = TypeVar("Item")
_WORD = 2**32
_EIGHT_WORDS = Struct(">8I")


class Dice:
    """A stream of whole numbers from `seed` (any bytes) for one use, named by `label` (ASCII)."""

    __slots__ = ("_words",)

    def __init__(self, seed: bytes, *, label: str) -> None:
        self._words = _words(label.encode("ascii") + b"\x00" + seed)

    def below(self, sides: int) -> int:
        """Throw a die with `sides` equally likely sides 0 … sides-1; `1 ≤ sides ≤ 2^32`, else `ValueError`."""
        if not 1 <= sides <= _WORD:
            raise ValueError(f"a die needs 1 to 2^32 sides, not {sides}")
        limit = _WORD - _WORD % sides
        return next(word for word in self._words if word < limit) % sides

    def words(self, count: int) -> list[int]:
        """The next `count` whole numbers below 2^32 as they come, for whoever needs many at once."""
        return list(islice(self._words, count))

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        """All `items` in an order in which every permutation is equally likely (Fisher-Yates, from the end)."""
        deck = list(items)
        for last in range(len(deck) - 1, 0, -1):
            other = self.below(last + 1)
            deck[last], deck[other] = deck[other], deck[last]
        return deck


def _words(prefix: bytes) -> Iterator[int]:
    counter = 0
    while True:
        yield from _EIGHT_WORDS.unpack(hashlib.sha256(prefix + counter.to_bytes(8, "big")).digest())
        counter += 1
