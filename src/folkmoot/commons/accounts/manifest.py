"""What accounts declares."""

from folkmoot.manifest import Manifest

MANIFEST = Manifest(name="accounts", label="Accounts")
