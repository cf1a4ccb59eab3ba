"""Writes: from one status to another, by the one table of what may follow what (`rules.TRANSITIONS`)."""

from django.db.models import QuerySet

from folkmoot import clock
from folkmoot.stages.lottery import faults
from folkmoot.stages.lottery.models import Respondent
from folkmoot.stages.lottery.rules import may_become

BLANK = {"imported_id": "", "features": {}, "name": "", "email": "", "phone": "", "address": "", "source": ""}


def become(*, respondent: Respondent, status: str, note: str = "") -> Respondent:
    """Give one person another status, with a note that stays inside; refused where the table does not allow it."""
    if not may_become(respondent.status, status):
        raise faults.StatusCannotChange(pseudonym=respondent.pseudonym, before=respondent.status, after=str(status))
    respondent.status, respondent.note, respondent.changed_at = status, note.strip()[:200], clock.now()
    respondent.save(update_fields=["status", "note", "changed_at"])
    return respondent


def all_become(*, people: QuerySet[Respondent], status: str, **values: object) -> int:
    """Give many people another status and other `values` at once; how many. One who may not refuses all."""
    refused = [each for each in set(people.order_by().values_list("status", flat=True)) if not may_become(each, status)]
    if refused:
        first = people.filter(status__in=refused)[0]
        raise faults.StatusCannotChange(pseudonym=first.pseudonym, before=first.status, after=str(status))
    return people.update(status=status, changed_at=clock.now(), **values)
