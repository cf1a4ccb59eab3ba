"""The page of where each seat came from: by which draw, through which door, and what became of whoever was drawn."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.stages.lottery import actions, queries
from folkmoot.stages.lottery.queries import Origin
from folkmoot.stages.lottery.views.files import TYPES, table_response
from folkmoot.stages.lottery.views.frame import channel_label, frame

COLUMNS = (
    "seat",
    "pseudonym",
    "source",
    "lottery",
    "drawn",
    "door",
    "came through",
    "tries",
    "status",
    "since",
    "until",
)
SORTED: dict[str, Callable[[Origin], Any]] = {
    "seat": lambda each: (each.seat is None, each.seat or 0),
    "pseudonym": lambda each: each.pseudonym,
    "source": lambda each: (each.kind, each.lottery),
}


@require_safe
def seat_history(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Everybody who was drawn or sat: drawn at first, by a further draw, at a rotation, or without a draw."""
    every = _opened(request, assembly, "looked at the sources of seats")
    labels = source_labels()
    found = _asked_for(request, every)
    shown = {
        "rows": [(each, labels[each.kind], _door(each)) for each in found],
        "counts": [(sum(one.kind == kind for one in every), labels[kind]) for kind in queries.kinds_in(every)],
        "choices": [("source", _("Source"), [(kind, labels[kind]) for kind in queries.kinds_in(every)])],
        "total": len(found),
        "every": len(every),
        "formats": list(TYPES),
    }
    return render(request, "lottery/seat_history.html", frame(request, assembly) | shown)


@require_safe
def seat_history_table(request: HttpRequest, assembly: Assembly, format: str) -> HttpResponse:
    """The same as a table, as it is filtered and sorted; who took it is written down."""
    if format not in TYPES:
        raise Http404
    found = _asked_for(request, _opened(request, assembly, "exported the sources of seats"))
    return table_response(COLUMNS, [_cells(each) for each in found], f"{assembly.slug}-seat-sources", format)


def source_labels() -> dict[str, str]:
    """By what somebody came to a seat, in the reader's language."""
    return {
        "first": _("Drawn with the first panel"),
        "further": _("Further draw from the same pool"),
        "rotation": _("Drawn at a rotation"),
        "alternate": _("Called up from the alternates"),
        "substitute": _("Called up from those drawn to stand by"),
        "undrawn": _("Seated without a draw"),
    }


def _opened(request: HttpRequest, assembly: Assembly, what: str) -> list[Origin]:
    return queries.seat_origins(assembly, actions.open_list(by=person_of(request), assembly=assembly, what=what))


def _asked_for(request: HttpRequest, every: list[Origin]) -> list[Origin]:
    wanted, kind, sort = (request.GET.get(name, "").strip().casefold() for name in ("q", "source", "sort"))
    found = [each for each in every if wanted in each.pseudonym and kind in ("", each.kind)]
    key = SORTED.get(sort.removeprefix("-"))
    return sorted(found, key=key, reverse=sort.startswith("-")) if key else found


def _door(each: Origin) -> str:
    line = each.respondent
    if line is None:
        return ""
    return ": ".join(filter(None, (channel_label(line.channel), line.source)))


def _cells(each: Origin) -> tuple[str, ...]:
    line = each.respondent
    days = [at.date().isoformat() if at else "" for at in (each.drawn_at, each.since, each.until)]
    return (
        str(each.seat or ""),
        each.pseudonym,
        each.kind,
        str(each.lottery or ""),
        days[0],
        line.channel if line else "",
        line.source if line else "",
        str(each.tries),
        line.status if line else "",
        *days[1:],
    )
