"""What a first draft can start from: a plain municipal contract, and six promises that were really made.

A precedent fills in the structure of its model (dates, sessions, routes, thresholds) and words in the assembly's
language. Where its model left something open, so does the precedent: the check says so. Sources:
`docs/spec/contract.md`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from folkmoot.core.contract.answers import Breach, FollowUp, Reaction, Reply, Session, Sessions, Succession
from folkmoot.core.contract.clauses import Clauses
from folkmoot.core.contract.conduct import DataRules, Independence, Payment, Publicity
from folkmoot.core.contract.mandate import (
    CarveOuts,
    Chooser,
    Influence,
    InfluenceLevel,
    OnDisagreement,
    Output,
    OutputForm,
    Route,
    RouteFor,
    Routes,
    Threshold,
)
from folkmoot.core.contract.spans import months
from folkmoot.core.tally.rules import Base


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedent:
    """One model: what it is called, what it promised and how that went, and how to write it down."""

    label: str | Promise
    about: str | Promise
    build: Callable[[], Clauses]


def start_from(precedent: str, language: str) -> Clauses:
    """The clauses of a precedent with words in `language`."""
    with translation.override(language):
        return PRECEDENTS[precedent].build()


def _municipal() -> Clauses:
    """What this site does anyway, and what a town can promise without asking anybody."""
    return Clauses(
        on_disagreement=OnDisagreement(
            words=gettext("We say why, in writing, to each recommendation that we do not follow.")
        ),
        threshold=Threshold(minority=gettext("A minority may write a statement that is printed beside the result.")),
        output=Output(
            form=OutputForm.MEASURES, help=gettext("The administration answers members' questions on law and cost.")
        ),
        routes=Routes(
            open_to=(RouteFor(route=Route.LEGISLATION, what=gettext("The council votes on it in a public meeting.")),),
            chosen_by=Chooser.OFFICES,
        ),
        reply=Reply(form=gettext("In writing, to each recommendation, on its public page.")),
        sessions=Sessions(
            held=(Session(after=months(4), what=gettext("The council answers the members in a public meeting.")),)
        ),
        follow_up=FollowUp(months=(6, 12, 24), body=gettext("The town clerk's office")),
        reaction=Reaction(rating_within=months(6)),
        publicity=Publicity(
            words=gettext(
                "Public: this contract, how members are drawn, agendas, the texts that are voted on, the results, the "
                "report and every reply. Not public: who said what at a table, and who voted how."
            )
        ),
        data_rules=DataRules(
            words=gettext(
                "In public, members are known by a pseudonym. Names and contacts are used for this assembly only, and "
                "erased after it."
            )
        ),
        payment=Payment(
            words=gettext(
                "Members are paid for each meeting, also for follow-up meetings. Travel and childcare are refunded."
            )
        ),
        independence=Independence(
            words=gettext(
                "Whoever runs the assembly works at arm's length from those who sign. They draw no members and change "
                "no texts."
            )
        ),
        succession=Succession(words=gettext("Elections and changes of office move no date.")),
        breach=Breach(words=gettext("Every day without a reply is counted in public, on the promise board.")),
    )


def _committees() -> Clauses:
    """Climate Assembly UK: six select committees, each of which owes an answer of its own."""
    return replace(
        _municipal(),
        influence=InfluenceLevel(level=Influence.CONSULT),
        threshold=Threshold(
            numerator=1,
            denominator=2,
            of=Base.VALID,
            strict=True,
            minority=gettext(
                "The whole table of results of every option is published, with the reasons on the papers."
            ),
        ),
        output=Output(form=OutputForm.PLAIN),
        routes=Routes(
            open_to=(RouteFor(route=Route.ADVICE, what=gettext("The committees put it to the government.")),),
            chosen_by=Chooser.BY_LAW,
        ),
        reply=Reply(
            within=months(6),
            form=gettext(
                "Each committee by itself, to each recommendation in its field: adopted, how and when; or why not."
            ),
        ),
        sessions=Sessions(
            held=(Session(after=months(9), what=gettext("The committees hear the minister in public.")),)
        ),
        follow_up=FollowUp(months=(12, 24), body=gettext("The committees' secretariats")),
        reaction=Reaction(),
    )


def _french() -> Clauses:
    """The French citizens' convention for the climate: to regulation, to parliament or to a referendum, unfiltered."""
    return replace(
        _municipal(),
        influence=InfluenceLevel(level=Influence.EMPOWER),
        on_disagreement=OnDisagreement(
            words=gettext("What the assembly recommends goes on its way as it stands, except what is excepted below.")
        ),
        threshold=replace(_municipal().threshold, numerator=1, denominator=2, of=Base.VALID, strict=True),
        output=Output(
            form=OutputForm.LEGAL_TEXT,
            help=gettext("A committee of jurists writes with the members what they decide, and decides nothing."),
        ),
        routes=Routes(
            open_to=(
                RouteFor(route=Route.REGULATION, what=gettext("What the government can enact by itself")),
                RouteFor(route=Route.LEGISLATION, what=gettext("What needs an act of parliament")),
                RouteFor(route=Route.REFERENDUM, what=gettext("What everybody should decide")),
            ),
            chosen_by=Chooser.ASSEMBLY,
        ),
        carve_outs=CarveOuts(at_most=0),
        reply=Reply(within=months(3), form=gettext("To each recommendation: which way it takes, and from when.")),
        sessions=Sessions(),
        follow_up=FollowUp(months=(6, 12, 24)),
        reaction=Reaction(
            rating_within=months(9),
            words=gettext("The members meet once more and mark each answer from 0 to 10. The marks are published."),
        ),
    )


def _ostbelgien() -> Clauses:
    """The decree of the German-speaking Community of Belgium: two public sessions, reasons, reports, a last session."""
    return replace(
        _municipal(),
        influence=InfluenceLevel(level=Influence.INVOLVE),
        threshold=Threshold(
            of=Base.ELIGIBLE,
            minority=gettext("Members look for consensus first. What a minority holds is attached."),
        ),
        reply=Reply(
            within=months(5),
            form=gettext(
                "Committee and minister write an opinion on each recommendation: whether it is carried out and how."
            ),
        ),
        sessions=Sessions(
            held=(
                Session(after=months(2), what=gettext("The members present their recommendations to the committee.")),
                Session(after=months(6), what=gettext("The committee discusses its written opinion with the members.")),
            )
        ),
        follow_up=FollowUp(months=(12,), body=gettext("The permanent citizens' council and its secretary")),
        reaction=Reaction(),
    )


def _brussels() -> Clauses:
    """The deliberative committees of the Brussels parliaments: 45 citizens, 15 members, an answer in 6 to 9 months."""
    return replace(
        _municipal(),
        influence=InfluenceLevel(level=Influence.COLLABORATE),
        threshold=Threshold(
            numerator=1,
            denominator=2,
            of=Base.VALID,
            strict=True,
            minority=gettext(
                "Citizens vote in secret and advise; elected members vote in public and say why where they differ."
            ),
        ),
        reply=Reply(
            within=months(9),
            form=gettext("A report on what became of each recommendation, with reasons, presented to the members."),
        ),
        sessions=Sessions(held=(Session(after=months(9), what=gettext("Public follow-up session with the members")),)),
        follow_up=FollowUp(months=(6, 9), body=gettext("The committee's secretariat in parliament")),
        reaction=Reaction(),
    )


def _climate() -> Clauses:
    """The Brussels climate assembly: the government reports after three months and again after a year."""
    return replace(
        _municipal(),
        reply=Reply(
            within=months(3), form=gettext("The government's opinion on each recommendation, each refusal in detail.")
        ),
        sessions=Sessions(),
        follow_up=FollowUp(months=(3, 12), body=gettext("A follow-up committee of former members")),
        reaction=Reaction(),
    )


def _handbook() -> Clauses:
    """What the guide of DemocracyNext asks for: a first report after three months, then one every six."""
    return replace(
        _municipal(),
        reply=Reply(
            within=months(3), form=gettext("What will be done and what will not, each with its justification.")
        ),
        follow_up=FollowUp(months=(3, 9, 15, 21, 27), body=gettext("A follow-up committee of former members")),
    )


PRECEDENTS: dict[str, Precedent] = {
    "municipal": Precedent(
        label=_("A municipal council"),
        about=_("A reply in 90 days, a public meeting, reports after 6, 12 and 24 months."),
        build=_municipal,
    ),
    "select-committees": Precedent(
        label=_("Several committees, one reply each (Climate Assembly UK)"),
        about=_(
            "Six select committees asked in 2019. Nobody had promised a date, and a point-by-point reply was refused: "
            "the government answered a year after the report. This model sets six months."
        ),
        build=_committees,
    ),
    "french-mandate": Precedent(
        label=_("Unfiltered, by three routes (France, 2019)"),
        about=_(
            "The President promised to pass the proposals on without a filter. No exception was declared, and then "
            "three were refused. Here exceptions are declared now, or there are none."
        ),
        build=_french,
    ),
    "ostbelgien": Precedent(
        label=_("Two public sessions (Ostbelgien, 2019)"),
        about=_(
            "By decree: the members present, committee and minister write an opinion on each recommendation, a second "
            "session discusses it, a year later a last one looks back. The months are ours: change them."
        ),
        build=_ostbelgien,
    ),
    "brussels-committee": Precedent(
        label=_("Citizens and elected members together (Brussels, 45 + 15)"),
        about=_("The report on what became of each recommendation is due after 6 to 9 months."),
        build=_brussels,
    ),
    "brussels-climate": Precedent(
        label=_("A standing assembly (Brussels climate assembly, 2023)"),
        about=_("The government reports after three months and after a year; each refusal has its reasons."),
        build=_climate,
    ),
    "democracynext": Precedent(
        label=_("Three months, then every six (DemocracyNext's guide)"),
        about=_("A first progress report after three months, then one every six, with a committee of former members."),
        build=_handbook,
    ),
}
