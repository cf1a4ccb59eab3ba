"""Reads of notices."""

from django.db.models import QuerySet

from folkmoot import clock
from folkmoot.commons.notices.models import Notice, OutboxMail

__all__ = ["Notice", "OutboxMail", "due_for_a_try", "given_up", "outbox", "waiting"]


# After so many tries, over more than three days, a letter is given up: its address is wrong, not the server busy.
MOST_TRIES = 24


def waiting() -> QuerySet[Notice]:
    """Notices not sent yet, oldest first."""
    return Notice.objects.filter(sent_at=None, tries__lt=MOST_TRIES)


def due_for_a_try() -> QuerySet[Notice]:
    """Those among the waiting whose pause after the last failure is over."""
    return waiting().filter(next_try_at__lte=clock.now())


def given_up() -> QuerySet[Notice]:
    """Notices that could not be delivered in any of many tries."""
    return Notice.objects.filter(sent_at=None, tries__gte=MOST_TRIES)


def outbox() -> QuerySet[OutboxMail]:
    """Mails that the living example kept, newest first."""
    return OutboxMail.objects.all()
