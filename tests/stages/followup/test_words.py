"""What became of the words: an assessor judges clause by clause and signs; everybody reads it."""

import csv
from copy import deepcopy
from datetime import timedelta
from io import StringIO

import pytest

from folkmoot import clock
from folkmoot.commons.assemblies.actions import grant_role
from folkmoot.commons.assemblies.faults import NotAllowed
from folkmoot.commons.publicrecord.queries import latest
from folkmoot.core.fidelity.verdicts import Verdict
from folkmoot.manifest import Role
from folkmoot.stages.followup import faults
from folkmoot.stages.followup.actions import compare_words, give_reply
from folkmoot.stages.followup.models import Answer, AssessorKind
from folkmoot.stages.followup.queries import board, comparisons, office_at
from folkmoot.stages.followup.rules import Act, Judged, Said
from tests.builders import a_handed_over_report, a_person, an_open_assembly, somebody, the_organiser

pytestmark = pytest.mark.django_db

# Recommendation 1 of the builders says: Plant trees, beginning next spring.
LAW = "The council may plant trees, beginning next spring, where possible. Dogs are kept on a lead."
WORDS = "/assemblies/harbour/followup/recommendations/1/words/"
NEW = f"{WORDS}new/"


@pytest.fixture(scope="module")
def handed_over(once_for_all):
    made = an_open_assembly(slug="harbour")
    a_handed_over_report(made)
    return made


@pytest.fixture
def assembly(db, handed_over):
    return deepcopy(handed_over)


def act(**changes):
    values = {"title": "Parks act", "text": LAW, "language": "en", "on": clock.now().date()}
    return Act(**values | {"source": "https://example.org/parks"} | changes)


def judge(assembly, by=None, number=1, verdicts=("weakened",), note="", **changes):
    values = {"kind": AssessorKind.MEMBERS, "assessor": "Members, 9 of 45", "act": act()}
    return compare_words(
        by=by or the_organiser(assembly),
        assembly=assembly,
        number=number,
        judged=[Judged(verdict=Verdict(verdict), note=note) for verdict in verdicts],
        **values | changes,
    )


def typed(**changes):
    return {
        "title": "Parks act",
        "on": clock.now().date().isoformat(),
        "source": "",
        "text": LAW,
        "language": "en",
        "kind": "members",
        "assessor": "Members",
    } | changes


def signed(**changes):
    return typed(**{"sign": "1", "verdict-1": "conditioned", "note-1": "It depends.", "sure": "on"} | changes)


def test_a_verdict_enters_the_record_with_what_was_suggested_beside_it(assembly):
    judge(assembly, note="May, and only where possible.")
    entry = latest(assembly.slug, "followup.compared")

    assert entry.data == {
        "recommendation": 1,
        "kind": "members",
        "assessor": "Members, 9 of 45",
        "title": "Parks act",
        "source": "https://example.org/parks",
        "on": clock.now().date().isoformat(),
        "language": "en",
        "text": LAW,
        "clauses": [
            {
                "recommended": "Plant trees, beginning next spring.",
                "adopted": ["The council may plant trees, beginning next spring, where possible."],
                "verdict": "weakened",
                "suggested": "conditioned",
                "note": "May, and only where possible.",
            }
        ],
        "added": ["Dogs are kept on a lead."],
    }


def test_assessors_stand_side_by_side_and_a_correction_leaves_the_old_one_readable(assembly):
    judge(assembly)
    judge(assembly, kind=AssessorKind.PRESS, assessor="Daily News", verdicts=["dropped"])
    judge(assembly, verdicts=["kept"])
    row = board(assembly).rows[0]

    assert [(each.assessor, each.clauses[0]["verdict"]) for each in row.words] == [
        ("Members, 9 of 45", "kept"),
        ("Daily News", "dropped"),
    ]
    assert len(row.compared) == 3
    assert row.verdicts == {"kept", "dropped"}


WRONG = [
    ("too few verdicts", {"verdicts": []}, faults.VerdictsMissing),
    ("too many verdicts", {"verdicts": ["kept", "kept"]}, faults.VerdictsMissing),
    ("a verdict that only additions have", {"verdicts": ["added"]}, faults.VerdictsMissing),
    ("kept, though nothing was found", {"act": act(text="Dogs."), "verdicts": ["kept"]}, faults.PlaceMissing),
    ("no name of the act", {"act": act(title=" ")}, faults.ActMissing),
    ("no words", {"act": act(text=" ")}, faults.ActMissing),
    ("adopted tomorrow", {"act": act(on=clock.now().date() + timedelta(days=2))}, faults.ActMissing),
    ("a link that is none", {"act": act(source="javascript:x")}, faults.LinkNotWeb),
    ("nobody judges", {"assessor": " "}, faults.AssessorMissing),
    ("a text that was not adopted", {"number": 3}, faults.RecommendationUnknown),
]


@pytest.mark.parametrize(("changes", "fault"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_what_cannot_be_checked_is_refused_and_nothing_is_kept(assembly, changes, fault):
    with pytest.raises(fault):
        judge(assembly, **changes)
    assert not comparisons(assembly).exists()


def test_what_was_said_in_other_words_is_kept_with_a_note_where_it_stands(assembly):
    judge(assembly, act=act(text="Dogs."), verdicts=["kept"], note="Section 4 says it in other words.")
    assert board(assembly).rows[0].verdicts == {"kept"}


def test_nobody_speaks_for_others_or_under_a_name_that_is_taken(assembly):
    observer = somebody(assembly, Role.OBSERVER)
    with pytest.raises(faults.NotYourAssessment):
        judge(assembly, by=observer)
    judge(assembly, by=observer, kind=AssessorKind.PRESS, assessor="Daily News")
    other = a_person(name="another observer")
    grant_role(by=the_organiser(assembly), assembly=assembly, person=other, role=Role.OBSERVER)
    with pytest.raises(faults.NotYourAssessment):
        judge(assembly, by=other, kind=AssessorKind.PRESS, assessor="Daily News")
    judge(assembly, by=other, kind=AssessorKind.PRESS, assessor="Evening News")
    with pytest.raises(NotAllowed):
        judge(assembly, by=somebody(assembly, Role.FACILITATOR))


def test_the_board_tells_the_counts_and_finds_what_lost_words(assembly, client):
    judge(assembly)
    judge(assembly, number=2, act=act(text="Dogs."), verdicts=["dropped"])

    def found(state):
        answer = client.get("/assemblies/harbour/followup/", {"state": state})
        return [row.recommendation.number for row in answer.context["rows"]]

    assert (found("words-less"), found("words-dropped")) == ([1, 2], [2])
    lines = list(
        csv.DictReader(StringIO(client.get("/assemblies/harbour/followup/board.csv").content.decode("utf-8-sig")))
    )
    assert [line["words"] for line in lines if line["commissioner"] in {"mayor", ""}] == [
        "Members, 9 of 45, Parks act: 1 weakened, 1 added",
        "Members, 9 of 45, Parks act: 1 dropped, 1 added",
        "",
    ]


def test_the_pages_lead_from_pasting_to_signing(assembly, client):
    client.force_login(the_organiser(assembly))
    assert "Nobody has compared the words yet" in client.get(WORDS).content.decode()
    assert client.get(NEW).status_code == 200
    page = client.post(NEW, typed()).content.decode()
    assert "Suggested: made conditional" in " ".join(page.replace("<strong>", "").split())
    assert "“where possible” is new: it depends on something." in page
    assert "checked" not in page
    assert not comparisons(assembly).exists()
    answer = client.post(NEW, signed(), follow=True)
    assert answer.redirect_chain == [(WORDS, 302)]
    told = " ".join(answer.content.decode().split())
    assert "Clause 1: made conditional" in told
    assert "Dogs are kept on a lead." in told


def test_the_words_of_a_reply_need_not_be_typed_again(assembly, client):
    office = office_at(assembly, "mayor")
    said = Said(answer=Answer.ACCEPT_ALTERED, wording="Trees may be planted.")
    give_reply(by=office.person, assembly=assembly, number=1, commissioner=office, said=said)
    client.force_login(the_organiser(assembly))
    form = client.get(NEW, {"reply": "mayor"}).context["form"]

    assert (form["title"].value(), form["text"].value()) == ("Reply of Mayor", "Trees may be planted.")


def test_a_clause_without_a_verdict_and_an_unread_page_are_asked_for_and_nothing_typed_is_lost(assembly, client):
    client.force_login(the_organiser(assembly))
    answer = client.post(NEW, typed(sign="1", **{"note-1": "Look at section 4."}))
    page = answer.content.decode()

    assert "Choose a verdict for clause 1." in page
    assert "Say that you have read every clause" in page
    assert "Look at section 4." in page
    assert "Dogs are kept on a lead." in page
    back = client.post(NEW, signed(back="1"))
    assert back.templates[0].name == "followup/compare.html"
    assert back.context["form"]["text"].value() == LAW
    assert not comparisons(assembly).exists()


def test_a_text_that_was_not_adopted_by_members_has_nothing_to_compare(assembly, client):
    client.force_login(the_organiser(assembly))
    assert client.get(NEW.replace("/1/", "/3/")).status_code == 404
    assert client.get(WORDS.replace("/1/", "/3/")).status_code == 200
