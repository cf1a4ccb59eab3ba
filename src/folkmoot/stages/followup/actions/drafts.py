"""Writes at an office's desk: who drafts, what is drafted, checked, brought back as a table, released together.

A draft is nobody's reply. It becomes one only when the office-holder releases it, at once or at an hour that she sets;
the same action as for a single reply then enters it, so that each recommendation is answered on its own.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from folkmoot import clock
from folkmoot.commons.accounts.actions import register_person
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.actions import grant_role, withdraw_role
from folkmoot.commons.assemblies.queries import require
from folkmoot.commons.notices.actions import notify
from folkmoot.commons.notices.queries import Notice
from folkmoot.core.canonical import sha256_hex
from folkmoot.core.faults import Fault
from folkmoot.manifest import Role
from folkmoot.stages.contract.queries import Commissioner
from folkmoot.stages.followup import faults
from folkmoot.stages.followup.actions.promises import A_DAY, give_reply
from folkmoot.stages.followup.desk import desk, drafters, offices_written_for, said_in, sheet_of
from folkmoot.stages.followup.draft_files import Known, read_drafts
from folkmoot.stages.followup.manifest import DRAFT, NAME_DRAFTERS, REPLY
from folkmoot.stages.followup.models import Drafter, DraftSheet, Release, ReplyDraft
from folkmoot.stages.followup.queries import due_releases
from folkmoot.stages.followup.rules import missing

LARGEST_SHEET = 5 * 1024 * 1024
SAID = ("answer", "text", "wording", "source", "until", "authority", "reason_code")


@transaction.atomic
def name_drafter(*, by: Person, office: Commissioner, email: str, name: str, door: str = "") -> Drafter:
    """Name somebody who writes for an office; she is told by mail. Harmless where she does already."""
    require(by, NAME_DRAFTERS, office.assembly)
    person = register_person(by=by, email=email, name=name)
    grant_role(by=by, assembly=office.assembly, person=person, role=Role.DRAFTER, door=door)
    return Drafter.objects.get_or_create(commissioner=office, person=person)[0]


@transaction.atomic
def remove_drafter(*, by: Person, drafter: Drafter) -> None:
    """Somebody writes for this office no more. What she wrote stays; what was assigned to her is nobody's."""
    assembly, person = drafter.commissioner.assembly, drafter.person
    require(by, NAME_DRAFTERS, assembly)
    drafter.commissioner.drafts.filter(assigned_to=person).update(assigned_to=None)
    drafter.delete()
    if not Drafter.objects.filter(commissioner__assembly=assembly, person=person).exists():
        withdraw_role(by=by, assembly=assembly, person=person, role=Role.DRAFTER)


@transaction.atomic
def write_draft(
    *, by: Person, office: Commissioner, number: int, fields: Mapping[str, str | date | None]
) -> ReplyDraft:
    """Change some fields of a draft: those of a reply, `remark`, `assigned_to` as the address of who is to write it.

    Whatever changes what is said takes the check back.
    """
    _require_writer(by, office)
    _require_owed(office, number)
    draft = ReplyDraft.objects.select_for_update().filter(commissioner=office, number=number).first()
    before = draft.assigned_to if draft else None
    written = _write(draft or ReplyDraft(commissioner=office, number=number), fields, by, _by_address(office))
    _tell_assigned(by, office, [written.assigned_to] if written.assigned_to != before else [])
    return written


@transaction.atomic
def check_draft(*, by: Person, draft: ReplyDraft) -> ReplyDraft:
    """Say that a complete draft was read by somebody who did not write it."""
    _require_writer(by, draft.commissioner)
    if lacking := ("answer",) if not draft.answer else missing(said_in(draft)):
        raise faults.DraftIncomplete(number=draft.number, missing=lacking)
    if draft.written_by == by:
        raise faults.OwnDraft(number=draft.number)
    draft.checked_by, draft.checked_at = by, clock.now()
    draft.save(update_fields=["checked_by", "checked_at"])
    return draft


@transaction.atomic
def keep_sheet(*, by: Person, office: Commissioner, filename: str, content: bytes) -> DraftSheet:
    """Keep a table until its dry run is confirmed; it replaces one that waited before."""
    _require_writer(by, office)
    if len(content) > LARGEST_SHEET:
        raise faults.SheetTooLarge(limit=LARGEST_SHEET // 1024**2)
    kept = {"filename": filename[-200:], "content": content, "sha256": sha256_hex(content), "at": clock.now()}
    return DraftSheet.objects.update_or_create(commissioner=office, by=by, defaults=kept)[0]


@transaction.atomic
def discard_sheet(*, by: Person, office: Commissioner) -> None:
    """Forget a table that waited."""
    _require_writer(by, office)
    DraftSheet.objects.filter(commissioner=office, by=by).delete()


@transaction.atomic
def import_drafts(*, by: Person, office: Commissioner, sha256: str, known: Known) -> int:
    """Write what the table with this hash says into the drafts; how many. All of it or, with a fault, nothing."""
    _require_writer(by, office)
    sheet = sheet_of(office, by)
    if sheet is None or sheet.sha256 != sha256:
        raise faults.SheetGone
    lines = read_drafts(bytes(sheet.content), name=sheet.filename, known=known)
    there = {draft.number: draft for draft in ReplyDraft.objects.select_for_update().filter(commissioner=office)}
    people, before = _by_address(office), {number: draft.assigned_to for number, draft in there.items()}
    written = [
        _write(there.get(line.number) or ReplyDraft(commissioner=office, number=line.number), line.fields, by, people)
        for line in lines
    ]
    _tell_assigned(by, office, [each.assigned_to for each in written if each.assigned_to != before.get(each.number)])
    sheet.delete()
    return len(lines)


@transaction.atomic
def release_drafts(*, by: Person, office: Commissioner, numbers: Sequence[int], at: datetime | None = None) -> Release:
    """Let drafts become replies, all together: now, or at `at`. Only the office-holder can; one plan at a time.

    A draft that is changed after a release was planned is left out of it unless it was checked anew.
    """
    require(by, REPLY, office.assembly)
    if office.person != by:
        raise faults.NotYourReply(office=office.office)
    if not numbers or not set(numbers) <= set(desk(office).ready(unchecked=True)):
        raise faults.NothingToRelease
    if at is not None and at <= clock.now():
        raise faults.ReleaseNotAhead
    office.releases.filter(done_at=None).delete()
    release = Release.objects.create(
        commissioner=office, by=by, numbers=sorted(numbers), planned_at=clock.now(), at=at or clock.now()
    )
    return release if at else _carry_out(release, planned=False)


@transaction.atomic
def cancel_release(*, by: Person, office: Commissioner) -> None:
    """Take a planned release back; the drafts stay."""
    require(by, REPLY, office.assembly)
    if office.person != by:
        raise faults.NotYourReply(office=office.office)
    office.releases.filter(done_at=None).delete()


def release_due() -> int:
    """Carry out every release whose moment has come, each in a transaction of its own; how many replies went out."""
    return sum(_release_one(pk) for pk in due_releases().values_list("pk", flat=True))


@transaction.atomic
def _release_one(pk: int) -> int:
    release = due_releases().select_for_update().filter(pk=pk).first()
    if release is None:  # another worker was first
        return 0
    done = _carry_out(release, planned=True)
    _tell(done)
    return len(done.numbers) - len(done.left)


def _carry_out(release: Release, *, planned: bool) -> Release:
    """Enter each reply. Of a planned release, what was written after the plan and not checked since stays a draft."""
    rows = desk(release.commissioner)
    ready = set(rows.ready(unchecked=True))
    drafts = {row.recommendation.number: row.draft for row in rows.rows if row.recommendation.number in ready}
    left = []
    for number in release.numbers:
        draft = drafts.get(number)
        if draft is None or (planned and _is_stale(draft, release)) or not _published(draft, release.by):
            left.append(number)
    release.left, release.done_at = left, clock.now()
    release.save(update_fields=["left", "done_at"])
    return release


def _published(draft: ReplyDraft, by: Person) -> bool:
    """Whether the draft became a reply; not where she holds the office no more, or the day of a deferral has come."""
    office = draft.commissioner
    try:
        with transaction.atomic():
            give_reply(by=by, assembly=office.assembly, number=draft.number, commissioner=office, said=said_in(draft))
            draft.delete()
    except Fault:
        return False
    return True


def _is_stale(draft: ReplyDraft, release: Release) -> bool:
    return draft.checked_at is None and draft.written_at > release.planned_at


def _tell(release: Release) -> None:
    out, office = len(release.numbers) - len(release.left), release.commissioner
    body = gettext("%(n)d replies of %(office)s are public since %(at)s.") % {
        "n": out,
        "office": office.office,
        "at": f"{release.done_at:%Y-%m-%d %H:%M} UTC",
    }
    if release.left:
        numbers = ", ".join(map(str, release.left))
        body += "\n\n" + gettext("These were not ready and are still drafts: %(numbers)s.") % {"numbers": numbers}
    title = gettext("%(title)s: replies released") % {"title": office.assembly.title}
    notify(to=release.by.email, subject=title, body=body, about=f"{office.assembly.slug}/release/{office.ref}"[:120])


def _tell_assigned(by: Person, office: Commissioner, assigned: Sequence[Person | None]) -> None:
    """Tell those to whom replies were assigned, each once a day for one office: the rest stands on their desk."""
    about = f"{office.assembly.slug}/assigned/{office.ref}"[:120]
    for person in {each for each in assigned if each is not None and each != by}:
        if Notice.objects.filter(to=person.email, about=about, made_at__gt=clock.now() - A_DAY).exists():
            continue
        n = sum(each == person for each in assigned)
        said = ngettext("%(n)d reply is yours to draft", "%(n)d replies are yours to draft", n) % {"n": n}
        body = gettext("%(office)s asks you to draft for “%(title)s”. What is assigned to you stands on the desk:") % {
            "office": office.office,
            "title": office.assembly.title,
        }
        desk_at = urljoin(settings.ADDRESS, reverse("followup:drafts", args=[office.assembly.slug, office.ref]))
        notify(to=person.email, subject=said, body=f"{body}\n\n{desk_at}", about=about)


def _write(draft: ReplyDraft, fields: Mapping[str, Any], by: Person, people: Mapping[str, Person]) -> ReplyDraft:
    before = {name: getattr(draft, name) for name in SAID}
    for name in (*SAID, "remark"):
        if name in fields:
            setattr(draft, name, _cleaned(fields[name]))
    if "assigned_to" in fields:
        draft.assigned_to = _named(str(fields["assigned_to"] or ""), people)
    if draft._state.adding or before != {name: getattr(draft, name) for name in SAID}:
        draft.written_by, draft.written_at = by, clock.now()
        draft.checked_by = draft.checked_at = None
    draft.save()
    return draft


def _cleaned(value: str | date | None) -> str | date | None:
    return value.strip() if isinstance(value, str) else value


def _named(address: str, people: Mapping[str, Person]) -> Person | None:
    if address and address.casefold() not in people:
        raise faults.DrafterUnknown(row=0, column="assigned_to", email=address)
    return people.get(address.casefold())


def _by_address(office: Commissioner) -> dict[str, Person]:
    return {person.email.casefold(): person for person in drafters(office)}


def _require_writer(by: Person, office: Commissioner) -> None:
    require(by, DRAFT, office.assembly)
    if office not in offices_written_for(office.assembly, by):
        raise faults.NotYourOffice(office=office.office)


def _require_owed(office: Commissioner, number: int) -> None:
    if desk(office).row(number) is None:
        raise faults.AlreadyReplied(number=number)
