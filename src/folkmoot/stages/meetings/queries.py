"""Reads of meetings and attendance."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from folkmoot import clock
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, Membership, sitting
from folkmoot.stages.lottery.queries import respondents
from folkmoot.stages.meetings.models import Attendance, Meeting
from folkmoot.stages.meetings.rules import is_cancelled, is_closed

__all__ = [
    "Attendance",
    "Meeting",
    "Point",
    "SheetLine",
    "agenda",
    "eligible_count",
    "is_cancelled",
    "is_closed",
    "known_about",
    "meeting_at",
    "meetings",
    "meetings_under_way",
    "next_meeting",
    "present",
    "present_count",
    "sheet",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point of an agenda: when it starts by the clock on the wall, how many minutes it takes, what it is."""

    at: datetime
    minutes: int
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """One line of the attendance sheet: a sitting member, her seat, her name, whether she is here, why not."""

    seat: int
    membership: Membership
    name: str
    here: bool
    reason: str


def meetings(assembly: Assembly) -> QuerySet[Meeting]:
    """All meetings of an assembly in the order of time, those called off included."""
    return Meeting.objects.filter(assembly=assembly)


def meeting_at(assembly: Assembly, number: int) -> Meeting | None:
    """The meeting with this number."""
    return meetings(assembly).filter(number=number).first()


def next_meeting(assembly: Assembly, *, now: datetime | None = None) -> Meeting | None:
    """The first meeting that has not ended and was not called off."""
    return meetings(assembly).filter(ends_at__gt=now or clock.now(), cancelled_at=None).first()


def meetings_under_way(assembly: Assembly, *, now: datetime | None = None) -> QuerySet[Meeting]:
    """Meetings whose doors have opened and whose attendance list is still open."""
    until = (now or clock.now()) + timedelta(hours=3)
    return meetings(assembly).filter(starts_at__lte=until, cancelled_at=None, attendance_closed_at=None)


def agenda(meeting: Meeting) -> list[Point]:
    """The agenda with the hour at which each point starts."""
    at, points = meeting.starts_there, []
    for minutes, what in meeting.agenda:
        points.append(Point(at=at, minutes=minutes, what=what))
        at += timedelta(minutes=minutes)
    return points


def present(meeting: Meeting) -> QuerySet[Membership]:
    """The members who are ticked as present. Private: for those who keep the list."""
    return Membership.objects.filter(attendances__meeting=meeting, attendances__here=True).order_by("pseudonym")


def present_count(meeting: Meeting) -> int:
    """How many came: final once the list is closed, so far before."""
    return present(meeting).count() if meeting.present is None else meeting.present


def eligible_count(meeting: Meeting) -> int:
    """How many may vote at the meeting: those who sat when the list was closed, or sit now."""
    return sitting(meeting.assembly.body).count() if meeting.eligible is None else meeting.eligible


def sheet(meeting: Meeting) -> list[SheetLine]:
    """The attendance sheet: every sitting member by seat, by name where one is known. Whoever reads it is logged."""
    assembly = meeting.assembly
    names = dict(respondents(assembly).exclude(name="").values_list("pseudonym", "name"))
    noted = {one.membership_id: one for one in Attendance.objects.filter(meeting=meeting)}
    lines = []
    for term in sitting(assembly.body):
        note = noted.get(term.membership_id)
        lines.append(
            SheetLine(
                seat=term.seat.number,
                membership=term.membership,
                name=_name(term.membership, names),
                here=note.here if note else False,
                reason=note.reason if note else "",
            )
        )
    return lines


def _name(membership: Membership, names: Mapping[str, str]) -> str:
    """What the sheet calls a member: her name in the lottery, else of her account, else what she shows in public."""
    person = membership.person
    return names.get(membership.pseudonym) or (person.name if person else "") or str(membership)


def known_about(person: Person) -> dict[str, Any]:
    """What meetings keep about a person, for her own download: at which she was ticked as present."""
    noted = Attendance.objects.filter(membership__person=person).select_related("meeting__assembly")
    return {
        "attendance": [
            {
                "assembly": one.meeting.assembly.slug,
                "meeting": one.meeting.number,
                "present": one.here,
                "reason": one.reason,
            }
            for one in noted.order_by("meeting__starts_at")
        ]
    }
