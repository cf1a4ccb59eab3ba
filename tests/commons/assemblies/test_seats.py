import pytest

from folkmoot.commons.assemblies import faults
from folkmoot.commons.assemblies.actions import seat_member, vacate_seat
from folkmoot.commons.assemblies.queries import holders, membership_of, sitting, vacant_seats
from folkmoot.commons.publicrecord.queries import latest
from folkmoot.manifest import Role
from tests.builders import a_person, an_open_assembly, the_organiser

pytestmark = pytest.mark.django_db


@pytest.fixture
def assembly():
    return an_open_assembly(slug="harbour", seats=2)


def numbers(seats):
    return [seat.number for seat in seats]


def test_a_seat_is_vacant_before_during_and_after_terms_as_it_should_be(assembly):
    organiser, body = the_organiser(assembly), assembly.body
    assert numbers(vacant_seats(body)) == [1, 2]
    seat_member(by=organiser, assembly=assembly, pseudonym="Linden")
    assert numbers(vacant_seats(body)) == [2]
    vacate_seat(by=organiser, assembly=assembly, pseudonym="Linden", reason="moved away")
    assert numbers(vacant_seats(body)) == [1, 2]
    seat_member(by=organiser, assembly=assembly, pseudonym="Heron")
    assert [(term.seat.number, str(term.membership)) for term in sitting(body)] == [(1, "Heron")]
    assert numbers(vacant_seats(body)) == [2]


def test_nobody_is_seated_beyond_the_seats(assembly):
    for pseudonym in ("Linden", "Heron"):
        seat_member(by=the_organiser(assembly), assembly=assembly, pseudonym=pseudonym)
    with pytest.raises(faults.NoFreeSeat):
        seat_member(by=the_organiser(assembly), assembly=assembly, pseudonym="Birch")


def test_who_leaves_loses_the_part_of_a_member_and_the_reason_stays_inside(assembly):
    person, organiser = a_person(), the_organiser(assembly)
    seat_member(by=organiser, assembly=assembly, pseudonym="Linden", person=person)
    assert membership_of(person, assembly).pseudonym == "Linden"
    vacate_seat(by=organiser, assembly=assembly, pseudonym="Linden", reason="illness")
    assert membership_of(person, assembly) is None
    assert not holders(assembly, Role.MEMBER).exists()
    assert latest("harbour", "assembly.seat_vacated").data == {"seat": 1, "member": "Linden"}


def test_a_seat_that_nobody_holds_cannot_be_vacated(assembly):
    with pytest.raises(faults.SeatNotHeld):
        vacate_seat(by=the_organiser(assembly), assembly=assembly, pseudonym="Linden", reason="")
