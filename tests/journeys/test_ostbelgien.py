"""The permanent council of the German-speaking Community of Belgium, from its register to its fourth turn.

Real are the sizes and rules (decree of 25 February 2019): 1,000 letters to residents from 16 years, 115 who said yes, a
council of 24 who sit eighteen months, eight of them renewed every half-year, nobody twice. Every resident is made from
a fixed seed (`made.py`).
"""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from folkmoot.commons.accounts.queries import AccessEntry
from folkmoot.commons.publicrecord.queries import entries, export_files
from folkmoot.core.record.exports import check_export
from folkmoot.manifest import Role
from folkmoot.stages.lottery import actions, queries
from folkmoot.stages.lottery.rules import Status
from folkmoot.tables import write_csv
from tests import builders
from tests.conftest import Clock
from tests.journeys import made
from tests.journeys.made import Desk

pytestmark = pytest.mark.django_db
RESIDENTS = {"Amel": 280, "Büllingen": 275, "Burg-Reuland": 200, "Bütgenbach": 280, "Eupen": 975}
RESIDENTS |= {"Kelmis": 545, "Lontzen": 280, "Raeren": 535, "Sankt Vith": 480}
COUNCIL = {
    "gender": {"woman": 0.5, "man": 0.5},
    "age": {"16-29": 0.2, "30-49": 0.3, "50-64": 0.27, "65+": 0.23},
    "part": {"north": 0.6, "south": 0.4},
    "school": {"lower": 0.5, "higher": 0.5},
}
DICE = "62513 41625 34162 53416"
SAID_YES, SAID_NO = 115, 14


def test_a_council_of_24_is_drawn_from_the_register_and_renewed_by_thirds(the_clock: Clock) -> None:
    the_clock.goes_to(datetime(2019, 6, 3, 9, tzinfo=UTC))
    assembly = builders.an_open_assembly(seats=24, title="Bürgerrat", place="Ostbelgien", language="en")
    desk = Desk(assembly)
    assert "The pool will be thin: 4.8 people for each seat" in desk.page(
        "plan_letters", seats=24, percent="11.5", letters=1000
    )
    the_register_is_drawn_from(desk)
    people_answer_on_paper(desk)
    the_clock.goes_to(datetime(2019, 7, 20, 9, tzinfo=UTC))
    assert (actions.delete_due_frames(), queries.frames(assembly).get().content) == (1, None)
    assert queries.invitations(assembly).count() == 1000
    desk.send("close_registration")
    builders.a_drawn_panel(assembly)
    desk.send("set_terms", groups="3", months="6", returning="0", most="1", pause="0", begins_on="2019-09-16")
    nobody_sits_longer_than_eighteen_months(desk, the_clock)
    report = check_export(export_files())
    assert report.first_failure is None
    assert Counter(each.code for each in report.findings)["turn_holds"] == 4
    assert "Rue" not in b"".join(export_files().values()).decode("utf-8", "replace")


def the_register_is_drawn_from(desk: Desk) -> None:
    """The register comes for the draw only: until when it is kept is public before anybody is drawn."""
    file = SimpleUploadedFile("register.csv", made.addresses(RESIDENTS, seed=2019))
    typed = {"kind": "register", "label": "Population register", "id_column": "id", "stratum_column": "group"}
    desk.send("add_frame", **typed, delete_on="2019-07-15", file=file)
    desk.send("add_wave", 1, size="1000", chance="dice", hours="2", shares="")
    desk.send("draw_wave", "A1", faces=DICE)
    told = {each.kind: each.data for each in entries(desk.assembly.slug)}
    assert told["lottery.frame_added"]["delete_on"] == "2019-07-15"
    wave = queries.wave_named(desk.assembly, "A1")
    assert wave is not None
    assert sum(row[3] for row in wave.strata) == 1000
    share = {row[0]: row[3] for row in wave.strata}
    assert all(abs(share[name] - size * 1000 / sum(RESIDENTS.values())) < 1 for name, size in RESIDENTS.items())
    desk.send("post_letters", "A1")


def people_answer_on_paper(desk: Desk) -> None:
    """Two clerks key each card; a no with its reason is an answer; who is too young leaves no trace but a count."""
    assembly, by = desk.assembly, desk.organiser
    builders.a_published_contract(assembly)
    builders.some_targets(assembly, rows=made.targets(COUNCIL, 24, play=1))
    actions.set_terms(by=by, assembly=assembly, terms=actions.Terms(closes_on=date(2019, 7, 1), phone="0800"))
    actions.open_registration(by=by, assembly=assembly)
    second = builders.somebody(assembly, Role.CLERK)
    letters = list(queries.invitations(assembly)[: SAID_NO + 4])
    yes = builders.some_answers(
        question_gender="woman", question_part="north", question_school="higher", phone="087 1", born="1980-05-17"
    )
    for number, letter in enumerate(letters[:3]):
        card = yes | {"name": f"On paper {number}", "address": queries.home_of(letter)}
        assert isinstance(actions.read_card(by=by, invitation=letter, answers=card), queries.CardReading)
        assert isinstance(actions.read_card(by=second, invitation=letter, answers=card), queries.AnswerSheet)
    child = yes | {"born": "2004-05-17", "name": "Too young"}
    assert [actions.read_card(by=each, invitation=letters[3], answers=child) is None for each in (by, second)] == [
        False,
        True,
    ]
    for number, letter in enumerate(letters[4:]):
        actions.decline_invitation(
            by=second, invitation=letter, reason="health" if number % 2 else "time", channel="card"
        )
    others = made.people(COUNCIL, SAID_YES - 3, seed=916)
    rows = [(f"O-{number}", f"Person {number}", f"Rue {number}", *her.values()) for number, her in enumerate(others)]
    desk.upload("pool", write_csv(("id", "name", "address", *COUNCIL), rows))
    counts = queries.status_counts(assembly)
    assert (counts[Status.POOL], counts[Status.DECLINED]) == (SAID_YES, SAID_NO)
    assert sum(queries.turned_away_counts(assembly).values()) == 1
    assert AccessEntry.objects.filter(by=second, what="keyed a reply card").count() == 4


def nobody_sits_longer_than_eighteen_months(desk: Desk, the_clock: Clock) -> None:
    """Four half-years: of the founders eight leave by lot twice, then the last eight without, then the next."""
    assembly = desk.assembly
    founders = {each.member for each in queries.seated(assembly)}
    sat: Counter[str] = Counter(founders)
    for number in range(1, 5):
        the_clock.goes_to(datetime(2019 + (number + 1) // 2, 3 if number % 2 else 9, 16, 9, tzinfo=UTC))
        since = {each.member: each.since for each in queries.seated(assembly)}
        turn = builders.a_made_turn(assembly, balls=f"{number:02}")
        assert (turn.number, len(turn.leaving)) == (number, 8)
        assert max(number - since[name] for name in turn.leaving) <= 3
        drawn = builders.a_drawn_panel(assembly, balls=f"{number}7")
        assert len(drawn.selected) == 8
        sat.update(drawn.selected)
        assert queries.vacancies(assembly).sitting == 24
    assert set(sat.values()) == {1}
    assert not founders & {each.member for each in queries.seated(assembly)}
    by_lot = [turn.lottery is not None for turn in queries.turns(assembly).order_by("number")]
    assert by_lot == [True, True, False, False]
    assert queries.status_counts(assembly)[Status.SERVED] == 32
