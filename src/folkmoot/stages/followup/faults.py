"""What can go wrong around replies and news."""

from folkmoot.core.faults import Fault


class NotHandedOver(Fault):
    """Nothing can be replied to before the hand-over."""


class RecommendationUnknown(Fault):
    """No recommendation with this `number` was handed over."""


class EvidenceMissing(Fault):
    """A reply lacks what its kind owes; `missing` names the fields."""


class DateNotAhead(Fault):
    """A deferral names a day that is not ahead."""


class LinkNotWeb(Fault):
    """A link to evidence is not an address of the web."""


class NotYourReply(Fault):
    """Somebody tried to reply for the office `office` that another person holds."""


class LetterMissing(Fault):
    """A reply was to be entered for somebody without naming the signed letter it stands in."""


class NotYourAssessment(Fault):
    """A person may not speak as an assessor of this kind."""


class AssessorMissing(Fault):
    """An assessment does not say by whom, by which definition or from which day it is."""


class NothingOwed(Fault):
    """A reminder was to be sent to the office `office`, which owes no reply now."""


class NoAddress(Fault):
    """The office `office` has no account to write to."""


class RemindedToday(Fault):
    """The office `office` was reminded less than a day ago."""


class ActMissing(Fault):
    """A comparison does not say what was adopted, by which act, or from which day it is."""


class VerdictsMissing(Fault):
    """Some clauses (`clauses`, by number) have no verdict, or one that no clause of a recommendation can have."""


class PlaceMissing(Fault):
    """Clauses (`clauses`, by number) are said to be in the adopted text, where none was found, without a note where."""


class NothingToCompare(Fault):
    """The recommendation `number` has no clause."""
