"""Reads of notices."""

from django.db.models import QuerySet

from folkmoot.commons.notices.models import Notice, OutboxMail

__all__ = ["Notice", "OutboxMail", "given_up", "outbox", "waiting"]


# After so many tries a letter is given up: its address is wrong, not the server busy.
MOST_TRIES = 50


def waiting() -> QuerySet[Notice]:
    """Notices not sent yet, oldest first."""
    return Notice.objects.filter(sent_at=None, tries__lt=MOST_TRIES)


def given_up() -> QuerySet[Notice]:
    """Notices that could not be delivered in any of many tries."""
    return Notice.objects.filter(sent_at=None, tries__gte=MOST_TRIES)


def outbox() -> QuerySet[OutboxMail]:
    """Mails that the living example kept, newest first."""
    return OutboxMail.objects.all()
