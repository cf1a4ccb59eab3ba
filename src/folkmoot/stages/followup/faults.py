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


class NotYourOffice(Fault):
    """Somebody tried to write or release replies for the office `office`, which is not hers to write for."""


class AlreadyReplied(Fault):
    """A draft is for a recommendation (`number`) to which the office has replied."""


class DraftIncomplete(Fault):
    """The draft to the recommendation `number` lacks what its answer owes; `missing` names the fields."""


class OwnDraft(Fault):
    """Somebody tried to check the draft to the recommendation `number` that she wrote herself."""


class DrafterUnknown(Fault):
    """A draft is assigned to somebody (`email`) who does not write for this office; `row`, `column` in a table."""


class NothingToRelease(Fault):
    """No draft is ready to be released."""


class ReleaseNotAhead(Fault):
    """A release is planned for a moment that has passed."""


class RecommendationRepeated(Fault):
    """A table names a recommendation (`number`) twice, in `row` and before in `first`."""


class RecommendationNotOwed(Fault):
    """A table names (`row`, `column`) something (`number`) to which no reply is owed now."""


class WordNotKnown(Fault):
    """A cell (`row`, `column`) holds `value`, which is none of `words`."""


class DayNotRead(Fault):
    """A cell (`row`, `column`) holds `value`, which is no day ahead."""


class CellTooLarge(Fault):
    """A cell (`row`, `column`) holds more than `limit` characters."""


class NothingFilledIn(Fault):
    """A table of drafts has no row in which anything is filled in."""


class DraftColumnsMissing(Fault):
    """A table of drafts has no column for the number, or none to fill in; `columns` are all that there may be."""


class SheetTooLarge(Fault):
    """A table has more than `limit` megabytes."""


class SheetGone(Fault):
    """The table whose dry run was shown is not there any more, or another one came instead."""


class ManyAsk(Fault):
    """Too many addresses that nobody has confirmed were typed within the hour."""


class NoSuchPromise(Fault):
    """No promise of the contract besides its replies is known as `duty`."""


class DayIsNotPlausible(Fault):
    """Something was said to be done before the hand-over or in the future."""


class NothingSaid(Fault):
    """What was done was left empty."""
