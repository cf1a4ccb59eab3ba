from datetime import UTC, datetime, timedelta

import pytest

from folkmoot import clock
from folkmoot.commons.assemblies.faults import NotAllowed
from folkmoot.commons.publicrecord.queries import entries, latest
from folkmoot.manifest import Role
from folkmoot.stages.meetings import faults
from folkmoot.stages.meetings.actions import (
    cancel_meeting,
    change_meeting,
    close_attendance,
    correct_attendance,
    keep_attendance,
    plan_meeting,
)
from folkmoot.stages.meetings.calendars import calendar_file
from folkmoot.stages.meetings.manifest import next_steps, story
from folkmoot.stages.meetings.queries import (
    agenda,
    eligible_count,
    meetings,
    next_meeting,
    present,
    present_count,
    sheet,
)
from tests.builders import (
    a_held_meeting,
    a_meeting,
    a_person,
    an_open_assembly,
    seated_members,
    somebody,
    the_organiser,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def assembly():
    made = an_open_assembly(slug="harbour")
    seated_members(made, ("Linden", "Heron", "Birch"))
    return made


def names(memberships):
    return [membership.pseudonym for membership in memberships]


def test_a_planned_meeting_says_in_the_record_when_where_and_what(assembly):
    start = datetime(2027, 3, 6, 9, 0, tzinfo=UTC)
    a_meeting(assembly, starts_at=start, ends_at=start + timedelta(hours=6))
    assert latest("harbour", "meetings.planned").data == {
        "meeting": 1,
        "title": "First weekend",
        "starts": "2027-03-06T09:00:00Z",
        "ends": "2027-03-06T15:00:00Z",
        "zone": "Europe/Copenhagen",
        "place": "Town hall, Ravnkilde",
        "agenda": ["Welcome", "What the port could be"],
    }


def test_the_agenda_tells_the_hour_of_each_point_by_the_clock_on_the_wall(assembly):
    start = datetime(2027, 3, 6, 9, 0, tzinfo=UTC)
    meeting = a_meeting(assembly, starts_at=start, ends_at=start + timedelta(hours=6))
    assert [(f"{point.at:%H:%M}", point.what) for point in agenda(meeting)] == [
        ("10:00", "Welcome"),
        ("10:30", "What the port could be"),
    ]


def test_meetings_are_numbered_as_planned_and_listed_by_time(assembly):
    now = clock.now()
    later = a_meeting(assembly, starts_at=now + timedelta(days=9), ends_at=now + timedelta(days=9, hours=1))
    sooner = a_meeting(assembly, starts_at=now + timedelta(days=2), ends_at=now + timedelta(days=2, hours=1))
    assert [meeting.number for meeting in meetings(assembly)] == [sooner.number, later.number] == [2, 1]


def test_a_change_is_public(assembly):
    meeting = a_meeting(assembly)
    change_meeting(
        by=the_organiser(assembly),
        meeting=meeting,
        title="First weekend",
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        zone="Europe/Paris",
        place="The old customs house",
    )
    assert latest("harbour", "meetings.changed").data["place"] == "The old customs house"


def test_a_meeting_called_off_is_not_the_next_one(assembly):
    meeting = a_meeting(assembly)
    cancel_meeting(by=the_organiser(assembly), meeting=meeting, reason=" Storm ")
    assert (next_meeting(assembly), latest("harbour", "meetings.cancelled").data["reason"]) == (None, "Storm")


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"zone": "Europe/Atlantis"}, faults.TimeZoneUnknown),
        ({"zone": "../etc/passwd"}, faults.TimeZoneUnknown),
        ({"ends_at": datetime(2020, 1, 1, tzinfo=UTC)}, faults.MeetingEndsBeforeItStarts),
    ],
)
def test_a_meeting_that_cannot_be_is_refused_and_leaves_no_trace(assembly, wrong, fault):
    with pytest.raises(fault):
        a_meeting(assembly, **wrong)
    assert (meetings(assembly).count(), entries("harbour").filter(kind="meetings.planned").count()) == (0, 0)


def test_a_meeting_is_called_off_only_with_a_reason(assembly):
    with pytest.raises(faults.CancellationNeedsReason):
        cancel_meeting(by=the_organiser(assembly), meeting=a_meeting(assembly), reason="  ")


def test_nothing_more_happens_to_a_meeting_that_was_called_off(assembly):
    meeting = cancel_meeting(by=the_organiser(assembly), meeting=a_meeting(assembly), reason="Storm")
    with pytest.raises(faults.MeetingIsCancelled):
        keep_attendance(by=the_organiser(assembly), meeting=meeting, here=["Linden"])


def test_attendance_is_private_until_two_numbers_are_public(assembly):
    meeting = a_meeting(assembly)
    keep_attendance(by=the_organiser(assembly), meeting=meeting, here=["Linden", "Birch"], reasons={"Heron": "ill"})
    assert (entries("harbour").filter(kind__startswith="meetings.attendance").count(), present_count(meeting)) == (0, 2)
    close_attendance(by=the_organiser(assembly), meeting=meeting)
    assert latest("harbour", "meetings.attendance_closed").data == {"meeting": 1, "eligible": 3, "present": 2}
    assert b"Heron" not in b"".join(bytes(entry.line) for entry in entries("harbour").filter(kind__startswith="meet"))


def test_the_list_tells_who_is_here_and_why_others_are_not(assembly):
    meeting = a_meeting(assembly)
    keep_attendance(
        by=the_organiser(assembly), meeting=meeting, here=["Linden"], reasons={"Heron": "ill", "Linden": "x"}
    )
    assert names(present(meeting)) == ["Linden"]
    assert [(line.membership.pseudonym, line.here, line.reason) for line in sheet(meeting)] == [
        ("Linden", True, ""),
        ("Heron", False, "ill"),
        ("Birch", False, ""),
    ]


def test_only_sitting_members_can_be_ticked(assembly):
    with pytest.raises(faults.NotSitting):
        keep_attendance(by=the_organiser(assembly), meeting=a_meeting(assembly), here=["Linden", "A neighbour"])


def test_a_closed_list_is_not_changed_but_corrected_with_a_reason(assembly):
    meeting = a_held_meeting(assembly, here=["Linden"])
    organiser = the_organiser(assembly)
    with pytest.raises(faults.AttendanceIsClosed):
        keep_attendance(by=organiser, meeting=meeting, here=[])
    with pytest.raises(faults.CorrectionNeedsReason):
        correct_attendance(by=organiser, meeting=meeting, here=["Linden", "Heron"], reason=" ")
    correct_attendance(by=organiser, meeting=meeting, here=["Linden", "Heron"], reason="One tick was forgotten")
    assert latest("harbour", "meetings.attendance_corrected").data == {
        "meeting": 1,
        "eligible": 3,
        "present": 2,
        "reason": "One tick was forgotten",
    }


def test_an_open_list_needs_no_correction(assembly):
    with pytest.raises(faults.AttendanceNotClosed):
        correct_attendance(by=the_organiser(assembly), meeting=a_meeting(assembly), here=[], reason="Why not")


def test_the_list_cannot_be_closed_before_anybody_can_have_come(assembly):
    now = clock.now()
    meeting = a_meeting(assembly, starts_at=now + timedelta(days=1), ends_at=now + timedelta(days=2))
    with pytest.raises(faults.DoorsNotOpen):
        close_attendance(by=the_organiser(assembly), meeting=meeting)


def test_the_numbers_stand_when_seats_change_later(assembly):
    meeting = a_held_meeting(assembly, here=["Linden"])
    seated_members(assembly, ("Willow",))
    assert (eligible_count(meeting), present_count(meeting)) == (3, 1)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.WITNESS, Role.COMMISSIONER, Role.OBSERVER, Role.LOTTERY_OPERATOR])
def test_others_neither_plan_nor_tick(assembly, role):
    meeting, somebody_else = a_meeting(assembly), somebody(assembly, role)
    acts = [
        lambda: a_plan(somebody_else, assembly),
        lambda: cancel_meeting(by=somebody_else, meeting=meeting, reason="Storm"),
        lambda: keep_attendance(by=somebody_else, meeting=meeting, here=[]),
        lambda: close_attendance(by=somebody_else, meeting=meeting),
        lambda: correct_attendance(by=somebody_else, meeting=meeting, here=[], reason="Storm"),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()


def a_plan(by, assembly):
    now = clock.now()
    return plan_meeting(
        by=by, assembly=assembly, title="x", starts_at=now, ends_at=now + timedelta(1), zone="UTC", place="x"
    )


def test_a_facilitator_ticks_but_does_not_plan(assembly):
    facilitator = somebody(assembly, Role.FACILITATOR)
    keep_attendance(by=facilitator, meeting=a_meeting(assembly), here=["Linden"])
    with pytest.raises(NotAllowed):
        a_plan(facilitator, assembly)


def test_the_calendar_file_has_short_lines_and_names_no_bare_comma(assembly):
    meeting = a_meeting(assembly, way_there="Bus 4, then the stairs; æøå\n" * 6)
    content = calendar_file([meeting], host="example.org", now=datetime(2027, 1, 1, tzinfo=UTC))
    lines = content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert b"".join(lines).count(b"Bus 4\\, then") >= 1
    assert b"UID:harbour-meeting-1@example.org" in lines
    unfolded = content.decode().replace("\r\n ", "")
    assert unfolded.count("then the stairs\\; æøå\\n") == 6


def test_everybody_learns_what_she_should_do(assembly):
    organiser, member = the_organiser(assembly), assembly.body.memberships.first().person
    assert [step.title for step in next_steps(organiser, assembly)] == ["Plan the first meeting"]
    meeting = a_meeting(assembly, starts_at=clock.now() + timedelta(hours=1))
    assert [step.url for step in next_steps(organiser, assembly)] == ["/assemblies/harbour/meetings/1/attendance/"]
    assert [step.due for step in next_steps(member, assembly)] == [meeting.starts_at]
    assert next_steps(a_person(), assembly) == []


def test_the_story_counts_meetings_and_who_came(assembly):
    a_held_meeting(assembly, here=["Linden", "Heron"])
    assert story(assembly)[0].figures == (("1", "meeting"), ("2", "of 3 members came to the last one"))
