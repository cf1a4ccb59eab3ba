"""Writes: reply, enter a signed letter, assess, remind.

There is deliberately no action that says "no answer", none that changes or removes a reply, and none that moves a due
date: silence is measured, not entered.
"""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext, ngettext

from folkmoot import clock
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, handle_of, require
from folkmoot.commons.duties.actions import discharge_duty
from folkmoot.commons.duties.queries import standing
from folkmoot.commons.lineage.actions import link
from folkmoot.commons.lineage.queries import Link
from folkmoot.commons.notices.actions import notify
from folkmoot.commons.notices.queries import Notice
from folkmoot.commons.publicrecord.actions import append_entry
from folkmoot.manifest import Role
from folkmoot.stages.contract.queries import Commissioner
from folkmoot.stages.followup import faults
from folkmoot.stages.followup.actions.voices import require_asked, voice
from folkmoot.stages.followup.manifest import ASSESS, ENTER_LETTER, REMIND, REPLY
from folkmoot.stages.followup.models import Assessment, AssessorKind, Progress, Reply
from folkmoot.stages.followup.queries import assessments, debts, duty_to_reply, last_reminder, reminder_name
from folkmoot.stages.followup.rules import Said, is_web_address, missing

A_DAY = timedelta(days=1)


@transaction.atomic
def give_reply(*, by: Person, assembly: Assembly, number: int, commissioner: Commissioner, said: Said) -> Reply:
    """Reply to a recommendation as the holder of an office: public at once. A correction is a new reply."""
    require(by, REPLY, assembly)
    if commissioner.person != by:
        raise faults.NotYourReply(office=commissioner.office)
    return _reply(assembly, number, commissioner, said, handle_of(by, assembly, Role.COMMISSIONER), letter="")


@transaction.atomic
def enter_letter(
    *, by: Person, assembly: Assembly, number: int, commissioner: Commissioner, said: Said, letter: str
) -> Reply:
    """Enter a reply that stands in a signed letter; `letter` names it, in public, so that anybody can ask for it."""
    require(by, ENTER_LETTER, assembly)
    if not letter.strip():
        raise faults.LetterMissing
    return _reply(assembly, number, commissioner, said, handle_of(by, assembly, Role.ORGANISER), letter=letter.strip())


def _reply(
    assembly: Assembly, number: int, commissioner: Commissioner, said: Said, handle: str, *, letter: str
) -> Reply:
    _require_complete(assembly, number, commissioner, said)
    entry = append_entry(
        kind="followup.replied",
        assembly=assembly.slug,
        by=handle,
        data={
            "recommendation": number,
            "commissioner": commissioner.ref,
            "reply": said.answer.value,
            "text": said.text.strip(),
            "wording": said.wording.strip() or None,
            "source": said.source.strip() or None,
            "until": said.until.isoformat() if said.until else None,
            "authority": said.authority.strip() or None,
            "reason_code": said.reason_code.value if said.reason_code else None,
            "letter": letter or None,
        },
    )
    if duty := duty_to_reply(assembly, number, commissioner):
        discharge_duty(handle=handle, duty=duty, by_entry=entry.index)
    name = f"reply/{number}/{commissioner.ref}"
    link(assembly=assembly, earlier=f"recommendation/{number}", later=name, relation=Link.Relation.REPLY)
    return Reply.objects.create(
        assembly=assembly,
        number=number,
        commissioner=commissioner,
        answer=said.answer,
        text=said.text.strip(),
        wording=said.wording.strip(),
        source=said.source.strip(),
        until=said.until,
        authority=said.authority.strip(),
        reason_code=said.reason_code or "",
        letter=letter,
        entry=entry.index,
        at=entry.at,
    )


@transaction.atomic
def assess(
    *,
    by: Person,
    assembly: Assembly,
    number: int,
    kind: AssessorKind,
    assessor: str,
    progress: Progress,
    definition: str,
    on: date,
    evidence: str = "",
) -> Assessment:
    """Enter how far somebody finds a recommendation implemented. Assessors stand side by side, never averaged.

    A name that somebody else has spoken under here is hers: only she, or the organiser, has its last word.
    """
    require(by, ASSESS, assembly)
    require_asked(assembly=assembly, number=number)
    if not assessor.strip() or not definition.strip() or on > clock.now().date():
        raise faults.AssessorMissing
    if evidence and not is_web_address(evidence):
        raise faults.LinkNotWeb
    words = {"assessor": assessor.strip(), "definition": definition.strip(), "evidence": evidence}
    handle = voice(
        by=by,
        assembly=assembly,
        kind=kind,
        assessor=words["assessor"],
        earlier=assessments(assembly, number=number),
    )
    entry = append_entry(
        kind="followup.assessed",
        assembly=assembly.slug,
        by=handle,
        data={"recommendation": number, "kind": kind.value, "progress": progress.value, "on": on.isoformat(), **words},
    )
    return Assessment.objects.create(
        assembly=assembly, number=number, kind=kind, progress=progress, on=on, entry=entry.index, at=entry.at, **words
    )


@transaction.atomic
def remind(*, by: Person, assembly: Assembly, commissioner: Commissioner, door: str) -> Notice:
    """Send a debtor a reminder with the address where she replies, at most once a day.

    It is all that an organiser can do about silence.
    """
    require(by, REMIND, assembly)
    owed = list(debts(assembly, commissioner))
    if not owed or commissioner.assembly_id != assembly.pk:
        raise faults.NothingOwed(office=commissioner.office)
    if commissioner.person is None:
        raise faults.NoAddress(office=commissioner.office)
    last = last_reminder(assembly, commissioner)
    if last and clock.now() - last < A_DAY:
        raise faults.RemindedToday(office=commissioner.office)
    late = sum(1 for duty in owed if standing(duty).days_late)
    return notify(
        to=commissioner.person.email,
        subject=gettext("%(title)s: replies are due") % {"title": assembly.title},
        body=_letter(commissioner, len(owed), late, door),
        about=reminder_name(assembly, commissioner),
    )


def _letter(commissioner: Commissioner, owed: int, late: int, door: str) -> str:
    still = ngettext("%(n)d reply is still open.", "%(n)d replies are still open.", owed) % {"n": owed}
    past = ngettext(
        "%(n)d is past its day, and the promise board says so.",
        "%(n)d are past their day, and the promise board says so.",
        late,
    ) % {"n": late}
    lines = [str(commissioner), still, past if late else "", gettext("You reply here, one question at a time:"), door]
    return "\n\n".join(filter(None, lines))


def _require_complete(assembly: Assembly, number: int, commissioner: Commissioner, said: Said) -> None:
    require_asked(assembly=assembly, number=number)
    if commissioner.assembly_id != assembly.pk:
        raise faults.NotYourReply(office=commissioner.office)
    if lacking := missing(said):
        raise faults.EvidenceMissing(missing=lacking)
    if said.until and said.until <= clock.now().date():
        raise faults.DateNotAhead
