"""What can go wrong around an assembly."""

from folkmoot.core.faults import Fault


class NoDecision(Fault):
    """An assembly was to be opened without a linked decision, its owner and its date; `missing` names which."""


class NotAllowed(Fault):
    """A person lacks the role that a `right` needs."""


class SlugTaken(Fault):
    """Another assembly already has this address."""


class AlreadyOpen(Fault):
    """The assembly was opened before."""


class NoFreeSeat(Fault):
    """All `seats` are taken."""


class SeatNotHeld(Fault):
    """The member `pseudonym` holds no seat now."""


class SlugReserved(Fault):
    """The address `slug` is a word that the site's own addresses use."""


class LastOrganiser(Fault):
    """The only organiser of “title” was to lose the role; nobody could run the assembly any more."""
