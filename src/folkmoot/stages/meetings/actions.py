"""Writes: plan, change and call off a meeting; keep, close and correct the attendance list."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction

from folkmoot import clock
from folkmoot.commons.accounts.actions import log_access
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, handle_of, require, sitting
from folkmoot.commons.publicrecord.actions import append_entry
from folkmoot.core.canonical import Json, instant
from folkmoot.manifest import Role
from folkmoot.stages.meetings import faults
from folkmoot.stages.meetings.manifest import ATTENDANCE, PLAN
from folkmoot.stages.meetings.models import Attendance, Meeting
from folkmoot.stages.meetings.rules import doors_are_open, is_cancelled, is_closed

Agenda = Sequence[tuple[int, str]]


@transaction.atomic
def plan_meeting(
    *,
    by: Person,
    assembly: Assembly,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    zone: str,
    place: str,
    way_there: str = "",
    agenda: Agenda = (),
) -> Meeting:
    """Plan a meeting and say so in public. `agenda` is (minutes, what) in order, without personal data."""
    require(by, PLAN, assembly)
    if assembly.opened_at is None:
        raise faults.AssemblyNotOpen(title=assembly.title)
    number = Meeting.objects.filter(assembly=assembly).count() + 1
    meeting = Meeting(assembly=assembly, number=number)
    _write(meeting, title, starts_at, ends_at, zone, place, way_there, agenda)
    _say("meetings.planned", meeting, by, _as_public(meeting))
    return meeting


@transaction.atomic
def change_meeting(
    *,
    by: Person,
    meeting: Meeting,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    zone: str,
    place: str,
    way_there: str = "",
    agenda: Agenda = (),
) -> Meeting:
    """Change the plan of a meeting whose attendance list is still open."""
    require(by, PLAN, meeting.assembly)
    meeting = _open(meeting)
    _write(meeting, title, starts_at, ends_at, zone, place, way_there, agenda)
    _say("meetings.changed", meeting, by, _as_public(meeting))
    return meeting


@transaction.atomic
def cancel_meeting(*, by: Person, meeting: Meeting, reason: str) -> Meeting:
    """Call a meeting off, with a reason that everybody may read. Its page stays."""
    require(by, PLAN, meeting.assembly)
    meeting = _open(meeting)
    if not reason.strip():
        raise faults.CancellationNeedsReason
    meeting.cancelled_at, meeting.cancelled_because = clock.now(), reason.strip()
    meeting.save()
    _say("meetings.cancelled", meeting, by, {"meeting": meeting.number, "reason": meeting.cancelled_because})
    return meeting


@transaction.atomic
def keep_attendance(
    *, by: Person, meeting: Meeting, here: Collection[str], reasons: Mapping[str, str] | None = None
) -> Meeting:
    """Write down who is here (pseudonyms) and why others are not. Private; free to change until the list is closed."""
    require(by, ATTENDANCE, meeting.assembly)
    meeting = _open(meeting)
    _tick(meeting, here, reasons or {})
    log_access(by=by, what="kept attendance", subject=f"{meeting.assembly.slug} meeting/{meeting.number}")
    return meeting


@transaction.atomic
def close_attendance(*, by: Person, meeting: Meeting) -> Meeting:
    """Close the list as it was kept. How many may vote and how many came enters the record; who came does not."""
    require(by, ATTENDANCE, meeting.assembly)
    meeting = _open(meeting)
    now = clock.now()
    if not doors_are_open(meeting, now):
        raise faults.DoorsNotOpen(title=meeting.title)
    meeting.attendance_closed_at = now
    _say("meetings.attendance_closed", meeting, by, _count(meeting))
    return meeting


@transaction.atomic
def correct_attendance(
    *,
    by: Person,
    meeting: Meeting,
    here: Collection[str],
    reason: str,
    reasons: Mapping[str, str] | None = None,
) -> Meeting:
    """Put a closed list right, with a public reason. Ballots that were opened before keep the numbers they had."""
    require(by, ATTENDANCE, meeting.assembly)
    meeting = _locked(meeting)
    if not is_closed(meeting):
        raise faults.AttendanceNotClosed(number=meeting.number)
    if not reason.strip():
        raise faults.CorrectionNeedsReason
    _tick(meeting, here, reasons or {})
    log_access(by=by, what="corrected attendance", subject=f"{meeting.assembly.slug} meeting/{meeting.number}")
    _say("meetings.attendance_corrected", meeting, by, {**_count(meeting), "reason": reason.strip()})
    return meeting


def forget_reasons(*, by: Person) -> None:
    """Erase why she was absent, because she erases her account; that somebody sat there and was absent stays."""
    Attendance.objects.filter(membership__person=by).update(reason="")


def _locked(meeting: Meeting) -> Meeting:
    """The meeting as it stands now, locked until the transaction ends."""
    return Meeting.objects.select_for_update().select_related("assembly").get(pk=meeting.pk)


def _open(meeting: Meeting) -> Meeting:
    meeting = _locked(meeting)
    if is_cancelled(meeting):
        raise faults.MeetingIsCancelled(title=meeting.title)
    if is_closed(meeting):
        raise faults.AttendanceIsClosed(number=meeting.number)
    return meeting


def _write(
    meeting: Meeting,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    zone: str,
    place: str,
    way_there: str,
    agenda: Agenda,
) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise faults.TimeZoneUnknown(zone=zone) from None
    if ends_at <= starts_at:
        raise faults.MeetingEndsBeforeItStarts(title=title)
    meeting.title, meeting.starts_at, meeting.ends_at, meeting.zone = title, starts_at, ends_at, zone
    meeting.place, meeting.way_there = place, way_there
    meeting.agenda = [[minutes, what] for minutes, what in agenda]
    meeting.save()


def _as_public(meeting: Meeting) -> dict[str, Json]:
    return {
        "meeting": meeting.number,
        "title": meeting.title,
        "starts": instant(meeting.starts_at),
        "ends": instant(meeting.ends_at),
        "zone": meeting.zone,
        "place": meeting.place,
        "agenda": [what for _, what in meeting.agenda],
    }


def _tick(meeting: Meeting, here: Collection[str], reasons: Mapping[str, str]) -> None:
    """Replace the list: every sitting member gets a line, here or not."""
    members = {term.membership.pseudonym: term.membership for term in sitting(meeting.assembly.body)}
    if strangers := tuple(sorted(set(here) - set(members))):
        raise faults.NotSitting(pseudonyms=strangers)
    Attendance.objects.filter(meeting=meeting).delete()
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            membership=membership,
            here=pseudonym in here,
            reason="" if pseudonym in here else reasons.get(pseudonym, "").strip(),
        )
        for pseudonym, membership in members.items()
    )


def _count(meeting: Meeting) -> dict[str, Json]:
    meeting.eligible = sitting(meeting.assembly.body).count()
    meeting.present = Attendance.objects.filter(meeting=meeting, here=True).count()
    meeting.save()
    return {"meeting": meeting.number, "eligible": meeting.eligible, "present": meeting.present}


def _say(kind: str, meeting: Meeting, by: Person, data: dict[str, Json]) -> None:
    assembly = meeting.assembly
    handle = handle_of(by, assembly, Role.ORGANISER) or handle_of(by, assembly, Role.FACILITATOR)
    append_entry(kind=kind, assembly=assembly.slug, by=handle, data=data)
