"""Rotation: which members leave at each turn, so that new seats are drawn around those who stay.

A rule says how many groups the seats have (1: everybody is renewed, 2: halves, 3: thirds). One group leaves at each
turn, so nobody sits for more turns than there are groups; only a founding cohort that began all at once is thinned
out early, by lot. Where everybody is renewed, some may return for one more turn, by lot too. The seats that fall
vacant are filled as replacements are (`remaining_pool`, `remaining_targets`), so that old and new members meet the
targets together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from folkmoot.core.faults import Fault
from folkmoot.core.sortition.pools import lot


class GroupsOutOfRange(Fault):
    """Seats were to rotate in `groups` groups; it takes at least one, and no more than there are `seats`."""


class ReturningOutOfRange(Fault):
    """So many (`returning`) were to return of `seats`: only where everybody is renewed at once, and fewer than all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRule:
    """How `seats` are renewed: in `groups`, and so many of those whose term is over are `returning` for one more.

    Nobody sits more than `most` times (0: as often as chance wills), and not again before `pause` turns have passed
    since she left.
    """

    seats: int
    groups: int
    returning: int = 0
    most: int = 1
    pause: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitter:
    """Somebody who sits, and the turn at which her seat was renewed last."""

    id: str
    since: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A turn to come, before chance: who leaves for certain (`over`), and how many (`by_lot`) of `lots` besides."""

    number: int
    over: tuple[str, ...]
    lots: tuple[str, ...]
    by_lot: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A turn to come: who leaves, of whom `by_lot` because more began at once than leave; and how many are drawn."""

    number: int
    leaving: tuple[str, ...]
    by_lot: tuple[str, ...]
    drawn: int


class Bar(StrEnum):
    """Why somebody who has sat may not be drawn."""

    OFTEN_ENOUGH = "often_enough"
    TOO_SOON = "too_soon"


def check_rule(rule: TermRule) -> None:
    """Raises `GroupsOutOfRange` and `ReturningOutOfRange`."""
    group_sizes(rule.seats, rule.groups)
    if rule.returning and (rule.groups != 1 or not 0 < rule.returning < rule.seats):
        raise ReturningOutOfRange(returning=rule.returning, seats=rule.seats)


def group_sizes(seats: int, groups: int) -> tuple[int, ...]:
    """How many seats fall vacant at each turn of a round: as equal as whole numbers allow, the smaller ones first."""
    if not 1 <= groups <= seats:
        raise GroupsOutOfRange(groups=groups, seats=seats)
    small, larger = divmod(seats, groups)
    return tuple(small + (place >= groups - larger) for place in range(groups))


def turn_due(sitters: Sequence[Sitter], rule: TermRule, *, number: int) -> Due:
    """Who leaves at turn `number`: those whose term is over, then those who have sat longest until the group is full.

    Seats that are vacant already count towards the group. Among people who began together chance has to decide; where
    some return, among those who have not returned before.
    """
    over = [each for each in sitters if number - each.since >= rule.groups]
    if rule.returning:
        once = sorted(each.id for each in over if number - each.since < 2 * rule.groups)
        certain = [each.id for each in over if each.id not in once]
        return _due(number, certain, once, max(0, len(once) - rule.returning))
    vacant = rule.seats - len(sitters)
    more = max(0, group_sizes(rule.seats, rule.groups)[number % rule.groups] - len(over) - vacant)
    certain = [each.id for each in over]
    for cohort in _cohorts([each for each in sitters if each.id not in certain]):
        if len(cohort) > more:
            return _due(number, certain, cohort, more)
        certain += cohort
        more -= len(cohort)
    return _due(number, certain, [], 0)


def _cohorts(sitters: Sequence[Sitter]) -> list[list[str]]:
    """Those who began together, the longest-sitting first."""
    ordered = sorted(sitters, key=lambda each: (each.since, each.id))
    return [[each.id for each in group] for _since, group in groupby(ordered, key=lambda each: each.since)]


def _due(number: int, over: Sequence[str], lots: Sequence[str], by_lot: int) -> Due:
    undecided = tuple(sorted(lots)) if 0 < by_lot < len(lots) else ()
    certain = (*over, *lots) if by_lot and by_lot == len(lots) else over
    return Due(number=number, over=tuple(sorted(certain)), lots=undecided, by_lot=by_lot if undecided else 0)


def next_turn(sitters: Sequence[Sitter], rule: TermRule, *, number: int, seed: str) -> Turn:
    """Turn `number` with chance from `seed`: `turn_due`, and among those who began together the lot decides."""
    due = turn_due(sitters, rule, number=number)
    by_lot = sorted(due.lots, key=lambda id_: lot(seed, id_))[: due.by_lot]
    leaving = tuple(sorted((*due.over, *by_lot)))
    return Turn(
        number=number,
        leaving=leaving,
        by_lot=tuple(sorted(by_lot)),
        drawn=rule.seats - len(sitters) + len(leaving),
    )


def barred(left: Sequence[int], rule: TermRule, *, number: int) -> Bar | None:
    """Why somebody who left at each of the turns `left` may not be drawn for the seats of turn `number`."""
    if rule.most and len(left) >= rule.most:
        return Bar.OFTEN_ENOUGH
    if left and number < max(left) + rule.pause:
        return Bar.TOO_SOON
    return None
