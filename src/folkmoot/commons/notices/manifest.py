"""What notices declares."""

from folkmoot.manifest import Manifest

MANIFEST = Manifest(name="notices", label="Notices")
