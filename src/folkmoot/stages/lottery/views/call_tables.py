"""Pages of calls as a table: taken along, filled in with any spreadsheet, brought back with a dry run."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.languages.queries import faults_on
from folkmoot.core.faults import Faults
from folkmoot.stages.lottery import actions, forms, queries
from folkmoot.stages.lottery import people_forms as people
from folkmoot.stages.lottery.call_files import COLUMNS
from folkmoot.stages.lottery.models import PendingImport
from folkmoot.stages.lottery.views.files import TYPES, problem_lines, table_response
from folkmoot.stages.lottery.views.frame import frame, read_or_send

CALLS = PendingImport.Kind.CALLS


@require_safe
def calls_table(request: HttpRequest, assembly: Assembly, format: str) -> HttpResponse:
    """Whom to call, with empty cells for what came of it; who took it is written down."""
    if format not in TYPES:
        raise Http404
    found = actions.open_calls(by=person_of(request), assembly=assembly, what="exported the list of calls")
    rows = [
        (each.pseudonym, each.name, each.phone, each.email, str(each.draw), str(len(each.calls)), "", "")
        for each in found
    ]
    return table_response(COLUMNS, rows, f"{assembly.slug}-calls", format)


@read_or_send
def calls_upload(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Choose the filled-in table; nothing changes before its dry run is confirmed."""
    form = forms.UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        with faults_on(form):
            by = person_of(request)
            actions.keep_upload(by=by, assembly=assembly, kind=CALLS, filename=file.name, content=file.read())
            return redirect("lottery:calls_check", assembly.slug)
    shown = {"form": form, "outcomes": people.OUTCOMES, "formats": list(TYPES)}
    return render(request, "lottery/calls_upload.html", frame(request, assembly) | shown)


@read_or_send
def calls_check(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """What the table says and every problem in it by row and column; then enter the calls, or discard it."""
    by = person_of(request)
    pending = queries.pending_import(assembly, CALLS, by)
    if pending is None:
        return redirect("lottery:calls_upload", assembly.slug)
    if request.POST.get("discard"):
        actions.discard_upload(by=by, assembly=assembly, kind=CALLS)
        messages.success(request, _("The file is discarded; nothing was changed."))
        return redirect("lottery:calls", assembly.slug)
    form = forms.ConfirmUploadForm(request.POST or None, initial={"sha256": pending.sha256})
    if form.is_valid():
        with faults_on(form):
            count = actions.import_calls(by=by, assembly=assembly, sha256=form.cleaned_data["sha256"])
            messages.success(
                request, ngettext("%(n)d call is entered.", "%(n)d calls are entered.", count) % {"n": count}
            )
            return redirect("lottery:calls", assembly.slug)
    context = {"form": form, "pending": pending} | _looked_at(pending)
    return render(request, "lottery/calls_check.html", frame(request, assembly) | context)


def _looked_at(pending: PendingImport) -> dict[str, Any]:
    try:
        found = queries.outcomes_in(pending)
    except Faults as problems:
        return problem_lines(problems.faults)
    labels, counts = dict(people.OUTCOMES), Counter(each.outcome for each in found)
    return {
        "counts": [(counts[value], labels[value]) for value in labels if counts[value]],
        "columns": (_("Row"), _("Pseudonym"), _("Outcome"), _("Note")),
        "lines": [(each.row, each.pseudonym, labels[each.outcome], each.note or "–") for each in found],
    }
