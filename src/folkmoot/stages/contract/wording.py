"""A contract in words: each clause as lines that page, paper and screen reader all show."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.core.contract.clause import Gap, Kind, Pledge
from folkmoot.core.contract.clauses import Clauses
from folkmoot.core.contract.mandate import Chooser, OutputForm
from folkmoot.core.contract.spans import Span, Unit
from folkmoot.messages.contract import GAPS
from folkmoot.stages.contract.labels import (
    BASE_LABELS,
    CHOOSER_LABELS,
    FIELDS,
    INFLUENCE_LABELS,
    LIMIT_LABELS,
    OUTPUT_LABELS,
    ROUTE_LABELS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing that a contract says: of which clause, under which heading; `text` is one text with its `key`.

    A text that has a `key` may stand in other languages too; `lines` are several things in the original.
    """

    clause: str
    label: str | Promise
    text: str = ""
    key: str = ""
    lines: tuple[str, ...] = ()


def told(clauses: Clauses) -> list[Told]:
    """Everything that a contract says, in the order in which it is read; the question stands above it."""
    return [each for part in _PARTS for each in part(clauses)]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPoint:
    """One thing that a contract leaves open, and how that went elsewhere, with its source."""

    said: str
    elsewhere: str


def open_points(gaps: Iterable[Gap]) -> list[OpenPoint]:
    """Gaps in words."""
    found = (GAPS[gap.code] for gap in gaps)
    return [OpenPoint(said=_(said), elsewhere=_(elsewhere) if elsewhere else "") for said, elsewhere in found]


def within(span: Span) -> str:
    """A span after the hand-over, in words."""
    if span.unit is Unit.MONTHS:
        words = ngettext(
            "Within %(n)d month after the hand-over", "Within %(n)d months after the hand-over", span.count
        )
    else:
        words = ngettext("Within %(n)d day after the hand-over", "Within %(n)d days after the hand-over", span.count)
    return words % {"n": span.count}


def pledge_in_words(pledge: Pledge) -> str:
    """What is owed by a promise other than a reply, in words."""
    if pledge.kind is Kind.SESSION:
        return _("A public session: %(what)s") % {"what": pledge.what}
    if pledge.kind is Kind.REPORT:
        count = int(pledge.what)
        return ngettext(
            "A progress report %(n)d month after the hand-over",
            "A progress report %(n)d months after the hand-over",
            count,
        ) % {"n": count}
    return _("A round in which members rate the answers")


def length(span: Span) -> str:
    """A span in words."""
    if span.unit is Unit.MONTHS:
        return ngettext("%(n)d month", "%(n)d months", span.count) % {"n": span.count}
    return ngettext("%(n)d day", "%(n)d days", span.count) % {"n": span.count}


def share(clauses: Clauses) -> str:
    """The threshold in words."""
    found = clauses.threshold
    start = _("More than") if found.strict else _("At least")
    return f"{start} {found.numerator}/{found.denominator} {BASE_LABELS[found.of]}"


def _with(*parts: str) -> str:
    return ": ".join(part for part in parts if part)


def _text(clause: str, label: str | Promise, text: str, key: str = "") -> Iterator[Told]:
    if text:
        yield Told(clause=clause, label=label, text=text, key=key or clause)


def _lines(clause: str, field: str, lines: tuple[str, ...], *, empty: str = "") -> Iterator[Told]:
    if lines:
        yield Told(clause=clause, label=FIELDS[field][0], lines=lines)
    elif empty:
        yield Told(clause=clause, label=FIELDS[field][0], lines=(empty,))


def _influence(found: Clauses) -> Iterator[Told]:
    level = str(INFLUENCE_LABELS[found.influence.level])
    items = tuple(
        _with(each.item, str(INFLUENCE_LABELS[each.level]))
        + (f" ({each.on_disagreement})" if each.on_disagreement else "")
        for each in found.influence.items
    )
    yield Told(clause="influence", label=FIELDS["influence.level"][0], lines=(level, *items))
    yield from _text("on_disagreement", _("If we disagree"), found.on_disagreement.words)


def _mandate(found: Clauses) -> Iterator[Told]:
    yield from _lines("scope", "scope.in_scope", found.scope.in_scope)
    yield from _lines("scope", "scope.off_the_table", found.scope.off_the_table, empty=_("Nothing is off the table."))
    yield from _lines("scope", "scope.already_decided", found.scope.already_decided)
    bound = tuple(
        _with(str(LIMIT_LABELS[each.limit]), each.what) + (f" ({each.source})" if each.source else "")
        for each in found.constraints.named
    )
    yield from _lines("constraints", "constraints.named", bound)
    dates = tuple(_with(date_format(each.on), each.what) for each in found.calendar.milestones)
    yield from _lines("calendar", "calendar.milestones", dates)


def _results(found: Clauses) -> Iterator[Told]:
    if found.output.form is not OutputForm.UNSAID:
        lines = (str(OUTPUT_LABELS[found.output.form]), found.output.words, found.output.help)
        yield Told(clause="output", label=FIELDS["output.form"][0], lines=tuple(filter(None, lines)))
    routes = tuple(
        str(ROUTE_LABELS[each.route]) + (f" ({each.what})" if each.what else "") for each in found.routes.open_to
    )
    yield from _lines("routes", "routes.open_to", routes)
    if routes and found.routes.chosen_by is not Chooser.UNSAID:
        yield from _lines("routes", "routes.chosen_by", (str(CHOOSER_LABELS[found.routes.chosen_by]),))
    yield from _lines("carve_outs", "carve_outs.declared", found.carve_outs.declared)
    if found.carve_outs.at_most is not None:
        yield from _lines("carve_outs", "carve_outs.at_most", (_at_most(found.carve_outs.at_most),))
    needs = tuple(filter(None, (share(found), found.threshold.minority)))
    yield Told(clause="threshold", label=_("What a recommendation needs"), lines=needs)


def _at_most(number: int) -> str:
    if number == 0:
        return _("None.")
    return ngettext("%(n)d at most, each named in public.", "%(n)d at most, each named in public.", number) % {
        "n": number
    }


def _answers(found: Clauses) -> Iterator[Told]:
    reply = found.reply
    each = _("To each recommendation by itself") if reply.each else _("To the report as a whole")
    reasons = _("With reasons wherever the reply is no") if reply.reasons else ""
    lines = tuple(filter(None, (within(reply.within), each, reasons)))
    yield Told(clause="reply", label=_("When we reply"), lines=lines)
    yield from _text("reply", _("How we reply"), reply.form, "reply_form")
    sessions = tuple(_with(within(each.after), each.what) for each in found.sessions.held)
    yield from _lines("sessions", "sessions.held", sessions)
    reports = (_months(found.follow_up.months), found.follow_up.body, found.follow_up.budget)
    if found.follow_up.months or found.follow_up.body:
        yield Told(clause="follow_up", label=_("Progress reports"), lines=tuple(filter(None, reports)))
    rating = within(found.reaction.rating_within) if found.reaction.rating_within else ""
    if rating or found.reaction.words:
        lines = tuple(filter(None, (rating, found.reaction.words)))
        yield Told(clause="reaction", label=_("Members rate the answers"), lines=lines)


def _months(counts: tuple[int, ...]) -> str:
    if not counts:
        return ""
    return _("%(months)s months after the hand-over") % {"months": ", ".join(str(each) for each in sorted(counts))}


def _conduct(found: Clauses) -> Iterator[Told]:
    yield from _text("publicity", _("What is public"), found.publicity.words)
    yield from _text("data_rules", _("Personal data"), found.data_rules.words)
    yield from _text("payment", _("Payment and help"), found.payment.words)
    yield from _text("independence", _("Independence"), found.independence.words)
    heirs = _("A new holder of an office takes over its promise and its clock.") if found.succession.binds else ""
    lines = tuple(filter(None, (heirs, found.succession.words)))
    if lines:
        yield Told(clause="succession", label=_("Whoever comes after us"), lines=lines)
    yield from _text("breach", _("If we break this promise"), found.breach.words)


_PARTS: tuple[Callable[[Clauses], Iterator[Told]], ...] = (_influence, _mandate, _results, _answers, _conduct)
