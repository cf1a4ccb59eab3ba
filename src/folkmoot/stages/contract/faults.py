"""What can go wrong around a contract."""

from folkmoot.core.faults import Fault


class ContractNotPublished(Fault):
    """An act that needs the signed and published contract was tried before it (demand S21)."""


class NoCommissioner(Fault):
    """A contract was to be offered while nobody is named who commissions it."""


class CommissionerKnown(Fault):
    """This office is named already."""


class CommissionerNamedInContract(Fault):
    """An office that stands in an offered contract cannot be removed."""


class ContractFrozen(Fault):
    """The version was offered for signature and can no longer be edited."""


class NotOffered(Fault):
    """The version was not offered for signature yet, or is published already."""


class NotYourSignature(Fault):
    """Somebody tried to sign for an office that another person holds."""


class AlreadySigned(Fault):
    """The office has signed this version."""


class SignaturesMissing(Fault):
    """The contract was to be published while `offices` have not signed."""


class VersionPending(Fault):
    """A new version was to be started while another is not published yet."""


class ReasonMissing(Fault):
    """A change of a published contract needs a reason that the public can read."""


class ContractIsOpen(Fault):
    """A contract was to be offered while something that it must say is missing (`open`)."""


class NothingChanged(Fault):
    """A change was proposed that changes nothing."""


class ChangeDecided(Fault):
    """The proposed change was decided already."""


class ProposalsWait(Fault):
    """A contract was to be offered while `number` proposed changes are not decided."""


class HolderIsTheSame(Fault):
    """A succession names as new holder the person who holds the office."""


class SuccessionInFuture(Fault):
    """A succession was to be entered before its day."""


class NotAMemberHere(Fault):
    """Nobody who sits in the assembly is known by `pseudonym`."""


class AlreadyRead(Fault):
    """This member has confirmed this version before."""
