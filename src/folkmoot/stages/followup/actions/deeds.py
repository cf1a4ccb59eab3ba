"""Writes: a session was held, a report was given, a round was opened: whatever keeps a promise that is no reply."""

from datetime import date

from django.db import transaction

from folkmoot import clock
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, handle_of, holds, require
from folkmoot.commons.duties.actions import discharge_duty
from folkmoot.commons.publicrecord.actions import append_entry
from folkmoot.manifest import Role
from folkmoot.stages.followup import faults
from folkmoot.stages.followup.manifest import ANSWER, ENTER_LETTER
from folkmoot.stages.followup.models import Deed
from folkmoot.stages.followup.queries import hand_over_of, offices_of, owed_besides
from folkmoot.stages.followup.rules import is_web_address


@transaction.atomic
def keep_promise(*, by: Person, assembly: Assembly, duty: str, on: date, text: str, source: str = "") -> Deed:
    """Say what was done for a duty other than a reply, as its debtor or for her as the secretariat: public at once.

    `text` is the report itself or what happened, `source` where its minutes or its whole text stand. A later deed adds
    to an earlier one; the duty is discharged by the first.
    """
    require(by, ANSWER, assembly)
    owed = owed_besides(assembly).filter(name=duty).first()
    if owed is None:
        raise faults.NoSuchPromise(duty=duty)
    staff = holds(by, ENTER_LETTER, assembly)
    if not staff and owed.debtor_ref not in {office.ref for office in offices_of(assembly, by)}:
        raise faults.NotYourReply(office=owed.debtor)
    _require_plausible(assembly, on, text, source)
    entry = append_entry(
        kind="followup.kept",
        assembly=assembly.slug,
        by=handle_of(by, assembly, Role.ORGANISER if staff else Role.COMMISSIONER),
        data={
            "duty": owed.name,
            "debtor": owed.debtor,
            "owed": owed.owed,
            "on": on.isoformat(),
            "text": text.strip(),
            "source": source or None,
            "by_staff": staff,
        },
    )
    discharge_duty(handle=str(entry.by), duty=owed, by_entry=entry.index)
    return Deed.objects.create(
        assembly=assembly,
        duty=owed.name,
        on=on,
        text=text.strip(),
        source=source,
        by_staff=staff,
        entry=entry.index,
        at=clock.now(),
    )


def _require_plausible(assembly: Assembly, on: date, text: str, source: str) -> None:
    given = hand_over_of(assembly)
    if given is None or not given.on <= on <= clock.now().date():
        raise faults.DayIsNotPlausible
    if not text.strip():
        raise faults.NothingSaid
    if source and not is_web_address(source):
        raise faults.LinkNotWeb
