"""Reads of lineage: back to the sources, forward to what became of them."""

from django.db.models import QuerySet

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.lineage.models import Link

__all__ = ["Link", "came_from", "led_to"]


def came_from(assembly: Assembly, name: str) -> QuerySet[Link]:
    """The links that lead into `name`: its sources, one step back."""
    return Link.objects.filter(assembly=assembly, later=name).order_by("pk")


def led_to(assembly: Assembly, name: str) -> QuerySet[Link]:
    """The links that lead out of `name`: what became of it, one step on."""
    return Link.objects.filter(assembly=assembly, earlier=name).order_by("pk")
