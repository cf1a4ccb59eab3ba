"""What the opendata window declares."""

from folkmoot.manifest import EVERYBODY, Manifest, Right
from folkmoot.messages.marking import gettext_noop as _

READ = Right(name="opendata.read", roles=EVERYBODY)

MANIFEST = Manifest(
    name="opendata",
    label=_("Public record"),
    rights=(READ,),
    pages={
        "opendata:record": READ,
        "opendata:entry": READ,
        "opendata:export": READ,
        "opendata:checkpoint": READ,
        "opendata:own_file": READ,
        "opendata:tile": READ,
        "opendata:file": READ,
    },
)
