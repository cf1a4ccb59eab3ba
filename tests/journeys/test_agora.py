"""Agora Brussels: letters to addresses without box numbers, in waves, until two halves and a third are there.

Real are the rules: Urbis, the public file of addresses, knows buildings and not flats, so each is weighted by those
who live there; statistical sectors are drawn first; waves go on until the pool holds 178; 89 seats in two halves, and a
half that stands by. Every address and person is made from a fixed seed (`made.py`).
"""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from folkmoot.commons.publicrecord.queries import export_files
from folkmoot.core.record.exports import check_export
from folkmoot.stages.lottery import actions, queries
from folkmoot.stages.lottery.rules import Status
from folkmoot.tables import write_csv
from tests import builders
from tests.conftest import Clock
from tests.journeys import made
from tests.journeys.made import Desk

pytestmark = pytest.mark.django_db
SECTORS = {f"Sector {number:02}": 60 + number for number in range(1, 76)}
BRUSSELS = {
    "gender": {"woman": 0.51, "man": 0.49},
    "age": {"16-29": 0.25, "30-49": 0.37, "50-64": 0.2, "65+": 0.18},
    "school": {"no diploma": 0.37, "secondary": 0.3, "higher": 0.33},
}
WILLING = BRUSSELS | {"school": {"no diploma": 0.2, "secondary": 0.3, "higher": 0.5}}
DICE = ("62513 41625 34162 53416", "16253 41625 34162 53416", "35162 41632 16253 62534")
FIRST = datetime(2019, 10, 7, 9, tzinfo=UTC)
WAVES, SIZE, PLACES, POOL, DOORS = 3, 500, 25, 178, 15


def test_waves_go_on_until_two_halves_and_a_half_that_stands_by_can_be_drawn(the_clock: Clock) -> None:
    the_clock.goes_to(FIRST)
    assembly = builders.an_open_assembly(seats=89, title="Agora", place="Brussels")
    builders.a_published_contract(assembly)
    desk = Desk(assembly)
    assert "too thin" in desk.page("plan_letters", seats=89, percent="6.67", letters=1500)
    addresses = SimpleUploadedFile("urbis.csv", made.addresses(SECTORS, seed=89, residents=12))
    typed = {"kind": "addresses", "label": "Urbis", "id_column": "id", "weight_column": "residents"}
    desk.send("add_frame", **typed, stratum_column="group", delete_on="2019-12-24", file=addresses)
    builders.some_targets(assembly, rows=made.targets(BRUSSELS, 44, play=2))
    terms = actions.Terms(closes_on=datetime(2019, 11, 29, tzinfo=UTC).date(), phone="0800 1")
    actions.set_terms(by=desk.organiser, assembly=assembly, terms=terms)
    for number in range(WAVES):
        the_clock.goes_to(FIRST + timedelta(weeks=number))
        a_wave_goes_out(desk, number)
    units = list(queries.invitations(assembly).values_list("unit", flat=True))
    assert (len(units), len(set(units))) == (WAVES * SIZE, WAVES * SIZE)
    neighbours_are_no_household(desk)
    who_is_missing_is_asked_at_the_door(desk)
    desk.send("close_registration")
    two_halves_are_drawn_and_one_stands_by(desk)
    report = check_export(export_files())
    assert report.first_failure is None
    assert Counter(each.code for each in report.findings)["wave_drawn"] == WAVES


def a_wave_goes_out(desk: Desk, number: int) -> None:
    """Sectors by their residents, the same number of letters in each, none to an address that was written to."""
    ref = f"A{number + 1}"
    desk.send("add_wave", 1, size=str(SIZE), places=str(PLACES), chance="dice", hours="2", shares="")
    desk.send("draw_wave", ref, faces=DICE[number])
    wave = queries.wave_named(desk.assembly, ref)
    assert wave is not None
    drawn = {row[0]: row[3] for row in wave.strata if row[3]}
    assert (len(drawn), set(drawn.values())) == (PLACES, {SIZE // PLACES})
    desk.send("post_letters", ref)
    back = "\n".join(wave.invitations.values_list("reference", flat=True)[:30])
    assert "30 letters came back." in desk.send("returned", ref, references=back)
    assert desk.page("wave", ref, state="returned").count(f"{ref}-0") == 30
    if number == 0:
        actions.open_registration(by=desk.organiser, assembly=desk.assembly)


def neighbours_are_no_household(desk: Desk) -> None:
    """Eight people answer one letter: they share a house, not a flat, and somebody who looks says so."""
    assembly = desk.assembly
    letter = queries.invitations(assembly).filter(state="sent")[0]
    for number in range(8):
        her = {"question_gender": "woman" if number % 2 else "man", "question_school": "no diploma"}
        home = queries.home_of(letter)
        builders.a_registration(assembly, invitation=letter, **her, name=f"Neighbour {number}", address=home)
    others = made.people(WILLING, POOL - 8, seed=178)
    rows = [(f"O-{n}", f"Person {n}", f"Lane {n}", *her.values()) for n, her in enumerate(others)]
    desk.upload("pool", write_csv(("id", "name", "address", *BRUSSELS), rows))
    ((key, people),) = queries.crowded_homes(assembly)
    assert (len(people), queries.household_sizes(assembly)[8]) == (8, 1)
    desk.send("decide", "household", left=key, right=key, answer="two")
    assert queries.household_sizes(assembly)[8] == 0
    assert queries.status_counts(assembly)[Status.POOL] == POOL


def who_is_missing_is_asked_at_the_door(desk: Desk) -> None:
    """People without a diploma are too few for three halves: the lottery says so, and a street team finds some."""
    halves = {"name": ["North", "South", "Waiting"], "seats": ["45", "44", "44"]}
    desk.send("several", **halves, role=["sits", "sits", "waits"], own=["", "", ""])
    refused = desk.computed(objective="maximin", panels="100")
    assert refused.state == queries.Lottery.State.FAILED
    assert "no diploma" in desk.page("progress", 1)
    for number in range(DOORS):
        answers = builders.some_answers(
            question_gender="woman" if number % 2 else "man",
            question_school="no diploma",
            born="1980-05-17" if number % 3 else "2000-05-17",
            name=f"At the door {number}",
            address=f"Dock {number}",
        )
        entered = actions.enter_registration(
            by=desk.organiser,
            assembly=desk.assembly,
            invitation=None,
            channel="door",
            answers=answers,
            source="Street team 1",
        )
        assert entered is not None
    assert queries.door_counts(desk.assembly)["door"] == DOORS


def two_halves_are_drawn_and_one_stands_by(desk: Desk) -> None:
    """89 is odd: 45 and 44. One number of the balls draws both, and the 44 who stand by."""
    found = desk.computed(objective="maximin", panels="100")
    published = actions.publish_lottery(by=desk.organiser, lottery=found)
    draw = builders.read_by_both(desk.assembly, published, "42")
    assert [(part["name"], len(part["selected"])) for part in draw.parts] == [
        ("North", 45),
        ("South", 44),
        ("Waiting", 44),
    ]
    assert [row for part in draw.parts for row in part["met"] if not row[2] <= row[4] <= row[3]] == []
    desk.send("confirm_all")
    counts = queries.status_counts(desk.assembly)
    assert (counts[Status.CONFIRMED], counts[Status.SUBSTITUTE], counts[Status.POOL]) == (89, 44, POOL + DOORS - 133)
