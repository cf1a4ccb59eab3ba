"""Sentences for the faults around assemblies, seats and roles."""

from folkmoot.messages.marking import gettext_noop as _

# What `no_decision` may name as missing.
WORDS: dict[str, str] = {
    "the-decision": _("the decision"),
    "who-decides": _("who decides"),
    "when-it-is-decided": _("when it is decided"),
}

SENTENCES: dict[str, str] = {
    "no_decision": _(
        "This assembly cannot open yet: it is not linked to a decision. Still missing: {missing}. "
        "Add it to the plan, so that everybody knows what their work will change."
    ),
    "not_allowed": _("Your role here does not include this ({right}). Ask the organiser if you think it should."),
    "slug_taken": _("Another assembly already has the address “{slug}”. Choose another one."),
    "already_open": _("“{title}” is already open; its plan is public and can no longer be changed here."),
    "slug_reserved": _("The address “{slug}” is a word that this site uses itself. Choose another one."),
    "last_organiser": _(
        "This is the only organiser of “{title}”. Make somebody else an organiser first, so that it can be run."
    ),
    "no_free_seat": _("All {seats} seats are taken. Vacate a seat first."),
    "seat_not_held": _("{pseudonym} does not hold a seat now. Reload the list of members and choose again."),
}
