"""Registering by phone of 320 pixels, in Danish, in the dark, without JavaScript; the organiser's pages beside it."""

import pytest

from folkmoot.manifest import Role
from folkmoot.stages.lottery import queries
from folkmoot.stages.lottery.rules import Status
from tests import builders
from tests.browser.test_pages_of_commons import look_at, signed_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def harbour():
    assembly = builders.an_open_assembly(slug="harbour")
    builders.an_open_registration(assembly, dates=[["2027-03-06", "Første weekend"], ["2027-04-10", "Anden weekend"]])
    return assembly


def test_somebody_registers_on_a_small_dark_danish_phone_without_scripts(new_page, harbour):
    code = queries.code_of(builders.an_invitation(harbour))
    page = new_page(viewport={"width": 320, "height": 640}, locale="da", color_scheme="dark", java_script_enabled=False)
    go_on = page.locator("main button[type=submit]").first
    page.goto("/join/")
    page.get_by_label("Koden i dit brev").fill(code.lower())
    go_on.click()
    page.get_by_role("button", name="Jeg vil gerne deltage").click()
    page.locator("select").nth(0).select_option("17")
    page.locator("select").nth(1).select_option("5")
    page.locator("select").nth(2).select_option("1980")
    go_on.click()
    page.get_by_label("Første weekend").check()
    go_on.click()
    page.get_by_label("woman", exact=True).check()
    go_on.click()
    for _ in ("language", "needs"):
        go_on.click()
    page.get_by_label("Dit navn").fill("Karen Lund")
    go_on.click()
    go_on.click()
    page.get_by_role("link", name="Giv et telefonnummer").click()
    page.get_by_label("Telefon").fill("+45 1111")
    go_on.click()
    page.get_by_label("I må gemme det, jeg har fortalt her").check()
    go_on.click()
    page.get_by_role("button", name="Send mine svar").click()
    sheet = queries.AnswerSheet.objects.get()
    assert page.get_by_text(f"R-{sheet.reference[:4]}").count() == 1
    assert (sheet.respondent.status, sheet.respondent.name) == (Status.POOL, "Karen Lund")


def test_the_pages_of_registration_are_readable_by_everybody(new_page, harbour, client, live_server):
    code = queries.code_of(builders.an_invitation(harbour))
    for name, where in (("Karen Lund", "Havnegade 12"), ("Karen Lund", "Havnegade 12"), ("Ole Holm", "Havngade 12")):
        builders.a_registration(harbour, name=name, address=where, dates=["2027-03-06"])
    her = queries.respondents(harbour).get(name="Ole Holm")
    start = "/assemblies/harbour/lottery"
    phone = new_page(viewport={"width": 320, "height": 640}, locale="da", color_scheme="dark")
    look_at(phone, [f"/join/{code}/", f"{start}/answer/no/", f"{start}/answer/find/"])
    phone.goto(f"{start}/answer/")
    phone.get_by_role("button", name="Jeg vil gerne deltage").click()
    pages = ("born", "dates", "question-gender", "contact", "consents")
    look_at(phone, [f"{start}/answer/ask/{page}/" for page in pages])
    desk = new_page()
    signed_in(desk, client, live_server, builders.somebody(harbour, Role.ORGANISER))
    inner = ["registration", "registration/questions", "registration/terms", "pool", "pool/cleaning", "enter"]
    one = [f"pool/people/{her.pseudonym}", "enter/door/none"]
    look_at(desk, [f"{start}/{name}/" for name in (*inner, *one)])
