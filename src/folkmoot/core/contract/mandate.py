"""Clauses on what the assembly may work on, and how far its word goes: numbers 2 to 10."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Self

from folkmoot.core.contract.clause import Clause, Gap, fewer
from folkmoot.core.tally.rules import Base, Rule


class Influence(StrEnum):
    """How far the promise goes, from being heard to deciding: levels, not steps of a ladder."""

    INFORM = "inform"
    CONSULT = "consult"
    INVOLVE = "involve"
    COLLABORATE = "collaborate"
    EMPOWER = "empower"


LEVELS = tuple(Influence)


class Limit(StrEnum):
    """What kind of constraint binds the commissioners."""

    BUDGET = "budget"
    LAW = "law"
    COMPETENCE = "competence"
    OTHER = "other"


class Route(StrEnum):
    """The way that a recommendation takes to become real."""

    REGULATION = "regulation"
    LEGISLATION = "legislation"
    REFERENDUM = "referendum"
    BUDGET = "budget"
    ADVICE = "advice"


class Chooser(StrEnum):
    """Who chooses the route of a recommendation."""

    UNSAID = "unsaid"
    ASSEMBLY = "assembly"
    OFFICES = "offices"
    BY_LAW = "by-law"


class OutputForm(StrEnum):
    """In which form a recommendation is accepted."""

    UNSAID = "unsaid"
    PLAIN = "plain"
    MEASURES = "measures"
    LEGAL_TEXT = "legal-text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A date of the decision that the assembly feeds into."""

    on: date
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLevel:
    """One item for which the promise goes further, or less far, than for the rest."""

    item: str
    level: Influence
    on_disagreement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """Something that binds the commissioners, and where it is written."""

    limit: Limit
    what: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteFor:
    """A route that stands open, and for what."""

    route: Route
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar(Clause):
    """The decision's calendar: what happens to it, and when."""

    name = "calendar"
    number = 2
    milestones: tuple[Milestone, ...] = ()

    def gaps(self) -> Iterator[Gap]:
        if not self.milestones:
            yield self.open("calendar_unsaid")

    def loosened(self, later: Self) -> Iterator[str]:
        if fewer(self.milestones, later.milestones):
            yield "milestones"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Clause):
    """What the assembly is asked."""

    name = "question"
    number = 3
    words: str = ""

    def gaps(self) -> Iterator[Gap]:
        if not self.words:
            yield self.open("question_missing", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class InfluenceLevel(Clause):
    """How far the promise goes in general, and for single items."""

    name = "influence"
    number = 4
    level: Influence = Influence.COLLABORATE
    items: tuple[ItemLevel, ...] = ()

    def loosened(self, later: Self) -> Iterator[str]:
        if LEVELS.index(later.level) < LEVELS.index(self.level):
            yield "level"
        given = {each.item: each for each in later.items}
        if any(
            LEVELS.index(given[each.item].level if each.item in given else later.level) < LEVELS.index(each.level)
            for each in self.items
        ):
            yield "items"


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDisagreement(Clause):
    """What happens where the commissioners do not follow."""

    name = "on_disagreement"
    number = 4
    words: str = ""

    def gaps(self) -> Iterator[Gap]:
        if not self.words:
            yield self.open("on_disagreement_missing", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope(Clause):
    """What may be worked on, what is off the table, what is decided already."""

    name = "scope"
    number = 5
    in_scope: tuple[str, ...] = ()
    off_the_table: tuple[str, ...] = ()
    already_decided: tuple[str, ...] = ()

    def gaps(self) -> Iterator[Gap]:
        if not (self.in_scope or self.off_the_table or self.already_decided):
            yield self.open("scope_unsaid")

    def loosened(self, later: Self) -> Iterator[str]:
        if fewer(self.in_scope, later.in_scope):
            yield "in_scope"
        if fewer(later.off_the_table, self.off_the_table):
            yield "off_the_table"
        if fewer(later.already_decided, self.already_decided):
            yield "already_decided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints(Clause):
    """Budget, law and competence that bind the commissioners, with their sources."""

    name = "constraints"
    number = 6
    named: tuple[Constraint, ...] = ()

    def gaps(self) -> Iterator[Gap]:
        if not self.named:
            yield self.open("constraints_unsaid")
        elif not all(each.source for each in self.named):
            yield self.open("constraint_without_source")

    def loosened(self, later: Self) -> Iterator[str]:
        if fewer(later.named, self.named):
            yield "named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Routes(Clause):
    """Which ways stand open to a recommendation, and who chooses among them."""

    name = "routes"
    number = 7
    open_to: tuple[RouteFor, ...] = ()
    chosen_by: Chooser = Chooser.UNSAID

    def gaps(self) -> Iterator[Gap]:
        if not self.open_to:
            yield self.open("routes_unsaid")
        elif self.chosen_by is Chooser.UNSAID:
            yield self.open("route_chooser_unsaid")

    def loosened(self, later: Self) -> Iterator[str]:
        if fewer(tuple(each.route for each in self.open_to), tuple(each.route for each in later.open_to)):
            yield "open_to"
        if self.chosen_by is Chooser.ASSEMBLY and later.chosen_by is not Chooser.ASSEMBLY:
            yield "chosen_by"


@dataclass(frozen=True, slots=True, kw_only=True)
class CarveOuts(Clause):
    """What is excepted from the promise: declared in advance, and how many may be added later ("jokers")."""

    name = "carve_outs"
    number = 8
    declared: tuple[str, ...] = ()
    at_most: int | None = None

    def gaps(self) -> Iterator[Gap]:
        if self.at_most is None:
            yield self.open("carve_outs_unsaid")

    def loosened(self, later: Self) -> Iterator[str]:
        if fewer(later.declared, self.declared):
            yield "declared"
        if self.at_most is not None and (later.at_most is None or later.at_most > self.at_most):
            yield "at_most"


@dataclass(frozen=True, slots=True, kw_only=True)
class Output(Clause):
    """In which form a recommendation is accepted, and who helps to bring it there."""

    name = "output"
    number = 9
    form: OutputForm = OutputForm.UNSAID
    words: str = ""
    help: str = ""

    def gaps(self) -> Iterator[Gap]:
        if self.form is OutputForm.UNSAID:
            yield self.open("output_unsaid")
        elif self.form is OutputForm.LEGAL_TEXT and not self.help:
            yield self.open("legal_help_unsaid")

    def loosened(self, later: Self) -> Iterator[str]:
        order = tuple(OutputForm)
        if OutputForm.UNSAID is not self.form and order.index(later.form) > order.index(self.form):
            yield "form"
        if self.help and not later.help:
            yield "help"


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold(Clause):
    """What a recommendation needs to be adopted, and what a minority may say beside it.

    Yes votes must reach `numerator / denominator` of `of`, or exceed it where `strict`; `blanks_count` says whether
    blank papers are among the ballots cast. The fraction is above 0 and at most 1.
    """

    name = "threshold"
    number = 10
    numerator: int = 4
    denominator: int = 5
    of: Base = Base.CAST
    strict: bool = False
    blanks_count: bool = True
    minority: str = ""

    @property
    def rule(self) -> Rule:
        """The threshold as the tally takes it."""
        fraction = Fraction(self.numerator, self.denominator)
        return Rule(fraction=fraction, of=self.of, strict=self.strict, blanks_count=self.blanks_count)

    def gaps(self) -> Iterator[Gap]:
        if not self.minority:
            yield self.open("minority_unsaid")

    def loosened(self, later: Self) -> Iterator[str]:
        if (later.rule.fraction, later.strict) > (self.rule.fraction, self.strict):
            yield "numerator"
        if self.minority and not later.minority:
            yield "minority"
