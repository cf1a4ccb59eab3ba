"""Predicates over meetings."""

from datetime import datetime, timedelta

from folkmoot.stages.meetings.models import Meeting

# People come early; the list may be closed as soon as the doors are open.
DOORS_OPEN = timedelta(hours=3)


def is_cancelled(meeting: Meeting) -> bool:
    """Whether the meeting was called off."""
    return meeting.cancelled_at is not None


def is_closed(meeting: Meeting) -> bool:
    """Whether the attendance list is closed."""
    return meeting.attendance_closed_at is not None


def doors_are_open(meeting: Meeting, now: datetime) -> bool:
    """Whether members can have come by `now`."""
    return now >= meeting.starts_at - DOORS_OPEN
