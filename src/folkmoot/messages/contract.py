"""Sentences for the faults around the contract of power."""

from folkmoot.messages.marking import gettext_noop as _

SENTENCES: dict[str, str] = {
    "contract_not_published": _(
        "The contract of power of “{assembly}” is not signed and published yet. Until it is, nobody can be invited or "
        "drawn: people must know what their work will change before they are asked."
    ),
    "no_commissioner": _("Nobody is named who commissions this assembly. Name at least one office, then offer again."),
    "commissioner_known": _("The office “{office}” is named already. Choose another short name for this one."),
    "commissioner_named_in_contract": _(
        "“{office}” stands in a contract that was offered for signature and cannot be removed. Amend the contract."
    ),
    "contract_frozen": _(
        "Version {version} was offered for signature and can no longer be edited. "
        "After publication, start an amendment."
    ),
    "not_offered": _("Version {version} is not waiting for signatures now. Reload the page to see where it stands."),
    "not_your_signature": _("Only the person who holds the office “{office}” can sign for it."),
    "already_signed": _("“{office}” has already signed this version."),
    "signatures_missing": _("The contract cannot be published yet. Signatures are missing from: {offices}."),
    "version_pending": _("Version {version} is not published yet. Finish it before you start another."),
    "reason_missing": _("A change of a published contract needs a reason. Write one that everybody may read."),
}
