"""What publicrecord declares: it is written by others' acts; its pages are served by the opendata window."""

from folkmoot.manifest import Manifest

MANIFEST = Manifest(name="publicrecord", label="Public record")
