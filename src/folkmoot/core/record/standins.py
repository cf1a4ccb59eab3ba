"""Those who stand by in the record: alternates sealed before a seat falls vacant, and everybody who was called up."""

from collections.abc import Iterator

from folkmoot.core.faults import Fault
from folkmoot.core.record.entries import Entry
from folkmoot.core.record.findings import Finding, holds_at
from folkmoot.core.record.stories import Story, ValueIsMissing, number, text
from folkmoot.core.sortition.commitments import commitment


class AlternatesBeforeDraw(Fault):
    """Alternates (list `number`) were kept before any panel was drawn, or under a number that is taken."""


class CalledWithoutStandingBy(Fault):
    """Somebody (`member`) was called up who is on no list of alternates and was not drawn to stand by, or twice."""


def check_alternates(entry: Entry, story: Story) -> Iterator[Finding]:
    """`lottery.alternates`: chosen after a draw, before anybody knows which seat falls vacant."""
    which, seals = number(entry, "number"), entry.data.get("seals")
    if not isinstance(seals, list):
        raise ValueIsMissing(kind=entry.kind, field="seals")
    if not story.all_of("drawn") or story.find("alternates", which) is not None:
        raise AlternatesBeforeDraw(number=which)
    story.keep("alternates", which, frozenset(seals))
    yield holds_at(entry, "alternates_sealed", number=which, people=len(seals))


def check_called_up(entry: Entry, story: Story) -> Iterator[Finding]:
    """`lottery.called_up`: the salt opens a seal of the list that is named, or a draw named her to stand by."""
    member, which = text(entry, "member"), entry.data.get("alternates")
    if which is None:
        stands_by = member in _drawn_to_stand_by(story)
    else:
        seals = story.find("alternates", which) or frozenset()
        stands_by = commitment(bytes.fromhex(text(entry, "salt")), member) in seals
    if not stands_by or story.find("called", member) is not None:
        raise CalledWithoutStandingBy(member=member)
    story.keep("called", member, entry)
    yield holds_at(entry, "called_up", member=member)


def _drawn_to_stand_by(story: Story) -> frozenset[str]:
    parts = (part for drawn in story.all_of("drawn").values() for part in drawn.data.get("parts", ()))
    return frozenset(name for part in parts if part["substitutes"] for name in part["selected"])
