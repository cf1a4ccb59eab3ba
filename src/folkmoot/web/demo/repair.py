"""Kvistby: the assembly has voted and handed over; the replies are owed, some came, some are late by the clock."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, sitting
from folkmoot.core.contract.answers import Breach, Reply
from folkmoot.core.contract.clauses import Clauses
from folkmoot.core.contract.conduct import DataRules, Publicity
from folkmoot.core.contract.mandate import Influence, InfluenceLevel, OnDisagreement, Question, Scope, Threshold
from folkmoot.core.contract.spans import Span
from folkmoot.core.tally.rules import Base
from folkmoot.stages.ballots import actions as ballots
from folkmoot.stages.deliberation import actions as deliberation
from folkmoot.stages.deliberation.actions import Words
from folkmoot.stages.meetings.queries import Meeting
from folkmoot.stages.recommendations import actions as recommendations
from folkmoot.stages.recommendations.queries import document, fingerprint
from folkmoot.web.demo.acts import (
    Plan,
    attend,
    convene,
    draw_with_member,
    fill_pool,
    gather,
    meet,
    name_commissioners,
    promise,
    publish_lottery,
)
from folkmoot.web.demo.answers import answer
from folkmoot.web.demo.cast import Cast, day, pool, statements, targets

SLUG = "kvistby-repair"
DISTRICTS = {
    "Havnen": "Torvet",
    "Nordstrand": "Skovkanten",
    "Lyngbakke": "Bakkegård",
    "Mølleby": "Kvistholm",
    "Østervang": "Enghave",
    "Engholm": "Åparken",
    "Søndermark": "Stationen",
    "Kirkeby": "Præstemark",
    "Fjordgade": "Teglværket",
    "Vestermose": "Mosede",
}


def story(cast: Cast, now: datetime) -> Iterator[datetime]:
    """From the question to the silence: the hand-over was 101 days ago, replies were due after 90."""
    yield day(now, -300)
    plan = Plan(
        slug=SLUG,
        title="Kvistby Repair Assembly",
        place="Kvistby",
        summary="Thirty people drawn by lot asked how Kvistby can throw away half as much. They voted in secret and handed "
        "over what they want. Now the town owes replies.",
        seats=30,
        decision="Waste plan for the next twelve years",
        decision_owner="Kvistby town council",
        decision_on=(now + timedelta(days=60)).date(),
        mayor="Mayor of Kvistby",
        second_office=("waste-company", "Board of the Kvistby waste company", "Torben Riis"),
    )
    assembly = convene(cast, plan)
    name_commissioners(cast, assembly, plan)
    yield from promise(cast, assembly, _clauses(), day(now, -295))
    yield day(now, -240)
    district = {"districts": DISTRICTS}
    fill_pool(
        cast, assembly, targets=targets("harbour", **district), pool=pool("harbour", **district, member=cast.member)
    )
    published = publish_lottery(cast, assembly)
    yield day(now, -233, 17)
    draw_with_member(cast, published)
    yield day(now, -220)
    meeting = meet(
        cast,
        assembly,
        title="Last day: texts and ballot",
        starts=day(now, -115, 8),
        place="Kvistby school, great hall",
        agenda=[(60, "The texts read aloud"), (60, "Can you live with it?"), (90, "Secret ballot"), (30, "Result")],
    )
    yield day(now, -200)
    gather(cast, assembly, statements()[:24])
    yield day(now, -130)
    _freeze(cast, assembly)
    yield day(now, -115, 9)
    present = len(attend(cast, meeting, missing=3))
    yield from _vote(cast, assembly, meeting, present, day(now, -115, 12))
    yield day(now, -101, 16)
    recommendations.write_foreword(by=cast.organiser, assembly=assembly, foreword=FOREWORD)
    _sign_off(cast, assembly)
    recommendations.hand_over_report(
        by=cast.organiser, assembly=assembly, on=day(now, -101).date(), place="Kvistby town hall"
    )
    yield from answer(cast, assembly, now)


def _clauses() -> Clauses:
    return Clauses(
        question=Question(
            words="How can Kvistby throw away half as much within five years, without anybody being worse off?"
        ),
        influence=InfluenceLevel(level=Influence.COLLABORATE),
        on_disagreement=OnDisagreement(
            words="The town says why, to each recommendation, in a meeting that everybody can attend."
        ),
        scope=Scope(off_the_table=("The contract with the incinerator until 2029.",)),
        threshold=Threshold(numerator=2, denominator=3, of=Base.CAST),
        reply=Reply(within=Span(count=90), form="In writing to each recommendation, by each of the two who asked."),
        publicity=Publicity(words="Everything but the tables is public."),
        data_rules=DataRules(words="Members are known by a pseudonym unless they choose otherwise."),
        breach=Breach(words="Every day of silence is counted on this page, in red."),
    )


def _freeze(cast: Cast, assembly: Assembly) -> None:
    drafts = [
        deliberation.write_draft(by=cast.facilitator, assembly=assembly, words=words, table=table, sources=sources)
        for table, words, sources in TEXTS
    ]
    deliberation.freeze_texts(by=cast.organiser, assembly=assembly, drafts=drafts)


def _vote(cast: Cast, assembly: Assembly, meeting: Meeting, present: int, moment: datetime) -> Iterator[datetime]:
    """A ballot on paper: two counters enter the same numbers, each for herself."""
    yield moment
    opened = ballots.open_ballot(by=cast.organiser, assembly=assembly, meeting=meeting, on_device=False)
    yield moment + timedelta(hours=1)
    counts = {number: _count(present, no) for number, no in enumerate(NOES, start=1)}
    for counter in (cast.facilitator, cast.witness):
        _enter(counter, opened, present, counts)
    ballots.close_ballot(by=cast.organiser, ballot=opened.ballot)
    yield moment + timedelta(days=2)
    ballots.file_statement(by=cast.member, ballot=opened.ballot, number=2, text=MINORITY)


def _enter(counter: Person, opened: ballots.Opened, present: int, counts: dict[int, dict[str, int]]) -> None:
    ballots.enter_paper_count(by=counter, ballot=opened.ballot, papers=present, counts=counts)


def _count(papers: int, no: int) -> dict[str, int]:
    return {"yes": papers - no - 1, "no": no, "abstain": 1, "blank": 0, "spoilt": 0}


def _sign_off(cast: Cast, assembly: Assembly) -> None:
    """All but two members say that the report says what was decided."""
    sha256 = fingerprint(document(assembly))
    for term in list(sitting(assembly.body))[2:]:
        recommendations.enter_sign_off(
            by=cast.facilitator, assembly=assembly, pseudonym=term.membership.pseudonym, sha256=sha256
        )


# How many of the papers said no, to text 1, 2, 3 …
NOES = (1, 8, 3, 2, 14, 4)
MINORITY = (
    "We are for lending, not against it. We voted no because the library is closed on the days when people need a drill. "
    "Begin with the recycling yard, which is open on Sundays."
)
FOREWORD = (
    "We are thirty people who did not know each other. We did not agree on everything, and where we did not, you find it "
    "written down. **What we ask for here, at least two thirds of us want.** We know that you promised an answer to each."
)
TEXTS = (
    (
        "Table 1",
        Words(
            title="A repair house at the recycling yard",
            text="The town opens a repair house at the recycling yard, with a workshop for everybody and a shop for what was "
            "mended, before the end of next year.",
            why="Half of what is thrown away there still works or nearly does.",
        ),
        (1, 4, 9),
    ),
    (
        "Table 4",
        Words(
            title="The library lends things",
            text="The library lends tools, sewing machines and party dishes, free of charge.",
            why="Many things are used twice a year.",
        ),
        (9,),
    ),
    (
        "Table 2",
        Words(
            title="The town buys what can be mended",
            text="In every purchase above 10,000 the town asks for spare parts for at least ten years.",
            why="The town can do at once what it asks of others.",
        ),
        (2, 3),
    ),
    (
        "Table 2",
        Words(
            title="Reusable dishes at every public event",
            text="Whoever uses public ground for an event serves food and drink in dishes that come back.",
            why="One town festival fills two lorries.",
        ),
        (17, 19),
    ),
    (
        "Table 5",
        Words(
            title="A fee on advertising leaflets",
            text="The town takes a fee for every advertising leaflet that is put into letter boxes.",
            why="Forty kilos a household a year. Concern: whether the law allows it.",
        ),
        (13,),
    ),
    (
        "Table 3",
        Words(
            title="Say what became of it",
            text="The waste company publishes every quarter what was mended, lent, recycled and burnt, in tonnes.",
            why="We want to see whether it works.",
        ),
        (23,),
    ),
)
