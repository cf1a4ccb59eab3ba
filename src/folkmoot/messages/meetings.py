"""Sentences for the faults of meetings."""

from folkmoot.messages.marking import gettext_noop as _

SENTENCES: dict[str, str] = {
    "assembly_not_open": _("“{title}” is not open to the public yet. Open the assembly first, then plan its meetings."),
    "time_zone_unknown": _("No time zone is called “{zone}”. Write it as a continent and a city: Europe/Copenhagen."),
    "meeting_ends_before_it_starts": _("“{title}” must end after it starts. Put the hours right."),
    "meeting_is_cancelled": _("“{title}” was called off. Plan a new meeting instead."),
    "cancellation_needs_reason": _("Write why the meeting is called off. Everybody may read it."),
    "doors_not_open": _("“{title}” has not begun. The list can be closed from three hours before it starts."),
    "not_sitting": _("Only members who hold a seat can be ticked as present. These do not: {pseudonyms}."),
    "attendance_is_closed": _(
        "The attendance list of meeting {number} is closed. If it is wrong, correct it, with a public reason."
    ),
    "attendance_not_closed": _("The attendance list of meeting {number} is still open. Close it first."),
    "correction_needs_reason": _("Write why the closed list is corrected. Everybody may read it. Name nobody."),
}
