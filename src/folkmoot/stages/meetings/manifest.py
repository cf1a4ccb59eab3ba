"""What meetings declares."""

from folkmoot.manifest import Manifest
from folkmoot.messages.marking import gettext_noop as _

MANIFEST = Manifest(name="meetings", label=_("Meetings"))
