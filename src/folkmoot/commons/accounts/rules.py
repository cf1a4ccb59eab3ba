"""The words of each consent, and who counts as a stranger."""

from datetime import timedelta

from folkmoot.commons.accounts.models import Consent
from folkmoot.messages.marking import gettext_noop as _

# An address that was typed at sign-in and never proved is forgotten after this time.
STRANGERS_STAY = timedelta(days=1)

# What a tick says, word for word. The tick keeps these words as they were read, in the reader's language.
WORDINGS: dict[Consent.Purpose, str] = {
    Consent.Purpose.DATA: _(
        "You may keep my name, my address and what I tell you about myself for as long as the assembly runs, "
        "to reach me and to seat me fairly."
    ),
    Consent.Purpose.PHOTO: _("Photos and films of the meetings in which I can be recognised may be published."),
    Consent.Purpose.QUOTES: _("What I say may be quoted in public together with my name."),
    Consent.Purpose.CONTACT_LATER: _(
        "You may write to me after the assembly: about its results, research and new lots."
    ),
}
