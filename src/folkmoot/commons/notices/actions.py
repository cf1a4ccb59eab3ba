"""Writes about notices: queue one, send what waits."""

import smtplib

from django.core.mail import send_mail
from django.db import transaction

from folkmoot import clock
from folkmoot.commons.notices.models import Notice, OutboxMail
from folkmoot.commons.notices.queries import waiting


def notify(*, to: str, subject: str, body: str, about: str = "") -> Notice:
    """Queue a message inside the caller's transaction; the worker sends it after that has committed."""
    one_line = " ".join(subject.split())[:200]
    return Notice.objects.create(to=to, subject=one_line, body=body, about=about, made_at=clock.now())


def send_waiting() -> int:
    """Send what waits, one transaction each, so that a failing address holds up no other; how many went out."""
    return sum(_send(pk) for pk in waiting().values_list("pk", flat=True))


@transaction.atomic
def _send(pk: int) -> bool:
    notice = Notice.objects.select_for_update().filter(pk=pk, sent_at=None).first()
    if notice is None:
        return False
    notice.tries += 1
    try:
        send_mail(notice.subject, notice.body, None, [notice.to])
        notice.sent_at, notice.body = clock.now(), ""
    except (smtplib.SMTPException, OSError, ValueError):
        pass  # It stays in the queue; `tries` tells the operator. ValueError: an address that no header may hold.
    notice.save()
    return notice.sent_at is not None


@transaction.atomic
def forget_address(*, email: str) -> None:
    """Delete every letter to this address, sent or waiting."""
    Notice.objects.filter(to__iexact=email).delete()
    OutboxMail.objects.filter(to__iexact=email).delete()
