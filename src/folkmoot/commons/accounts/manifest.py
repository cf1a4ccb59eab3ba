"""What accounts declares."""

from folkmoot.commons.accounts.queries import known_about
from folkmoot.manifest import EVERYBODY, Manifest, Right, Role
from folkmoot.messages.marking import gettext_noop as _

SELF = Right(name="accounts.self", roles=frozenset({Role.SIGNED_IN}))
LANGUAGE = Right(name="accounts.language", roles=EVERYBODY)

MANIFEST = Manifest(
    name="accounts",
    label=_("Accounts"),
    rights=(SELF, LANGUAGE),
    pages={
        "accounts:me": SELF,
        "accounts:consent": SELF,
        "accounts:sign_out_everywhere": SELF,
        "set_language": LANGUAGE,
    },
    known_about=known_about,
)
