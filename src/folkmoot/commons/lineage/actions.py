"""Writes about lineage."""

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.lineage.models import Link


def link(*, assembly: Assembly, earlier: str, later: str, relation: Link.Relation, note: str = "") -> Link:
    """Note that `later` came from `earlier`; twice changes nothing. Called by the action that made `later`."""
    return Link.objects.get_or_create(
        assembly=assembly, earlier=earlier, later=later, relation=relation, defaults={"note": note}
    )[0]
