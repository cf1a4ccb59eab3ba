"""An office's desk: drafts that nobody else sees, checked by a second person, released together."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from folkmoot import clock, tables
from folkmoot.commons.assemblies.faults import NotAllowed
from folkmoot.commons.assemblies.queries import roles_of
from folkmoot.commons.notices.queries import waiting
from folkmoot.commons.publicrecord.queries import entries
from folkmoot.manifest import Role
from folkmoot.stages.followup import faults
from folkmoot.stages.followup.actions import (
    cancel_release,
    check_draft,
    name_drafter,
    release_drafts,
    release_due,
    remove_drafter,
    write_draft,
)
from folkmoot.stages.followup.desk import DraftState, desk, drafters, planned
from folkmoot.stages.followup.models import Drafter, ReplyDraft
from folkmoot.stages.followup.queries import board, office_at, replies
from tests.builders import a_handed_over_report, an_open_assembly, somebody, the_organiser

pytestmark = pytest.mark.django_db
DESK = "/assemblies/harbour/followup/drafts/mayor/"


@pytest.fixture(scope="module")
def handed_over(once_for_all):
    made = an_open_assembly(slug="harbour")
    a_handed_over_report(made)
    for name in ("Ida", "Bo"):
        name_drafter(by=the_organiser(made), office=office_at(made, "mayor"), email=f"{name}@example.org", name=name)
    return made


@pytest.fixture
def assembly(db, handed_over):
    return deepcopy(handed_over)


@pytest.fixture
def office(assembly):
    return office_at(assembly, "mayor")


@pytest.fixture
def ida(office):
    return next(person for person in drafters(office) if person.name == "Ida")


@pytest.fixture
def bo(office):
    return next(person for person in drafters(office) if person.name == "Bo")


def written(office, by, number=1, **fields):
    return write_draft(by=by, office=office, number=number, fields={"answer": "accept", **fields})


def checked(office, by, checker, *numbers):
    for number in numbers:
        check_draft(by=checker, draft=written(office, by, number))


def states(office):
    return [row.state for row in desk(office).rows]


def test_a_draft_is_no_reply_and_nobody_else_sees_it(assembly, office, ida, client):
    written(office, ida, text="CANARY, we will plant them.")

    assert not replies(assembly).exists()
    assert not any("CANARY" in str(entry.data) for entry in entries(assembly.slug))
    assert all(cell.reply is None for cell in board(assembly).cells)
    for who in (the_organiser(assembly), somebody(assembly, Role.OBSERVER), office_at(assembly, "council").person):
        client.force_login(who)
        assert client.get(DESK).status_code in {403, 404}
        assert client.get(f"{DESK}1/").status_code in {403, 404}
        assert client.get(f"{DESK}table.csv").status_code in {403, 404}


STATES = [
    ({"answer": ""}, DraftState.EMPTY),
    ({"answer": "", "text": "Half a thought"}, DraftState.EMPTY),
    ({"answer": "reject", "text": "No."}, DraftState.INCOMPLETE),
    ({"answer": "reject", "text": "No.", "reason_code": "cost"}, DraftState.WRITTEN),
    ({"answer": "accept-altered", "wording": "  "}, DraftState.INCOMPLETE),
    ({"answer": "accept"}, DraftState.WRITTEN),
]


@pytest.mark.parametrize(("fields", "state"), STATES)
def test_how_far_a_draft_is_follows_from_what_its_answer_owes(office, ida, fields, state):
    written(office, ida, **fields)
    assert states(office) == [state, DraftState.EMPTY]


def test_somebody_else_checks_and_a_change_takes_the_check_back(office, ida, bo):
    draft = written(office, ida)
    with pytest.raises(faults.OwnDraft):
        check_draft(by=ida, draft=draft)
    check_draft(by=bo, draft=draft)
    assert states(office)[0] is DraftState.CHECKED
    written(office, ida, remark="Ask the gardener.", assigned_to="bo@example.org")
    assert states(office)[0] is DraftState.CHECKED
    written(office, ida, text="From spring on.")
    assert states(office)[0] is DraftState.WRITTEN


def test_what_is_not_complete_cannot_be_checked(office, ida, bo):
    with pytest.raises(faults.DraftIncomplete) as raised:
        check_draft(by=bo, draft=written(office, ida, answer="reject", text="No."))
    assert raised.value.params["missing"] == ("reason_code",)
    with pytest.raises(faults.DraftIncomplete):
        check_draft(by=bo, draft=written(office, ida, number=2, answer=""))


def test_checked_drafts_become_replies_all_at_once_each_to_its_own_recommendation(assembly, office, ida, bo):
    checked(office, ida, bo, 1, 2)
    release_drafts(by=office.person, office=office, numbers=[1, 2])

    assert [(each.number, each.answer) for each in replies(assembly)] == [(1, "accept"), (2, "accept")]
    assert [entry.data["recommendation"] for entry in entries(assembly.slug) if entry.kind == "followup.replied"] == [
        1,
        2,
    ]
    assert not ReplyDraft.objects.exists()
    assert desk(office).rows == ()
    assert desk(office).replied == 2


def test_only_the_office_holder_releases(assembly, office, ida, bo):
    checked(office, ida, bo, 1)
    with pytest.raises(NotAllowed):
        release_drafts(by=ida, office=office, numbers=[1])
    with pytest.raises(faults.NotYourReply):
        release_drafts(by=office_at(assembly, "council").person, office=office, numbers=[1])
    assert not replies(assembly).exists()


def test_what_is_not_ready_is_not_released(office, ida):
    written(office, ida, answer="reject")
    for numbers in ([], [1], [2], [7]):
        with pytest.raises(faults.NothingToRelease):
            release_drafts(by=office.person, office=office, numbers=numbers)


def test_at_the_hour_they_go_out_by_themselves_and_once(assembly, office, ida, bo):
    checked(office, ida, bo, 1, 2)
    hour = clock.now() + timedelta(hours=3)
    release_drafts(by=office.person, office=office, numbers=[1, 2], at=hour)
    assert (release_due(), replies(assembly).count()) == (0, 0)
    with clock.travelling(to=hour + timedelta(minutes=2)):
        assert (release_due(), release_due(), replies(assembly).count()) == (2, 0, 2)
    assert planned(office) is None
    assert any("2 replies of Mayor are public" in notice.body for notice in waiting())


def test_a_draft_that_changes_after_the_plan_stays_out_unless_it_is_checked_anew(assembly, office, ida, bo):
    checked(office, ida, bo, 1, 2)
    hour = clock.now() + timedelta(hours=3)
    release_drafts(by=office.person, office=office, numbers=[1, 2], at=hour)
    with clock.travelling(to=hour - timedelta(hours=1)):
        written(office, ida, 1, text="Changed.")
        check_draft(by=bo, draft=written(office, ida, 2, text="Changed and read."))
    with clock.travelling(to=hour):
        assert release_due() == 1
    assert [each.number for each in replies(assembly)] == [2]
    assert office.releases.get().left == [1]
    assert any("still drafts: 1." in notice.body for notice in waiting())


def test_whoever_lost_the_office_releases_nothing(assembly, office, ida, bo):
    checked(office, ida, bo, 1)
    hour = clock.now() + timedelta(hours=3)
    release_drafts(by=office.person, office=office, numbers=[1], at=hour)
    office.person = ida
    office.save()
    with clock.travelling(to=hour):
        assert release_due() == 0
    assert states(office)[0] is DraftState.CHECKED


def test_a_planned_release_can_be_taken_back_or_replaced(office, ida, bo):
    checked(office, ida, bo, 1)
    first, second = clock.now() + timedelta(hours=1), clock.now() + timedelta(hours=2)
    release_drafts(by=office.person, office=office, numbers=[1], at=first)
    release_drafts(by=office.person, office=office, numbers=[1], at=second)
    assert planned(office).at == second
    cancel_release(by=office.person, office=office)
    assert planned(office) is None
    with pytest.raises(faults.ReleaseNotAhead):
        release_drafts(by=office.person, office=office, numbers=[1], at=clock.now() - timedelta(minutes=1))


def test_drafters_are_named_for_one_office_told_and_removed_again(assembly, office, ida, bo):
    written(office, ida, assigned_to="ida@example.org")
    remove_drafter(by=the_organiser(assembly), drafter=Drafter.objects.get(person=ida))
    assert Role.DRAFTER not in roles_of(ida, assembly)
    assert desk(office).rows[0].draft.assigned_to is None
    with pytest.raises(NotAllowed):
        written(office, ida)
    with pytest.raises(faults.NotYourOffice):
        written(office_at(assembly, "council"), bo)
    with pytest.raises(NotAllowed):
        name_drafter(by=office.person, office=office, email="x@example.org", name="X")


def test_nothing_is_drafted_to_what_has_its_reply(office, ida, bo):
    checked(office, ida, bo, 1)
    release_drafts(by=office.person, office=office, numbers=[1])
    with pytest.raises(faults.AlreadyReplied):
        written(office, ida, 1)


def brought_back(client, rows, name="drafts.xlsx", columns=("number", "answer", "text", "reason_code", "assigned_to")):
    content = tables.WRITERS[name.rpartition(".")[2]](columns, rows)
    return client.post(f"{DESK}import/", {"file": SimpleUploadedFile(name, content)}, follow=True)


@pytest.mark.parametrize("format", ["csv", "xlsx", "ods"])
def test_the_table_goes_out_is_filled_in_and_comes_back(office, ida, client, format):
    client.force_login(ida)
    written(office, ida, 2, answer="reject", text="=SUM(A1)", reason_code="cost")
    answer = client.get(f"{DESK}table.{format}")
    table = tables.read_table(answer.content, name=f"x.{format}")
    rows = [dict(zip(table.columns, row, strict=True)) for _, row in table.numbered]
    assert [(row["number"], row["answer"], row["reason_code"]) for row in rows] == [
        ("1", "", ""),
        ("2", "Rejected", "Cost: name the figure"),
    ]
    rows[0] |= {"answer": "accepted in part", "text": "The first half.", "assigned_to": "BO@example.org"}
    content = tables.WRITERS[format](table.columns, [tuple(row.values()) for row in rows])
    page = client.post(f"{DESK}import/", {"file": SimpleUploadedFile(f"x.{format}", content)}, follow=True)
    assert "2 drafts would be written." in page.content.decode()
    assert states(office)[0] is DraftState.EMPTY
    client.post(f"{DESK}import/check/", {"sha256": page.context["sheet"].sha256})
    first, second = (row.draft for row in desk(office).rows)
    assert (first.answer, first.text, first.assigned_to.name) == ("accept-in-part", "The first half.", "Bo")
    assert (second.answer, second.text, second.reason_code) == ("reject", "=SUM(A1)", "cost")


def test_every_problem_of_a_table_is_told_by_row_and_column_and_nothing_is_taken_over(office, ida, client):
    client.force_login(ida)
    page = brought_back(
        client,
        [
            ("1", "perhaps", "", "", ""),
            ("9", "accept", "", "", ""),
            ("2", "accept", "x" * 8001, "mood", "eve@example.org"),
            ("2", "accept", "", "", ""),
            ("", "", "", "", ""),
        ],
    )
    assert [(row, column) for row, column, _ in page.context["problems"]] == [
        (2, "answer"),
        (3, "number"),
        (4, "text"),
        (4, "reason_code"),
        (4, "assigned_to"),
        (5, "number"),
    ]
    assert "“perhaps” is none of: “Accepted”, “Accepted in part”" in page.content.decode()
    client.post(f"{DESK}import/check/", {"sha256": page.context["sheet"].sha256})
    assert not ReplyDraft.objects.exists()


DAYS = [("2027-03-01", True), ("1.3.2027", True), ("01/03/2027", True), ("1.3.2020", False), ("soon", False)]


@pytest.mark.parametrize(("cell", "read"), DAYS)
def test_days_are_read_as_europe_writes_them(office, ida, client, cell, read):
    client.force_login(ida)
    page = brought_back(client, [("1", "defer", cell)], columns=("number", "answer", "until"))
    assert ("problems" not in page.context) == read


WRONG_TABLES = [
    ([("1", "accept")], ("title", "answer"), "needs a column “number”"),
    ([("1", "Trees")], ("number", "title"), "needs a column “number”"),
    ([("1", "")], ("number", "answer"), "Nothing is filled in."),
]


@pytest.mark.parametrize(("rows", "columns", "sentence"), WRONG_TABLES)
def test_a_table_that_says_nothing_is_told_what_it_needs(ida, client, rows, columns, sentence):
    client.force_login(ida)
    assert sentence in brought_back(client, rows, columns=columns).content.decode()


def test_a_file_that_is_no_table_or_another_than_was_shown_is_refused(office, ida, client):
    client.force_login(ida)
    page = client.post(f"{DESK}import/", {"file": SimpleUploadedFile("x.xlsx", b"PK\x03\x04 broken")}, follow=True)
    assert "cannot be read" in page.content.decode()
    brought_back(client, [("1", "accept")], columns=("number", "answer"))
    answer = client.post(f"{DESK}import/check/", {"sha256": "0" * 64}, follow=True)
    assert "is not here any more" in answer.content.decode()
    assert not ReplyDraft.objects.exists()


def test_the_pages_lead_from_a_draft_to_the_release(assembly, office, ida, bo, client):
    client.force_login(ida)
    answer = client.post(f"{DESK}1/", {"answer": "accept-altered", "next": "1"}, follow=True)
    assert answer.redirect_chain[-1] == (f"{DESK}2/", 302)
    assert "This answer still owes: The wording you accept" in " ".join(
        client.get(f"{DESK}1/").content.decode().split()
    )
    client.post(f"{DESK}1/", {"answer": "accept-altered", "wording": "Plant some trees."})
    client.post(f"{DESK}2/", {"answer": "accept"})
    assert client.get(f"{DESK}release/").status_code == 403
    client.force_login(bo)
    assert "I have checked it" in client.get(f"{DESK}1/").content.decode()
    client.post(f"{DESK}1/", {"check": "1"})
    assert [len(client.get(DESK, {"state": state}).context["page"]) for state in ("checked", "written")] == [1, 1]
    client.force_login(office.person)
    answer = client.post(f"{DESK}release/", {"which": "checked"}, follow=True)
    assert "1 reply is public." in answer.content.decode()
    client.post(f"{DESK}release/", {"which": "complete", "at": f"{clock.now() + timedelta(days=1):%Y-%m-%dT%H:%M}"})
    assert "A release is planned" in client.get(DESK).content.decode()
    client.post(f"{DESK}release/", {"cancel": "1"})
    assert planned(office) is None
    assert [each.number for each in replies(assembly)] == [1]


def test_drafts_cost_the_list_no_query_more_than_none(office, ida, client, django_assert_max_num_queries):
    client.force_login(ida)
    client.get(DESK)
    with django_assert_max_num_queries(40) as few:
        client.get(DESK)
    for number in (1, 2):
        written(office, ida, number, assigned_to="ida@example.org")
    with django_assert_max_num_queries(len(few)):
        client.get(DESK)


def test_a_drafter_sees_what_is_to_be_drafted_on_her_desk(assembly, ida, client):
    client.force_login(ida)
    assert "Draft 2 replies" in client.get("/desk/").content.decode()


def test_the_organiser_names_who_writes_and_sees_no_draft(assembly, office, client):
    client.force_login(the_organiser(assembly))
    page = f"{DESK}drafters/"
    client.post(page, {"email": "eve@example.org", "name": "Eve"})
    assert [each.person.name for each in Drafter.objects.order_by("pk")] == ["Ida", "Bo", "Eve"]
    assert "Eve" in client.get(page).content.decode()
    client.post(page, {"remove": str(Drafter.objects.get(person__name="Eve").pk)})
    assert Drafter.objects.count() == 2
    assert client.post(page, {"email": "no address", "name": "X"}).status_code == 200


# -- Assigned ----------------------------------------------------------------------------------------------------------


def told(person):
    return [notice for notice in waiting() if notice.to == person.email and notice.about.endswith("/assigned/mayor")]


def test_whoever_is_to_draft_is_told_once_a_day_with_the_way_to_the_desk(office, ida, bo, the_clock):
    write_draft(by=office.person, office=office, number=1, fields={"assigned_to": bo.email})
    write_draft(by=office.person, office=office, number=2, fields={"assigned_to": bo.email})
    (letter,) = told(bo)
    assert letter.subject == "1 reply is yours to draft"
    assert letter.body.endswith(DESK)
    assert told(ida) == []
    the_clock.goes_to(clock.now() + timedelta(days=1, minutes=1))
    write_draft(by=office.person, office=office, number=2, fields={"assigned_to": ida.email})
    write_draft(by=office.person, office=office, number=2, fields={"assigned_to": bo.email})
    assert (len(told(ida)), len(told(bo))) == (1, 2)


def test_whoever_takes_a_draft_herself_is_told_nothing(office, ida):
    write_draft(by=ida, office=office, number=1, fields={"assigned_to": ida.email})
    assert told(ida) == []
