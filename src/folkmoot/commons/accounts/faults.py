"""What can go wrong around accounts."""

from folkmoot.core.faults import Fault


class MailNotSent(Fault):
    """The mail server refused or did not answer, so the sign-in code did not leave."""
