"""What duties declares."""

from folkmoot.manifest import Act, Manifest
from folkmoot.messages.marking import gettext_noop as _

MANIFEST = Manifest(
    name="duties",
    label=_("Duties"),
    acts=(
        Act(kind="duties.incurred", label=_("Duty incurred"), quiet=True),
        Act(kind="duties.discharged", label=_("Duty discharged"), quiet=True),
        Act(kind="duties.lapsed", label=_("No answer by the due date"), tells=("debtor", "subject"), broken=True),
    ),
)
