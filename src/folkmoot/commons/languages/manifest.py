"""What languages declares. The shell composes its pages from the texts of all apps; assemblies hold the right."""

from folkmoot.manifest import Manifest
from folkmoot.messages.marking import gettext_noop as _

MANIFEST = Manifest(name="languages", label=_("Languages"))
