"""Reads of notices."""

from django.db.models import QuerySet

from folkmoot.commons.notices.models import Notice, OutboxMail

__all__ = ["Notice", "OutboxMail", "outbox", "waiting"]


def waiting() -> QuerySet[Notice]:
    """Notices not sent yet, oldest first."""
    return Notice.objects.filter(sent_at=None)


def outbox() -> QuerySet[OutboxMail]:
    """Mails that the living example kept, newest first."""
    return OutboxMail.objects.all()
