"""From a plan to an open assembly, by way of its decision."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from folkmoot.commons.assemblies import faults
from folkmoot.commons.assemblies.actions import open_assembly, plan_assembly, revise_plan
from folkmoot.commons.assemblies.manifest import next_steps
from folkmoot.commons.assemblies.queries import assembly_at, handle_of, vacant_seats
from folkmoot.commons.publicrecord.queries import entries
from folkmoot.manifest import Role
from tests.builders import a_person, an_open_assembly, the_organiser

pytestmark = pytest.mark.django_db
PLAN: dict[str, Any] = {
    "title": "Harbour forum",
    "place": "Ravnkilde",
    "summary": "What should become of the harbour?",
    "seats": 12,
}
DECISION: dict[str, Any] = {
    "decision": "The plan for the harbour",
    "decision_owner": "The city council",
    "decision_on": date(2027, 6, 1),
}


@pytest.fixture
def convener():
    return a_person(name="Signe Holm", convener=True)


@pytest.fixture
def desk(convener):
    client = Client()
    client.force_login(convener)
    return client


@pytest.fixture
def draft(convener):
    return plan_assembly(by=convener, slug="harbour", **PLAN)


def test_a_convener_plans_an_assembly_and_becomes_its_organiser(desk, convener):
    answer = desk.post("/assemblies/plan/", {**PLAN, "language": "en"})
    assert answer["Location"] == "/assemblies/harbour-forum/settings/"
    assembly = assembly_at("harbour-forum")
    assert assembly is not None
    assert handle_of(convener, assembly, Role.ORGANISER).startswith("organiser-")
    assert vacant_seats(assembly.body).count() == 12


def test_an_address_is_suggested_that_is_still_free(desk, draft):
    desk.post("/assemblies/plan/", {**PLAN, "title": "Harbour", "language": "en"})
    assert assembly_at("harbour-2") is not None


def test_letters_outside_the_alphabet_of_addresses_still_give_one(desk):
    desk.post("/assemblies/plan/", {**PLAN, "title": "Борода", "language": "en"})
    assert assembly_at("assembly") is not None


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        ("plan", "The address “plan” is a word that this site uses itself. Choose another one."),
        ("harbour", "Another assembly already has the address “harbour”. Choose another one."),
    ],
)
def test_an_address_that_cannot_be_is_refused_in_words(desk, draft, slug, sentence):
    answer = desk.post("/assemblies/plan/", {**PLAN, "language": "en", "slug": slug})
    assert answer.context["form"].non_field_errors() == [sentence]
    assert answer.context["form"]["title"].value() == PLAN["title"]


def test_only_a_convener_may_plan(client):
    client.force_login(a_person())
    assert client.get("/assemblies/plan/").status_code == 403
    with pytest.raises(faults.NotAllowed):
        plan_assembly(by=a_person(), slug="x", **PLAN)


def test_a_draft_is_hidden_from_everybody_else(client, draft):
    assert client.get("/assemblies/harbour/").status_code == 404
    client.force_login(a_person(convener=True))
    assert client.get("/assemblies/harbour/settings/").status_code == 404


def test_the_plan_is_changed_while_it_is_a_draft(desk, draft):
    desk.post("/assemblies/harbour/settings/", {**PLAN, "title": "Harbour and beach", "decision_on": "2027-06-01"})
    draft.refresh_from_db()
    assert (draft.title, draft.decision_on) == ("Harbour and beach", date(2027, 6, 1))


def test_opening_without_a_decision_is_refused_and_names_what_is_missing(desk, draft):
    answer = desk.post("/assemblies/harbour/open/")
    draft.refresh_from_db()
    assert (answer.status_code, draft.opened_at) == (200, None)
    assert " ".join(answer.context["form"].non_field_errors()) == (
        "This assembly cannot open yet: it is not linked to a decision. "
        "Still missing: the decision, who decides, when it is decided. "
        "Add it to the plan, so that everybody knows what their work will change."
    )
    assert b'class="error-summary"' in answer.content
    assert entries().count() == 0


@pytest.mark.parametrize(
    ("name", "code"),
    [("decision", "the-decision"), ("decision_owner", "who-decides"), ("decision_on", "when-it-is-decided")],
)
def test_each_part_of_the_decision_is_needed(convener, draft, name, code):
    given = {**DECISION, name: None if name == "decision_on" else ""}
    plan = {key: PLAN[key] for key in ("title", "place", "summary")}
    revise_plan(by=convener, assembly=draft, **plan, **given)
    with pytest.raises(faults.NoDecision) as refused:
        open_assembly(by=convener, assembly=draft)
    assert refused.value.params["missing"] == (code,)


def test_opening_shows_the_assembly_to_everybody_and_enters_it_in_the_record(desk, client, convener):
    assembly = plan_assembly(by=convener, slug="harbour", **PLAN, **DECISION)
    assert desk.get("/assemblies/harbour/open/").status_code == 200
    assert entries().count() == 0
    assert desk.post("/assemblies/harbour/open/")["Location"] == "/assemblies/harbour/"
    (entry,) = entries("harbour")
    assert (entry.kind, entry.by) == ("assembly.opened", handle_of(convener, assembly))
    assert client.get("/assemblies/harbour/").status_code == 200


def test_an_open_plan_can_no_longer_be_changed(desk):
    assembly = an_open_assembly(organiser=a_person(convener=True))
    organiser = the_organiser(assembly)
    desk.force_login(organiser)
    address = f"/assemblies/{assembly.slug}/settings/"
    answer = desk.post(address, {**PLAN, "title": "Something else"})
    assembly.refresh_from_db()
    assert (answer.status_code, assembly.title) == (200, "Harbour forum")
    with pytest.raises(faults.AlreadyOpen):
        open_assembly(by=organiser, assembly=assembly)


def test_the_organiser_of_a_draft_is_told_what_to_do_next(convener, draft):
    (step,) = next_steps(convener, draft)
    assert (step.title, step.url) == ("Complete the plan", "/assemblies/harbour/settings/")
    assert step.detail == "Still missing: the decision, who decides, when it is decided."
    plan = {key: PLAN[key] for key in ("title", "place", "summary")}
    revise_plan(by=convener, assembly=draft, **plan, **DECISION)
    (step,) = next_steps(convener, draft)
    assert step.url == "/assemblies/harbour/open/"
    open_assembly(by=convener, assembly=draft)
    assert list(next_steps(convener, draft)) == []
    assert list(next_steps(a_person(), draft)) == []
