import csv
from copy import deepcopy
from datetime import timedelta
from io import StringIO

import pytest

from folkmoot import clock
from folkmoot.manifest import Role
from folkmoot.stages.followup.actions import assess, give_reply
from folkmoot.stages.followup.models import Answer, AssessorKind, Progress, ReasonCode
from folkmoot.stages.followup.queries import board, office_at, replies
from folkmoot.stages.followup.rules import Said
from tests.builders import a_handed_over_report, an_open_assembly, somebody, the_organiser

pytestmark = pytest.mark.django_db
CANARY = "<script>canary()</script>"


@pytest.fixture(scope="module")
def handed_over(once_for_all):
    made = an_open_assembly(slug="harbour")
    a_handed_over_report(made)
    return made


@pytest.fixture
def assembly(db, handed_over):
    return deepcopy(handed_over)


def at(page="", slug="harbour"):
    return f"/assemblies/{slug}/followup/{page}"


def said(assembly, number, ref, what):
    office = office_at(assembly, ref)
    give_reply(by=office.person, assembly=assembly, number=number, commissioner=office, said=what)


def numbers(answer):
    return [row.recommendation.number for row in answer.context["rows"]]


def test_before_the_hand_over_the_board_explains_itself(client):
    an_open_assembly(slug="pier")
    for page in ("", "poster/", "board.csv"):
        assert client.get(at(page, "pier")).status_code == 200


def test_the_board_shows_every_text_even_what_members_did_not_adopt(client, assembly):
    assert numbers(client.get(at())) == [1, 2, 3]
    assert "Not adopted by the members" in client.get(at()).content.decode()


def test_rejected_and_altered_replies_are_shown_with_what_changed(client, assembly):
    said(assembly, 1, "mayor", Said(answer=Answer.ACCEPT_ALTERED, wording="Plant trees, beginning next autumn."))
    said(assembly, 2, "mayor", Said(answer=Answer.REJECT, reason_code=ReasonCode.COST, text="Too dear"))
    shown = client.get(at()).content.decode()
    assert ("Accepted, altered" in shown, "Rejected" in shown, "<ins>" in shown) == (True, True, True)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [1, 2, 3]),
        ({"q": "PIER"}, [2]),
        ({"state": "silent"}, [1, 2]),
        ({"state": "silent", "office": "mayor"}, [2]),
        ({"state": "rejected"}, [1]),
        ({"state": "accepted"}, []),
        ({"state": "not-adopted"}, [3]),
        ({"state": "done"}, [2]),
        ({"state": "nonsense"}, []),
        ({"office": "mayor"}, [1, 2]),
        ({"sort": "title"}, [2, 1, 3]),
        ({"sort": "silence"}, [1, 2, 3]),
    ],
)
def test_the_board_is_searched_filtered_and_sorted(client, assembly, asked, found):
    said(assembly, 1, "mayor", Said(answer=Answer.REJECT, reason_code=ReasonCode.POLITICAL, text="No"))
    assess(
        by=the_organiser(assembly),
        assembly=assembly,
        number=2,
        kind=AssessorKind.PRESS,
        assessor="Harbour Post",
        progress=Progress.DONE,
        definition="Open to walkers",
        on=clock.now().date(),
    )
    with clock.travelling(to=clock.now() + timedelta(days=100)):
        answer = client.get(at(), asked)
    assert numbers(answer) == found
    assert (answer.context["owed"], answer.context["silent"], answer.context["replied"]) == (4, 3, 1)


def test_the_table_leaves_nothing_out(client, assembly):
    said(assembly, 1, "mayor", Said(answer=Answer.DEFER, until=clock.now().date() + timedelta(days=9), text="=cmd()"))
    rows = list(csv.DictReader(StringIO(client.get(at("board.csv")).content.decode("utf-8-sig"))))
    assert [(row["number"], row["commissioner"], row["state"], row["reply"]) for row in rows] == [
        ("1", "mayor", "replied", "defer"),
        ("1", "council", "waiting", ""),
        ("2", "mayor", "waiting", ""),
        ("2", "council", "waiting", ""),
        ("3", "", "", ""),
    ]
    assert rows[0]["text"] == "'=cmd()"


def test_what_people_write_is_text_and_never_markup(client):
    made = an_open_assembly(slug="pier")
    a_handed_over_report(made, titles=(CANARY, "Two"), rejected=(), offices=[("mayor", CANARY)])
    said(
        made,
        1,
        "mayor",
        Said(answer=Answer.ACCEPT_ALTERED, text=CANARY, wording=f"x {CANARY}", source="javascript:canary()"),
    )
    assess(
        by=the_organiser(made),
        assembly=made,
        number=1,
        kind=AssessorKind.PRESS,
        assessor=CANARY,
        progress=Progress.DONE,
        definition=CANARY,
        on=clock.now().date(),
        evidence="https://example.org/?q=<script>canary()</script>",
    )
    client.force_login(the_organiser(made))
    for page in ("", "poster/", "recommendations/1/", "replies/mayor/", "debtors/", "replies/mayor/1/"):
        shown = client.get(at(page, "pier")).content.decode()
        assert (page, CANARY in shown, 'href="javascript:' in shown) == (page, False, False)
    assert 'rel="noopener nofollow"' in client.get(at("recommendations/1/", "pier")).content.decode()


def test_a_recommendation_shows_its_vote_its_replies_and_where_it_came_from(client, assembly):
    said(assembly, 1, "mayor", Said(answer=Answer.PASS_ON, authority="The region"))
    shown = client.get(at("recommendations/1/")).content.decode()
    for part in ("Passed on", "The region", "3 yes", "Draft 1", "Frozen text 1", "due in"):
        assert part in shown
    assert client.get(at("recommendations/3/")).status_code == 200
    assert client.get(at("recommendations/4/")).status_code == 404


def test_a_commissioner_replies_one_question_at_a_time(client, assembly):
    mayor = office_at(assembly, "mayor")
    client.force_login(mayor.person)
    page = at("replies/mayor/1/")
    assert "What is your answer?" in client.get(page).content.decode()
    assert client.get(page, {"answer": ""}).context["form"].errors.keys() == {"answer"}
    assert "Which authority" in client.get(page, {"answer": "pass-on"}).content.decode()
    lacking = client.post(page, {"answer": "pass-on", "authority": ""})
    assert lacking.context["form"].errors.keys() == {"authority"}
    check = client.post(page, {"answer": "pass-on", "authority": "The region"})
    assert "Check your reply" in check.content.decode()
    assert replies(assembly).count() == 0
    client.post(page, {"answer": "pass-on", "authority": "The region", "back": "yes"})
    assert replies(assembly).count() == 0
    done = client.post(page, {"answer": "pass-on", "authority": "The region", "confirm": "yes"})
    assert done.status_code == 302
    assert [(each.answer, each.authority) for each in replies(assembly)] == [("pass-on", "The region")]


def test_an_organiser_enters_a_letter_and_names_it(client, assembly):
    client.force_login(the_organiser(assembly))
    page = at("replies/council/2/")
    lacking = client.post(page, {"answer": "accept", "confirm": "yes"})
    assert lacking.context["form"].errors.keys() == {"letter"}
    client.post(page, {"answer": "accept", "letter": "Letter of 3 May", "confirm": "yes"})
    assert [each.letter for each in replies(assembly)] == ["Letter of 3 May"]


def test_one_office_does_not_see_the_desk_of_another(client, assembly):
    client.force_login(office_at(assembly, "mayor").person)
    assert client.get(at("replies/council/")).status_code == 404
    assert client.get(at("replies/council/1/")).status_code == 404
    assert client.get(at("replies/nobody/")).status_code == 404
    assert client.get(at("replies/mayor/3/")).status_code == 404


@pytest.mark.parametrize("page", ["replies/mayor/", "replies/mayor/1/", "recommendations/1/news/", "debtors/"])
def test_nobody_writes_without_signing_in(client, assembly, page):
    assert client.get(at(page)).status_code == 302
    client.force_login(somebody(assembly, Role.FACILITATOR))
    assert client.get(at(page)).status_code == 403


def test_news_and_reminders_go_by_page(client, assembly):
    client.force_login(the_organiser(assembly))
    wrong = {
        "kind": "press",
        "assessor": "Post",
        "progress": "done",
        "definition": "x",
        "on": "2020-01-01",
        "evidence": "javascript:x",
    }
    assert client.post(at("recommendations/1/news/"), wrong).context["form"].errors.keys() == {"evidence"}
    client.post(at("recommendations/1/news/"), wrong | {"evidence": ""})
    assert "Post" in client.get(at()).content.decode()
    assert client.post(at("debtors/mayor/remind/")).status_code == 302
    assert "last reminded" in client.get(at("debtors/")).content.decode()
    assert client.post(at("debtors/mayor/remind/")).status_code == 409


def test_a_board_of_149_recommendations_and_six_offices_needs_few_queries(client, django_assert_max_num_queries):
    made = an_open_assembly(slug="pier")
    offices = [(f"office-{n}", f"Committee {n}") for n in range(1, 7)]
    a_handed_over_report(made, titles=[f"Measure {n}" for n in range(1, 151)], rejected=(150,), offices=offices)
    for page in ("", "poster/", "recommendations/7/"):
        with django_assert_max_num_queries(15):
            answer = client.get(at(page, "pier"))
        assert answer.status_code == 200
    found = board(made)
    assert (len(found.asked), len(found.not_adopted), len(found.cells)) == (149, 1, 894)
