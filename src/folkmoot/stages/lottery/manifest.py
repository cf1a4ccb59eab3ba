"""What the lottery declares."""

from folkmoot.manifest import EVERYBODY, Act, Manifest, Right, Role
from folkmoot.messages.marking import gettext_noop as _

READ = Right(name="lottery.read", roles=EVERYBODY)
MANAGE = Right(name="lottery.manage", roles=frozenset({Role.ORGANISER, Role.LOTTERY_OPERATOR}))

MANIFEST = Manifest(
    name="lottery",
    label=_("Lottery"),
    acts=(
        Act(kind="lottery.published", label=_("Lottery published")),
        Act(kind="lottery.drawn", label=_("Panel drawn")),
    ),
    rights=(READ, MANAGE),
    pages={"lottery:lottery": READ},
    front_page="lottery:lottery",
)
