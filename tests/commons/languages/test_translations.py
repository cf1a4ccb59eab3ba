"""Public texts in other languages: one original, translations that say who made them and go stale."""

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import translation

from folkmoot.commons.assemblies import faults
from folkmoot.commons.assemblies.actions import grant_role, translate_text
from folkmoot.commons.assemblies.queries import handle_of, public_texts
from folkmoot.commons.languages.queries import Translation, rendering, renderings
from folkmoot.manifest import Role
from tests.builders import a_person, an_open_assembly, the_organiser

pytestmark = pytest.mark.django_db
MACHINE, HUMAN, REVIEWED = Translation.Provenance
SUMMARY = "assembly/harbour/summary"
ORIGINAL = "What should become of the old harbour?"
DANSK = "Hvad skal der ske med den gamle havn?"


@pytest.fixture
def assembly():
    return an_open_assembly(slug="harbour")


@pytest.fixture
def desk(assembly):
    client = Client()
    client.force_login(the_organiser(assembly))
    return client


def summary_of(assembly):
    return next(text for text in public_texts(assembly) if text.subject == SUMMARY)


def translate(assembly, wording=DANSK, provenance=HUMAN):
    return translate_text(
        by=the_organiser(assembly),
        assembly=assembly,
        text=summary_of(assembly),
        language="da",
        wording=wording,
        provenance=provenance,
    )


def shown(original=ORIGINAL, language="da"):
    return rendering(subject=SUMMARY, original=original, original_language="en", language=language)


def test_without_a_translation_the_original_stands():
    assert (shown().text, shown().language, shown().provenance, shown().stale) == (ORIGINAL, "en", None, False)


def test_a_translation_stands_in_its_language_and_says_how_it_was_made(assembly):
    translate(assembly, provenance=MACHINE)
    assert (shown().text, shown().provenance, shown().original) == (DANSK, "machine", ORIGINAL)
    assert shown(language="en").provenance is None


def test_a_changed_original_makes_the_translation_stale_until_it_is_saved_again(assembly):
    translate(assembly)
    assert (shown().stale, shown(original="What about the new harbour?").stale) == (False, True)
    assembly.summary = "What about the new harbour?"
    translate(assembly, wording="Hvad med den nye havn?")
    assert shown(original="What about the new harbour?").stale is False


def test_a_review_replaces_the_machine_and_keeps_who_did_it(assembly):
    translate(assembly, provenance=MACHINE)
    translate(assembly, provenance=REVIEWED)
    (kept,) = Translation.objects.filter(subject=SUMMARY)
    assert (kept.provenance, kept.translator) == ("reviewed", handle_of(the_organiser(assembly), assembly))


def test_many_texts_cost_one_query(assembly, django_assert_num_queries):
    with django_assert_num_queries(1):
        renderings(public_texts(assembly), language="da")


@pytest.mark.parametrize(
    ("role", "allowed"),
    [(Role.FACILITATOR, True), (Role.WITNESS, False), (Role.COMMISSIONER, False), (Role.MEMBER, False)],
)
def test_organisers_and_facilitators_translate(assembly, role, allowed):
    person = a_person()
    grant_role(by=the_organiser(assembly), assembly=assembly, person=person, role=role)
    words = {"text": summary_of(assembly), "language": "da", "wording": DANSK, "provenance": HUMAN}
    if allowed:
        assert translate_text(by=person, assembly=assembly, **words).text == DANSK
    else:
        with pytest.raises(faults.NotAllowed):
            translate_text(by=person, assembly=assembly, **words)


def test_a_text_is_translated_on_the_page(desk):
    answer = desk.post(
        "/assemblies/harbour/languages/da/", {"subject": SUMMARY, "wording": DANSK, "provenance": "human"}
    )
    assert answer["Location"] == "/assemblies/harbour/languages/da/"
    assert (shown().text, shown().provenance) == (DANSK, "human")


def test_an_empty_translation_is_refused_beside_its_text(desk):
    answer = desk.post("/assemblies/harbour/languages/da/", {"subject": SUMMARY, "wording": "", "provenance": "human"})
    assert list(answer.context["form"].errors) == ["wording"]


def test_the_page_puts_stale_texts_first(desk, assembly):
    translate(assembly)
    assembly.summary = "What about the new harbour?"
    assembly.save()
    rows = desk.get("/assemblies/harbour/languages/da/").context["rows"]
    assert (rows[0][0].text.subject, rows[0][0].shown.stale) == (SUMMARY, True)


def test_the_overview_counts_what_is_done_and_what_is_stale(desk, assembly):
    translate(assembly)
    (danish,) = desk.get("/assemblies/harbour/languages/").context["languages"]
    assert (danish["code"], danish["done"], danish["stale"]) == ("da", 1, 0)


def test_a_language_or_a_text_that_is_not_there_is_not_found(desk):
    assert desk.get("/assemblies/harbour/languages/xx/").status_code == 404
    assert desk.post("/assemblies/harbour/languages/da/", {"subject": "contract/else"}).status_code == 404


def as_shown(language):
    page = Template("{% load texts %}{% public_text subject original 'en' %}|{% public_line subject original 'en' %}")
    with translation.override(language):
        return page.render(Context({"subject": SUMMARY, "original": ORIGINAL}))


def test_a_page_shows_the_translation_with_the_original_one_click_away(assembly):
    translate(assembly, provenance=MACHINE)
    text = as_shown("da")
    assert (f'<div lang="da"><p>{DANSK}</p></div>' in text, ORIGINAL in text, text.endswith(f"|{DANSK}")) == (
        True,
        True,
        True,
    )


def test_a_page_in_the_language_of_the_original_needs_no_note(assembly):
    assert "language-note" not in as_shown("en")


def test_the_page_of_an_assembly_speaks_the_language_of_its_reader(client, assembly):
    translate(assembly)
    danish = client.get("/assemblies/harbour/", headers={"accept-language": "da"}).content.decode()
    english = client.get("/assemblies/harbour/", headers={"accept-language": "en"}).content.decode()
    assert (DANSK in danish, DANSK in english) == (True, False)
