"""Pages on what became of a recommendation's words: everybody reads, those who may speak as an assessor judge."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly, holds, roles_of
from folkmoot.commons.languages.queries import faults_on
from folkmoot.core.fidelity.comparison import compare as compared
from folkmoot.core.fidelity.lexicons import LEXICONS
from folkmoot.stages.followup import actions, forms, queries
from folkmoot.stages.followup.manifest import ASSESS
from folkmoot.stages.followup.rules import kinds_for
from folkmoot.stages.followup.views.promises import row_at


@require_safe
def words(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Every comparison with an adopted text, newest first: the clauses, who judged them, and how."""
    row = row_at(assembly, number)
    context = {
        "row": row,
        "it": row.recommendation,
        "every": [(each, each in row.words) for each in reversed(row.compared)],
        "may_compare": row.recommendation.adopted and holds(request.user, ASSESS, assembly),
    }
    return render(request, "followup/words.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Hold an adopted text against the recommendation: paste it, then judge clause by clause and sign."""
    row = row_at(assembly, number)
    if not row.recommendation.adopted:
        raise Http404
    kinds = kinds_for(roles_of(request.user, assembly))
    form = forms.CompareForm(request.POST or None, kinds=kinds, initial=_known(request, assembly, row))
    context: dict[str, Any] = {"row": row, "it": row.recommendation, "form": form}
    if not form.is_valid() or "back" in request.POST:
        return render(request, "followup/compare.html", context)
    found = compared(row.recommendation.text, form.cleaned_data["text"], language=form.cleaned_data["language"])
    signing = "sign" in request.POST
    verdicts = forms.VerdictsForm(request.POST if signing else None, clauses=len(found.judgements))
    if signing and verdicts.is_valid():
        with faults_on(verdicts):
            actions.compare_words(
                by=person_of(request),
                assembly=assembly,
                number=number,
                kind=queries.AssessorKind(form.cleaned_data["kind"]),
                assessor=form.cleaned_data["assessor"],
                act=form.act(),
                judged=verdicts.judged(),
            )
            messages.success(request, _("Your verdicts are public, with what was suggested beside them."))
            return redirect("followup:words", assembly.slug, number)
    context |= {"verdicts": verdicts, "found": found, "rows": list(zip(found.judgements, verdicts.rows(), strict=True))}
    return render(request, "followup/judge.html", context)


def _known(request: HttpRequest, assembly: Assembly, row: queries.Row) -> dict[str, Any]:
    """What need not be typed: the language, and the wording of the reply that `?reply=` names."""
    code = assembly.language.partition("-")[0]
    known: dict[str, Any] = {"language": code if code in LEXICONS else "en"}
    cells = (cell for cell in row.cells if cell.commissioner.ref == request.GET.get("reply"))
    reply = next((cell.reply for cell in cells if cell.reply and cell.reply.wording), None)
    if reply:
        title = _("Reply of %(office)s") % {"office": reply.commissioner.office}
        known |= {"title": title, "text": reply.wording, "on": reply.at.date()}
    return known
