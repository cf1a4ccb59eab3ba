"""Elmshavn: letters are out and people answer, on the web, by telephone, by card, at a door. One code is yours."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction

from folkmoot import clock
from folkmoot.commons.assemblies.actions import grant_role
from folkmoot.commons.assemblies.queries import Assembly, assembly_at
from folkmoot.core.contract.answers import Breach, Reply
from folkmoot.core.contract.clauses import Clauses
from folkmoot.core.contract.conduct import DataRules, Publicity
from folkmoot.core.contract.mandate import Influence, InfluenceLevel, OnDisagreement, Question, Scope, Threshold
from folkmoot.core.contract.spans import Span
from folkmoot.core.sortition import Plan as ChancePlan
from folkmoot.core.sortition import PlannedDice, Target, Throws
from folkmoot.core.sortition.frames import FrameColumns
from folkmoot.core.tally.rules import Base
from folkmoot.manifest import Role
from folkmoot.stages.lottery import actions as lottery
from folkmoot.stages.lottery import queries as lotteries
from folkmoot.web.demo.acts import Plan, convene, name_commissioners, promise
from folkmoot.web.demo.cast import Cast, day
from folkmoot.web.demo.letters import LETTERS, addresses
from folkmoot.web.demo.registrants import answer_through_every_door

SLUG = "elmshavn-night-buses"
LETTERS_SENT = 90
DICE = ChancePlan(parts=(PlannedDice(sides=6),))
THROWN = Throws(sides=6, faces=(4, 1, 6, 2, 2, 5, 3, 6) * 3)
TARGETS = (
    ("gender", "woman", 9, 11),
    ("gender", "man", 9, 11),
    ("gender", "other", 0, 1),
    ("age", "16-29", 4, 6),
    ("age", "30-59", 7, 9),
    ("age", "60+", 6, 8),
    ("area", "town", 10, 12),
    ("area", "village", 8, 10),
)


def story(cast: Cast, now: datetime) -> Iterator[datetime]:
    """From the question to the second week in which people answer their letters."""
    yield day(now, -36)
    plan = Plan(
        slug=SLUG,
        title="Elmshavn Night Bus Assembly",
        place="Elmshavn",
        summary="The last bus leaves at seven. Twenty people drawn by lot work out how everybody in Elmshavn gets home in the "
        "evening, with the money that there is.",
        seats=20,
        decision="Bus timetable for the next four years",
        decision_owner="Elmshavn transport committee",
        decision_on=(now + timedelta(days=150)).date(),
        mayor="Chair of the transport committee",
    )
    assembly = convene(cast, plan)
    grant_role(by=cast.organiser, assembly=assembly, person=cast.clerk, role=Role.CLERK)
    name_commissioners(cast, assembly, plan)
    yield from promise(cast, assembly, _clauses(), day(now, -34))
    yield day(now, -20)
    wave = _announce(cast, assembly, now)
    yield day(now, -19, 12)
    wave = lottery.draw_wave(by=cast.operator, wave=wave, source=THROWN)
    _write_letters(cast, assembly)
    yield day(now, -18)
    lottery.post_letters(by=cast.operator, wave=wave)
    yield day(now, -15)
    _open(cast, assembly, (now + timedelta(days=11)).date())
    yield from answer_through_every_door(cast, assembly, now)


def code_to_try() -> str:
    """The code on the first letter that nobody has answered; empty where there is none, or registration is over."""
    assembly = assembly_at(SLUG)
    if assembly is None or not lotteries.takes_answers(lotteries.registration_of(assembly)):
        return ""
    left = lotteries.invitations(assembly).filter(state=lotteries.Invitation.State.SENT).first()
    return lotteries.code_of(left) if left else ""


def _announce(cast: Cast, assembly: Assembly, now: datetime) -> lotteries.Wave:
    """Targets, the town's addresses as a frame, and a wave with more letters to the villages, where fewer answer."""
    wanted = [Target(category=name, value=value, minimum=low, maximum=high) for name, value, low, high in TARGETS]
    lottery.set_targets(by=cast.operator, assembly=assembly, targets=wanted)
    frame = lottery.add_frame(
        by=cast.operator,
        assembly=assembly,
        kind=lotteries.Frame.Kind.ADDRESSES,
        label="All addresses of Elmshavn",
        filename="addresses.csv",
        content=addresses(),
        means=FrameColumns(weight="residents", stratum="area"),
        delete_on=(now + timedelta(days=60)).date(),
    )
    return lottery.announce_wave(
        by=cast.operator,
        frame=frame,
        size=LETTERS_SENT,
        chance=DICE,
        shares={"village": Fraction(1, 2)},
        answers_until=(now + timedelta(days=11)).date(),
    )


def _write_letters(cast: Cast, assembly: Assembly) -> None:
    for language, texts in LETTERS.items():
        words = lotteries.default_words(language)
        lottery.write_letter(by=cast.operator, assembly=assembly, language=language, texts=texts, words=words)


def _open(cast: Cast, assembly: Assembly, closes_on: date) -> None:
    """Who may take part, what is asked besides the categories, and the doors open."""
    first = clock.now().date() + timedelta(days=60)
    evenings = [(first + timedelta(days=14 * n)).isoformat() for n in range(3)]
    dates = tuple(zip(evenings, ("Getting to know each other", "Ideas and costs", "Ballot"), strict=True))
    terms = lottery.Terms(closes_on=closes_on, dates=dates, least_dates=2, phone="80 00 00 00")
    lottery.set_terms(by=cast.operator, assembly=assembly, terms=terms)
    for ref, asked in QUESTIONS.items():
        lottery.keep_question(by=cast.operator, assembly=assembly, ref=ref, asked=asked)
    lottery.open_registration(by=cast.operator, assembly=assembly)


QUESTIONS = {
    "lives-here": lottery.Asked(
        kind="condition",
        wording="Do you live in Elmshavn?",
        why="Everybody who lives here may take part, with whatever passport.",
    ),
    "gender": lottery.Asked(
        kind="category",
        category="gender",
        wording="Which gender do you have?",
        why="So that as many women as men sit at the table.",
    ),
    "area": lottery.Asked(
        kind="category",
        category="area",
        wording="Where do you live?",
        why="People in the villages wait for the bus in another way than people in town.",
    ),
    "way-home": lottery.Asked(
        kind="choice",
        wording="How do you get home in the evening today?",
        why="We want to hear those who have no car, too. It does not change your chance.",
        options=("By bus", "By bicycle or on foot", "By car", "I stay at home"),
        required=False,
    ),
}


def _clauses() -> Clauses:
    return Clauses(
        question=Question(words="How should everybody in Elmshavn get home in the evening?"),
        influence=InfluenceLevel(level=Influence.COLLABORATE),
        on_disagreement=OnDisagreement(
            words="The committee says why, to each recommendation, in a meeting that everybody can attend."
        ),
        scope=Scope(off_the_table=("More money than this year: the committee cannot raise taxes.",)),
        threshold=Threshold(numerator=3, denominator=4, of=Base.CAST),
        reply=Reply(within=Span(count=60), form="In writing to each recommendation."),
        publicity=Publicity(words="Talks and documents are public. Tables are not recorded."),
        data_rules=DataRules(
            words="Answers to the invitation are erased sixty days after registration closes, unless you sit."
        ),
        breach=Breach(words="Every day of silence is counted on this page."),
    )
