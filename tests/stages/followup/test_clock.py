from copy import deepcopy
from datetime import timedelta

import pytest

from folkmoot import clock
from folkmoot.commons.duties.actions import note_lapses
from folkmoot.commons.publicrecord.queries import entries
from folkmoot.stages.followup.actions import give_reply
from folkmoot.stages.followup.models import Answer
from folkmoot.stages.followup.queries import CellState, board, office_at
from folkmoot.stages.followup.rules import Said
from folkmoot.web.shell import next_steps, story
from tests.builders import a_handed_over_report, an_open_assembly, the_organiser

pytestmark = pytest.mark.django_db
SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)


@pytest.fixture(scope="module")
def handed_over(once_for_all):
    return a_handed_over_report(an_open_assembly(slug="harbour"))


@pytest.fixture
def given(db, handed_over):
    return deepcopy(handed_over)


def the_mayor(assembly):
    office = office_at(assembly, "mayor")
    assert office is not None
    assert office.person is not None
    return office, office.person


def reply(assembly):
    office, holder = the_mayor(assembly)
    give_reply(by=holder, assembly=assembly, number=1, commissioner=office, said=Said(answer=Answer.ACCEPT))


def cell(assembly, now=None):
    first = board(assembly, now=now).rows[0].cells[0]
    return (first.state, first.days)


@pytest.mark.parametrize(
    ("moment", "stands"),
    [
        (-DAY, (CellState.WAITING, 1)),
        (-MINUTE, (CellState.WAITING, 0)),
        (timedelta(0), (CellState.WAITING, 0)),
        (SECOND, (CellState.SILENT, 1)),
        (MINUTE, (CellState.SILENT, 1)),
        (DAY - MINUTE, (CellState.SILENT, 1)),
        (DAY + MINUTE, (CellState.SILENT, 2)),
        (11 * DAY + MINUTE, (CellState.SILENT, 12)),
    ],
)
def test_the_clock_alone_says_no_answer(given, moment, stands):
    assert cell(given.assembly, now=given.due_at + moment) == stands


def test_a_reply_in_time_stays_in_time(given):
    reply(given.assembly)
    assert cell(given.assembly, now=given.due_at + 50 * DAY) == (CellState.REPLIED, 0)


def test_a_late_reply_is_a_reply_and_stays_late(given):
    with clock.travelling(to=given.due_at + 11 * DAY + MINUTE):
        assert cell(given.assembly) == (CellState.SILENT, 12)
        reply(given.assembly)
        assert cell(given.assembly) == (CellState.REPLIED_LATE, 12)
    assert cell(given.assembly, now=given.due_at + 300 * DAY) == (CellState.REPLIED_LATE, 12)


def test_silence_enters_the_record_by_the_clock_and_names_nobody(given):
    with clock.travelling(to=given.due_at + MINUTE):
        note_lapses()
        note_lapses()
    lapsed = entries("harbour").filter(kind="duties.lapsed")
    assert [(entry.by, entry.data["duty"]) for entry in lapsed] == [
        ("", "reply/1/mayor"),
        ("", "reply/1/council"),
        ("", "reply/2/mayor"),
        ("", "reply/2/council"),
    ]


def test_the_page_does_not_wait_for_the_clock_to_be_noted(given, client):
    with clock.travelling(to=given.due_at + 11 * DAY + MINUTE):
        shown = client.get("/assemblies/harbour/followup/").content.decode()
    assert "No answer, day 12" in shown


def titles(person, assembly):
    return [(step.title, step.urgent) for step in next_steps(person, assembly) if "followup" in step.url]


def test_a_commissioner_is_told_what_she_owes_calmly_then_urgently(given):
    _, mayor = the_mayor(given.assembly)
    assert titles(mayor, given.assembly) == [("Reply to 2 recommendations", False)]
    with clock.travelling(to=given.due_at - 3 * DAY):
        assert titles(mayor, given.assembly) == [("Reply to 2 recommendations", True)]
    with clock.travelling(to=given.due_at + 2 * DAY + MINUTE):
        step = next(step for step in next_steps(mayor, given.assembly) if "followup" in step.url)
    assert (step.urgent, step.detail) == (True, "Mayor. No answer, day 3. The promise board says so.")
    assert step.due == given.due_on, "the promised day, also where midnight in UTC is past midnight"


def test_an_organiser_can_only_remind_and_only_of_what_is_late(given):
    organiser = the_organiser(given.assembly)
    assert titles(organiser, given.assembly) == []
    with clock.travelling(to=given.due_at + MINUTE):
        assert titles(organiser, given.assembly) == [("Remind those who have not replied in time", True)]


def test_everybody_reads_it_on_the_assemblys_page(given):
    with clock.travelling(to=given.due_at + 4 * DAY + MINUTE):
        chapter = next(chapter for chapter in story(given.assembly) if "followup" in chapter.url)
    assert chapter.sentences == ("The promised day has passed without an answer: day 5.",)
    assert ("4", "with no answer though it was promised") in chapter.figures


def test_strangers_owe_nothing(given):
    assert titles(None, given.assembly) == []
