"""What assemblies declares."""

from folkmoot.manifest import EVERYBODY, Act, Manifest, Right, Role
from folkmoot.messages.marking import gettext_noop as _

CONVENE = Right(name="assemblies.convene", roles=frozenset({Role.CONVENER}))
OPEN = Right(name="assemblies.open", roles=frozenset({Role.ORGANISER}))
ADMIT = Right(name="assemblies.admit", roles=frozenset({Role.ORGANISER, Role.LOTTERY_OPERATOR}))
READ = Right(name="assemblies.read", roles=EVERYBODY)

MANIFEST = Manifest(
    name="assemblies",
    label=_("Assemblies"),
    acts=(
        Act(kind="assembly.opened", label=_("Assembly opened")),
        Act(kind="assembly.seat_vacated", label=_("Seat fell vacant")),
    ),
    rights=(CONVENE, OPEN, ADMIT, READ),
    pages={
        "assemblies:plan": CONVENE,
        "assemblies:settings": OPEN,
        "assemblies:open": OPEN,
        "assemblies:people": OPEN,
    },
)
