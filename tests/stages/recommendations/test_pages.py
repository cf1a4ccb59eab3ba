import hashlib

import pytest

from folkmoot import clock
from folkmoot.manifest import Role
from folkmoot.stages.recommendations.actions import write_foreword
from folkmoot.stages.recommendations.prose import rendered
from folkmoot.stages.recommendations.queries import hand_over, signed_off
from tests.builders import (
    a_counted_ballot,
    a_handed_over_report,
    a_published_contract,
    an_open_assembly,
    seated_members,
    some_frozen_texts,
    somebody,
    the_organiser,
)

pytestmark = pytest.mark.django_db
CANARY = "<script>canary()</script>"


@pytest.fixture
def assembly():
    made = an_open_assembly(slug="harbour")
    a_published_contract(made)
    seated_members(made)
    some_frozen_texts(made, titles=(f"Trees {CANARY}", "Pier", "Ferry"))
    a_counted_ballot(made, rejected=(3,))
    return made


def at(page=""):
    return f"/assemblies/harbour/recommendations/{page}"


def test_before_anything_is_counted_the_page_explains_itself(client):
    an_open_assembly(slug="harbour")
    for page in ("", "report/", "report.json"):
        assert client.get(at(page)).status_code == 200
    assert "None is hidden" in client.get(at()).content.decode()


def test_what_was_not_adopted_is_listed_too(client, assembly):
    shown = client.get(at()).content.decode()
    assert ("Pier" in shown, "Ferry" in shown, "Not adopted" in shown, CANARY in shown) == (True, True, True, False)


def test_the_way_from_foreword_over_sign_off_to_hand_over(client, assembly):
    client.force_login(the_organiser(assembly))
    client.post(at("report/foreword/"), {"foreword": "We **listened**."})
    client.force_login(somebody(assembly, Role.MEMBER))
    sha256 = client.get(at("report/sign-off/")).context["sha256"]
    client.post(at("report/sign-off/"), {"sha256": sha256})
    assert signed_off(assembly, sha256) == 1
    client.force_login(the_organiser(assembly))
    client.post(at("report/sign-off/paper/"), {"pseudonym": "Birch", "sha256": sha256})
    answer = client.post(at("hand-over/"), {"on": clock.now().date().isoformat(), "place": "Town hall"})
    assert answer.status_code == 302
    given = hand_over(assembly)
    assert given is not None
    assert (given.signed_off, given.sha256) == (2, sha256)


def test_the_report_as_data_is_the_very_bytes_that_are_hashed(client, assembly):
    write_foreword(by=the_organiser(assembly), assembly=assembly, foreword="Æ we met")
    data = client.get(at("report.json"))
    assert hashlib.sha256(data.content).hexdigest() == client.get(at("report/")).context["sha256"]


def test_the_report_holds_everything_and_prints(client, assembly):
    write_foreword(by=the_organiser(assembly), assembly=assembly, foreword="# Dear council\n\n" + CANARY)
    shown = client.get(at("report/")).content.decode()
    for part in ("Dear council", "Pier", "Ferry", "Not adopted", "3 yes", "What was promised", "Mayor"):
        assert part in shown
    assert CANARY not in shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**bold**", "<p><strong>bold</strong></p>\n"),
        ("# Title", "<h3>Title</h3>\n"),
        ("<img src=x onerror=a()>", "<p>&lt;img src=x onerror=a()&gt;</p>\n"),
        ("[a](https://a.example)", '<p><a href="https://a.example" rel="noopener nofollow">a</a></p>\n'),
        ("[a](javascript:canary())", "<p>[a](javascript:canary())</p>\n"),
        ("![a](https://elsewhere.example/x.png)", "<p>!<a"),
    ],
)
def test_markdown_becomes_harmless(written, shown):
    assert rendered(written).startswith(shown)
    assert "<img" not in rendered(written)


@pytest.mark.parametrize("page", ["report/foreword/", "report/sign-off/", "report/sign-off/paper/", "hand-over/"])
def test_nobody_writes_without_signing_in(client, assembly, page):
    assert client.get(at(page)).status_code == 302


def test_the_page_asks_the_database_a_few_times(client, django_assert_max_num_queries):
    a_handed_over_report(an_open_assembly(slug="harbour"))
    with django_assert_max_num_queries(10):
        client.get(at())
    with django_assert_max_num_queries(12):
        client.get(at("report/"))


def test_steps_lead_from_the_count_to_the_hand_over(client, assembly):
    client.force_login(the_organiser(assembly))
    assert "Write the foreword" in client.get("/desk/").content.decode()
    write_foreword(by=the_organiser(assembly), assembly=assembly, foreword="We met.")
    assert "Hand the report over" in client.get("/desk/").content.decode()
    client.force_login(somebody(assembly, Role.MEMBER))
    assert "sign it off" in client.get("/desk/").content.decode()
