"""The list of everybody who has answered a letter: to search, filter, sort and take along."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.stages.lottery import actions, queries
from folkmoot.stages.lottery.rules import Status
from folkmoot.stages.lottery.views.files import TYPES, table_response
from folkmoot.stages.lottery.views.frame import channel_label, frame
from folkmoot.stages.lottery.views.inputs import status_label

DOORS = ("web", "phone", "card", "door")
COLUMNS = ("pseudonym", "name", "status", "channel", "letter", "source", "answered", "entered_by", "phone", "email")


@require_safe
def registrations(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Everybody who has answered through one of the doors, newest first."""
    people = actions.open_list(by=person_of(request), assembly=assembly, what="looked at the registrations")
    page = Paginator(_asked_for(request, people), 50).get_page(request.GET.get("page"))
    days = queries.answer_days(assembly)
    shown = {
        "page": page,
        "rows": [(each, channel_label(each.channel), *_letter(each)) for each in page],
        "total": page.paginator.count,
        "choices": [
            ("status", _("Status"), [(value, status_label(value)) for value in Status.values]),
            ("door", _("Door"), [(value, channel_label(value)) for value in DOORS]),
            ("day", _("Day"), [(each.isoformat(), date_format(each)) for each in days]),
        ],
        "filtered": any(request.GET.get(name) for name in ("q", "status", "door", "day")),
        "formats": list(TYPES),
    }
    return render(request, "lottery/registrations.html", frame(request, assembly) | shown)


@require_safe
def registrations_table(request: HttpRequest, assembly: Assembly, format: str) -> HttpResponse:
    """The same list, as it is filtered and sorted, as a table; who took it is written down."""
    if format not in TYPES:
        raise Http404
    people = actions.open_list(by=person_of(request), assembly=assembly, what="exported the registrations")
    rows = [_cells(each) for each in _asked_for(request, people)]
    return table_response(COLUMNS, rows, f"{assembly.slug}-registrations", format)


def _asked_for(request: HttpRequest, people: Any) -> Any:
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "status", "door", "sort")}
    return queries.answerers(people, **asked, day=_day(request.GET.get("day", "")))


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _letter(each: queries.Respondent) -> tuple[str, str]:
    """The reference of her letter, and who entered what she answered; empty where there is none."""
    sheet = getattr(each, "sheet", None)
    letter = sheet.invitation.reference if sheet and sheet.invitation else ""
    return letter, sheet.entered_by.name if sheet and sheet.entered_by else ""


def _cells(each: Any) -> tuple[str, ...]:
    letter, clerk = _letter(each)
    at = each.answered_at.isoformat(timespec="minutes") if each.answered_at else ""
    source = each.source
    return (each.pseudonym, each.name, each.status, each.channel, letter, source, at, clerk, each.phone, each.email)
