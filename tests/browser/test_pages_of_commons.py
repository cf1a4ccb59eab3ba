"""The pages of accounts and assemblies: readable by everybody, in light and dark, wide and narrow."""

from datetime import date

import pytest

from folkmoot.commons.accounts.actions import give_consent, log_access
from folkmoot.commons.accounts.queries import Consent
from folkmoot.commons.assemblies.actions import add_date, grant_role, plan_assembly, translate_text
from folkmoot.commons.assemblies.queries import public_texts
from folkmoot.commons.languages.queries import Translation
from folkmoot.manifest import Role
from tests.browser.looking import look
from tests.builders import a_person, an_open_assembly, the_organiser

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = [
    "/sign-in/",
    "/me/",
    "/me/erase/",
    "/sign-in/passkeys/",
    "/sign-in/passkeys/add/",
    "/sign-in/out/",
    "/assemblies/plan/",
    "/assemblies/draft/settings/",
    "/assemblies/draft/open/",
    "/assemblies/harbour/settings/",
    "/assemblies/harbour/people/",
    "/assemblies/harbour/calendar/",
    "/assemblies/harbour/languages/",
    "/assemblies/harbour/languages/da/",
]


@pytest.fixture
def signe(the_clock):
    person = a_person(email="signe@example.org", name="Signe Holm", convener=True)
    plan_assembly(by=person, slug="draft", title="Beach forum", place="Ravnkilde", summary="The beach.", seats=5)
    assembly = an_open_assembly(organiser=person, slug="harbour")
    witness = a_person(email="inger@example.org", name="Inger Dahl")
    grant_role(by=person, assembly=assembly, person=witness, role=Role.WITNESS)
    add_date(by=person, assembly=assembly, on=date(2027, 3, 14), what="First meeting")
    give_consent(by=person, purpose=Consent.Purpose.PHOTO, wording="Photos may be published.")
    log_access(by=witness, what="address read", subject="harbour/bead-1", about=person)
    text = public_texts(assembly)[0]
    translate_text(
        by=the_organiser(assembly),
        assembly=assembly,
        text=text,
        language="da",
        wording="Havneforum",
        provenance=Translation.Provenance.MACHINE,
    )
    return person


def signed_in(page, client, live_server, person):
    client.force_login(person)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )


def look_at(page, addresses):
    for address in addresses:
        answer = page.goto(address)
        assert (address, answer.status) == (address, 200)
        look(page)


def test_every_page_is_open_to_everybody(page, client, live_server, signe):
    look_at(page, PAGES[:1])
    signed_in(page, client, live_server, signe)
    look_at(page, PAGES[1:])


def test_every_page_is_open_to_everybody_on_a_phone_in_the_dark(phone, client, live_server, signe):
    look_at(phone, PAGES[:1])
    signed_in(phone, client, live_server, signe)
    look_at(phone, PAGES[1:])


def test_a_form_with_errors_leads_to_each_of_them(page, client, live_server, signe):
    signed_in(page, client, live_server, signe)
    page.goto("/assemblies/plan/")
    page.get_by_role("button", name="Save the plan").click()
    look(page)
    assert page.title().startswith("Error:")
    page.get_by_role("alert").get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.name") == "title"


def test_an_assembly_is_planned_and_opened_without_scripts(new_page, client, live_server, signe):
    page = new_page(java_script_enabled=False)
    signed_in(page, client, live_server, signe)
    page.goto("/assemblies/plan/")
    page.get_by_label("What is the assembly called?").fill("A school that listens")
    page.get_by_label("For which place?").fill("Ravnkilde")
    page.get_by_label("What is it about?").fill("How the school day should begin.")
    page.get_by_label("How many seats does it have?").fill("24")
    page.get_by_role("button", name="Save the plan").click()
    page.goto("/assemblies/a-school-that-listens/open/")
    page.get_by_role("button", name="Open the assembly").click()
    assert "Still missing: the decision" in page.get_by_role("alert").inner_text()
    page.get_by_role("main").get_by_role("link", name="The plan").click()
    page.get_by_label("Which decision will it change?").fill("The timetable of 2028")
    page.get_by_label("Who takes that decision?").fill("The school board")
    page.get_by_label("By when is it taken?").fill("2027-06-01")
    page.get_by_role("button", name="Save the plan").click()
    page.get_by_role("link", name="Open the assembly").click()
    page.get_by_role("button", name="Open the assembly").click()
    page.wait_for_url("**/assemblies/a-school-that-listens/")
