"""What can go wrong around a meeting."""

from folkmoot.core.faults import Fault


class AssemblyNotOpen(Fault):
    """A meeting was to be planned for an assembly that is not open to the public yet."""


class TimeZoneUnknown(Fault):
    """No time zone is called `zone`."""


class MeetingEndsBeforeItStarts(Fault):
    """The end of a meeting does not lie after its start."""


class MeetingIsCancelled(Fault):
    """Something was to be done with a meeting that was called off."""


class CancellationNeedsReason(Fault):
    """A meeting was to be called off without a reason that the public can read."""


class DoorsNotOpen(Fault):
    """The attendance list was to be closed before anybody can have come."""


class NotSitting(Fault):
    """Somebody was ticked as present who holds no seat (`pseudonyms`)."""


class AttendanceIsClosed(Fault):
    """The attendance list of the meeting `number` is closed; it can only be corrected, with a reason."""


class AttendanceNotClosed(Fault):
    """The attendance list of the meeting `number` is still open."""


class CorrectionNeedsReason(Fault):
    """A closed attendance list was to be corrected without a reason that the public can read."""
