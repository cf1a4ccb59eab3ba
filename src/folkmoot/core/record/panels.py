"""Several panels at once in the record: how every numbered panel is divided, and who was drawn for which."""

from collections.abc import Iterator
from typing import Any

from folkmoot.core.canonical import read_canonical, sha256_hex
from folkmoot.core.faults import Fault
from folkmoot.core.record.entries import Entry
from folkmoot.core.record.findings import Finding, holds_at
from folkmoot.core.record.stories import Story, number, rows, text
from folkmoot.core.sortition.divisions import check_parts, read_parts
from folkmoot.core.sortition.documents import read_lottery


class PartsFileIsMissing(Fault):
    """The file (`path`) that divides the panels of a published lottery is not in the export, or is another."""


class PartsAreOthers(Fault):
    """The panels of lottery `number` are not those that were frozen, or not those that the number drawn gives."""


def check_divided(entry: Entry, story: Story, document: Any) -> Iterator[Finding]:
    """Of `lottery.published`: where several panels are drawn, the file that divides every numbered panel holds."""
    which, frozen = number(entry, "number"), story.find("frozen", number(entry, "number"))
    asked = frozen.data.get("parts", []) if frozen is not None else None
    if "parts_file" not in entry.data:
        if asked and len(asked) > 1:
            raise PartsAreOthers(number=which)
        return
    path = text(entry, "parts_file")
    if path not in story.files or sha256_hex(story.files[path]) != text(entry, "parts_sha256"):
        raise PartsFileIsMissing(path=path)
    parts = read_canonical(story.files[path])
    for finding in check_parts(parts, document):
        if finding.fault is not None:
            raise finding.fault
    if asked is not None and asked != parts["parts"]:
        raise PartsAreOthers(number=which)
    story.keep("parts", which, parts)
    yield holds_at(entry, "panels_divided", number=which, parts=len(parts["parts"]), uneven=parts["uneven"])


def check_called(entry: Entry, story: Story, document: Any) -> Iterator[Finding]:
    """Of `lottery.drawn`: everybody was drawn for the panel that the file says."""
    which = number(entry, "number")
    parts = story.find("parts", which)
    if parts is None:
        return
    several = read_parts(parts, read_lottery(document))
    people = several.people_of(number(entry, "panel"))
    expected = [
        {"name": part.name, "substitutes": part.substitutes, "selected": list(people[part.name])}
        for part in several.parts
    ]
    if rows(entry, "parts") != expected:
        raise PartsAreOthers(number=which)
    yield holds_at(entry, "panels_called", number=which, parts=len(expected))
