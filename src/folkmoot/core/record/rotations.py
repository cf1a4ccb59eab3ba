"""Rotation in the record: the rule, each turn that was made, and that nobody is drawn again before the rule allows."""

from collections.abc import Iterator
from typing import Any

from folkmoot.core.faults import Fault
from folkmoot.core.record.entries import Entry
from folkmoot.core.record.findings import Finding, holds_at
from folkmoot.core.record.stories import Story, number, rows, text
from folkmoot.core.sortition.rotation import Due, Sitter, TermRule, barred, check_rule, turn_due


class TermsWereNotSet(Fault):
    """A turn (`turn`) was made before it was declared how seats are renewed, or turns are missing before it."""


class MemberWasNotDrawn(Fault):
    """A member at a turn (`member`) was not drawn before, or her seat was renewed at another turn than is said."""


class LeaversWereNotDrawn(Fault):
    """At turn `turn` chance had to decide who leaves, and no draw among those whom it concerns was held."""


class LeaversAreOthers(Fault):
    """At turn `turn` others leave, or other seats are renewed, than rule and draw say."""


class DrawnTooEarly(Fault):
    """Somebody who has sat (`member`) is among those who may be drawn in lottery `number`, against the rule."""


def check_terms_set(entry: Entry, story: Story) -> Iterator[Finding]:
    """`lottery.terms_set`: a rule that can be kept."""
    figures = {name: number(entry, name) for name in ("seats", "groups", "returning", "most", "pause")}
    rule = TermRule(**figures)
    check_rule(rule)
    story.keep("terms", 0, rule)
    yield holds_at(entry, "terms_set", seats=rule.seats, groups=rule.groups)


def check_seat_vacated(entry: Entry, story: Story) -> Iterator[Finding]:
    """`assembly.seat_vacated`: somebody leaves between two turns."""
    _leaves(story, text(entry, "member"), _made(story))
    yield from ()


def check_rotated(entry: Entry, story: Story) -> Iterator[Finding]:
    """`lottery.rotated`: those leave whose term is over by the rule, and whom the draw named among those alike."""
    turn, rule = number(entry, "turn"), _rule(story)
    if rule is None or turn != _made(story) + 1:
        raise TermsWereNotSet(turn=turn)
    members, leaving, seats = rows(entry, "members"), entry.data["leaving"], entry.data["seats"]
    _check_members(members, story)
    due = turn_due([Sitter(id=row["member"], since=row["since"]) for row in members], rule, number=turn)
    chosen = _chosen(entry, story, due)
    taken = {row["seat"] for row in members if row["member"] not in leaving}
    expected = sorted({row["member"] for row in members} & {*due.over, *chosen})
    if leaving != expected or seats != [seat for seat in range(1, rule.seats + 1) if seat not in taken]:
        raise LeaversAreOthers(turn=turn)
    story.keep("turn", turn, entry)
    for seat in seats:
        story.keep("renewed", seat, turn)
    for member in leaving:
        _leaves(story, member, turn)
    yield holds_at(entry, "turn_holds", turn=turn, leaving=len(leaving), by_lot=due.by_lot, seats=len(seats))


def check_nobody_barred(entry: Entry, story: Story, document: Any) -> Iterator[Finding]:
    """Of `lottery.published`: among those who may be drawn is nobody whom the rule of terms keeps out."""
    rule, made, which = _rule(story), _made(story), number(entry, "number")
    if rule is None or not made or entry.data.get("leaving") or "ids" not in document:
        return
    for member in document["ids"]:
        if barred(story.find("left", member) or (), rule, number=made):
            raise DrawnTooEarly(member=member, number=which)
    yield holds_at(entry, "nobody_barred", number=which, turn=made)


def _rule(story: Story) -> TermRule | None:
    found: TermRule | None = story.find("terms", 0)
    return found


def _made(story: Story) -> int:
    return len(story.all_of("turn"))


def _leaves(story: Story, member: str, turn: int) -> None:
    story.keep("left", member, (*(story.find("left", member) or ()), turn))


def _check_members(members: list[dict[str, Any]], story: Story) -> None:
    drawn = {
        member
        for each in story.all_of("drawn").values()
        if not each.data.get("leaving")
        for member in each.data["selected"]
    } | set(story.all_of("called"))
    for row in members:
        if row["member"] not in drawn or row["since"] != (story.find("renewed", row["seat"]) or 0):
            raise MemberWasNotDrawn(member=row["member"])


def _chosen(entry: Entry, story: Story, due: Due) -> frozenset[str]:
    """Whom chance named; nobody where it had nothing to decide."""
    which = entry.data["lottery"]
    drawn: Entry | None = None if which is None else story.find("drawn", which)
    if drawn is None:
        if due.by_lot or which is not None:
            raise LeaversWereNotDrawn(turn=due.number)
        return frozenset()
    _sha256, document = story.find("lottery", which)
    asked = set(document["ids"]) if "ids" in document else {*due.lots}
    mine = drawn.data.get("leaving") is True and drawn.data.get("turn") == due.number
    if not mine or not asked >= {*due.lots} or due.by_lot > document["seats"]:
        raise LeaversWereNotDrawn(turn=due.number)
    return frozenset(drawn.data["selected"])
