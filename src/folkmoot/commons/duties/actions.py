"""Writes about duties: incurred, discharged, and lapses noted by the clock."""

from datetime import datetime

from django.db import transaction

from folkmoot import clock
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.duties.models import Duty
from folkmoot.commons.publicrecord.actions import append_entry
from folkmoot.core.canonical import instant


@transaction.atomic
def incur_duty(
    *,
    handle: str,
    assembly: Assembly,
    name: str,
    debtor: str,
    debtor_ref: str,
    owed: str,
    subject: str,
    due_at: datetime,
) -> Duty:
    """Create a duty and enter it in the record. `name` is unique in the assembly; `handle` is who acted, in public."""
    entry = append_entry(
        kind="duties.incurred",
        assembly=assembly.slug,
        by=handle,
        data={"duty": name, "debtor": debtor, "owed": owed, "subject": subject, "due": instant(due_at)},
    )
    return Duty.objects.create(
        assembly=assembly,
        name=name,
        debtor=debtor,
        debtor_ref=debtor_ref,
        owed=owed,
        subject=subject,
        due_at=due_at,
        entry=entry.index,
    )


@transaction.atomic
def discharge_duty(*, handle: str, duty: Duty, by_entry: int) -> Duty:
    """Note that the record entry `by_entry` fulfilled `duty`; a second discharge changes nothing."""
    locked = Duty.objects.select_for_update().get(pk=duty.pk)
    if locked.discharged_at:
        return locked
    append_entry(
        kind="duties.discharged",
        assembly=locked.assembly.slug,
        by=handle,
        data={"duty": locked.name, "by_entry": by_entry},
    )
    locked.discharged_at, locked.discharged_by = clock.now(), by_entry
    locked.save()
    return locked


@transaction.atomic
def note_lapses(*, now: datetime | None = None) -> list[Duty]:
    """Enter in the record, once each, every duty whose moment has passed in silence.

    The clock acts, so the entries name nobody. Pages do not wait for this: they compute lateness when read. Run it as
    often as you like; it catches up after a pause and never doubles.
    """
    lapsed = list(
        Duty.objects.select_for_update()
        .filter(discharged_at=None, lapse_entry=None, due_at__lt=now or clock.now())
        .order_by("due_at", "pk")
    )
    for duty in lapsed:
        entry = append_entry(
            kind="duties.lapsed",
            assembly=duty.assembly.slug,
            by="",
            data={
                "duty": duty.name,
                "debtor": duty.debtor,
                "owed": duty.owed,
                "subject": duty.subject,
                "due": instant(duty.due_at),
            },
        )
        duty.lapse_entry = entry.index
        duty.save()
    return lapsed
