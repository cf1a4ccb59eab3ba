import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from folkmoot.manifest import Role
from folkmoot.stages.deliberation.actions import Heard, Words, gather_statements, write_draft
from folkmoot.stages.deliberation.queries import current, draft_at, drafts, frozen_texts, statements
from tests.builders import an_open_assembly, seated_members, some_frozen_texts, somebody, the_organiser

pytestmark = pytest.mark.django_db
CANARY = "<script>canary()</script>"


@pytest.fixture
def assembly():
    made = an_open_assembly(slug="harbour")
    seated_members(made)
    return made


def some_drafts(assembly, number):
    for each in range(number):
        words = Words(title=f"{CANARY} {each}", text=CANARY, why=CANARY)
        write_draft(by=somebody(assembly, Role.FACILITATOR), assembly=assembly, words=words, table=CANARY)


def at(page=""):
    return f"/assemblies/harbour/deliberation/{page}"


@pytest.mark.parametrize("page", ["", "statements/", "texts/", "texts.json"])
def test_everybody_reads_before_anything_is_there(client, assembly, page):
    assert client.get(at(page)).status_code == 200


@pytest.mark.parametrize("page", ["statements/gather/", "drafts/new/", "drafts/1/revise/", "freeze/"])
def test_nobody_writes_without_signing_in(client, assembly, page):
    assert client.get(at(page)).status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_database_the_same_few_times(client, assembly, rows, django_assert_max_num_queries):
    some_drafts(assembly, rows)
    with django_assert_max_num_queries(6):
        assert client.get(at()).status_code == 200


def test_what_people_write_is_text_and_never_markup(client, assembly):
    gather_statements(by=the_organiser(assembly), assembly=assembly, heard=[Heard(text=CANARY)], source=CANARY)
    some_drafts(assembly, 1)
    for page in ("", "statements/", "statements/1/", "drafts/1/"):
        shown = client.get(at(page)).content.decode()
        assert (CANARY in shown, "&lt;script&gt;canary()" in shown) == (False, True)


def test_an_organiser_brings_in_a_file(client, assembly):
    client.force_login(the_organiser(assembly))
    file = SimpleUploadedFile(
        "notes.csv", "text,author\n“Shade, please”,B1\n".replace("“", '"').replace("”", '"').encode()
    )
    answer = client.post(at("statements/gather/"), {"file": file, "source": "First meeting"})
    assert answer.status_code == 302
    assert [(each.text, each.author) for each in statements(assembly)] == [("Shade, please", "B1")]


def test_a_file_that_cannot_be_used_is_explained(client, assembly):
    client.force_login(the_organiser(assembly))
    file = SimpleUploadedFile("notes.csv", b"words\nx\n")
    answer = client.post(at("statements/gather/"), {"file": file, "source": "x"})
    assert "It needs a column" in answer.content.decode()


def test_a_member_writes_and_revises_and_a_clash_keeps_her_words(client, assembly):
    client.force_login(somebody(assembly, Role.MEMBER))
    client.post(at("drafts/new/"), {"title": "Trees", "text": "Plant."})
    client.post(at("drafts/1/revise/"), {"title": "Trees", "text": "Plant many.", "based_on": "1"})
    clash = client.post(at("drafts/1/revise/"), {"title": "Trees", "text": "Plant few.", "based_on": "1"})
    assert "Plant few." in clash.content.decode()
    assert "version 2" in clash.content.decode()
    draft = draft_at(assembly, 1)
    assert current(draft).text == "Plant many."
    again = client.post(
        at("drafts/1/revise/"),
        {"title": "Trees", "text": "Plant few.", "based_on": clash.context["form"]["based_on"].value()},
    )
    assert again.status_code == 302


def test_a_draft_shows_what_changed_between_versions(client, assembly):
    client.force_login(somebody(assembly, Role.MEMBER))
    client.post(at("drafts/new/"), {"title": "Trees", "text": "Plant some trees."})
    client.post(at("drafts/1/revise/"), {"title": "Trees", "text": "Plant many trees.", "based_on": "1"})
    shown = client.get(at("drafts/1/")).content.decode()
    assert ("<ins>" in shown, "<del>" in shown) == (True, True)


def test_merge_split_and_setting_aside_go_by_page(client, assembly):
    some_drafts(assembly, 3)
    client.force_login(somebody(assembly, Role.FACILITATOR))
    assert client.get(at("drafts/1/merge/2/")).status_code == 200
    client.post(at("drafts/1/merge/2/"), {"title": "Both", "text": "Both."})
    split = {"title_1": "A", "text_1": "a", "title_2": "B", "text_2": "b"}
    client.post(at("drafts/3/split/"), split)
    client.post(at("drafts/4/set-aside/"), {"fate": "parked", "reason": "Later"})
    client.post(at("drafts/4/take-up/"))
    assert [(each.number, each.fate) for each in drafts(assembly)] == [
        (1, "merged"),
        (2, "merged"),
        (3, "split"),
        (4, "open"),
        (5, "open"),
        (6, "open"),
    ]


def test_freezing_takes_the_order_that_was_typed(client, assembly):
    some_drafts(assembly, 3)
    client.force_login(somebody(assembly, Role.FACILITATOR))
    client.post(at("freeze/"), {"draft_1": "2", "draft_2": "1", "draft_3": "", "rest": "Doubled"})
    assert [(each.number, each.draft.number) for each in frozen_texts(assembly)] == [(1, 2), (2, 1)]
    assert client.get(at("texts/2/")).status_code == 200
    assert [each["number"] for each in client.get(at("texts.json")).json()["texts"]] == [1, 2]


def test_numbers_that_do_not_exist_are_not_found(client, assembly):
    for page in ("statements/9/", "drafts/9/", "texts/9/", "drafts/99999999999999999999999/"):
        assert client.get(at(page)).status_code == 404


def test_the_assemblys_page_tells_the_story(client, assembly):
    some_frozen_texts(assembly)
    shown = client.get(f"/assemblies/{assembly.slug}/")
    assert "Deliberation" in shown.content.decode()
