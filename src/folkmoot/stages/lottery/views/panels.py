"""Pages of several panels at once: which there are, and the file that divides every numbered panel."""

from collections.abc import Sequence
from itertools import zip_longest

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.languages.queries import faults_on
from folkmoot.stages.lottery import actions, forms, queries
from folkmoot.stages.lottery.panel_forms import panel_cells, read_panels
from folkmoot.stages.lottery.views.frame import frame, public_or_404, read_or_send

CELLS = ("name", "seats", "role", "frame", "own")
EMPTY_ROWS = 2


@read_or_send
def several(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """The panels that one number draws, or the frames that fill one, as a form; empty rows are left out."""
    form = forms.ConfirmForm(request.POST if request.method == "POST" else None)
    rows = _typed(request) if request.method == "POST" else [panel_cells(row) for row in queries.panel_rows(assembly)]
    if form.is_valid():
        with faults_on(form):
            kept = actions.set_panels(by=person_of(request), assembly=assembly, panels=read_panels(rows))
            messages.success(request, _kept_words(kept))
            return redirect("lottery:several", assembly.slug)
    empty = [("", "", "sits", "", "")] * (EMPTY_ROWS if rows else 2 * EMPTY_ROWS)
    context = {
        "form": form,
        "rows": list(enumerate([*rows, *empty], 1)),
        "seats": assembly.body.seats,
        "frames": queries.frames_to_choose(assembly),
        "from_no_frame": queries.from_no_frame(assembly),
        "settled": queries.draws(assembly).exists(),
    }
    return render(request, "lottery/several.html", frame(request, assembly) | context)


def _kept_words(kept: Sequence[actions.PanelAsked]) -> str:
    if not kept:
        return _("One number draws one panel.")
    return _("These frames fill one panel.") if kept[0].frame else _("One number draws these panels.")


def _typed(request: HttpRequest) -> list[tuple[str, ...]]:
    """The rows as they were typed; where there is no frame to choose, a row says nothing of it."""
    rows = zip_longest(*(request.POST.getlist(name) for name in CELLS), fillvalue="")
    return [row for row in rows if row[0].strip() or row[1].strip() or row[4].strip()]


@require_safe
def parts_file(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """The file that says of every place of every numbered panel to which panel it belongs."""
    shown = public_or_404(assembly, number)
    if shown.parts is None:
        raise Http404
    response = HttpResponse(bytes(shown.parts), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="parts-{number}.json"'
    return response
