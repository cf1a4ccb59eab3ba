"""How the sign-in library behaves here."""

import smtplib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_lazy

from folkmoot.commons.accounts.actions import note_sign_in
from folkmoot.commons.accounts.faults import MailNotSent


class Adapter(DefaultAccountAdapter):
    """Persons are known by e-mail address alone; mails bear the site's name."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": gettext_lazy("Too many tries in a few minutes. Wait five minutes, then try again."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail with the site's name in it, and say it in words where the mail server does not take it."""
        try:
            super().send_mail(template_prefix, email, {**context, "site_name": settings.SITE_NAME})
        except (smtplib.SMTPException, OSError) as error:
            raise MailNotSent from error

    def format_email_subject(self, subject: str) -> str:
        """The subject as the template has it."""
        return subject

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """There is no separate sign-up: signing in for the first time makes the account."""
        return False

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """How she can show once more that it is she: the passkey first, then a recovery code."""
        words = {
            "mfa_reauthenticate:webauthn": gettext("Use my passkey"),
            "mfa_reauthenticate": gettext("Use a recovery code"),
        }
        found = {way["id"]: way for way in super().get_reauthentication_methods(user)}
        return [{**found[name], "description": said} for name, said in words.items() if name in found]

    def post_login(self, request: HttpRequest, user: Any, **how: Any) -> HttpResponse:
        """After a sign-in the address is known to be hers."""
        note_sign_in(by=user)
        response: HttpResponse = super().post_login(request, user, **how)
        return response
