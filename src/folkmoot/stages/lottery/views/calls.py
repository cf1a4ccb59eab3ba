"""Pages of whoever calls the people who were drawn: whom, what to say, and what came of it. No answer is shown."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.languages.queries import faults_on
from folkmoot.stages.lottery import actions, queries
from folkmoot.stages.lottery import people_forms as forms
from folkmoot.stages.lottery.answer_forms import spoken_day
from folkmoot.stages.lottery.rules import Status
from folkmoot.stages.lottery.views.frame import frame, read_or_send


@require_safe
def calls(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Everybody who waits for a call, least tried first."""
    people = actions.open_calls(by=person_of(request), assembly=assembly)
    outcomes = dict(forms.OUTCOMES)
    rows = [(each, outcomes[each.last.outcome] if each.last else "") for each in people]
    return render(request, "lottery/calls.html", frame(request, assembly) | {"rows": rows})


@read_or_send
def call(request: HttpRequest, assembly: Assembly, pseudonym: str) -> HttpResponse:
    """One call: the number, the words, and the outcome."""
    by = person_of(request)
    people = actions.open_calls(by=by, assembly=assembly)
    callee = next((each for each in people if each.pseudonym == pseudonym), None)
    if callee is None:
        messages.info(request, _("%(name)s does not wait for a call any more.") % {"name": pseudonym})
        return redirect("lottery:calls", assembly.slug)
    form = forms.CallForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        respondent = get_object_or_404(queries.respondents(assembly), pseudonym=pseudonym, status=Status.SELECTED)
        with faults_on(form):
            kept = actions.record_call(by=by, respondent=respondent, **form.cleaned_data)
            messages.success(request, _told(kept.outcome) % {"name": pseudonym})
            return redirect("lottery:calls", assembly.slug)
    outcomes = dict(forms.OUTCOMES)
    shown = {
        "callee": callee,
        "tries": [(outcomes[each.outcome], each) for each in callee.calls],
        "form": form,
        "days": [(spoken_day(day), what) for day, what in queries.setup_of(assembly).days],
        "back": reverse("lottery:calls", args=[assembly.slug]),
    }
    return render(request, "lottery/call.html", frame(request, assembly) | shown)


def _told(outcome: str) -> str:
    said = {
        "yes": _("%(name)s said yes and has a seat."),
        "no": _("%(name)s said no. The seat is filled by the next draw."),
    }
    return said.get(outcome, _("Kept. Try %(name)s again later."))
