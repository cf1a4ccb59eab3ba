"""What lineage declares."""

from folkmoot.manifest import Manifest

MANIFEST = Manifest(name="lineage", label="Lineage")
