"""What languages declares: no pages of its own yet beyond the reader's choice of language, which the shell serves."""

from folkmoot.manifest import Manifest

MANIFEST = Manifest(name="languages", label="Languages")
