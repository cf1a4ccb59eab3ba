"""Rotation: which members leave at each turn, so that new seats are drawn around those who stay.

A rule says how many groups the seats have (1: everybody is renewed, 2: halves, 3: thirds). One group leaves at each
turn, so nobody sits for more turns than there are groups; only a founding cohort that began all at once is thinned
out early, by lot. The seats that fall vacant are filled as replacements are
(`remaining_pool`, `remaining_targets`), so that old and new members meet the targets together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from folkmoot.core.faults import Fault
from folkmoot.core.sortition.pools import lot


class GroupsOutOfRange(Fault):
    """Seats were to rotate in `groups` groups; it takes at least one, and no more than there are `seats`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitter:
    """Somebody who sits, and the turn at which she took her seat."""

    id: str
    since: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A turn to come: who leaves, of whom `by_lot` because more began at once than leave; and how many are drawn."""

    number: int
    leaving: tuple[str, ...]
    by_lot: tuple[str, ...]
    drawn: int


def group_sizes(seats: int, groups: int) -> tuple[int, ...]:
    """How many seats fall vacant at each turn of a round: as equal as whole numbers allow, the smaller ones first."""
    if not 1 <= groups <= seats:
        raise GroupsOutOfRange(groups=groups, seats=seats)
    small, larger = divmod(seats, groups)
    return tuple(small + (place >= groups - larger) for place in range(groups))


def next_turn(sitters: Sequence[Sitter], *, seats: int, groups: int, number: int, seed: str) -> Turn:
    """Who leaves at turn `number`: those whose term is over, then those who have sat longest until the group is full.

    Seats that are vacant already count towards the group. Among people who began together the lot of `seed` decides.
    """
    size = group_sizes(seats, groups)[number % groups]
    over = [each for each in sitters if number - each.since >= groups]
    others = sorted((each for each in sitters if each not in over), key=lambda each: (each.since, lot(seed, each.id)))
    more = max(0, size - len(over) - (seats - len(sitters)))
    leaving, staying = others[:more], others[more:]
    last = {each.since for each in leaving} & {each.since for each in staying}
    return Turn(
        number=number,
        leaving=tuple(sorted(each.id for each in (*over, *leaving))),
        by_lot=tuple(sorted(each.id for each in leaving if each.since in last)),
        drawn=seats - len(staying),
    )
