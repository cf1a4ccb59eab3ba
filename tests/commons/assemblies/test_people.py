"""Who has which role, and dates."""

from datetime import date

import pytest
from django.test import Client

from folkmoot.commons.accounts.queries import access_concerning, person_with_email
from folkmoot.commons.assemblies import faults
from folkmoot.commons.assemblies.actions import grant_role, withdraw_role
from folkmoot.commons.assemblies.queries import calendar, holders, role_holdings, roles_of
from folkmoot.commons.notices.queries import waiting
from folkmoot.manifest import Role
from tests.builders import a_person, an_open_assembly, the_organiser

pytestmark = pytest.mark.django_db


@pytest.fixture
def assembly():
    return an_open_assembly(slug="harbour")


@pytest.fixture
def desk(assembly):
    client = Client()
    client.force_login(the_organiser(assembly))
    return client


def test_a_role_is_given_by_address_and_the_person_is_told_by_mail(desk, assembly):
    desk.post("/assemblies/harbour/people/", {"email": "inger@example.org", "name": "Inger", "role": "witness"})
    inger = person_with_email("inger@example.org")
    assert inger is not None
    assert Role.WITNESS in roles_of(inger, assembly)
    (letter,) = waiting()
    assert (letter.to, letter.subject) == ("inger@example.org", "Your role in “Harbour forum”: Witness")
    assert "http://testserver/sign-in/" in letter.body


def test_giving_a_role_twice_gives_it_once_and_writes_once(desk):
    for _ in range(2):
        desk.post("/assemblies/harbour/people/", {"email": "inger@example.org", "role": "witness"})
    assert (waiting().count(), role_holdings(assembly_of(desk)).filter(role="witness").count()) == (1, 1)


def assembly_of(desk):
    return desk.get("/assemblies/harbour/people/").context["assembly"]


def test_the_person_sees_in_her_account_who_gave_her_the_role(desk, assembly):
    desk.post("/assemblies/harbour/people/", {"email": "inger@example.org", "role": "witness"})
    inger = person_with_email("inger@example.org")
    assert inger is not None
    (entry,) = access_concerning(inger)
    assert (entry.by, entry.what) == (the_organiser(assembly), "role granted: witness")


def test_nobody_becomes_a_member_by_hand(desk):
    answer = desk.post("/assemblies/harbour/people/", {"email": "amina@example.org", "role": "member"})
    assert list(answer.context["form"].errors) == ["role"]


def test_a_role_is_withdrawn_after_asking_once(desk, assembly):
    witness = a_person(name="Inger")
    held = grant_role(by=the_organiser(assembly), assembly=assembly, person=witness, role=Role.WITNESS)
    address = f"/assemblies/harbour/people/{held.handle}/withdraw/"
    assert "Withdraw the role “Witness” from Inger?" in desk.get(address).content.decode()
    assert Role.WITNESS in roles_of(witness, assembly)
    desk.post(address)
    assert Role.WITNESS not in roles_of(witness, assembly)


def test_the_last_organiser_stays(assembly):
    organiser = the_organiser(assembly)
    with pytest.raises(faults.LastOrganiser):
        withdraw_role(by=organiser, assembly=assembly, person=organiser, role=Role.ORGANISER)
    grant_role(by=organiser, assembly=assembly, person=a_person(), role=Role.ORGANISER)
    withdraw_role(by=organiser, assembly=assembly, person=organiser, role=Role.ORGANISER)
    assert holders(assembly, Role.ORGANISER).count() == 1


def test_people_are_found_by_name_and_filtered_by_role(desk, assembly):
    for name, role in (("Inger", Role.WITNESS), ("Mads", Role.FACILITATOR)):
        grant_role(by=the_organiser(assembly), assembly=assembly, person=a_person(name=name), role=role)
    by_name = desk.get("/assemblies/harbour/people/?q=inger").context["page"]
    by_role = desk.get("/assemblies/harbour/people/?role=facilitator").context["page"]
    assert [[held.person.name for held in page] for page in (by_name, by_role)] == [["Inger"], ["Mads"]]


def test_the_list_asks_the_database_as_often_for_three_people_as_for_thirty(
    desk, assembly, django_assert_max_num_queries
):
    for number in range(30):
        person = a_person(name=f"Person {number}")
        grant_role(by=the_organiser(assembly), assembly=assembly, person=person, role=Role.OBSERVER)
    with django_assert_max_num_queries(14):
        desk.get("/assemblies/harbour/people/")


@pytest.mark.parametrize(
    "role", [None, *sorted(set(Role) - {Role.ORGANISER, Role.SIGNED_IN, Role.CITIZEN, Role.CONVENER})]
)
def test_only_the_organiser_sees_the_people(client, assembly, role):
    if role:
        person = a_person()
        grant_role(by=the_organiser(assembly), assembly=assembly, person=person, role=role)
        client.force_login(person)
    answers = [client.get(f"/assemblies/harbour/{page}/").status_code for page in ("people", "settings", "open")]
    assert answers == ([403] * 3 if role else [302] * 3)


def test_dates_are_public_and_only_the_organiser_adds_them(desk, client, assembly):
    desk.post("/assemblies/harbour/calendar/add/", {"on": "2027-03-14", "what": "First meeting"})
    assert [(each.on, each.what) for each in calendar(assembly)] == [(date(2027, 3, 14), "First meeting")]
    page = client.get("/assemblies/harbour/calendar/")
    assert ("First meeting" in page.content.decode(), page.context["runs"]) == (True, False)
    assert client.post("/assemblies/harbour/calendar/add/", {"on": "2027-03-15", "what": "x"}).status_code == 302
    assert calendar(assembly).count() == 1
    desk.post("/assemblies/harbour/calendar/remove/", {"on": "2027-03-14", "what": "First meeting"})
    assert calendar(assembly).count() == 0


def test_a_date_that_is_none_is_refused_on_a_page_of_its_own(desk):
    answer = desk.post("/assemblies/harbour/calendar/add/", {"on": "yesterday", "what": ""})
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (200, ["on", "what"])
