"""Lindwerder: forty members have met twice, real statements lie on the table, drafts are growing."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from folkmoot.commons.assemblies.actions import grant_role
from folkmoot.commons.assemblies.queries import Assembly, sitting
from folkmoot.core.contract.answers import Breach, Reply
from folkmoot.core.contract.clauses import Clauses
from folkmoot.core.contract.conduct import DataRules, Publicity
from folkmoot.core.contract.mandate import Influence, InfluenceLevel, OnDisagreement, Question, Scope, Threshold
from folkmoot.core.contract.spans import Span
from folkmoot.core.tally.rules import Base
from folkmoot.manifest import Role
from folkmoot.stages.deliberation import actions as deliberation
from folkmoot.stages.deliberation.actions import Words
from folkmoot.stages.lottery import actions as lottery
from folkmoot.stages.lottery.queries import callees, not_selected, respondents
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
from folkmoot.web.demo.cast import Cast, day, pool, statements, targets

SLUG = "lindwerder-climate"


def story(cast: Cast, now: datetime) -> Iterator[datetime]:
    """From the question to the third meeting, which is next week."""
    yield day(now, -120)
    plan = Plan(
        slug=SLUG,
        title="Lindwerder Climate Council",
        place="Lindwerder",
        summary="How a town makes, buys, mends and throws away things is a third of its carbon. Forty people drawn by lot work "
        "out what Lindwerder can change by itself.",
        seats=40,
        decision="Climate plan 2030, chapter on production and consumption",
        decision_owner="City council of Lindwerder",
        decision_on=(now + timedelta(days=150)).date(),
        mayor="Mayor of Lindwerder",
        second_office=("environment", "Head of the environment office", "Doris Kainz"),
    )
    assembly = convene(cast, plan)
    name_commissioners(cast, assembly, plan)
    yield from promise(cast, assembly, _clauses(), day(now, -115))
    yield day(now, -70)
    fill_pool(cast, assembly, targets=targets("council"), pool=pool("council", member=cast.member))
    published = publish_lottery(cast, assembly)
    yield day(now, -63, 17)
    draw_with_member(cast, published)
    yield day(now, -58)
    _somebody_leaves(cast, assembly)
    yield from _first_meetings(cast, assembly, now)
    yield from _fill_seats(cast, assembly, now)
    yield day(now, -9)
    _write_drafts(cast, assembly)
    meet(
        cast,
        assembly,
        title="Third day: from drafts to texts",
        starts=day(now, 8, 8),
        place="Lindwerder, old weaving mill, hall 2",
        agenda=[
            (30, "What your input changed since the last day"),
            (150, "Peer review between tables"),
            (120, "Texts in plenary"),
        ],
    )


def _clauses() -> Clauses:
    return Clauses(
        question=Question(
            words="What can Lindwerder change in the way we make, buy, use and mend things, so that the town is climate neutral by 2040?"
        ),
        influence=InfluenceLevel(level=Influence.INVOLVE),
        on_disagreement=OnDisagreement(
            words="Each office says in writing, to each recommendation, what it will do, and if not, why not."
        ),
        scope=Scope(off_the_table=("National taxes: the city cannot set them. It can ask for them in its own name.",)),
        threshold=Threshold(numerator=4, denominator=5, of=Base.CAST),
        reply=Reply(
            within=Span(count=120), form="In writing, each office by itself, and at a public session with the members."
        ),
        publicity=Publicity(
            words="Talks, documents and minutes are public at once. Drafts are public while they grow."
        ),
        data_rules=DataRules(words="Members are known by a pseudonym unless they choose otherwise."),
        breach=Breach(words="Every day of silence is counted on this page."),
    )


def _somebody_leaves(cast: Cast, assembly: Assembly) -> None:
    """Somebody moves away whose like is still in the pool: the seat can be filled."""
    pool = [each.features for each in not_selected(assembly)]
    names = [term.membership.pseudonym for term in sitting(assembly.body).exclude(membership__person=cast.member)]
    leaver = next(each for each in respondents(assembly).filter(pseudonym__in=names) if each.features in pool)
    lottery.leave_seat(by=cast.operator, respondent=leaver, reason="Moves to another town")


def _fill_seats(cast: Cast, assembly: Assembly, now: datetime) -> Iterator[datetime]:
    """Two seats are filled by lot, one after the other: nobody answered the telephone, and one is not called yet."""
    grant_role(by=cast.organiser, assembly=assembly, person=cast.clerk, role=Role.CALLER)
    yield from _one_more(cast, assembly, day(now, -15), "41")
    yield day(now, -13, 17)
    for callee in callees(assembly):
        respondent = respondents(assembly).get(pseudonym=callee.pseudonym)
        lottery.record_call(by=cast.clerk, respondent=respondent, outcome="nobody", note="Try after six")
    _somebody_leaves(cast, assembly)
    yield from _one_more(cast, assembly, day(now, -12), "87")


def _one_more(cast: Cast, assembly: Assembly, moment: datetime, balls: str) -> Iterator[datetime]:
    yield moment
    started = lottery.start_replacement(by=cast.operator, assembly=assembly, panels=100)
    published = lottery.publish_lottery(by=cast.operator, lottery=lottery.compute_lottery(lottery=started))
    yield moment + timedelta(hours=7)
    oath = lottery.Oath(agrees=True)
    lottery.read_chance(by=cast.operator, lottery=published, shown=balls, witness=False)
    lottery.read_chance(by=cast.witness, lottery=published, shown=balls, witness=True, oath=oath)


def _first_meetings(cast: Cast, assembly: Assembly, now: datetime) -> Iterator[datetime]:
    place = "Lindwerder, old weaving mill, hall 2"
    first = meet(
        cast,
        assembly,
        title="First day: getting to know each other and the matter",
        starts=day(now, -45, 8),
        place=place,
        agenda=[
            (60, "Welcome, and what was promised to you"),
            (120, "Where the carbon is"),
            (120, "Questions to the experts"),
        ],
    )
    yield day(now, -45, 15)
    attend(cast, first, missing=2)
    yield day(now, -40)
    gather(cast, assembly, statements())
    yield day(now, -31)
    second = meet(
        cast,
        assembly,
        title="Second day: what unites us",
        starts=day(now, -17, 8),
        place=place,
        agenda=[(90, "Speed dialogue with experts"), (150, "Statements that unite"), (60, "First drafts")],
    )
    yield day(now, -17, 15)
    attend(cast, second, missing=4)


def _write_drafts(cast: Cast, assembly: Assembly) -> None:
    for table, words, sources in DRAFTS:
        deliberation.write_draft(by=cast.facilitator, assembly=assembly, words=words, table=table, sources=sources)


DRAFTS = (
    (
        "Table 3",
        Words(
            title="A repair house in every district",
            text="The city opens, in each of its ten districts, a place where people mend things together, with tools, "
            "spare parts and somebody who knows how, open at least two evenings a week.",
            why="Mending is what most of us agree on. People without a car need it near.",
        ),
        (1, 4, 9),
    ),
    (
        "Table 3",
        Words(
            title="A library of things",
            text="The city library lends tools, baking tins, carpet cleaners and games, free of charge with the library card.",
            why="Many things are used twice a year. Concern: storage; two tables ask for a cost estimate.",
        ),
        (35, 29),
    ),
    (
        "Table 1",
        Words(
            title="The city buys only what can be mended",
            text="From next year the city asks in every tender for the guaranteed time of spare parts, and gives it weight.",
            why="The city buys for 40 million a year. It can do at once what it asks of others.",
        ),
        (2, 3, 16),
    ),
    (
        "Table 5",
        Words(
            title="No new goods into the bin",
            text="Shops that destroy unsold or returned goods get no licence for the use of public ground.",
            why="Nobody at the tables defended it. Concern: whether the city may do that; asked of the legal office.",
        ),
        (10, 12),
    ),
    (
        "Table 6",
        Words(
            title="Solar roofs over car parks",
            text="Car parks with more than 50 places get a roof with solar panels by 2032.",
            why="The ground is sealed already.",
        ),
        (5,),
    ),
)
