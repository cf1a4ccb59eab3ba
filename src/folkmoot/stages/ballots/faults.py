"""What can go wrong around a ballot."""

from folkmoot.core.faults import Fault


class NothingFrozen(Fault):
    """A ballot was to be opened before any text is frozen, or without choosing one."""


class TextNotFrozen(Fault):
    """A ballot was to be opened on texts (`numbers`) that are not frozen."""


class AlreadyHandedOver(Fault):
    """A ballot was to be opened after the report was handed over: what was promised a reply stands."""


class PresenceUnknown(Fault):
    """A ballot was to be opened at a meeting whose attendance list is not closed, or that was called off."""


class NobodyPresent(Fault):
    """A ballot was to be opened at a meeting to which nobody came."""


class AnotherBallotOpen(Fault):
    """A ballot was to be opened while ballot `number` is open."""


class BallotNotOpen(Fault):
    """Something was to be done with ballot `number`, which is closed or called off."""


class CardsInUse(Fault):
    """Cards were to be printed anew although some are used or handed in already."""


class CardUnknown(Fault):
    """No card of this ballot has such a code."""


class CardUsed(Fault):
    """The card was used for voting already."""


class CardHandedIn(Fault):
    """The card was handed in for a paper ballot."""


class ChoiceUnknown(Fault):
    """A vote names a choice or a text (`number`) that is not on this ballot."""


class ReceiptUnusable(Fault):
    """The receipt that came with a vote is malformed or belongs to another vote."""


class MoreBallotsThanPresent(Fault):
    """Votes on devices (`device`) and on paper (`paper`) together are more than people `present`."""


class PaperWithoutCards(Fault):
    """There are more paper ballots (`papers`) than cards handed in for them (`cards`) while others vote on devices."""


class PaperSumWrong(Fault):
    """The five numbers of text `number` add up to `found` and not to the number of paper ballots (`papers`)."""


class PaperCountIncomplete(Fault):
    """A paper count leaves out texts (`numbers`) or names others."""


class TwoCountersAlready(Fault):
    """Two other people count the paper ballots of this ballot."""


class SecondCounterMissing(Fault):
    """Only one person has counted the paper ballots."""


class CountersDisagree(Fault):
    """The two counts of the paper ballots differ on texts (`numbers`), or on the number of papers."""


class NobodyHasVoted(Fault):
    """A ballot was to be closed although it is empty."""


class ThresholdChanged(Fault):
    """A contract with another threshold came into force (`version`) while the ballot was open."""


class CancellationNeedsCause(Fault):
    """A ballot was to be called off without a reason that the public can read."""


class StatementsClosed(Fault):
    """A minority statement came before the count or after the deadline."""


class StatementEmpty(Fault):
    """A minority statement says nothing."""


class StatementTooLong(Fault):
    """A minority statement has more letters (`found`) than there is room for (`most`)."""
