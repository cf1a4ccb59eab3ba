"""Reads of the public record."""

from collections.abc import Iterable

from django.db.models import QuerySet

from folkmoot.commons.publicrecord.models import Attachment, Entry

__all__ = ["Attachment", "Entry", "attachment", "entries", "kinds_by_assembly", "kinds_so_far", "latest"]


def entries(assembly: str | None = None) -> QuerySet[Entry]:
    """The record's entries in order: of one assembly (its slug), or of the whole site."""
    return Entry.objects.all() if assembly is None else Entry.objects.filter(assembly=assembly)


def latest(assembly: str, kind: str) -> Entry | None:
    """The last entry of `kind` in an assembly."""
    return entries(assembly).filter(kind=kind).last()


def kinds_so_far(assembly: str) -> frozenset[str]:
    """Which kinds of acts have happened in an assembly."""
    return frozenset(entries(assembly).order_by().values_list("kind", flat=True).distinct())


def kinds_by_assembly(slugs: Iterable[str]) -> dict[str, frozenset[str]]:
    """`kinds_so_far` of several assemblies in one query: slug → kinds."""
    found: dict[str, set[str]] = {slug: set() for slug in slugs}
    pairs = Entry.objects.filter(assembly__in=found).order_by().values_list("assembly", "kind").distinct()
    for slug, kind in pairs:
        found[slug].add(kind)
    return {slug: frozenset(kinds) for slug, kinds in found.items()}


def attachment(path: str) -> Attachment | None:
    """The public file at `path`."""
    return Attachment.objects.filter(path=path).first()
