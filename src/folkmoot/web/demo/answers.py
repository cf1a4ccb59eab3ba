"""Kvistby's replies: some in time, one altered, one rejected with its reason, and silence where it is silent."""

from collections.abc import Iterator
from datetime import date, datetime

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.duties.actions import note_lapses
from folkmoot.core.fidelity.verdicts import Verdict
from folkmoot.stages.contract.queries import Commissioner, commissioners
from folkmoot.stages.followup import actions as followup
from folkmoot.stages.followup.queries import Act, Answer, AssessorKind, Judged, Progress, ReasonCode, Said
from folkmoot.web.demo.cast import Cast, day


def answer(cast: Cast, assembly: Assembly, now: datetime) -> Iterator[datetime]:
    """The mayor replies to three of five, the waste company to two, by letter; then news of what was done."""
    mayor, company = commissioners(assembly).get(ref="mayor"), commissioners(assembly).get(ref="waste-company")
    yield day(now, -60)
    _mayor(cast, assembly, mayor, 1, ACCEPTED)
    yield day(now, -48)
    _mayor(cast, assembly, mayor, 3, ALTERED)
    yield day(now, -40)
    _letter(cast, assembly, company, 1, IN_PART)
    _letter(cast, assembly, company, 6, EXISTS)
    yield day(now, -14)
    _mayor(cast, assembly, mayor, 4, REJECTED)
    yield day(now, -10, 1)
    note_lapses()
    yield day(now, -8)
    for by, kind, assessor, progress, definition in (
        (
            cast.commissioner,
            AssessorKind.COMMISSIONER,
            "Town of Kvistby",
            Progress.DONE,
            "The money is in next year's budget",
        ),
        (
            cast.member,
            AssessorKind.MEMBERS,
            "Members' follow-up group",
            Progress.UNDER_WAY,
            "Somebody has mended something there",
        ),
    ):
        followup.assess(
            by=by,
            assembly=assembly,
            number=1,
            kind=kind,
            assessor=assessor,
            progress=progress,
            definition=definition,
            on=day(now, -9).date(),
        )
    yield day(now, -6)
    _compared(
        cast,
        assembly,
        1,
        BUDGET,
        day(now, -12).date(),
        Verdict.WEAKENED,
        "The shop is gone, and it comes a year later.",
    )
    _compared(
        cast,
        assembly,
        3,
        ALTERED.wording,
        day(now, -48).date(),
        Verdict.WEAKENED,
        "Half the years, five times the price.",
    )


def _compared(cast: Cast, assembly: Assembly, number: int, text: str, on: date, verdict: Verdict, note: str) -> None:
    title = "Next year's budget, item 31.4" if text is BUDGET else "Reply of the mayor"
    followup.compare_words(
        by=cast.member,
        assembly=assembly,
        number=number,
        kind=AssessorKind.MEMBERS,
        assessor="Members' follow-up group",
        act=Act(title=title, text=text, language="en", on=on),
        judged=[Judged(verdict=verdict, note=note)],
    )


def _mayor(cast: Cast, assembly: Assembly, office: Commissioner, number: int, said: Said) -> None:
    followup.give_reply(by=cast.commissioner, assembly=assembly, number=number, commissioner=office, said=said)


def _letter(cast: Cast, assembly: Assembly, office: Commissioner, number: int, said: Said) -> None:
    letter = "Letter of the board, reference 26-118, signed by Torben Riis"
    followup.enter_letter(
        by=cast.organiser, assembly=assembly, number=number, commissioner=office, said=said, letter=letter
    )


ACCEPTED = Said(
    answer=Answer.ACCEPT,
    text="We will do this. The old weighing house at the recycling yard becomes the repair house; money for it is in next "
    "year's budget.",
)
ALTERED = Said(
    answer=Answer.ACCEPT_ALTERED,
    text="We take the aim. Ten years cannot be had for electronics today, so we start lower there.",
    wording="In every purchase above 50,000 the town asks for spare parts for at least five years.",
)
BUDGET = (
    "The town may open a repair house at the recycling yard, with a workshop, in the year after next, provided that the "
    "waste company pays the person who runs it. Opening hours are set by the yard."
)
IN_PART = Said(
    answer=Answer.ACCEPT_IN_PART,
    text="We give the house and the electricity. We cannot pay the person who runs it.",
)
EXISTS = Said(
    answer=Answer.EXISTS_ALREADY,
    text="Our yearly report has these figures, though not what was lent.",
    source="Annual report of the Kvistby waste company, table 4",
)
REJECTED = Said(
    answer=Answer.REJECT,
    text="Small associations would have to hire a dish-washing trailer for each event. We do not want to ask that of volunteers.",
    reason_code=ReasonCode.COST,
)
