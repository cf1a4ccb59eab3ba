"""Writes: calls to people who were drawn. A caller sees status and contact, and enters what came of the call."""

from django.db import transaction

from folkmoot import clock
from folkmoot.commons.accounts.actions import log_access
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, require
from folkmoot.stages.lottery import faults, queries
from folkmoot.stages.lottery.actions.inputs import taken_upload
from folkmoot.stages.lottery.actions.seats import confirm_respondent, decline_respondent
from folkmoot.stages.lottery.manifest import CALL
from folkmoot.stages.lottery.models import Call, PendingImport, Respondent
from folkmoot.stages.lottery.rules import Status, waits_for_answer

Outcome = Call.Outcome


@transaction.atomic
def open_calls(*, by: Person, assembly: Assembly, what: str = "looked at the list of calls") -> list[queries.Callee]:
    """Open the list of people to call: status and contact only; who looked is written down first."""
    require(by, CALL, assembly)
    log_access(by=by, what=what, subject=f"{assembly.slug}: respondents")
    return queries.callees(assembly)


@transaction.atomic
def record_call(*, by: Person, respondent: Respondent, outcome: str, note: str = "") -> Call:
    """Enter one call. A yes seats her, a no leaves the seat free for the next draw; anything else is one more try."""
    require(by, CALL, respondent.assembly)
    if not waits_for_answer(respondent):
        raise faults.NotWaitingForAnswer(pseudonym=respondent.pseudonym)
    if outcome == Outcome.YES:
        confirm_respondent(by=by, respondent=respondent)
    elif outcome == Outcome.NO:
        decline_respondent(by=by, respondent=respondent, reason=note)
    else:
        log_access(by=by, what="tried to call somebody", subject=respondent.pseudonym)
    note = note.strip()[:200]
    return Call.objects.create(respondent=respondent, by=by, outcome=outcome, note=note, at=clock.now())


@transaction.atomic
def import_calls(*, by: Person, assembly: Assembly, sha256: str) -> int:
    """Enter every call of the waiting table, as if each had been entered by hand; how many. All of it or nothing."""
    require(by, CALL, assembly)
    pending = taken_upload(by=by, assembly=assembly, kind=PendingImport.Kind.CALLS, sha256=sha256)
    found = queries.outcomes_in(pending)
    people = {each.pseudonym: each for each in queries.respondents(assembly).filter(status=Status.SELECTED)}
    for each in found:
        record_call(by=by, respondent=people[each.pseudonym], outcome=each.outcome, note=each.note)
    pending.delete()
    log_access(by=by, what="imported calls", subject=f"{assembly.slug}: {len(found)} calls")
    return len(found)
