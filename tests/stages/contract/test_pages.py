import pytest

from folkmoot.stages.contract.queries import commissioners, published_contract, versions
from tests.builders import CLAUSES, a_published_contract, an_open_assembly, the_organiser

pytestmark = pytest.mark.django_db

HOME = "/assemblies/harbour/contract/"
ANSWERS = {
    "question": CLAUSES.question,
    "influence": "collaborate",
    "on_disagreement": CLAUSES.on_disagreement,
    "off_the_table": "The bridge\n\nThe flood wall\n",
    "reply_within_days": "90",
    "reply_form": CLAUSES.reply_form,
    "threshold_numerator": "4",
    "threshold_denominator": "5",
    "threshold_of": "cast",
    "publicity": CLAUSES.publicity,
    "data_rules": CLAUSES.data_rules,
    "breach": CLAUSES.breach,
}


@pytest.fixture
def assembly():
    return an_open_assembly(slug="harbour")


@pytest.fixture
def organiser_client(client, assembly):
    client.force_login(the_organiser(assembly))
    return client


def test_an_organiser_gets_from_draft_to_publication_by_the_pages(organiser_client, assembly):
    organiser_client.post(f"{HOME}draft/", ANSWERS)
    organiser_client.post(f"{HOME}commissioners/", {"office": "Mayor", "name": "Karin Lund", "ref": "mayor"})
    organiser_client.post(f"{HOME}offer/")
    organiser_client.post(f"{HOME}paper-signature/mayor/", {"witness": "Town clerk Ove Bang"})
    organiser_client.post(f"{HOME}publish/")
    contract = published_contract(assembly)
    assert contract.clauses.off_the_table == ("The bridge", "The flood wall")
    assert contract.clauses.blanks_count is False


def test_a_holder_signs_on_her_page(client, organiser_client, assembly):
    organiser_client.post(f"{HOME}draft/", ANSWERS)
    office = {"office": "Mayor", "name": "Karin Lund", "ref": "mayor", "email": "Mayor@Example.org"}
    organiser_client.post(f"{HOME}commissioners/", office)
    organiser_client.post(f"{HOME}offer/")
    client.force_login(commissioners(assembly).get().person)
    assert CLAUSES.question in client.get(f"{HOME}sign/").content.decode()
    client.post(f"{HOME}sign/")
    assert versions(assembly).get().signatures.count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"threshold_numerator": "6"}, "The upper number cannot be larger"),
        ({"threshold_numerator": "5", "threshold_strict": "on"}, "Nothing can be more than all"),
        ({"reply_within_days": "0"}, "greater than or equal to 1"),
        ({"question": " "}, "This field is required"),
    ],
)
def test_a_wrong_answer_is_named_and_nothing_is_saved(organiser_client, assembly, wrong, said):
    page = organiser_client.post(f"{HOME}draft/", ANSWERS | wrong).content.decode()
    assert said in page
    assert not versions(assembly).exists()


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
