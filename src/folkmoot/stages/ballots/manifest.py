"""What ballots declares."""

from folkmoot.manifest import Manifest
from folkmoot.messages.marking import gettext_noop as _

MANIFEST = Manifest(name="ballots", label=_("Ballots"))
