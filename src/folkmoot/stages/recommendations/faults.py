"""What can go wrong around the report and its hand-over."""

from folkmoot.core.faults import Fault


class NothingCounted(Fault):
    """No ballot was counted yet, so there is nothing to report."""


class TextsWithoutResult(Fault):
    """A hand-over was tried while the texts `numbers` were not voted on."""


class AlreadyHandedOver(Fault):
    """The report was handed over and can no longer be changed."""


class ForewordMissing(Fault):
    """The report was to be handed over without the members' own foreword."""


class HandOverInFuture(Fault):
    """The day of the hand-over is still to come."""


class HandOverBeforeBallot(Fault):
    """The day of the hand-over lies before the day `on` of the last count."""


class NotASittingMember(Fault):
    """Only who sits in the assembly can sign off the report; `pseudonym` does not."""


class AlreadySignedOff(Fault):
    """The member `pseudonym` has signed off the report as it stands."""


class ReportChanged(Fault):
    """The report is no longer the one that was read; it must be read again before it is signed off."""


class MinorityMayStillSpeak(Fault):
    """A hand-over was tried while members may still file minority statements, until the moment `until`."""
