"""One hash over a growing list of lines: the Merkle tree of RFC 9162, section 2.1 (SHA-256).

A leaf is `SHA-256(0x00 ‖ line)`, an inner node `SHA-256(0x01 ‖ left ‖ right)`; the left subtree of `n` leaves holds the
largest power of two below `n`. Hashes are 32 bytes. Proofs are tuples of hashes, from the leaf upwards.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Final, TypeAlias

Hash: TypeAlias = bytes
Proof: TypeAlias = tuple[Hash, ...]
EMPTY_ROOT: Final[Hash] = hashlib.sha256(b"").digest()


def leaf_hash(line: bytes) -> Hash:
    """The hash of one line of the record (its canonical bytes, without the line feed)."""
    return hashlib.sha256(b"\x00" + line).digest()


def node_hash(left: Hash, right: Hash) -> Hash:
    """The hash of two neighbouring subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree_root(leaves: Sequence[Hash]) -> Hash:
    """The root over `leaves` (leaf hashes, in order). An empty list has the hash of nothing as its root."""
    level = list(leaves)
    if not level:
        return EMPTY_ROOT
    while len(level) > 1:
        paired = [node_hash(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = paired + level[len(paired) * 2 :]
    return level[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frontier:
    """The right edge of a tree: all that is needed to append to it, in O(log n) hashes.

    `peaks` are the roots of the full subtrees from left (largest) to right, one for each 1 in the binary `size`.
    """

    size: int = 0
    peaks: tuple[Hash, ...] = ()

    def append(self, leaf: Hash) -> "Frontier":
        """The frontier after one more `leaf` (a leaf hash)."""
        peaks, size = [*self.peaks, leaf], self.size
        while size & 1:
            right, left = peaks.pop(), peaks.pop()
            peaks.append(node_hash(left, right))
            size >>= 1
        return Frontier(size=self.size + 1, peaks=tuple(peaks))

    def extend(self, leaves: Iterable[Hash]) -> "Frontier":
        """The frontier after more `leaves`, in order."""
        frontier = self
        for leaf in leaves:
            frontier = frontier.append(leaf)
        return frontier

    def root(self) -> Hash:
        """The root of the tree that ends here."""
        if not self.peaks:
            return EMPTY_ROOT
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A tree that keeps what it once hashed: any root and any proof of any earlier size in O(log² n).

    `levels[k]` holds the roots of all full subtrees of 2^k leaves, from the left, 32 bytes each and nothing between.
    """

    levels: list[bytearray] = field(default_factory=lambda: [bytearray()])

    @property
    def size(self) -> int:
        """How many leaves it has."""
        return len(self.levels[0]) // 32

    def extend(self, leaves: Iterable[Hash]) -> "Tree":
        """Put more `leaves` at its end, and hand it on."""
        for leaf in leaves:
            self._append(leaf)
        return self

    def hashes(self, level: int, first: int, count: int) -> bytes:
        """The roots of `count` neighbouring full subtrees of 2^`level` leaves; raises `IndexError` beyond the end."""
        found = bytes(self.levels[level][first * 32 : (first + count) * 32])
        if len(found) != count * 32:
            raise IndexError(first + count)
        return found

    def root(self, size: int | None = None) -> Hash:
        """The root when it had `size` leaves (now, if None); raises `IndexError` for a size it never had."""
        size = self._checked(self.size if size is None else size)
        return self._root(0, size) if size else EMPTY_ROOT

    def inclusion(self, index: int, size: int) -> Proof:
        """What shows that leaf `index` is in the tree of the first `size` leaves; raises `IndexError`."""
        if not 0 <= index < self._checked(size):
            raise IndexError(index)
        return tuple(self._path(index, 0, size))

    def consistency(self, old_size: int, size: int) -> Proof:
        """What shows that the tree of `size` leaves begins with that of `old_size` (0 < old_size ≤ size)."""
        if not 0 < old_size <= self._checked(size):
            raise IndexError(old_size)
        return tuple(self._subproof(old_size, 0, size, whole=True))

    def _append(self, leaf: Hash) -> None:
        number, found = self.size, leaf
        for level in count():
            if level == len(self.levels):
                self.levels.append(bytearray())
            self.levels[level] += found
            if not number >> level & 1:
                return
            found = node_hash(bytes(self.levels[level][-64:-32]), found)

    def _checked(self, size: int) -> int:
        if not 0 <= size <= self.size:
            raise IndexError(size)
        return size

    def _root(self, start: int, end: int) -> Hash:
        """The root over leaves `start` to `end`, a range that RFC 9162 splits trees into."""
        width = end - start
        if width & (width - 1) == 0:
            level = width.bit_length() - 1
            return self.hashes(level, start >> level, 1)
        middle = start + _split(width)
        return node_hash(self._root(start, middle), self._root(middle, end))

    def _path(self, index: int, start: int, end: int) -> Iterator[Hash]:
        if end - start == 1:
            return
        middle = start + _split(end - start)
        if index < middle:
            yield from self._path(index, start, middle)
            yield self._root(middle, end)
        else:
            yield from self._path(index, middle, end)
            yield self._root(start, middle)

    def _subproof(self, old_end: int, start: int, end: int, *, whole: bool) -> Iterator[Hash]:
        if old_end == end:
            yield from () if whole else (self._root(start, end),)
            return
        middle = start + _split(end - start)
        if old_end <= middle:
            yield from self._subproof(old_end, start, middle, whole=whole)
            yield self._root(middle, end)
        else:
            yield from self._subproof(old_end, middle, end, whole=False)
            yield self._root(start, middle)


def inclusion_holds(*, leaf: Hash, index: int, size: int, proof: Proof, root: Hash) -> bool:
    """Whether `proof` shows `leaf` at `index` in the tree of `size` leaves with this `root` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size or len(leaf) != len(EMPTY_ROOT):
        return False
    here, last, found = index, size - 1, leaf
    for other in proof:
        if last == 0:
            return False
        if here & 1 or here == last:
            found = node_hash(other, found)
            here, last = _climb(here, last)
        else:
            found = node_hash(found, other)
        here, last = here >> 1, last >> 1
    return last == 0 and found == root


def consistency_holds(*, old_size: int, new_size: int, old_root: Hash, new_root: Hash, proof: Proof) -> bool:
    """Whether `proof` shows that the newer tree only added to the older one (RFC 9162, 2.1.4.2)."""
    if not 0 < old_size <= new_size:
        return False
    if old_size == new_size:
        return not proof and old_root == new_root
    steps = (old_root, *proof) if old_size & (old_size - 1) == 0 else proof
    return bool(steps) and _same_past(old_size - 1, new_size - 1, steps) == (old_root, new_root)


def _same_past(here: int, last: int, steps: Proof) -> tuple[Hash, Hash] | None:
    """The older and newer root that `steps` lead to, or None when there are too few or too many of them."""
    while here & 1:
        here, last = here >> 1, last >> 1
    old = new = steps[0]
    for other in steps[1:]:
        if last == 0:
            return None
        if here & 1 or here == last:
            old, new = node_hash(other, old), node_hash(other, new)
            here, last = _climb(here, last)
        else:
            new = node_hash(new, other)
        here, last = here >> 1, last >> 1
    return (old, new) if last == 0 else None


def _climb(here: int, last: int) -> tuple[int, int]:
    """Skip the levels on which the rightmost node has no sibling and is passed up as it is."""
    while here and not here & 1:
        here, last = here >> 1, last >> 1
    return here, last


def _split(size: int) -> int:
    return 1 << (size - 1).bit_length() - 1
