"""Reads of duties, with their state as the clock has it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import QuerySet

from folkmoot import clock
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.duties.models import Duty

__all__ = ["Duty", "DutyState", "Standing", "due_between", "duties", "overdue", "standing", "unnoted_lapses"]

SOON = timedelta(days=14)


class DutyState(StrEnum):
    """How a duty stands: nobody sets this, the clock does."""

    DUE = "due"
    DUE_SOON = "due-soon"
    LATE = "late"
    DISCHARGED = "discharged"
    DISCHARGED_LATE = "discharged-late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A duty's state and the whole days to go (negative: days of silence since it fell due)."""

    state: DutyState
    days: int

    @property
    def days_late(self) -> int:
        """Whole days of lateness, 0 where there is none; the first day of silence is day 1."""
        return max(0, -self.days)


def standing(duty: Duty, *, now: datetime | None = None) -> Standing:
    """How `duty` stands at `now` (the clock's now by default)."""
    moment = duty.discharged_at or now or clock.now()
    late = moment > duty.due_at
    days = -((moment - duty.due_at).days + 1) if late else (duty.due_at - moment).days
    if duty.discharged_at:
        return Standing(state=DutyState.DISCHARGED_LATE if late else DutyState.DISCHARGED, days=days)
    if late:
        return Standing(state=DutyState.LATE, days=days)
    return Standing(state=DutyState.DUE_SOON if duty.due_at - moment <= SOON else DutyState.DUE, days=days)


def duties(assembly: Assembly, *, subject: str | None = None) -> QuerySet[Duty]:
    """The duties of an assembly, by due moment; about one `subject` where given."""
    found = Duty.objects.filter(assembly=assembly)
    return found if subject is None else found.filter(subject=subject)


def overdue(now: datetime | None = None) -> QuerySet[Duty]:
    """Every duty on the site whose moment has passed without an answer."""
    return Duty.objects.filter(discharged_at=None, due_at__lt=now or clock.now()).select_related("assembly")


def due_between(start: datetime, end: datetime) -> QuerySet[Duty]:
    """Every undischarged duty on the site that falls due in this span."""
    return Duty.objects.filter(discharged_at=None, due_at__gte=start, due_at__lt=end).select_related("assembly")


def unnoted_lapses(now: datetime | None = None) -> QuerySet[Duty]:
    """Overdue duties whose silence the record does not show yet."""
    return overdue(now).filter(lapse_entry=None)
