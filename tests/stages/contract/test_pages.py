import pytest

from folkmoot.core.contract.mandate import Influence, ItemLevel, Question
from folkmoot.core.contract.spans import months
from folkmoot.stages.contract.actions import draft_contract, name_commissioner, offer_contract
from folkmoot.stages.contract.clause_forms import SectionForm
from folkmoot.stages.contract.precedents import PRECEDENTS, start_from
from folkmoot.stages.contract.queries import commissioners, published_contract, versions
from folkmoot.stages.contract.sections import SECTIONS
from tests.builders import CLAUSES, a_person, a_published_contract, an_open_assembly, the_organiser

pytestmark = pytest.mark.django_db

HOME = "/assemblies/harbour/contract/"
# What an organiser writes on the pages of the editor: section → field → answer.
ANSWERS = {
    "question": {
        "question-words": "What should become of the harbour?",
        "calendar-milestones-1-on": "2027-05-01",
        "calendar-milestones-1-what": "First reading",
    },
    "influence": {
        "influence-level": "empower",
        "influence-items-1-item": "The bridge",
        "influence-items-1-level": "inform",
        "on_disagreement-words": "We say why.",
    },
    "mandate": {
        "scope-off_the_table": "The bridge\n\nThe flood wall\n",
        "constraints-named-1-limit": "budget",
        "constraints-named-1-what": "Two million",
        "constraints-named-1-source": "Budget 2027, p. 4",
    },
    "results": {
        "output-form": "legal-text",
        "output-help": "A jurist",
        "routes-open_to-1-route": "referendum",
        "routes-chosen_by": "assembly",
        "carve_outs-at_most": "0",
        "threshold-numerator": "2",
        "threshold-denominator": "3",
        "threshold-of": "cast",
    },
    "answers": {
        "reply-within-count": "3",
        "reply-within-unit": "months",
        "reply-each": "on",
        "reply-reasons": "on",
        "reply-form": "In writing",
        "sessions-held-1-after-count": "6",
        "sessions-held-1-after-unit": "months",
        "sessions-held-1-what": "We answer in public",
        "follow_up-months": "12, 3 6",
        "follow_up-body": "The clerk",
        "reaction-rating_within-count": "",
        "reaction-rating_within-unit": "months",
    },
    "conduct": {
        "publicity-words": "All of it",
        "data_rules-words": "Pseudonyms",
        "payment-words": "60 a day",
        "independence-words": "At arm's length",
    },
    "breach": {"succession-binds": "on", "breach-words": "Every day is counted"},
}


@pytest.fixture
def assembly():
    return an_open_assembly(slug="harbour")


@pytest.fixture
def organiser_client(client, assembly):
    client.force_login(the_organiser(assembly))
    return client


def start(client, precedent="municipal"):
    return client.post(f"{HOME}draft/", {"precedent": precedent})


def test_an_organiser_gets_from_draft_to_publication_by_the_pages(organiser_client, assembly):
    where = start(organiser_client).url
    for answers in ANSWERS.values():
        where = organiser_client.post(where, answers).url
    assert where == f"{HOME}draft/"
    organiser_client.post(f"{HOME}commissioners/", {"office": "Mayor", "name": "Karin Lund", "ref": "mayor"})
    organiser_client.post(f"{HOME}offer/")
    organiser_client.post(f"{HOME}paper-signature/mayor/", {"witness": "Town clerk Ove Bang"})
    organiser_client.post(f"{HOME}publish/")
    clauses = published_contract(assembly).clauses
    assert clauses.scope.off_the_table == ("The bridge", "The flood wall")
    assert clauses.threshold.blanks_count is False
    assert clauses.influence.items == (ItemLevel(item="The bridge", level=Influence.INFORM),)
    assert clauses.follow_up.months == (3, 6, 12)
    assert clauses.reply.within == months(3)
    assert clauses.reaction.rating_within is None


def test_what_the_editor_shows_is_what_it_saves(organiser_client, assembly):
    for precedent in PRECEDENTS:
        clauses = start_from(precedent, "en").having([Question(words="What now?")])
        for section in SECTIONS:
            form = SectionForm(section, clauses)
            shown = sent(form)
            saved = SectionForm(section, clauses, shown)
            assert saved.is_valid(), (precedent, section.slug, saved.errors)
            assert clauses.having(saved.read.values()) == clauses


def sent(form):
    """What a browser sends of a form as it is shown."""
    shown = {name: form[name].value() for name in form.fields}
    return {
        name: "on" if value is True else str(value)
        for name, value in shown.items()
        if value not in ("", None) and value is not False
    }


def test_a_holder_signs_on_her_page(client, assembly):
    an_offered_contract_with_accounts(assembly)
    client.force_login(commissioners(assembly).get().person)
    assert CLAUSES.question.words in client.get(f"{HOME}sign/").content.decode()
    client.post(f"{HOME}sign/")
    assert versions(assembly).get().signatures.count() == 1


def an_offered_contract_with_accounts(assembly):
    organiser, mayor = the_organiser(assembly), a_person(name="Karin Lund")
    name_commissioner(by=organiser, assembly=assembly, ref="mayor", office="Mayor", name="Karin Lund", person=mayor)
    draft_contract(by=organiser, assembly=assembly, clauses=CLAUSES)
    return offer_contract(by=organiser, assembly=assembly)


@pytest.mark.parametrize(
    ("section", "wrong", "said"),
    [
        ("results", {"threshold-numerator": "6"}, "The upper number cannot be larger"),
        ("results", {"threshold-numerator": "3", "threshold-strict": "on"}, "Nothing can be more than all"),
        ("answers", {"reply-within-count": "0"}, "greater than or equal to 1"),
        ("answers", {"reply-within-count": ""}, "This field is required"),
        ("answers", {"follow_up-months": "3, soon"}, "Write whole numbers with commas"),
        ("answers", {"follow_up-months": "0"}, "Months lie between 1 and 240"),
        ("answers", {"sessions-held-1-what": ""}, "This row is begun"),
        ("question", {"calendar-milestones-1-on": "soon"}, "Enter a valid date"),
        ("question", {"question-words": " "}, "This field is required"),
        ("influence", {"influence-level": "rule"}, "Select a valid choice"),
    ],
)
def test_a_wrong_answer_is_named_and_nothing_is_saved(organiser_client, assembly, section, wrong, said):
    start(organiser_client)
    before = versions(assembly).get().clauses
    page = organiser_client.post(f"{HOME}draft/{section}/", ANSWERS[section] | wrong).content.decode()
    assert said in page
    assert versions(assembly).get().clauses == before


def test_a_draft_that_leaves_too_much_open_is_not_offered_and_says_what(organiser_client, assembly):
    start(organiser_client)
    organiser_client.post(f"{HOME}commissioners/", {"office": "Mayor", "name": "Karin Lund", "ref": "mayor"})
    assert "The question to the assembly is not written." in organiser_client.get(f"{HOME}draft/").content.decode()
    page = organiser_client.post(f"{HOME}offer/").content.decode()
    assert "cannot be offered yet. The question to the assembly is not written." in page
    assert versions(assembly).get().offered_at is None


def test_a_refusal_is_said_on_the_form_with_what_was_typed(organiser_client):
    office = {"office": "Mayor", "name": "Karin Lund", "ref": "mayor"}
    organiser_client.post(f"{HOME}commissioners/", office)
    page = organiser_client.post(f"{HOME}commissioners/", office | {"name": "Somebody else"}).content.decode()
    assert "is named already" in page
    assert "Somebody else" in page


@pytest.mark.parametrize("offices", [(("a", "A"),), (("a", "A"), ("b", "B"), ("c", "C"))])
def test_the_page_asks_the_database_little_however_many_sign(client, assembly, offices, django_assert_max_num_queries):
    a_published_contract(assembly, offices=offices)
    with django_assert_max_num_queries(12):
        assert client.get(HOME).status_code == 200


def test_an_empty_contract_page_says_what_will_stand_there(client, assembly):
    page = client.get(HOME).content.decode()
    assert "No contract yet" in page
    assert f"{HOME}draft/" not in page


def test_there_is_nothing_to_sign_or_publish_before_a_draft(organiser_client):
    codes = [organiser_client.get(f"{HOME}{page}/").status_code for page in ("offer", "publish")]
    assert codes == [404, 404]
