"""Writes: the pool put right. Decisions on households and twins are kept with who and why, and can be taken back."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet

from folkmoot import clock
from folkmoot.commons.accounts.actions import log_access
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.actions import vacate_seat
from folkmoot.commons.assemblies.queries import Assembly, handle_of, require, sitting
from folkmoot.commons.publicrecord.actions import append_entry
from folkmoot.stages.lottery import faults, queries
from folkmoot.stages.lottery.actions.states import BLANK, all_become, become
from folkmoot.stages.lottery.manifest import MANAGE
from folkmoot.stages.lottery.models import (
    AnswerSheet,
    Call,
    GuardianConsent,
    PoolDecision,
    Respondent,
    RespondentConsent,
)
from folkmoot.stages.lottery.rules import Status

ABOUT = PoolDecision.About


@transaction.atomic
def decide_household(
    *, by: Person, assembly: Assembly, left: str, right: str, together: bool, reason: str = ""
) -> PoolDecision:
    """Say whether two addresses (by key) are one household; the same key twice: whether the people there are one."""
    _may_change(by, assembly)
    low, high = sorted((left, right))
    return _decide(by, assembly, ABOUT.HOUSEHOLD, low, high, together, reason)


@transaction.atomic
def decide_twin(
    *, by: Person, assembly: Assembly, left: Respondent, right: Respondent, together: bool, reason: str = ""
) -> PoolDecision:
    """Say whether two people are one. If so the `right` one leaves the pool; she keeps the `left` line.

    But somebody from two frames that fill the panel keeps the line whose frame stands first, whichever is left.
    """
    _may_change(by, assembly)
    low, high = sorted((left.pseudonym, right.pseudonym))
    decision = _decide(by, assembly, ABOUT.PERSON, low, high, together, reason)
    if together:
        ranks = queries.frame_ranks(assembly)
        kept, _other = queries.first_by_frame(left.pseudonym, right.pseudonym, ranks)
        gone = right if kept == left.pseudonym else left
        become(respondent=gone, status=Status.REMOVED, note=f"{_SAME_AS} {kept}")
    return decision


_SAME_AS = "the same person as"


@transaction.atomic
def undo_decision(*, by: Person, decision: PoolDecision) -> PoolDecision:
    """Take a decision back; whoever left the pool by it is in the pool again."""
    _may_change(by, decision.assembly)
    locked = PoolDecision.objects.select_for_update().get(pk=decision.pk)
    if locked.undone_at is not None:
        raise faults.DecisionGone
    locked.undone_at = clock.now()
    locked.save(update_fields=["undone_at"])
    if locked.about == ABOUT.PERSON and locked.together:
        pair = queries.respondents(locked.assembly).filter(pseudonym__in=(locked.left, locked.right))
        all_become(people=pair.filter(status=Status.REMOVED, note__startswith=_SAME_AS), status=Status.POOL, note="")
    return locked


@transaction.atomic
def correct_respondent(
    *, by: Person, respondent: Respondent, features: Mapping[str, str], contacts: Mapping[str, str]
) -> Respondent:
    """Put right what somebody in the pool said on the telephone: the value of a category, a contact."""
    _may_change(by, respondent.assembly)
    locked = Respondent.objects.select_for_update().get(pk=respondent.pk)
    locked.features = {**locked.features, **features}
    for column, value in contacts.items():
        setattr(locked, column, value.strip())
    locked.changed_at = clock.now()
    locked.save(update_fields=["features", *contacts, "changed_at"])
    log_access(by=by, what="corrected a person of the pool", subject=locked.pseudonym)
    return locked


@transaction.atomic
def remove_respondent(*, by: Person, respondent: Respondent, reason: str) -> Respondent:
    """Remove somebody, for a written reason that stays inside; a member's seat falls vacant. How many is public."""
    assembly = respondent.assembly
    require(by, MANAGE, assembly)
    if not reason.strip():
        raise faults.WordingMissing
    if respondent.status == Status.POOL:
        _refuse_waiting(assembly)
    removed = become(respondent=respondent, status=Status.REMOVED, note=reason)
    if sitting(assembly.body).filter(membership__pseudonym=removed.pseudonym).exists():
        vacate_seat(by=by, assembly=assembly, pseudonym=removed.pseudonym, reason="")
    log_access(by=by, what="removed a person", subject=removed.pseudonym)
    _say("lottery.people_removed", assembly, by, 1)
    return removed


@transaction.atomic
def readmit_respondent(*, by: Person, respondent: Respondent) -> Respondent:
    """Take somebody back into the pool who was removed from it and never drawn."""
    assembly = respondent.assembly
    _may_change(by, assembly)
    back = become(respondent=respondent, status=Status.POOL)
    log_access(by=by, what="readmitted a person", subject=back.pseudonym)
    _say("lottery.people_readmitted", assembly, by, 1)
    return back


@transaction.atomic
def exclude_source(*, by: Person, assembly: Assembly, channel: str, source: str, reason: str) -> int:
    """Remove from the pool everybody who came from one source, for a written reason; how many. Who sits stays (D11)."""
    _may_change(by, assembly, first_draw=False)
    if not reason.strip():
        raise faults.WordingMissing
    people = queries.from_source(assembly, channel, source).filter(status=Status.POOL)
    if not people.exists():
        raise faults.SourceUnknown(source=source)
    count = all_become(people=people, status=Status.REMOVED, note=reason.strip()[:200])
    log_access(by=by, what="excluded a source", subject=f"{assembly.slug}: {count} people")
    _say("lottery.people_removed", assembly, by, count)
    return count


@transaction.atomic
def delete_respondent(*, by: Person, respondent: Respondent, reason: str) -> Respondent:
    """Erase everything of one person who has no seat, for a written reason; her line and pseudonym stay."""
    assembly = respondent.assembly
    require(by, MANAGE, assembly)
    if not reason.strip():
        raise faults.WordingMissing
    _refuse_waiting(assembly)
    gone = become(respondent=respondent, status=Status.DELETED, note=reason)
    forget_answers(people=queries.respondents(assembly).filter(pk=gone.pk))
    log_access(by=by, what="erased a person of the pool", subject=gone.pseudonym)
    return gone


@transaction.atomic
def forget_answers(*, people: QuerySet[Respondent]) -> int:
    """Blank the lines of these people and delete all that they answered; pseudonym, status and note stay."""
    AnswerSheet.objects.filter(respondent__in=people).delete()
    RespondentConsent.objects.filter(respondent__in=people).delete()
    GuardianConsent.objects.filter(respondent__in=people).delete()
    Call.objects.filter(respondent__in=people).delete()
    return people.update(**BLANK, changed_at=clock.now())


def _may_change(by: Person, assembly: Assembly, *, first_draw: bool = True) -> None:
    """Whether the pool may change: never while a lottery waits for its draw, and mostly not after the first draw."""
    require(by, MANAGE, assembly)
    _refuse_waiting(assembly)
    if first_draw and queries.pool_is_closed(assembly):
        raise faults.PoolClosed


def _refuse_waiting(assembly: Assembly) -> None:
    waiting = queries.waiting_lottery(assembly)
    if waiting is not None:
        raise faults.LotteryWaitsForDraw(number=waiting.number)


def _decide(
    by: Person, assembly: Assembly, about: str, left: str, right: str, together: bool, reason: str
) -> PoolDecision:
    values = {"together": together, "reason": reason.strip()[:200], "by": by, "at": clock.now()}
    log_access(by=by, what=f"decided on a {about} in the pool", subject=assembly.slug)
    return PoolDecision.objects.update_or_create(
        assembly=assembly, about=about, left=left, right=right, undone_at=None, defaults=values
    )[0]


def _say(kind: str, assembly: Assembly, by: Person, people: int) -> None:
    append_entry(kind=kind, assembly=assembly.slug, by=handle_of(by, assembly), data={"people": people})
