"""Reads of the public record."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet

from folkmoot import clock
from folkmoot.commons.publicrecord.models import Attachment, Entry
from folkmoot.commons.publicrecord.signing import signing_key
from folkmoot.core.canonical import instant
from folkmoot.core.record.exports import build_export
from folkmoot.messages.findings import README

__all__ = [
    "Attachment",
    "Entry",
    "attachment",
    "entries",
    "entry_at",
    "export_files",
    "kinds_by_assembly",
    "kinds_so_far",
    "latest",
    "verifier_key",
]


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


def entry_at(index: int) -> Entry | None:
    """The entry with this index."""
    return Entry.objects.filter(index=index).first()


def verifier_key() -> str:
    """The public key of this site's record, in note format: print it, say it on the telephone."""
    return str(signing_key().verifier)


def export_files() -> dict[str, bytes]:
    """The whole record as files (path → bytes) under a checkpoint signed now; `folkmoot verify` checks them."""
    lines = [bytes(line) for line in Entry.objects.values_list("line", flat=True)]
    files = {found.path: bytes(found.content) for found in Attachment.objects.all()}
    origin = settings.RECORD_ORIGIN
    last = Entry.objects.last()
    at = max(clock.now(), last.at) if last else clock.now()
    return build_export(
        lines, files | {"README.txt": README.encode()}, key=signing_key(), origin=origin, at=instant(at)
    )
