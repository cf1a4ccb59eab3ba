"""What was cast, as every rule reads it: options, and ballots of which equal ones stand together.

Options are counted from 0 in the order in which they were frozen. Nothing here depends on the order of ballots.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Generic, TypeAlias, TypeVar

from folkmoot.core.faults import Fault, Faults
from folkmoot.core.tally.rules import (
    Base,
    CountIsNegative,
    Counts,
    MoreCastThanPresent,
    MorePresentThanEligible,
    Rule,
)

Approvals: TypeAlias = tuple[int, ...]  # the options marked, ascending
Grades: TypeAlias = tuple[int | None, ...]  # for each option its grade, counted from 0 for the worst; None: none given
Ranking: TypeAlias = tuple[tuple[int, ...], ...]  # the options placed first, second, ...; several where they are equal
Points: TypeAlias = tuple[tuple[int, int], ...]  # (option, points above 0), by option
Marks = TypeVar("Marks")


class OptionTwice(Fault):
    """Two options are called `option`."""


class NoOptions(Fault):
    """There is nothing to decide between."""


class ElectorateUnknown(Fault):
    """A threshold is taken of those `base` (present or eligible), and how many they are was not said."""


class BallotsOfAnotherKind(Fault):
    """The ballots are of the kind `found`; the rule counts the kind `wanted`."""


class Kind(StrEnum):
    """What a ballot says. CHOICES: yes, no or abstain for each item · CHAMBERS: the same in several components ·
    APPROVAL: the options that one would accept · GRADES: a grade for each option · RANKING: first, second, ... ·
    POINTS: points dealt out to options.
    """

    CHOICES = "choices"
    CHAMBERS = "chambers"
    APPROVAL = "approval"
    GRADES = "grades"
    RANKING = "ranking"
    POINTS = "points"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing to decide on, with its `id` as on the ballot, a `name` for people, and its `cost` in a budget vote."""

    id: str
    name: str = ""
    cost: Fraction | None = None

    @property
    def label(self) -> str:
        """How a story calls it: its name, with the id where that is another."""
        return self.id if self.name in {"", self.id} else f"{self.name} ({self.id})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnout:
    """How many ballots were `cast`, of them `blank` (nothing marked) and `spoilt` (unreadable), how many people were
    present and may vote (`None`: not said). Raises `Faults` with every inconsistency.
    """

    cast: int
    blank: int = 0
    spoilt: int = 0
    present: int | None = None
    eligible: int | None = None

    def __post_init__(self) -> None:
        faults: list[Fault] = []
        if self.valid < 0:
            faults.append(CountIsNegative(field="valid"))
        if self.present is not None and self.cast > self.present:
            faults.append(MoreCastThanPresent(cast=self.cast, present=self.present))
        there = self.cast if self.present is None else self.present
        if self.eligible is not None and there > self.eligible:
            faults.append(MorePresentThanEligible(present=there, eligible=self.eligible))
        if faults:
            raise Faults(*faults)

    @property
    def valid(self) -> int:
        """Ballots that say something."""
        return self.cast - self.blank - self.spoilt

    def counts(self, *, yes: int, silent: int = 0) -> Counts:
        """One option as a vote: `yes` of the valid ballots for it, `silent` about it, all others against it."""
        present = self.cast if self.present is None else self.present
        return Counts(
            eligible=present if self.eligible is None else self.eligible,
            present=present,
            cast=self.cast,
            yes=yes,
            no=self.valid - silent - yes,
            blank=self.blank + silent,
            spoilt=self.spoilt,
        )

    def check_base(self, threshold: Rule) -> None:
        """Raise `ElectorateUnknown` where the threshold asks for a number that was not said."""
        asked = {Base.PRESENT: self.present, Base.ELIGIBLE: self.eligible}
        if threshold.of in asked and asked[threshold.of] is None:
            raise ElectorateUnknown(base=str(threshold.of))


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile(Generic[Marks]):
    """The ballots of one vote: `ballots` are pairs of marks and how many ballots have just these, sorted; blank and
    spoilt ones are only in the `turnout`. `budget` is what may be spent in a budget vote.
    """

    kind: Kind
    options: tuple[Option, ...]
    ballots: tuple[tuple[Marks, int], ...]
    turnout: Turnout
    budget: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeTable:
    """Grades already counted: `counts[option][grade]`, worst grade first, and how many said nothing about an option."""

    options: tuple[Option, ...]
    counts: tuple[tuple[int, ...], ...]
    silent: tuple[int, ...]
    turnout: Turnout
    kind: Kind = Kind.GRADES


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCounts:
    """Yes, no and the rest already counted, item by item; whoever left one item blank may have marked another."""

    options: tuple[Option, ...]
    counts: tuple[Counts, ...]
    turnout: Turnout
    kind: Kind = Kind.CHOICES


@dataclass(frozen=True, slots=True, kw_only=True)
class ChamberCounts:
    """Yes, no and the rest, item by item, in each component (`parts`, by name)."""

    options: tuple[Option, ...]
    parts: tuple[tuple[str, ItemCounts], ...]
    turnout: Turnout
    kind: Kind = Kind.CHAMBERS


Counted: TypeAlias = GradeTable | ItemCounts | ChamberCounts
Cast: TypeAlias = Profile[Approvals] | Profile[Grades] | Profile[Ranking] | Profile[Points] | Counted


def check_options(options: tuple[Option, ...]) -> None:
    """Raise `NoOptions`, or `Faults` with every id that stands twice."""
    if not options:
        raise NoOptions
    counted = Counter(option.id for option in options)
    if twice := [id_ for id_, count in counted.items() if count > 1]:
        raise Faults(*(OptionTwice(option=id_) for id_ in twice))


def grouped(ballots: Iterable[tuple[Marks, int]]) -> tuple[tuple[Marks, int], ...]:
    """Equal ballots together, in an order that says nothing about who voted when."""
    counted: Counter[Marks] = Counter()
    for marks, count in ballots:
        counted[marks] += count
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], repr(pair[0]))))


def graded(profile: Profile[Grades], grades: int) -> GradeTable:
    """How often each option was given each of `grades` grades."""
    counts = [[0] * grades for _ in profile.options]
    silent = [0] * len(profile.options)
    for marks, count in profile.ballots:
        for option, grade in enumerate(marks):
            if grade is None:
                silent[option] += count
            else:
                counts[option][grade] += count
    return GradeTable(
        options=profile.options, counts=tuple(map(tuple, counts)), silent=tuple(silent), turnout=profile.turnout
    )


def supporters(profile: Profile[Approvals]) -> list[int]:
    """How many ballots mark each option."""
    support = [0] * len(profile.options)
    for marks, count in profile.ballots:
        for option in marks:
            support[option] += count
    return support
