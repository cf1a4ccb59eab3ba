"""Duties and replies, worked out again: what was owed, by when, what came, and what the clock had to note."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from folkmoot.core.faults import Fault
from folkmoot.core.record.entries import Entry, is_instant
from folkmoot.core.record.findings import Finding, fact
from folkmoot.core.record.stories import Story, ValueIsMissing, number, text

REPLIES: Final = (
    "accept",
    "accept-in-part",
    "accept-altered",
    "exists-already",
    "defer",
    "pass-on",
    "reject",
)


class DutyIsIncurredTwice(Fault):
    """A duty of this name (`duty`) was incurred before."""


class DutyIsUnknown(Fault):
    """A duty (`duty`) is discharged or lapses that was never incurred."""


class DutyIsOver(Fault):
    """A duty (`duty`) is discharged twice, lapses twice, or lapses after it was discharged."""


class DischargeHasNoEntry(Fault):
    """A duty (`duty`) is said to be discharged by an entry (`by_entry`) that does not come before this one."""


class DutyIsNotDue(Fault):
    """A duty (`duty`) is said to lapse (`at`) before it was due (`due`), or with another due moment."""


class RecommendationIsUnknown(Fault):
    """A reply is to a recommendation (`recommendation`) that was not handed over."""


class CommissionerOwesNoReply(Fault):
    """A reply is by somebody (`commissioner`) to whom the recommendation was not handed over."""


class ReplyIsUnknown(Fault):
    """A reply (`reply`) is none of those that there are."""


class RejectionHasNoReason(Fault):
    """A recommendation (`recommendation`) is rejected without a reason code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Duty:
    """A duty while the lines are read: since which entry, due when, and how it ended, if it did."""

    entry: Entry
    due: str
    discharged: bool = False
    lapsed: bool = False


def check_incurred(entry: Entry, story: Story) -> Iterator[Finding]:
    """`duties.incurred`: a new name and a real moment."""
    name, due = text(entry, "duty"), text(entry, "due")
    if story.find("duty", name) is not None:
        raise DutyIsIncurredTwice(duty=name)
    if not is_instant(due):
        raise ValueIsMissing(kind=entry.kind, field="due")
    story.keep("duty", name, _Duty(entry=entry, due=due))
    yield from ()


def check_discharged(entry: Entry, story: Story) -> Iterator[Finding]:
    """`duties.discharged`: once, by an entry that stands in the record already."""
    duty = _duty(entry, story)
    if duty.discharged:
        raise DutyIsOver(duty=text(entry, "duty"))
    if not 0 <= number(entry, "by_entry") < entry.index:
        raise DischargeHasNoEntry(duty=text(entry, "duty"), by_entry=number(entry, "by_entry"))
    story.keep("duty", text(entry, "duty"), replace(duty, discharged=True))
    yield from ()


def check_lapsed(entry: Entry, story: Story) -> Iterator[Finding]:
    """`duties.lapsed`: once, not before it was due, and only while it was undischarged."""
    duty, name = _duty(entry, story), text(entry, "duty")
    if duty.discharged or duty.lapsed:
        raise DutyIsOver(duty=name)
    if text(entry, "due") != duty.due or entry.at < duty.due:
        raise DutyIsNotDue(duty=name, at=entry.at, due=duty.due)
    story.keep("duty", name, replace(duty, lapsed=True))
    yield from ()


def check_kept(entry: Entry, story: Story) -> Iterator[Finding]:
    """`followup.kept`: something was done for a duty that was incurred before."""
    _duty(entry, story)
    yield from ()


def check_replied(entry: Entry, story: Story) -> Iterator[Finding]:
    """`followup.replied`: to what was handed over, by one who owes a reply, with a reason where it says no."""
    recommendation, reply = entry.data["recommendation"], text(entry, "reply")
    owing = story.find("recommendation", recommendation)
    if owing is None:
        raise RecommendationIsUnknown(recommendation=str(recommendation))
    if text(entry, "commissioner") not in owing:
        raise CommissionerOwesNoReply(commissioner=text(entry, "commissioner"))
    if reply not in REPLIES:
        raise ReplyIsUnknown(reply=reply)
    if reply == "reject" and not entry.data["reason_code"]:
        raise RejectionHasNoReason(recommendation=str(recommendation))
    yield from ()


def unanswered(story: Story, now: str) -> Iterator[Finding]:
    """Every duty that is overdue at `now`: a fact for everybody, with the number of days (the first is day 1)."""
    for name, duty in story.all_of("duty").items():
        if not duty.discharged and duty.due < now:
            late = datetime.fromisoformat(now) - datetime.fromisoformat(duty.due)
            yield fact(
                "duty_unanswered",
                assembly=duty.entry.assembly,
                duty=str(name),
                debtor=str(duty.entry.data.get("debtor")),
                owed=str(duty.entry.data.get("owed")),
                due=duty.due,
                day=late.days + 1,
            )


def _duty(entry: Entry, story: Story) -> _Duty:
    duty = story.find("duty", text(entry, "duty"))
    if not isinstance(duty, _Duty):
        raise DutyIsUnknown(duty=text(entry, "duty"))
    return duty
