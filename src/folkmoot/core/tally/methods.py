"""The rules by which ballots are counted, as data: what a rule file says, with every choice filled in.

Each rule has a `method`, its name in a rule file, and a `kind`, the ballots that it counts.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar, TypeAlias

from folkmoot.core.faults import Fault
from folkmoot.core.tally.budget_rules import EqualShares, Greedy
from folkmoot.core.tally.profiles import Kind
from folkmoot.core.tally.rules import SIMPLE_MAJORITY, Rule
from folkmoot.core.tally.ties import TieBreak


class RuleDecidesNothing(Fault):
    """A rule of the `method` has neither seats nor a threshold, so nothing follows from its count."""


class ScaleTooShort(Fault):
    """A scale needs at least two grades, all different; `scale` has not."""


class GradesOutOfScale(Fault):
    """`field` speaks of `found` grades; the scale has `grades`, and at least one must be left on the other side."""


class Silence(StrEnum):
    """What it means that a ballot gives no grade to an option. LEFT_OUT: it does not count for this option · LOWEST: it
    counts as the lowest grade.
    """

    LEFT_OUT = "left-out"
    LOWEST = "lowest"


class Unranked(StrEnum):
    """What options get from a ballot that does not place them. NOTHING: no points · SHARED: the points of the places
    left over, in equal parts.
    """

    NOTHING = "nothing"
    SHARED = "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Grades, worst first, each with what it is worth. Raises `ScaleTooShort`."""

    grades: tuple[str, ...]
    values: tuple[Fraction, ...]

    def __post_init__(self) -> None:
        if len(set(self.grades)) < 2 or len(set(self.grades)) < len(self.grades):
            raise ScaleTooShort(scale=self.grades)


@dataclass(frozen=True, slots=True, kw_only=True)
class Majority:
    """Yes or no on each item, held against a `threshold`. `blocks` name items that one question decides together."""

    method: ClassVar[str] = "yes-no"
    kind: ClassVar[Kind] = Kind.CHOICES
    threshold: Rule = SIMPLE_MAJORITY
    blocks: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chambers:
    """Yes or no on each item in several components, each with its own threshold; all of them must adopt it."""

    method: ClassVar[str] = "components"
    kind: ClassVar[Kind] = Kind.CHAMBERS
    components: tuple[tuple[str, Rule], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalVote:
    """Mark all that you accept: who reaches the `threshold` and is among the best `seats`. Raises
    `RuleDecidesNothing` where both are missing.
    """

    method: ClassVar[str] = "approval"
    kind: ClassVar[Kind] = Kind.APPROVAL
    seats: int | None = None
    threshold: Rule | None = None
    ties: tuple[TieBreak, ...] = (TieBreak.LOT,)

    def __post_init__(self) -> None:
        if self.seats is None and self.threshold is None:
            raise RuleDecidesNothing(method=self.method)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The best `seats` by mean grade, or all whose mean is at least `least`. Raises `RuleDecidesNothing`."""

    method: ClassVar[str] = "score"
    kind: ClassVar[Kind] = Kind.GRADES
    scale: Scale
    silent: Silence = Silence.LEFT_OUT
    seats: int | None = None
    least: Fraction | None = None
    ties: tuple[TieBreak, ...] = (TieBreak.LOT,)

    def __post_init__(self) -> None:
        if self.seats is None and self.least is None:
            raise RuleDecidesNothing(method=self.method)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far do you agree? The `agree` highest grades count as yes against the `threshold`, all others as no."""

    method: ClassVar[str] = "agreement"
    kind: ClassVar[Kind] = Kind.GRADES
    scale: Scale
    agree: int
    threshold: Rule

    def __post_init__(self) -> None:
        check_split("agree", self.agree, self.scale)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consensus:
    """Can you live with it? An option has consensus where at most `objections` ballots give it one of the `objecting`
    lowest grades and somebody supports it; where it has not, the threshold `otherwise` decides, if there is one: the
    `agree` highest grades are yes.
    """

    method: ClassVar[str] = "consensus"
    kind: ClassVar[Kind] = Kind.GRADES
    scale: Scale
    objecting: int = 1
    objections: int = 0
    agree: int = 2
    otherwise: Rule | None = None

    def __post_init__(self) -> None:
        check_split("objecting", self.objecting, self.scale)
        check_split("agree", self.agree, self.scale)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Majority judgement: the best `seats` by median grade, ties by the medians that follow (Balinski and Laraki)."""

    method: ClassVar[str] = "majority-judgement"
    kind: ClassVar[Kind] = Kind.GRADES
    scale: Scale
    silent: Silence = Silence.LOWEST
    seats: int = 1
    ties: tuple[TieBreak, ...] = (TieBreak.LOT,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plurality:
    """Most first places; the Borda and pairwise tables are published beside."""

    method: ClassVar[str] = "plurality"
    kind: ClassVar[Kind] = Kind.RANKING
    unranked: Unranked = Unranked.NOTHING
    seats: int = 1
    ties: tuple[TieBreak, ...] = (TieBreak.LOT,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Borda:
    """Points by place: of m options the first gets m - 1, the last 0."""

    method: ClassVar[str] = "borda"
    kind: ClassVar[Kind] = Kind.RANKING
    unranked: Unranked = Unranked.NOTHING
    seats: int = 1
    ties: tuple[TieBreak, ...] = (TieBreak.LOT,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condorcet:
    """Who beats every other one to one; where nobody does, whom the strongest beat paths lead to (Schulze)."""

    method: ClassVar[str] = "condorcet"
    kind: ClassVar[Kind] = Kind.RANKING
    unranked: Unranked = Unranked.NOTHING
    seats: int = 1
    ties: tuple[TieBreak, ...] = (TieBreak.LOT,)


class Quota(StrEnum):
    """How many votes are enough for a seat. DROOP: valid / (seats + 1), rounded down, and one more · HARE: valid /
    seats.
    """

    DROOP = "droop"
    HARE = "hare"


class Surplus(StrEnum):
    """What an elected option passes on. WEIGHTED: all its papers, each worth a part · LAST_PARCEL: as many whole papers
    of those that came last as it has too many.
    """

    WEIGHTED = "weighted"
    LAST_PARCEL = "last-parcel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stv:
    """The single transferable vote. Worths are cut after `decimals` (None: exact); with `defers`, a surplus that could
    change nothing waits.
    """

    method: ClassVar[str] = "stv"
    kind: ClassVar[Kind] = Kind.RANKING
    seats: int = 1
    quota: Quota = Quota.DROOP
    surplus: Surplus = Surplus.WEIGHTED
    decimals: int | None = None
    defers: bool = False
    ties: tuple[TieBreak, ...] = (TieBreak.LATEST, TieBreak.LOT)


Method: TypeAlias = (
    Majority
    | Chambers
    | ApprovalVote
    | Score
    | Agreement
    | Consensus
    | Judgement
    | Plurality
    | Borda
    | Condorcet
    | EqualShares
    | Greedy
    | Stv
)
METHODS: tuple[type[Method], ...] = (
    Majority,
    Chambers,
    ApprovalVote,
    Score,
    Agreement,
    Consensus,
    Judgement,
    Plurality,
    Borda,
    Condorcet,
    EqualShares,
    Greedy,
    Stv,
)


def check_split(field: str, found: int, scale: Scale) -> None:
    """Raise `GradesOutOfScale` unless `found` grades leave at least one on either side."""
    if not 0 < found < len(scale.grades):
        raise GradesOutOfScale(field=field, found=found, grades=len(scale.grades))
