"""Writes about notices: queue one, send what waits."""

import smtplib
from datetime import timedelta

from django.core.mail import EmailMessage
from django.db import transaction

from folkmoot import clock
from folkmoot.commons.notices.models import Notice, OutboxMail
from folkmoot.commons.notices.queries import due_for_a_try


def notify(*, to: str, subject: str, body: str, about: str = "", leave: str = "") -> Notice:
    """Queue a message inside the caller's transaction; the worker sends it after that has committed."""
    one_line = " ".join(subject.split())[:200]
    now = clock.now()
    return Notice.objects.create(
        to=to, subject=one_line, body=body, about=about, leave=leave, made_at=now, next_try_at=now
    )


def send_waiting() -> int:
    """Send what waits, each for itself, so that a failing address holds up no other; how many went out."""
    return sum(_send(pk) for pk in due_for_a_try().values_list("pk", flat=True))


def _send(pk: int) -> bool:
    """Send one letter. The database is free meanwhile: a mail server that dawdles must not keep a vote waiting."""
    unsent = Notice.objects.filter(pk=pk, sent_at=None)
    notice = unsent.first()
    if notice is None:
        return False
    # Whoever counts the try sends the letter; another worker that read the same count finds nothing to do.
    after = {"tries": notice.tries + 1, "next_try_at": clock.now() + _pause(notice.tries)}
    if not unsent.filter(tries=notice.tries).update(**after):
        return False
    try:
        EmailMessage(notice.subject, notice.body, None, [notice.to], headers=_headers(notice)).send()
    except (smtplib.SMTPException, OSError, ValueError):
        return False  # It stays in the queue; `tries` tells the operator. ValueError: an address no header may hold.
    return bool(unsent.update(sent_at=clock.now(), body="", leave=""))


def _headers(notice: Notice) -> dict[str, str]:
    """What lets a mail program offer to leave with one click (RFC 8058)."""
    if not notice.leave:
        return {}
    return {"List-Unsubscribe": f"<{notice.leave}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _pause(tries: int) -> timedelta:
    """How long to wait after a failure: half a minute, then twice as long each time, at most six hours."""
    return timedelta(seconds=min(30 * 2 ** min(tries, 10), 6 * 3600))


@transaction.atomic
def forget_address(*, email: str) -> None:
    """Delete every letter to this address, sent or waiting."""
    Notice.objects.filter(to__iexact=email).delete()
    OutboxMail.objects.filter(to__iexact=email).delete()
