"""Clauses on what is owed to the assembly afterwards: numbers 1, 11 to 14 and 18."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from folkmoot.core.contract.clause import Clause, Debtor, Gap, Kind, Pledge, fewer
from folkmoot.core.contract.spans import Span, months

NINETY_DAYS = Span(count=90)
A_YEAR = months(12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A public session with the members, due `after` the hand-over."""

    after: Span
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession(Clause):
    """Who else is bound: a new holder of an office takes over what it promised, with the clock as it stands."""

    name = "succession"
    number = 1
    binds: bool = True
    words: str = ""

    def gaps(self) -> Iterator[Gap]:
        if not self.binds:
            yield self.open("successors_not_bound")

    def loosened(self, later: Self) -> Iterator[str]:
        if self.binds and not later.binds:
            yield "binds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Clause):
    """When and how each office replies: to `each` recommendation by itself, with `reasons` where it says no (12)."""

    name = "reply"
    number = 11
    within: Span = NINETY_DAYS
    each: bool = True
    reasons: bool = True
    form: str = ""

    def gaps(self) -> Iterator[Gap]:
        if not self.form:
            yield self.open("reply_form_missing", required=True)
        if not self.each:
            yield self.open("reply_not_to_each")
        if not self.reasons:
            yield self.open("no_reasons_owed")
        if self.within.days > A_YEAR.days:
            yield self.open("reply_after_a_year")

    def pledges(self) -> Iterator[Pledge]:
        yield Pledge(kind=Kind.REPLY, name="reply", after=self.within)

    def loosened(self, later: Self) -> Iterator[str]:
        if later.within.days > self.within.days:
            yield "within"
        if self.each and not later.each:
            yield "each"
        if self.reasons and not later.reasons:
            yield "reasons"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sessions(Clause):
    """Public sessions in which the offices meet the members."""

    name = "sessions"
    number = 11
    held: tuple[Session, ...] = ()

    def gaps(self) -> Iterator[Gap]:
        if not self.held:
            yield self.open("no_public_session")

    def pledges(self) -> Iterator[Pledge]:
        for place, each in enumerate(self.held, start=1):
            yield Pledge(kind=Kind.SESSION, name=f"session/{place}", after=each.after, what=each.what)

    def loosened(self, later: Self) -> Iterator[str]:
        before, after = _ends(self.held), _ends(later.held)
        if len(after) < len(before) or any(new > old for old, new in zip(before, after, strict=False)):
            yield "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp(Clause):
    """Progress reports so many `months` after the hand-over, by whom they are prepared, and with what money."""

    name = "follow_up"
    number = 13
    months: tuple[int, ...] = ()
    body: str = ""
    budget: str = ""

    def gaps(self) -> Iterator[Gap]:
        if not self.months:
            yield self.open("no_report_dates")
        if not self.body:
            yield self.open("no_follow_up_body")

    def pledges(self) -> Iterator[Pledge]:
        for count in sorted(set(self.months)):
            yield Pledge(kind=Kind.REPORT, name=f"report/{count}", after=months(count), what=str(count))

    def loosened(self, later: Self) -> Iterator[str]:
        if fewer(self.months, later.months):
            yield "months"
        if self.body and not later.body:
            yield "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction(Clause):
    """The members' right to react: they rate the answers, at the latest `rating_within` after the hand-over."""

    name = "reaction"
    number = 14
    rating_within: Span | None = None
    words: str = ""

    def gaps(self) -> Iterator[Gap]:
        if self.rating_within is None:
            yield self.open("no_rating_round")

    def pledges(self) -> Iterator[Pledge]:
        if self.rating_within is not None:
            yield Pledge(kind=Kind.RATING, name="rating", after=self.rating_within, debtor=Debtor.SECRETARIAT)

    def loosened(self, later: Self) -> Iterator[str]:
        if self.rating_within and (later.rating_within is None or later.rating_within.days > self.rating_within.days):
            yield "rating_within"


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach(Clause):
    """What everybody sees if the promise is broken."""

    name = "breach"
    number = 18
    words: str = ""

    def gaps(self) -> Iterator[Gap]:
        if not self.words:
            yield self.open("breach_missing", required=True)


def _ends(held: tuple[Session, ...]) -> list[Fraction]:
    """When sessions are due, in order, in days."""
    return sorted(each.after.days for each in held)
