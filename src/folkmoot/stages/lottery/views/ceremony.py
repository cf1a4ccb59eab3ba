"""The draw on the wall, in four steps: the panels, the chance, the people, the check."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from folkmoot import clock
from folkmoot.commons.assemblies.queries import Assembly, holds
from folkmoot.core.sortition import ball_count
from folkmoot.stages.lottery import queries
from folkmoot.stages.lottery.manifest import READ_BALLS
from folkmoot.stages.lottery.rules import State
from folkmoot.stages.lottery.views.chance_words import chance_of
from folkmoot.stages.lottery.views.frame import public_or_404
from folkmoot.stages.lottery.views.public import results_of
from folkmoot.stages.lottery.views.words import panel_words

STEPS = 4
LARGEST_NUMBER_WALL = 1000


@require_safe
def ceremony(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """One step of the draw; the second looks again by itself until the panel is drawn."""
    shown = public_or_404(assembly, number)
    drawn = shown.draw if shown.state == State.DRAWN else None
    step = _step(request, drawn)
    width, results = ball_count(shown.panels), results_of(shown)
    context = {
        "shown": shown,
        "drawn": drawn,
        "step": step,
        "last": STEPS,
        "width": width,
        "waits": step == 2 and drawn is None and shown.state == State.PUBLISHED,
        "chance": chance_of(shown),
        "now": clock.now(),
        "winner": str(drawn.panel).zfill(width) if drawn else "",
        "first": "0" * width,
        "final": str(shown.panels - 1).zfill(width),
        "numbers": [str(each).zfill(width) for each in range(shown.panels)] if step < 3 else [],
        "results": results,
        "density": density(len(lines) for _category, lines in results),
        "parts": panel_words(shown) if drawn else [],
        "people": _beads(drawn) if drawn else [],
        "reads_balls": holds(request.user, READ_BALLS, assembly),
    }
    if shown.panels > LARGEST_NUMBER_WALL:
        context["numbers"] = []
    return render(request, "lottery/ceremony.html", context)


def density(lines: Iterable[int]) -> str:
    """How closely the bars of targets stand on the wall, given how many each category has: the fewer,
    the larger.
    """
    rows = sum(1 + each for each in lines)
    return "crowd" if rows > 42 else "many" if rows > 21 else ""


def _step(request: HttpRequest, drawn: queries.Draw | None) -> int:
    asked = request.GET.get("step", "")
    wanted = int(asked) if asked.isdecimal() and 1 <= int(asked) <= STEPS else (3 if drawn else 1)
    return wanted if drawn else min(wanted, 2)


def _beads(drawn: queries.Draw) -> list[dict[str, str]]:
    """The panel as beads, coloured by the first category. No bead bears a pseudonym: colours must tell on nobody."""
    category = drawn.met[0][0] if drawn.met else ""
    counts = [(value, seats) for name, value, _low, _high, seats in drawn.met if name == category]
    beads = [{"label": value, "group": value} for value, seats in counts for _seat in range(seats)]
    return beads or [{"label": "", "group": ""} for _seat in drawn.selected]
