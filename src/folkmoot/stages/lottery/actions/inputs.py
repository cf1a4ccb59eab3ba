"""Writes: targets, the pool, uploads that wait for confirmation, erasure."""

import secrets
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from folkmoot import clock
from folkmoot.commons.accounts.actions import log_access
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, require
from folkmoot.core.canonical import canonical_bytes, sha256_hex
from folkmoot.core.sortition import Target
from folkmoot.manifest import Right
from folkmoot.stages.lottery import faults, queries
from folkmoot.stages.lottery.actions.cleaning import forget_answers
from folkmoot.stages.lottery.actions.frames import erase_invitations
from folkmoot.stages.lottery.actions.states import all_become
from folkmoot.stages.lottery.layouts import Layout, layout_from
from folkmoot.stages.lottery.manifest import CALL, MANAGE
from folkmoot.stages.lottery.models import (
    AnswerSheet,
    Call,
    CardReading,
    GuardianConsent,
    ListLayout,
    PendingImport,
    PoolDecision,
    PoolSecret,
    Respondent,
    RespondentConsent,
    TargetRow,
)
from folkmoot.stages.lottery.pseudonyms import pseudonyms_for
from folkmoot.stages.lottery.rules import NOT_SEATED, Status
from folkmoot.stages.lottery.uploads import (
    Entry,
    PoolChange,
    as_known,
    people_rows,
    pool_change,
    read_people,
    read_target_file,
    sure_layout,
)
from folkmoot.tables import Sheet, read_sheets
from folkmoot.tables.packing import pack

LARGEST_UPLOAD = 20 * 1024 * 1024
BATCH = 1000


@transaction.atomic
def keep_upload(*, by: Person, assembly: Assembly, kind: str, filename: str, content: bytes) -> PendingImport:
    """Keep what stands in a file until its dry run is confirmed; it replaces one that waited before.

    A list of people whose columns are sure, as they were in the list before or in the one that it replaces, is laid out
    at once. Raises `Faults` for a file that is no table.
    """
    require(by, _right_for(kind), assembly)
    if len(content) > LARGEST_UPLOAD:
        raise faults.UploadTooLarge(limit=LARGEST_UPLOAD // 1024 // 1024)
    sheets = read_sheets(content, name=filename)
    layout = _sure(assembly, by, sheets) if kind == PendingImport.Kind.POOL else {}
    packed = pack(sheets)
    PendingImport.objects.filter(assembly=assembly, kind=kind, by=by).delete()
    return PendingImport.objects.create(
        assembly=assembly,
        kind=kind,
        by=by,
        filename=filename[-200:],
        packed=packed,
        layout=layout,
        sha256=_seen(packed, layout),
        at=clock.now(),
    )


def _sure(assembly: Assembly, by: Person, sheets: Sequence[Sheet]) -> dict[str, Any]:
    """How a list is laid out where nobody need say so: a corrected copy is read as the list that it replaces."""
    replaced = queries.pending_import(assembly, PendingImport.Kind.POOL, by)
    said = layout_from(replaced.layout) if replaced and replaced.layout else queries.layout_before(assembly)
    sure = sure_layout(sheets, queries.targets(assembly), said)
    return {} if sure is None else sure.plain()


def _right_for(kind: str) -> Right:
    """Callers bring their calls; everything else is for those who manage the lottery."""
    return CALL if kind == PendingImport.Kind.CALLS else MANAGE


@transaction.atomic
def lay_out(*, by: Person, assembly: Assembly, layout: Layout) -> PendingImport:
    """Say what the columns and words of the waiting list of people mean; its dry run then shows it so read."""
    require(by, MANAGE, assembly)
    pending = queries.pending_import(assembly, PendingImport.Kind.POOL, by)
    if pending is None:
        raise faults.UploadMissing
    pending.layout = layout.plain()
    pending.sha256 = _seen(bytes(pending.packed), pending.layout)
    pending.save(update_fields=["layout", "sha256"])
    return pending


def _seen(packed: bytes, layout: dict[str, Any]) -> str:
    """The hash of what a dry run shows: what stands in the file, and how it is read."""
    return sha256_hex(packed + canonical_bytes(layout) if layout else packed)


@transaction.atomic
def discard_upload(*, by: Person, assembly: Assembly, kind: str) -> None:
    """Forget a file that waited for confirmation."""
    require(by, _right_for(kind), assembly)
    PendingImport.objects.filter(assembly=assembly, kind=kind, by=by).delete()


@transaction.atomic
def import_targets(*, by: Person, assembly: Assembly, sha256: str) -> tuple[Target, ...]:
    """Set the targets from the waiting file whose hash the person saw in its dry run."""
    require(by, MANAGE, assembly)
    pending = taken_upload(by=by, assembly=assembly, kind=PendingImport.Kind.TARGETS, sha256=sha256)
    table = read_target_file(pending.sheets, assembly.body.seats)
    pending.delete()
    return set_targets(by=by, assembly=assembly, targets=table.targets)


@transaction.atomic
def set_targets(*, by: Person, assembly: Assembly, targets: Sequence[Target]) -> tuple[Target, ...]:
    """Set all targets, in this order; refused while a published lottery waits for its draw."""
    require(by, MANAGE, assembly)
    _refuse_while_waiting(assembly)
    TargetRow.objects.filter(assembly=assembly).delete()
    TargetRow.objects.bulk_create(
        TargetRow(
            assembly=assembly,
            position=position,
            category=target.category,
            value=target.value,
            minimum=target.minimum,
            maximum=target.maximum,
            flexible_minimum=target.flexible_minimum,
            flexible_maximum=target.flexible_maximum,
            priority=target.priority,
        )
        for position, target in enumerate(targets)
    )
    return tuple(targets)


@transaction.atomic
def import_pool(*, by: Person, assembly: Assembly, sha256: str) -> PoolChange:
    """Make the pool what the waiting file says: its people are added, changed or removed. All of it or nothing."""
    require(by, MANAGE, assembly)
    _refuse_while_waiting(assembly)
    if queries.pool_is_closed(assembly):
        raise faults.PoolClosed
    pending = taken_upload(by=by, assembly=assembly, kind=PendingImport.Kind.POOL, sha256=sha256)
    layout, targets = layout_from(pending.layout) if pending.layout else None, queries.targets(assembly)
    before = queries.importable(assembly)
    listed = people_rows(pending.sheets, targets, layout, name=pending.filename)
    people = as_known(before, read_people(listed, targets))
    change = pool_change(before, people)
    _write_pool(assembly, before, change)
    if layout is not None:
        ListLayout.objects.update_or_create(assembly=assembly, defaults={"layout": layout.plain()})
    pending.delete()
    log_access(by=by, what="imported the pool", subject=f"{assembly.slug}: {len(people)} people")
    return change


def _write_pool(assembly: Assembly, before: dict[str, Respondent], change: PoolChange) -> None:
    gone = [before[imported_id].pk for imported_id in change.removed]
    for start in range(0, len(gone), BATCH):
        Respondent.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    changed = [_filled(before[entry.imported_id], entry) for entry in change.changed]
    fields = ["features", "name", "email", "phone", "address", "source", "changed_at"]
    Respondent.objects.bulk_update(changed, fields, batch_size=200)
    back = [before[imported_id].pk for imported_id in change.again]
    all_become(people=Respondent.objects.filter(pk__in=back), status=Status.POOL)
    taken = set(queries.respondents(assembly).values_list("pseudonym", flat=True))
    names = pseudonyms_for(pool_secret(assembly=assembly), [entry.imported_id for entry in change.added], taken)
    added = (
        _filled(Respondent(assembly=assembly, imported_id=entry.imported_id, pseudonym=names[entry.imported_id]), entry)
        for entry in change.added
    )
    Respondent.objects.bulk_create(added, batch_size=BATCH)


def _filled(respondent: Respondent, entry: Entry) -> Respondent:
    respondent.features, respondent.name, respondent.email = dict(entry.features), entry.name, entry.email
    respondent.phone, respondent.address, respondent.changed_at = entry.phone, entry.address, clock.now()
    respondent.source = entry.source or respondent.source
    return respondent


def pool_secret(*, assembly: Assembly) -> bytes:
    """What the lottery of this assembly keeps to itself; it is made when it is first needed."""
    kept, _ = PoolSecret.objects.get_or_create(assembly=assembly, defaults={"secret": secrets.token_bytes(32)})
    return bytes(kept.secret)


@transaction.atomic
def erase_respondents(*, by: Person, assembly: Assembly, reason: str) -> int:
    """Erase everything but the pseudonym of everybody who has no seat; how many. Refused while a lottery waits."""
    require(by, MANAGE, assembly)
    _refuse_while_waiting(assembly)
    if not reason.strip():
        raise faults.WordingMissing
    people = queries.respondents(assembly).filter(status__in=NOT_SEATED)
    lines = list(people.values_list("pk", flat=True))
    count = all_become(people=people, status=Status.DELETED, note=reason.strip()[:200])
    for start in range(0, len(lines), BATCH):
        forget_answers(people=queries.respondents(assembly).filter(pk__in=lines[start : start + BATCH]))
    # Keys of households are addresses, and a card that waits for its second reading holds what somebody wrote.
    PoolDecision.objects.filter(assembly=assembly).delete()
    CardReading.objects.filter(invitation__assembly=assembly).delete()
    assembly.lotteries.update(frozen={}, seal=None)
    erase_invitations(assembly=assembly)
    # A file that was looked at and never confirmed holds everybody, and the secret leads from an id to its pseudonym.
    PendingImport.objects.filter(assembly=assembly, kind=PendingImport.Kind.POOL).delete()
    PoolSecret.objects.filter(assembly=assembly).delete()
    log_access(by=by, what="erased respondents without a seat", subject=f"{assembly.slug}: {count} people")
    return count


@transaction.atomic
def forget_respondent(*, by: Person) -> int:
    """Erase her from every pool, because she erases her account; how many lines.

    Nothing leads from a pseudonym to her any more. Answers stay only with a pseudonym that was drawn, where the targets
    of later draws rest on them.
    """
    hers = queries.respondents_known_as(by)
    lines = list(hers.values_list("pk", flat=True))
    blank = dict.fromkeys(("imported_id", "name", "email", "phone", "address", "source", "note"), "")
    for model in (AnswerSheet, RespondentConsent, GuardianConsent, Call):
        model.objects.filter(respondent__in=lines).delete()
    Respondent.objects.filter(pk__in=lines).update(**blank, changed_at=clock.now())
    Respondent.objects.filter(pk__in=lines, status__in=NOT_SEATED).update(status=Status.DELETED, features={})
    return len(lines)


@transaction.atomic
def open_list(*, by: Person, assembly: Assembly, what: str) -> QuerySet[Respondent]:
    """Open the list of people with their names and contacts; who looked, and why, is written down first."""
    require(by, MANAGE, assembly)
    log_access(by=by, what=what, subject=f"{assembly.slug}: respondents")
    return queries.respondents(assembly)


def _refuse_while_waiting(assembly: Assembly) -> None:
    waiting = queries.waiting_lottery(assembly)
    if waiting is not None:
        raise faults.LotteryWaitsForDraw(number=waiting.number)


def taken_upload(*, by: Person, assembly: Assembly, kind: str, sha256: str) -> PendingImport:
    """The very file that the dry run showed. Raises `UploadMissing` where another one came meanwhile, or none."""
    pending = queries.pending_import(assembly, kind, by)
    if pending is None or pending.sha256 != sha256:
        raise faults.UploadMissing
    return pending
