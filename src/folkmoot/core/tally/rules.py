"""The threshold of a ballot and the numbers it is held against. No floats: a threshold is a fraction of people."""

from dataclasses import dataclass, fields
from enum import StrEnum
from fractions import Fraction

from folkmoot.core.faults import Fault, Faults


class ThresholdIsOutOfRange(Fault):
    """A threshold is not a fraction above 0 and at most 1."""


class ThresholdCannotBePassed(Fault):
    """A threshold asks for more than all: strictly more than 1/1 of its base."""


class CastingVoteNeedsSimpleMajority(Fault):
    """A casting vote is foreseen, but only strictly more than 1/2 of yes and no can end in a tie."""


class CountIsNegative(Fault):
    """A count (`field`) is below zero."""


class CastIsNotTheSum(Fault):
    """The ballots cast (`cast`) are not yes + no + abstain + blank + spoilt (`sum`)."""


class MoreCastThanPresent(Fault):
    """More ballots were cast (`cast`) than people were present (`present`)."""


class MorePresentThanEligible(Fault):
    """More people were present (`present`) than may vote (`eligible`)."""


class Base(StrEnum):
    """Of what a threshold is a fraction.

    VALID: yes + no (abstentions, blank and spoilt papers do not count) · CAST: every ballot handed in, or only
    yes + no + abstain where blanks do not count · PRESENT: everybody present · ELIGIBLE: everybody who may vote.
    """

    VALID = "valid"
    CAST = "cast"
    PRESENT = "present"
    ELIGIBLE = "eligible"


class Tie(StrEnum):
    """What happens when yes and no are equal under a simple majority."""

    FAILS = "fails"
    CASTING_VOTE = "casting-vote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A threshold: `fraction` of the base `of`; `strict` means more than the fraction, else at least as much.

    `blanks_count` says whether blank and spoilt papers are in the base CAST; the other bases do not ask it.
    Raises `ThresholdIsOutOfRange`, `ThresholdCannotBePassed` or `CastingVoteNeedsSimpleMajority`.
    """

    fraction: Fraction
    of: Base
    strict: bool = False
    blanks_count: bool = True
    tie: Tie = Tie.FAILS

    def __post_init__(self) -> None:
        if not 0 < self.fraction <= 1:
            raise ThresholdIsOutOfRange(fraction=str(self.fraction))
        if self.strict and self.fraction == 1:
            raise ThresholdCannotBePassed
        if self.tie is Tie.CASTING_VOTE and not self.is_simple_majority:
            raise CastingVoteNeedsSimpleMajority

    @property
    def is_simple_majority(self) -> bool:
        """Whether this is: more yes than no."""
        return self.strict and self.fraction == Fraction(1, 2) and self.of is Base.VALID


SIMPLE_MAJORITY = Rule(fraction=Fraction(1, 2), of=Base.VALID, strict=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Eight numbers of one vote, in people or papers. Raises `Faults` that name every inconsistency at once."""

    eligible: int
    present: int
    cast: int
    yes: int
    no: int
    abstain: int = 0
    blank: int = 0
    spoilt: int = 0

    def __post_init__(self) -> None:
        if faults := [*self._negative(), *self._inconsistent()]:
            raise Faults(*faults)

    def _negative(self) -> list[Fault]:
        return [CountIsNegative(field=one.name) for one in fields(self) if getattr(self, one.name) < 0]

    def _inconsistent(self) -> list[Fault]:
        faults: list[Fault] = []
        together = self.yes + self.no + self.abstain + self.blank + self.spoilt
        if self.cast != together:
            faults.append(CastIsNotTheSum(cast=self.cast, sum=together))
        if self.cast > self.present:
            faults.append(MoreCastThanPresent(cast=self.cast, present=self.present))
        if self.present > self.eligible:
            faults.append(MorePresentThanEligible(present=self.present, eligible=self.eligible))
        return faults


def base_of(counts: Counts, rule: Rule) -> int:
    """How many people or papers the fraction is taken of."""
    if rule.of is Base.VALID:
        return counts.yes + counts.no
    if rule.of is Base.CAST:
        return counts.cast if rule.blanks_count else counts.cast - counts.blank - counts.spoilt
    return counts.present if rule.of is Base.PRESENT else counts.eligible
