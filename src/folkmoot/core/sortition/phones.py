"""Random telephone numbers: generated from blocks of numbers that are in use, never taken from a list of people.

A block is a beginning and a number of free digits, as the national numbering plan publishes them. Within a block every
number is equally likely; the shares of the blocks are the operator's.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from folkmoot.core.chance import Dice
from folkmoot.core.faults import Fault, Faults
from folkmoot.core.sortition.frames import Unit
from folkmoot.core.sortition.invitations import (
    FirstDraw,
    Invited,
    Stratum,
    StratumUnknown,
    allocated,
    in_order_of_letters,
)

LABEL = "folkmoot-phones-v1"
MOST_DIGITS = 9


class BlockMalformed(Fault):
    """The block of numbers in `row` is no beginning of digits with 1 to 9 free digits behind it."""


class BlocksOverlap(Fault):
    """The block `block` lies inside the block `inside`: some numbers would have two chances."""


class BlockTooSmall(Fault):
    """More `numbers` are wanted from the block `block` than the `free` ones that it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Numbers that begin with `prefix` and have `digits` more; `stratum` is their kind (mobile, landline)."""

    prefix: str
    digits: int
    stratum: str = ""

    @property
    def numbers(self) -> int:
        """How many numbers the block has."""
        return int(10**self.digits)


def check_blocks(blocks: Sequence[Block]) -> None:
    """Refuse blocks that are none, or that lie in one another. Raises `Faults`."""
    faults: list[Fault] = [
        BlockMalformed(row=row)
        for row, block in enumerate(blocks, 1)
        if not block.prefix.removeprefix("+").isdecimal() or not 1 <= block.digits <= MOST_DIGITS
    ]
    if faults := faults or [*_overlaps(blocks)]:
        raise Faults(*faults)


def _overlaps(blocks: Sequence[Block]) -> Iterator[Fault]:
    ordered = sorted(blocks, key=lambda block: (block.prefix, -block.digits))
    for before, block in pairwise(ordered):
        if block.prefix.startswith(before.prefix):
            yield BlocksOverlap(block=block.prefix, inside=before.prefix)


def draw_numbers(
    blocks: Sequence[Block], *, plan: Mapping[str, int], seed: bytes, before: Collection[str] = ()
) -> FirstDraw:
    """Draw `plan` (kind → how many) different numbers, spread over the blocks of the kind by their size.

    Each block is a stratum of its own; each of its numbers that was not drawn `before` has the same chance. Raises
    `Faults`.
    """
    wanted, free = numbers_wanted(blocks, plan, before), _free(blocks, before)
    strata = tuple(_stratum(block, wanted[block.prefix], free[block.prefix]) for block in blocks)
    pairs, known = zip(blocks, strata, strict=True), frozenset(before)
    found = [one for block, stratum in pairs for one in _numbers(block, stratum, seed, known)]
    return FirstDraw(strata=strata, invited=in_order_of_letters(found, seed))


def numbers_wanted(blocks: Sequence[Block], plan: Mapping[str, int], before: Collection[str] = ()) -> dict[str, int]:
    """How many numbers come from each block, by its prefix. Raises `Faults` where blocks or plan do not do."""
    check_blocks(blocks)
    wanted, free = _wanted(blocks, plan), _free(blocks, before)
    faults = [
        BlockTooSmall(block=prefix, numbers=wanted[prefix], free=free[prefix])
        for prefix in wanted
        if wanted[prefix] > free[prefix]
    ]
    if faults:
        raise Faults(*faults)
    return wanted


def _free(blocks: Sequence[Block], before: Collection[str]) -> dict[str, int]:
    return {block.prefix: block.numbers - sum(one.startswith(block.prefix) for one in before) for block in blocks}


def _wanted(blocks: Sequence[Block], plan: Mapping[str, int]) -> dict[str, int]:
    """How many numbers of each block, by prefix."""
    unknown = set(plan) - {block.stratum for block in blocks}
    if unknown:
        raise Faults(*(StratumUnknown(stratum=name) for name in sorted(unknown)))
    wanted = {block.prefix: 0 for block in blocks}
    for name, size in plan.items():
        wanted |= allocated(size, {block.prefix: block.numbers for block in blocks if block.stratum == name}, {})
    return wanted


def _stratum(block: Block, wanted: int, free: int) -> Stratum:
    return Stratum(name=block.prefix, units=free, weight=free, invitations=wanted, line=free)


def _numbers(block: Block, stratum: Stratum, seed: bytes, before: Collection[str]) -> Iterator[Invited]:
    """Throw the free digits until enough different numbers were thrown: every set of them is equally likely."""
    dice = Dice(seed + b"\x00" + block.prefix.encode(), label=LABEL)
    thrown: dict[str, None] = {}
    while len(thrown) < stratum.invitations:
        number = f"{block.prefix}{dice.below(block.numbers):0{block.digits}}"
        if number not in before:
            thrown.setdefault(number)
    for number in thrown:
        yield Invited(unit=Unit(id=number, stratum=block.prefix), chance=stratum.chance(1))
