"""Reads of the public record."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from folkmoot import clock
from folkmoot.commons.publicrecord import snapshots
from folkmoot.commons.publicrecord.models import Attachment, Entry
from folkmoot.commons.publicrecord.published import refuse_another_past, remember
from folkmoot.commons.publicrecord.signing import signing_key
from folkmoot.commons.publicrecord.trees import tree_now
from folkmoot.core.canonical import instant
from folkmoot.core.record.exports import CHECKPOINT_FILE, build_export
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
    "snapshot",
    "tree_now",
    "verifier_key",
]

README_FILE = "README.txt"


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
    """The whole record as files (path → bytes) under a checkpoint signed now; `folkmoot verify` checks them.

    What is signed here is remembered as published. Raises `RecordWasChanged`, `RecordIsBehind` or `RecordWasForked`
    instead of signing another past.
    """
    tree, size = tree_now()
    refuse_another_past(tree, size)
    lines = [bytes(line) for line in Entry.objects.filter(index__lt=size).values_list("line", flat=True)]
    files = {found.path: bytes(found.content) for found in Attachment.objects.all()}
    at = max(clock.now(), Entry.objects.get(index=size - 1).at) if size else clock.now()
    files[README_FILE] = README.encode()
    made = build_export(lines, files, key=signing_key(), origin=settings.RECORD_ORIGIN, at=instant(at))
    remember(made[CHECKPOINT_FILE])
    return made


def snapshot() -> Path:
    """The folder in which the record lies ready as files (`record`) and as an archive (`record.zip`).

    It is built when the record has changed since, and every hour. Raises as `export_files` does.
    """
    return snapshots.snapshot(export_files)
