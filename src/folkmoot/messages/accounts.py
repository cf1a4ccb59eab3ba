"""Sentences for the faults of accounts."""

from folkmoot.messages.marking import gettext_noop as _

SENTENCES: dict[str, str] = {
    "mail_not_sent": _(
        "The mail with your code could not be sent just now. Try again in a few minutes, or sign in with a passkey."
    ),
}
