"""What whoever holds a code sees of her own chance, and what she needs to check it in the published files.

The code is sent in the body of a request and nowhere kept: not in the address, not in the session, not in a log.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.views.decorators.debug import sensitive_post_parameters

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.languages.queries import faults_on
from folkmoot.core.canonical import canonical_bytes
from folkmoot.core.sortition import ball_count
from folkmoot.core.sortition.lines import Line, line_document
from folkmoot.stages.lottery import faults, forms, queries
from folkmoot.stages.lottery.views.frame import frame, read_or_send
from folkmoot.stages.lottery.views.tries import count_try, refuse_after_many
from folkmoot.stages.lottery.views.words import one_in, percent


@sensitive_post_parameters("code")
@read_or_send
def own(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Ask for the code of a letter or the reference of a registration; answer with her chance in every lottery."""
    form = forms.OwnForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with faults_on(form):
            name = _opened(request, assembly, form.cleaned_data["code"])
            found = queries.own_lotteries(assembly, name)
            if wanted := form.cleaned_data["lottery"]:
                return _file(found, wanted)
            shown = {"name": name, "found": [_shown(each) for each in found], "code": form.cleaned_data["code"]}
            return render(request, "lottery/own.html", frame(request, assembly) | shown)
    public = queries.public_lotteries(assembly).exists()
    return render(request, "lottery/own_asked.html", frame(request, assembly) | {"form": form, "public": public})


def _opened(request: HttpRequest, assembly: Assembly, typed: str) -> str:
    """The one pseudonym behind a code. What is no code, and what nobody has, are answered alike."""
    refuse_after_many(request)
    names = queries.names_opened_by(assembly, typed)
    if not names:
        count_try(request)
        raise faults.OwnCodeUnknown
    if len(names) > 1:
        raise faults.CodeOfSeveral
    return names[0]


def _file(found: list[queries.OwnLottery], wanted: int) -> HttpResponse:
    """Her line as a file that `folkmoot verify --line` takes."""
    line = next((each.line for each in found if each.lottery.number == wanted), None)
    if line is None:
        raise Http404
    response = HttpResponse(canonical_bytes(line_document(line)), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="my-line-{wanted}.json"'
    return response


CELL = 10  # units of the drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """All numbered panels as a grid of cells, in units of a drawing: its size, her cells, the middle of the drawn one.

    `full` is how high the full rows are, `last` how wide a row is that is not full, 0 where there is none.
    """

    width: int
    height: int
    full: int
    last: int
    hers: tuple[tuple[int, int], ...]
    drawn: tuple[int, int] | None


def _shown(own: queries.OwnLottery) -> dict[str, Any]:
    line, lottery = own.line, own.lottery
    found: dict[str, Any] = {"lottery": lottery, "line": line, "drawn": own.drawn}
    width = ball_count(lottery.panels)
    if own.drawn is not None:
        found["winner"] = str(lottery.draw.panel).zfill(width)
    if line is None:
        return found
    smallest = Fraction(lottery.figures["smallest_tickets"], lottery.panels)
    return found | {
        "chance": one_in(line.chance),
        "percent": percent(line.chance),
        "smallest": one_in(smallest),
        "total": number_format(line.total, use_l10n=True, force_grouping=True),
        "order": f"folkmoot verify lottery-{lottery.number}.json --line my-line-{lottery.number}.json",
        "numbers": [str(each).zfill(width) for each in line.panels],
        "wall": _wall(line, lottery.draw.panel if own.drawn is not None else None),
        "place": own.place,
        "salt": line.salt.hex() if line.salt is not None else "",
    }


def _wall(line: Line, drawn: int | None) -> Wall:
    columns = 50 if line.total > 200 else 25
    full, last = divmod(line.total, columns)
    return Wall(
        width=columns * CELL,
        height=(full + bool(last)) * CELL,
        full=full * CELL,
        last=last * CELL,
        hers=tuple(_at(each, columns, 1) for each in line.panels),
        drawn=None if drawn is None else _at(drawn, columns, CELL // 2),
    )


def _at(panel: int, columns: int, inset: int) -> tuple[int, int]:
    row, column = divmod(panel, columns)
    return column * CELL + inset, row * CELL + inset
