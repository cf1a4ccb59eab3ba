"""Rules of budget votes as data; `methods` has the others. `docs/spec/budgets.md` says what each choice means."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar

from folkmoot.core.tally.profiles import Kind
from folkmoot.core.tally.ties import TieBreak


class Satisfaction(StrEnum):
    """What a voter has of a project that she supports. COST: the money spent on it · CARDINALITY: one, whatever it
    costs · POINTS: the points that she gave it.
    """

    COST = "cost"
    CARDINALITY = "cardinality"
    POINTS = "points"


class Completion(StrEnum):
    """How the rest of a budget is used. ADD1: every share is raised by a step while what is bought fits · UTILITARIAN:
    the best supported projects that fit.
    """

    ADD1 = "add1"
    UTILITARIAN = "utilitarian"


class Endowment(StrEnum):
    """Everybody's share of the budget at the start. EXACT: as a fraction · WHOLE: rounded down to whole units."""

    EXACT = "exact"
    WHOLE = "whole"


class Stop(StrEnum):
    """When shares are no longer raised. OVERSPENT: once more would cost too much · EXHAUSTED: or, before that, no
    project fits any more.
    """

    OVERSPENT = "overspent"
    EXHAUSTED = "exhausted"


class Sharers(StrEnum):
    """Who has a share of the budget. CAST: everybody who cast a ballot · VALID: who said something on it."""

    CAST = "cast"
    VALID = "valid"


class Comparison(StrEnum):
    """Whether the outcome must be liked at least as well as the greedy one. NONE · SATISFACTION: by as many voters
    counting the winners that each supports · EXCLUSION: counting whether she supports any.
    """

    NONE = "none"
    SATISFACTION = "satisfaction"
    EXCLUSION = "exclusion-ratio"


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualShares:
    """The Method of Equal Shares: everybody has the same share of the budget and pays for what she supports."""

    method: ClassVar[str] = "equal-shares"
    satisfaction: Satisfaction = Satisfaction.COST
    completion: tuple[Completion, ...] = ()
    endowment: Endowment = Endowment.EXACT
    step: Fraction = Fraction(1)
    stop: Stop = Stop.OVERSPENT
    voters: Sharers = Sharers.CAST
    compare: Comparison = Comparison.NONE
    ties: tuple[TieBreak, ...] = (TieBreak.LOT,)

    @property
    def kind(self) -> Kind:
        """Points are counted from ballots with points."""
        return Kind.POINTS if self.satisfaction is Satisfaction.POINTS else Kind.APPROVAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Greedy:
    """The best supported projects that fit into the budget, with at least `least_votes`; `skips` goes on with smaller
    ones where one does not fit.
    """

    method: ClassVar[str] = "greedy"
    satisfaction: Satisfaction = Satisfaction.COST
    least_votes: int = 1
    skips: bool = True
    ties: tuple[TieBreak, ...] = (TieBreak.LOT,)

    @property
    def kind(self) -> Kind:
        """Points are counted from ballots with points."""
        return Kind.POINTS if self.satisfaction is Satisfaction.POINTS else Kind.APPROVAL
