"""Reads of everybody who has answered a letter, to search, filter and sort."""

from datetime import date

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.stages.lottery.models import Respondent

SORTED = {"name": "name", "status": "status", "door": "channel", "source": "source", "answered": "answered_at"}
SEARCHED = ("pseudonym", "name", "address", "phone", "email", "sheet__invitation__reference")


def answerers(
    people: QuerySet[Respondent],
    *,
    q: str = "",
    status: str = "",
    door: str = "",
    day: date | None = None,
    sort: str = "",
) -> QuerySet[Respondent]:
    """Those of `people` who came through a door of registration, newest first or by `sort` (`-name` for backwards).

    `answered_at` is when she registered or said no, or where she has only begun, when she began. `q` is sought in name,
    pseudonym, address, contacts and letter; what is not known narrows nothing.
    """
    found = people.exclude(channel=Respondent.Channel.IMPORT).select_related("sheet__invitation", "sheet__entered_by")
    found = found.annotate(answered_at=Coalesce("registered_at", "sheet__begun_at", "changed_at"))
    if q:
        sought = Q()
        for name in SEARCHED:
            sought |= Q(**{f"{name}__icontains": q})
        found = found.filter(sought)
    if status in Respondent.Status.values:
        found = found.filter(status=status)
    if door in Respondent.Channel.values:
        found = found.filter(channel=door)
    if day is not None:
        found = found.filter(answered_at__date=day)
    column = F(SORTED.get(sort.removeprefix("-"), "answered_at"))
    backwards = sort.startswith("-") or sort.removeprefix("-") not in SORTED
    return found.order_by(column.desc() if backwards else column.asc(), "pseudonym")


def answer_days(assembly: Assembly) -> list[date]:
    """The days on which somebody answered, newest first."""
    rows = answerers(Respondent.objects.filter(assembly=assembly)).order_by().annotate(on=TruncDate("answered_at"))
    return sorted(set(rows.values_list("on", flat=True)), reverse=True)
