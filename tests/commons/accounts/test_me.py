"""The page of a person about herself."""

import json
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import translation

from folkmoot.commons.accounts.actions import give_consent, log_access, withdraw_consent
from folkmoot.commons.accounts.models import Consent, Person
from folkmoot.commons.accounts.queries import access_concerning, consent_given, consents_of
from folkmoot.commons.assemblies.actions import grant_role, seat_member
from folkmoot.commons.assemblies.queries import RoleHolding, Term
from folkmoot.commons.notices.actions import notify
from folkmoot.commons.notices.queries import Notice
from folkmoot.commons.publicrecord.queries import entries
from folkmoot.manifest import Role
from tests.builders import a_person, an_open_assembly, the_organiser

pytestmark = pytest.mark.django_db
PHOTO = Consent.Purpose.PHOTO


@pytest.fixture
def person() -> Person:
    return a_person(email="amina@example.org", name="Amina Yusuf")


@pytest.fixture
def me(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_a_stranger_is_sent_to_sign_in(client):
    for address in ("/me/", "/me/download/", "/me/erase/"):
        assert client.get(address)["Location"] == f"/sign-in/?next={address}"


def test_a_person_changes_her_name_and_language(me, person):
    assert me.post("/me/", {"name": " Amina ", "language": "da"})["Location"] == "/me/"
    person.refresh_from_db()
    assert (person.name, person.language) == ("Amina", "da")


def test_her_language_holds_on_every_device(me, person):
    me.post("/language/", {"language": "da", "next": "/"})
    person.refresh_from_db()
    assert person.language == "da"
    other = Client(headers={"accept-language": "en"})
    other.force_login(person)
    assert other.get("/me/")["Content-Language"] == "da"


def test_the_switch_keeps_the_page_and_refuses_languages_that_are_not_there(me, person):
    assert me.post("/language/", {"language": "xx", "next": "/about/"})["Location"] == "/about/"
    person.refresh_from_db()
    assert person.language == ""


def test_a_tick_keeps_the_words_that_were_read_and_the_moment(me, person, the_clock):
    the_clock.goes_to(datetime(2026, 3, 1, 18, 30, tzinfo=UTC))
    me.post("/me/consent/", {"purpose": "photo", "agreed": "on"})
    tick = consent_given(person, PHOTO)
    assert tick is not None
    assert tick.wording == "Photos and films of the meetings in which I can be recognised may be published."
    assert tick.given_at.replace(microsecond=0, second=0) == datetime(2026, 3, 1, 18, 30, tzinfo=UTC)


def test_each_tick_stands_alone(me, person):
    me.post("/me/consent/", {"purpose": "photo", "agreed": "on"})
    assert [consent_given(person, purpose) is not None for purpose in Consent.Purpose] == [False, True, False, False]


def test_a_tick_that_is_taken_back_stays_visible_with_both_moments(me, person):
    me.post("/me/consent/", {"purpose": "photo", "agreed": "on"})
    me.post("/me/consent/", {"purpose": "photo"})
    assert consent_given(person, PHOTO) is None
    (tick,) = consents_of(person)
    assert tick.withdrawn_at is not None
    assert tick.withdrawn_at >= tick.given_at


def test_ticking_twice_is_ticking_once(person):
    first = give_consent(by=person, purpose=PHOTO, wording="Yes.")
    assert give_consent(by=person, purpose=PHOTO, wording="Other words.") == first
    withdraw_consent(by=person, purpose=PHOTO)
    assert give_consent(by=person, purpose=PHOTO, wording="Other words.") != first


def test_she_sees_who_looked_at_her_data(me, person):
    organiser = a_person(name="Signe Holm")
    log_access(by=organiser, what="address read", subject="harbour/bead-7", about=person)
    log_access(by=organiser, what="address read", subject="harbour/bead-8", about=a_person())
    assert [entry.subject for entry in access_concerning(person)] == ["harbour/bead-7"]
    page = me.get("/me/").content.decode()
    assert ("Signe Holm" in page, "address read" in page) == (True, True)


def test_the_download_holds_all_that_is_known(me, person):
    assembly = an_open_assembly()
    held = grant_role(by=the_organiser(assembly), assembly=assembly, person=person, role=Role.WITNESS)
    seat_member(by=the_organiser(assembly), assembly=assembly, pseudonym="bead-7", person=person)
    give_consent(by=person, purpose=PHOTO, wording="Yes.")
    answer = me.get("/me/download/")
    assert answer["Content-Disposition"] == 'attachment; filename="about-me.json"'
    known = json.loads(answer.content)
    assert known["accounts"]["email"] == "amina@example.org"
    assert [tick["wording"] for tick in known["accounts"]["consents"]] == ["Yes."]
    assert [role["handle"] for role in known["assemblies"]["roles"] if role["role"] == "witness"] == [held.handle]
    assert [seat["pseudonym"] for seat in known["assemblies"]["seats"]] == ["bead-7"]


def test_erasing_asks_once_and_changes_nothing_before(me, person):
    assert b"Erase the account amina@example.org?" in me.get("/me/erase/").content
    assert Person.objects.filter(pk=person.pk).exists()


def test_erasing_unlinks_her_from_all_and_leaves_the_record_as_it_was(me, person):
    assembly = an_open_assembly()
    grant_role(by=the_organiser(assembly), assembly=assembly, person=person, role=Role.WITNESS)
    seat_member(by=the_organiser(assembly), assembly=assembly, pseudonym="bead-7", person=person)
    notify(to=person.email, subject="Welcome", body="Hello Amina")
    before = [bytes(entry.line) for entry in entries()]
    assert me.post("/me/erase/")["Location"] == "/"
    assert Person.objects.filter(email="amina@example.org").exists() is False
    assert RoleHolding.objects.filter(role="witness").exists() is False
    assert [term.membership.person for term in Term.objects.all()] == [None]
    assert Notice.objects.filter(to="amina@example.org").exists() is False
    assert [bytes(entry.line) for entry in entries()] == before
    assert me.get("/me/").status_code == 302


def test_the_consents_are_worded_in_the_language_of_the_page(me, person):
    with translation.override("da"):
        me.post("/me/consent/", {"purpose": "photo", "agreed": "on"}, headers={"accept-language": "da"})
    tick = consent_given(person, PHOTO)
    assert tick is not None
    assert tick.wording in me.get("/me/").content.decode()
