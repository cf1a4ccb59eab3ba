"""What each tick of a registration says, word for word, and the reasons for which people say no."""

from folkmoot.commons.accounts.queries import Consent
from folkmoot.messages.marking import gettext_noop as _

# In the order in which they are asked. The first is needed to take part; each of the others is free.
WORDINGS: dict[Consent.Purpose, str] = {
    Consent.Purpose.DATA: _(
        "You may keep what I have told you here for the lottery, and for as long as the assembly runs if I am drawn."
    ),
    Consent.Purpose.CONTACT_LATER: _(
        "You may keep my contact after the lottery and write to me about the results and about later lotteries."
    ),
    Consent.Purpose.PHOTO: _("If I am drawn: photos and films in which I can be recognised may be published."),
    Consent.Purpose.QUOTES: _("If I am drawn: what I say may be quoted in public together with my name."),
}
NEEDED = Consent.Purpose.DATA

REASONS: dict[str, str] = {
    "dates": _("I cannot come on these dates"),
    "time": _("I have no time for it now"),
    "health": _("My health does not allow it, or I care for somebody"),
    "subject": _("The question does not interest me"),
    "trust": _("I do not believe that it will change anything"),
    "speak": _("I do not want to speak in a group"),
    "gone": _("The person named on the letter does not live here any more"),
    "unsaid": _("I do not want to say why"),
}
