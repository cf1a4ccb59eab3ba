import pytest

from folkmoot.commons.accounts.queries import AccessEntry
from folkmoot.manifest import Role
from folkmoot.stages.meetings.queries import meeting_at, meetings, present
from tests.builders import a_held_meeting, a_meeting, an_open_assembly, seated_members, somebody, the_organiser

pytestmark = pytest.mark.django_db
CANARY = "<script>canary()</script>"
PLAN = {
    "title": "Second weekend",
    "day": "2027-03-06",
    "starts": "10:00",
    "ends": "16:30",
    "zone": "Europe/Copenhagen",
    "place": "Town hall",
    "agenda": "30 Welcome\n\n60 min: Rent and tides",
}


@pytest.fixture
def assembly():
    made = an_open_assembly(slug="harbour")
    seated_members(made, ("Linden", "Heron", "Birch"))
    return made


def at(page=""):
    return f"/assemblies/harbour/meetings/{page}"


def test_a_meeting_is_planned_in_the_time_of_its_place(client, assembly):
    client.force_login(the_organiser(assembly))
    assert client.post(at("plan/"), PLAN).status_code == 302
    meeting = meeting_at(assembly, 1)
    assert (meeting.starts_at.isoformat(), meeting.agenda) == (
        "2027-03-06T09:00:00+00:00",
        [[30, "Welcome"], [60, "Rent and tides"]],
    )


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ends": "09:00"}, "must end after it starts"),
        ({"zone": "Atlantis"}, "No time zone is called"),
        ({"agenda": "Welcome"}, "Line 1 of the agenda"),
        ({"day": "6/3"}, "valid date"),
    ],
)
def test_what_cannot_be_planned_is_said_beside_what_was_typed(client, assembly, wrong, sentence):
    client.force_login(the_organiser(assembly))
    shown = client.post(at("plan/"), PLAN | wrong).content.decode()
    assert (sentence in shown, "Second weekend" in shown, meetings(assembly).count()) == (True, True, 0)


def test_the_sheet_is_ticked_and_closed(client, assembly):
    a_meeting(assembly)
    client.force_login(somebody(assembly, Role.FACILITATOR))
    answer = client.post(at("1/attendance/"), {"here-1": "on", "here-3": "on", "reason-2": "ill", "close": "1"})
    assert answer.url == at("1/attendance/close/")
    assert "Close the list with 2 of 3 members present?" in client.get(answer.url).content.decode()
    client.post(answer.url)
    meeting = meeting_at(assembly, 1)
    assert (meeting.eligible, meeting.present, present(meeting).count()) == (3, 2, 2)


def test_each_look_at_the_list_is_noted(client, assembly):
    a_meeting(assembly)
    client.force_login(the_organiser(assembly))
    client.get(at("1/attendance/"))
    client.get(at("1/attendance/sheet/"))
    assert list(AccessEntry.objects.values_list("what", "subject")) == [("read attendance", "harbour meeting/1")] * 2


def test_nobody_else_sees_who_came(client, assembly):
    a_held_meeting(assembly, here=["Linden"])
    public = client.get(at("1/")).content.decode()
    assert ("of 3 members came" in public, "Linden" in public) == (True, False)
    assert client.get(at("1/attendance/sheet/")).status_code == 302
    client.force_login(assembly.body.memberships.first().person)
    assert client.get(at("1/attendance/sheet/")).status_code == 403


def test_a_correction_asks_for_a_reason(client, assembly):
    a_held_meeting(assembly, here=["Linden"])
    client.force_login(the_organiser(assembly))
    client.post(at("1/attendance/correct/"), {"here-1": "on", "here-2": "on"})
    assert meeting_at(assembly, 1).present == 1
    client.post(at("1/attendance/correct/"), {"here-1": "on", "here-2": "on", "why": "A tick was forgotten"})
    assert meeting_at(assembly, 1).present == 2


def test_a_meeting_is_changed_and_called_off(client, assembly):
    a_meeting(assembly)
    client.force_login(the_organiser(assembly))
    assert client.get(at("1/change/")).status_code == 200
    client.post(at("1/change/"), PLAN)
    client.post(at("1/cancel/"), {"reason": "Storm"})
    meeting = meeting_at(assembly, 1)
    assert (meeting.title, meeting.cancelled_because) == ("Second weekend", "Storm")
    assert "Storm" in client.get(at("1/")).content.decode()


def test_everybody_reads_the_calendar_file(client, assembly):
    a_meeting(assembly)
    answer = client.get(at("calendar.ics"))
    assert (answer.headers["Content-Type"], answer.content.count(b"BEGIN:VEVENT")) == (
        "text/calendar; charset=utf-8",
        1,
    )


def test_what_people_write_is_text_and_never_markup(client, assembly):
    a_meeting(assembly, title=CANARY, place=CANARY, way_there=CANARY, agenda=((5, CANARY),))
    for page in ("", "1/"):
        shown = client.get(at(page)).content.decode()
        assert (CANARY in shown, "&lt;script&gt;canary()" in shown) == (False, True)


@pytest.mark.parametrize("page", ["9/", "9/attendance/"])
def test_a_meeting_that_is_not_there_is_not_found(client, assembly, page):
    client.force_login(the_organiser(assembly))
    assert client.get(at(page)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_ask_the_database_the_same_few_times(client, assembly, rows, django_assert_max_num_queries):
    for _ in range(rows):
        a_meeting(assembly)
    for page in ("", "1/"):
        with django_assert_max_num_queries(6):
            assert client.get(at(page)).status_code == 200
