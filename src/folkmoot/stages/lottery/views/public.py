"""Pages for everybody: the lottery, its panels, a person's own check."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from folkmoot.commons.assemblies.queries import Assembly, holds
from folkmoot.commons.publicrecord.queries import attachment
from folkmoot.core.sortition import Lottery as Published
from folkmoot.core.sortition import Several, ball_count
from folkmoot.stages.contract.queries import published_contract
from folkmoot.stages.lottery import queries
from folkmoot.stages.lottery.manifest import AUDIT
from folkmoot.stages.lottery.rules import State, is_public
from folkmoot.stages.lottery.views.chance_words import chance_of
from folkmoot.stages.lottery.views.frame import frame, public_or_404
from folkmoot.stages.lottery.views.rotation import rule_words
from folkmoot.stages.lottery.views.runs import run_rows
from folkmoot.stages.lottery.views.words import gave_way_words, grouped, one_in, panel_words, percent, target_lines


@require_safe
def lottery(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """How people are chosen: the newest public lottery, what became of it, and every one before it."""
    every = list(queries.lotteries(assembly))
    public = [each for each in every if is_public(each)]
    shown = next((each for each in reversed(public) if each.state != State.WITHDRAWN), None)
    return render(
        request,
        "lottery/lottery.html",
        frame(request, assembly)
        | {
            "shown": shown,
            "takes_answers": _takes_answers(assembly),
            "contract": published_contract(assembly),
            "history": list(reversed(public)),
            "runs": run_rows(assembly, every),
            "waves": queries.public_waves(assembly),
            "stats": _stats(shown) if shown else [],
            "results": results_of(shown) if shown else [],
            "gave_way": gave_way_words(shown.figures.get("gave_way", [])) if shown else [],
            "chance": chance_of(shown) if shown else {},
            "parts": panel_words(shown) if shown else [],
            "uneven": shown.figures.get("uneven") if shown else None,
            "rule": rule_words(assembly),
            "made": list(reversed(queries.turns(assembly))),
            "own": _own(public, request.GET.get("p", "")),
            "asked": request.GET.get("p", "").strip(),
            "steps_rows": _steps_rows(),
            "audits": holds(request.user, AUDIT, assembly),
        },
    )


def _takes_answers(assembly: Assembly) -> bool:
    registration = queries.registration_of(assembly)
    return queries.takes_answers(registration) and not queries.is_testing(registration)


def _steps_rows() -> list[tuple[str, str]]:
    return [
        (_("Invitation"), _("Many people are invited by lot. Those who say yes form the pool.")),
        (
            _("Targets"),
            _("They say how many women and men, young and old sit on the panel, so that it resembles the place."),
        ),
        (
            _("Lottery"),
            _("Numbered panels that all meet the targets are published, as fair to everybody as can be proved."),
        ),
        (_("Chance"), _("In public, balls, dice or a beacon choose one number. The people on that panel are asked.")),
    ]


def _stats(shown: queries.Lottery) -> list[tuple[str, str, str]]:
    figures = shown.figures
    smallest = Fraction(figures["smallest_tickets"], shown.panels)
    chance = one_in(smallest), percent(smallest)
    if shown.leaving:
        return [
            (str(figures["people"]), _("members who began together"), ""),
            (str(shown.seats), _("of them leave"), ""),
            (str(shown.panels), _("numbered panels, each equally likely"), ""),
            (chance[0], _("chance of each of them to leave now"), chance[1]),
        ]
    return [
        (str(figures["people"]), _("people in the pool"), ""),
        (str(shown.seats), _("seats to fill"), ""),
        (str(shown.panels), _("numbered panels, each equally likely"), ""),
        (chance[0], _("smallest chance of anybody who can be drawn"), chance[1]),
    ]


def results_of(shown: queries.Lottery) -> list[tuple[str, list[tuple[str, int, int, int]]]]:
    """Targets by category: (value, at least, at most, seats), the seats of the panel drawn or the average."""
    drawn = getattr(shown, "draw", None)
    if drawn is None:
        return [
            (name, [(line.value, line.low, line.high, line.count) for line in lines])
            for name, lines in target_lines(shown.figures["shares"], shown.panels)
        ]
    return grouped(drawn.met)


def _own(public: Sequence[queries.Lottery], asked: str) -> list[dict[str, Any]]:
    """What each public lottery gave to the pseudonym asked for; a sealed one tells only whether it was drawn."""
    wanted = asked.strip().lower()
    if not wanted:
        return []
    seats = [each for each in reversed(public) if not each.leaving]
    return [found for each in seats if (found := _of_sealed(each, wanted) or _of_open(each, wanted))]


def _of_sealed(lottery: queries.Lottery, wanted: str) -> dict[str, Any] | None:
    """Nobody learns here who is in a sealed pool: the drawn panel is open, and who holds the code opens her line."""
    if not lottery.sealed:
        return None
    drawn = lottery.state == State.DRAWN and wanted in lottery.draw.selected
    return {"lottery": lottery, "sealed": True, "drawn": drawn}


def _of_open(lottery: queries.Lottery, wanted: str) -> dict[str, Any] | None:
    published = None if lottery.sealed else _published(lottery)
    if published is None or wanted not in published.ids:
        return None
    tickets = published.tickets[published.ids.index(wanted)]
    return {
        "lottery": lottery,
        "tickets": tickets,
        "chance": one_in(Fraction(tickets, lottery.panels)),
        "drawn": wanted in lottery.draw.selected if lottery.state == State.DRAWN else None,
    }


def _published(shown: queries.Lottery) -> Published:
    found = queries.published_panels(shown)
    if found is None:
        raise Http404
    return found


@require_safe
def panels(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Every panel of one published lottery, by its number; and everybody's tickets."""
    shown = public_or_404(assembly, number)
    width = ball_count(shown.panels)
    wanted = request.GET.get("panel", "").strip()
    numbers = [int(wanted)] if wanted.isdecimal() and int(wanted) < shown.panels else range(shown.panels)
    page = Paginator(numbers, 20).get_page(request.GET.get("page"))
    several = queries.several_of(shown)
    rows = [(str(each).zfill(width), *_panel(shown, several, each)) for each in page]
    return render(
        request,
        "lottery/panels.html",
        frame(request, assembly)
        | {
            "shown": shown,
            "page": page,
            "rows": rows,
            "wanted": wanted,
            "unknown": bool(wanted) and len(numbers) == shown.panels,
            "width": width,
            "drawn": str(shown.draw.panel).zfill(width) if shown.state == State.DRAWN else "",
        },
    )


def _panel(shown: queries.Lottery, several: Several | None, number: int) -> tuple[list[tuple[str, Sequence[str]]], str]:
    """Who is on a panel, by name where one number draws several; of a sealed one only its seal, until it is drawn."""
    if several is not None:
        return list(several.people_of(number).items()), ""
    if not shown.sealed:
        published = _published(shown)
        return [("", [published.ids[place] for place in published.panels[number]])], ""
    drawn = shown.state == State.DRAWN and shown.draw.panel == number
    return ([("", list(shown.draw.selected))] if drawn else []), queries.sealed_panels(shown)[number]


@require_safe
def file(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """The published file itself, byte for byte as it was hashed."""
    found = attachment(public_or_404(assembly, number).path)
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.content), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="lottery-{number}.json"'
    return response
