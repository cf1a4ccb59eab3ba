"""What the real contracts promised besides replies, as duties with a day (domain.md D13), and how they are kept."""

from copy import deepcopy
from datetime import UTC, date, datetime, timedelta

import pytest

from folkmoot import clock
from folkmoot.commons.assemblies.faults import NotAllowed
from folkmoot.commons.duties.actions import note_lapses
from folkmoot.commons.duties.queries import DutyState
from folkmoot.commons.publicrecord.queries import entries, latest
from folkmoot.core.contract.mandate import Question
from folkmoot.manifest import Role
from folkmoot.stages.contract.actions import succeed
from folkmoot.stages.contract.precedents import start_from
from folkmoot.stages.contract.queries import commissioners
from folkmoot.stages.followup import faults
from folkmoot.stages.followup.actions import keep_promise
from folkmoot.stages.followup.deeds import promises_besides
from folkmoot.stages.followup.manifest import next_steps
from folkmoot.stages.followup.queries import board
from tests.builders import a_handed_over_report, a_published_contract, an_open_assembly, somebody, the_organiser

pytestmark = pytest.mark.django_db

HAND_OVER = datetime(2027, 3, 22, 12, tzinfo=UTC)
KEPT = "/assemblies/harbour/followup/kept/"


def handed_over_under(precedent, offices=(("mayor", "Mayor"),)):
    assembly = an_open_assembly(slug="harbour")
    clauses = start_from(precedent, "en").having([Question(words="What should become of the harbour?")])
    a_published_contract(assembly, offices=offices, clauses=clauses)
    a_handed_over_report(assembly)
    return assembly


def dues(assembly):
    return [(each.duty.name, each.duty.due_at.date().isoformat()) for each in promises_besides(assembly)]


# The model, the day on which replies are due, and what else is due when: the report is handed over on 22 March 2027.
REAL_CONTRACTS = [
    (
        "municipal",
        "2027-06-20",
        [
            ("session/1/mayor", "2027-07-22"),
            ("report/6/mayor", "2027-09-22"),
            ("rating/secretariat", "2027-09-22"),
            ("report/12/mayor", "2028-03-22"),
            ("report/24/mayor", "2029-03-22"),
        ],
    ),
    (
        "french-mandate",
        "2027-06-22",
        [
            ("report/6/mayor", "2027-09-22"),
            ("rating/secretariat", "2027-12-22"),
            ("report/12/mayor", "2028-03-22"),
            ("report/24/mayor", "2029-03-22"),
        ],
    ),
    (
        "ostbelgien",
        "2027-08-22",
        [("session/1/mayor", "2027-05-22"), ("session/2/mayor", "2027-09-22"), ("report/12/mayor", "2028-03-22")],
    ),
    (
        "brussels-committee",
        "2027-12-22",
        [("report/6/mayor", "2027-09-22"), ("session/1/mayor", "2027-12-22"), ("report/9/mayor", "2027-12-22")],
    ),
    ("brussels-climate", "2027-06-22", [("report/3/mayor", "2027-06-22"), ("report/12/mayor", "2028-03-22")]),
    (
        "democracynext",
        "2027-06-22",
        [
            ("report/3/mayor", "2027-06-22"),
            ("session/1/mayor", "2027-07-22"),
            ("rating/secretariat", "2027-09-22"),
            ("report/9/mayor", "2027-12-22"),
            ("report/15/mayor", "2028-06-22"),
            ("report/21/mayor", "2028-12-22"),
            ("report/27/mayor", "2029-06-22"),
        ],
    ),
]


@pytest.mark.parametrize(("precedent", "replies", "besides"), REAL_CONTRACTS)
def test_a_real_contract_makes_the_days_that_it_promised(the_clock, precedent, replies, besides):
    the_clock.goes_to(HAND_OVER)
    assembly = handed_over_under(precedent)
    assert board(assembly).given.due_on.isoformat() == replies
    assert dues(assembly) == besides


def test_six_committees_owe_one_reply_each_and_none_speaks_for_another(the_clock):
    the_clock.goes_to(HAND_OVER)
    assembly = handed_over_under("select-committees", [(f"committee-{n}", f"Committee {n}") for n in range(1, 7)])
    found = board(assembly)
    assert {cell.commissioner.ref for cell in found.asked[0].cells} == {f"committee-{n}" for n in range(1, 7)}
    assert found.given.due_on == date(2027, 9, 22)
    assert sum(1 for name, _due in dues(assembly) if name.startswith("session/")) == 6


@pytest.fixture(scope="module")
def handed_over(once_for_all):
    return handed_over_under("ostbelgien")


@pytest.fixture
def assembly(db, handed_over):
    return deepcopy(handed_over)


def the_mayor(assembly):
    return commissioners(assembly).get().person


def keep(assembly, by, *, duty="session/1/mayor", on=None, text="All members came.", source=""):
    return keep_promise(by=by, assembly=assembly, duty=duty, on=on or clock.now().date(), text=text, source=source)


def test_a_session_that_was_held_is_public_and_its_duty_over(assembly):
    keep(assembly, the_mayor(assembly), source="https://example.org/minutes")
    first = promises_besides(assembly)[0]
    assert (first.done, first.late, first.deeds[0].text) == (True, False, "All members came.")
    data = latest("harbour", "followup.kept").data
    assert (data["duty"], data["by_staff"], data["source"]) == ("session/1/mayor", False, "https://example.org/minutes")
    assert latest("harbour", "duties.discharged").data["duty"] == "session/1/mayor"


def test_a_later_word_adds_to_an_earlier_one_and_discharges_nothing_twice(assembly):
    for text in ("All members came.", "The minutes are out."):
        keep(assembly, the_organiser(assembly), text=text)
    assert [deed.text for deed in promises_besides(assembly)[0].deeds] == ["All members came.", "The minutes are out."]
    assert entries("harbour").filter(kind="duties.discharged").count() == 1
    assert promises_besides(assembly)[0].deeds[0].by_staff


def test_a_promise_that_was_not_kept_is_late_by_itself_and_asks_whoever_owes_it(assembly, client):
    with clock.travelling(to=promises_besides(assembly)[0].duty.due_at + timedelta(days=3)):
        first = promises_besides(assembly)[0]
        assert (first.standing.state, first.standing.days_late) == (DutyState.LATE, 4)
        assert first.duty.owed in [step.title for step in next_steps(the_mayor(assembly), assembly)]
        note_lapses()
        assert latest("harbour", "duties.lapsed").data["duty"] == "session/1/mayor"
        page = client.get(KEPT).content.decode()
        assert "Nothing was done" in page
        assert "1 is overdue" in client.get("/assemblies/harbour/followup/").content.decode()


def test_a_new_holder_of_the_office_owes_what_the_old_one_owed_on_the_same_day(assembly):
    before = dues(assembly)
    said = {"name": "Ove Bang", "on": clock.now().date(), "reason": "Election"}
    succeed(by=the_organiser(assembly), commissioner=commissioners(assembly).get(), **said)
    assert dues(assembly) == before


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"duty": "session/9/mayor"}, faults.NoSuchPromise),
        ({"duty": "reply/1/mayor"}, faults.NoSuchPromise),
        ({"on": date(2000, 1, 1)}, faults.DayIsNotPlausible),
        ({"on": date(2999, 1, 1)}, faults.DayIsNotPlausible),
        ({"text": " "}, faults.NothingSaid),
        ({"source": "javascript:alert(1)"}, faults.LinkNotWeb),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(assembly, wrong, fault):
    with pytest.raises(fault):
        keep(assembly, the_mayor(assembly), **wrong)
    assert not promises_besides(assembly)[0].deeds


def test_only_its_debtor_and_the_secretariat_say_what_was_done(assembly):
    with pytest.raises(NotAllowed):
        keep(assembly, somebody(assembly, Role.MEMBER))


def test_the_page_takes_what_was_done(assembly, client):
    client.force_login(the_mayor(assembly))
    sent = {"on": clock.now().date().isoformat(), "text": "All members came."}
    assert client.post(f"{KEPT}session/1/mayor/", sent).url == KEPT
    assert "All members came." in client.get(KEPT).content.decode()
    assert client.get(f"{KEPT}session/9/mayor/").status_code == 404
