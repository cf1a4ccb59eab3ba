"""The mail backend of the living example: mails are kept in an outbox that visitors can read."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from folkmoot import clock
from folkmoot.commons.notices.models import OutboxMail


class KeptInOutbox(BaseEmailBackend):
    """Keeps every mail in the database; nothing leaves the machine."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep each message once per recipient; how many were kept."""
        kept = [
            OutboxMail(to=to, subject=str(mail.subject), body=str(mail.body), at=clock.now())
            for mail in email_messages
            for to in mail.recipients()
        ]
        return len(OutboxMail.objects.bulk_create(kept))
