"""Drawings from numbers: where beads sit. Plain values in, plain values out."""

from dataclasses import dataclass
from math import ceil, cos, pi, sin

SPACE = 26.0  # between the centres of two neighbouring beads, in drawing units
INNERMOST = 74.0  # radius of the first ring: room for the figure in the middle


@dataclass(frozen=True, slots=True)
class Place:
    """A bead's centre in a drawing whose middle is (0, 0)."""

    x: float
    y: float


def rings(count: int) -> tuple[int, ...]:
    """How many beads sit in each ring, from the inside out, so that all are about equally far apart."""
    sizes: list[int] = []
    while sum(sizes) < count:
        radius = INNERMOST + SPACE * len(sizes)
        sizes.append(int(2 * pi * radius / SPACE))
    room = sum(sizes)
    if not room:
        return ()
    shares = [ceil(count * size / room) for size in sizes]
    shares[-1] -= sum(shares) - count
    return tuple(share for share in shares if share > 0)


def places(count: int) -> tuple[Place, ...]:
    """A place for each of `count` beads: an assembly seated in circles, clockwise from the top, inner circles first.

    Neighbours in the list sit side by side, so that groups that follow each other form wedges.
    """
    polar = [(seat / size, INNERMOST + SPACE * ring) for ring, size in enumerate(rings(count)) for seat in range(size)]
    return tuple(_at(turn, radius) for turn, radius in sorted(polar))


def _at(turn: float, radius: float) -> Place:
    """The place at `turn` (0 to 1, clockwise from the top) and `radius`."""
    angle = 2 * pi * turn - pi / 2
    return Place(round(radius * cos(angle), 1), round(radius * sin(angle), 1))
