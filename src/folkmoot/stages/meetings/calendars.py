"""Meetings as a calendar file (RFC 5545), so that a telephone can remind of them."""

from collections.abc import Iterable
from datetime import UTC, datetime

from folkmoot.stages.meetings.models import Meeting

_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def calendar_file(meetings: Iterable[Meeting], *, host: str, now: datetime) -> bytes:
    """All `meetings` as one iCalendar file; `host` makes their names unique in the world."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Folkmoot//Meetings//EN"]
    for meeting in meetings:
        lines += _event(meeting, host, now)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _event(meeting: Meeting, host: str, now: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{meeting.assembly.slug}-meeting-{meeting.number}@{host}",
        f"DTSTAMP:{_stamp(now)}",
        f"DTSTART:{_stamp(meeting.starts_at)}",
        f"DTEND:{_stamp(meeting.ends_at)}",
        f"SUMMARY:{_text(f'{meeting.assembly.title}: {meeting.title}')}",
        f"LOCATION:{_text(meeting.place)}",
        f"DESCRIPTION:{_text(meeting.way_there)}",
        f"STATUS:{'CANCELLED' if meeting.cancelled_at else 'CONFIRMED'}",
        "END:VEVENT",
    ]


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    return words.translate(_ESCAPES)


def _folded(line: str) -> str:
    """The line in pieces of at most 75 bytes, each after the first behind a space, no letter cut in two."""
    pieces, piece, room = [], "", 75
    for letter in line:
        if len((piece + letter).encode()) > room:
            pieces.append(piece)
            piece, room = "", 74
        piece += letter
    return "\r\n ".join([*pieces, piece])
