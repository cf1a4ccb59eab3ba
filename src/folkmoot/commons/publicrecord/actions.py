"""Writes: append one entry, attach one file. There is no action that changes or removes either."""

from django.db import transaction

from folkmoot import clock
from folkmoot.commons.publicrecord.models import Attachment, Entry, Head
from folkmoot.core.canonical import Json, instant, sha256_hex
from folkmoot.core.record.entries import Entry as Line
from folkmoot.core.record.entries import entry_line


@transaction.atomic
def append_entry(*, kind: str, assembly: str, by: str, data: dict[str, Json]) -> Entry:
    """Append one public act to the record and return its entry.

    `assembly` is a slug (empty for an act of the site itself), `by` a pseudonym (empty where the clock acted), `data`
    plain public values without personal data. Call it inside the action's own transaction.
    """
    head = Head.objects.select_for_update().get_or_create(pk=1)[0]
    at = clock.now().replace(microsecond=0)
    # A clock that was set back must not make the record run backwards.
    at = max(at, head.last_at) if head.last_at else at
    index = head.size
    line = entry_line(Line(index=index, at=instant(at), kind=kind, data=data, assembly=assembly or None, by=by or None))
    head.size, head.last_at = index + 1, at
    head.save()
    return Entry.objects.create(index=index, assembly=assembly, kind=kind, at=at, by=by, data=data, line=line)


def attach_file(*, path: str, content: bytes) -> Attachment:
    """Keep `content` as a public file of the record under `path`; an entry then names path and hash."""
    return Attachment.objects.create(path=path, content=content, sha256=sha256_hex(content))
