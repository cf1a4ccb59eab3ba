"""From papers to counts: every ballot is a row of choices, one for each item, and device and paper count alike."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from enum import StrEnum
from typing import TypeVar

from folkmoot.core.faults import Fault
from folkmoot.core.tally.rules import Counts

Item = TypeVar("Item", bound=Hashable)


class BallotDoesNotFit(Fault):
    """A ballot (`ballot`, counted from 1) has another number of choices (`found`) than there are items (`items`)."""


class ElectoratesDiffer(Fault):
    """Two counts of the same vote disagree on how many are eligible or present (`field`, `first`, `second`)."""


class Choice(StrEnum):
    """What one ballot says on one item. BLANK: nothing was marked. SPOILT: what was marked cannot be read as one."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    BLANK = "blank"
    SPOILT = "spoilt"


def count_ballots(
    ballots: Iterable[Sequence[Choice]], *, items: Sequence[Item], eligible: int, present: int
) -> dict[Item, Counts]:
    """Count each of `items` over `ballots` (a choice per item, in the order of `items`).

    Raises `BallotDoesNotFit`, and `Faults` when more ballots come than people were present.
    """
    columns: list[Counter[Choice]] = [Counter() for _ in items]
    for number, ballot in enumerate(ballots, 1):
        if len(ballot) != len(items):
            raise BallotDoesNotFit(ballot=number, found=len(ballot), items=len(items))
        for column, choice in zip(columns, ballot, strict=True):
            column[Choice(choice)] += 1
    return {
        item: _counts(column, eligible=eligible, present=present) for item, column in zip(items, columns, strict=True)
    }


def merge_counts(device: Counts, paper: Counts) -> Counts:
    """One vote taken on devices and on paper, counted together; both name the same eligible and present people.

    Raises `ElectoratesDiffer`, and `Faults` when together more voted than were present.
    """
    for field in ("eligible", "present"):
        first, second = getattr(device, field), getattr(paper, field)
        if first != second:
            raise ElectoratesDiffer(field=field, first=first, second=second)
    added = [one.name for one in fields(Counts) if one.name not in ("eligible", "present")]
    return replace(device, **{name: getattr(device, name) + getattr(paper, name) for name in added})


def sorted_ballots(ballots: Iterable[Sequence[Choice]]) -> list[list[str]]:
    """The ballots as plain text rows in an order that says nothing about who voted when."""
    return sorted([str(Choice(choice)) for choice in ballot] for ballot in ballots)


def _counts(column: Mapping[Choice, int], *, eligible: int, present: int) -> Counts:
    numbers = {str(choice): column.get(choice, 0) for choice in Choice}
    return Counts(eligible=eligible, present=present, cast=sum(numbers.values()), **numbers)
