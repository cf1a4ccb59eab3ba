"""What the shell declares: the front door, the pages composed from all apps, and the design gallery."""

from folkmoot.manifest import EVERYBODY, Manifest, Right, Role
from folkmoot.messages.marking import gettext_noop as _

READ = Right(name="web.read", roles=EVERYBODY)
DESK = Right(name="web.desk", roles=frozenset({Role.SIGNED_IN}))

MANIFEST = Manifest(
    name="web",
    label=_("Front door"),
    rights=(READ, DESK),
    pages={
        "front": READ,
        "assemblies": READ,
        "about": READ,
        "design": READ,
        "assembly": READ,
        "desk": DESK,
        "me_download": DESK,
        "me_erase": DESK,
        "demo_sign_in": READ,
        "demo_outbox": READ,
    },
)
