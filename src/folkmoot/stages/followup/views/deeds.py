"""Pages of the promises besides replies: sessions, reports, the members' round."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly, holds
from folkmoot.commons.languages.queries import faults_on
from folkmoot.stages.followup import actions, queries
from folkmoot.stages.followup.deeds import promises_besides
from folkmoot.stages.followup.forms import DeedForm
from folkmoot.stages.followup.manifest import ENTER_LETTER


@require_safe
def kept(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Every promise of the contract besides the replies, and what was done for it."""
    mine = {office.ref for office in queries.offices_of(assembly, request.user)}
    staff = holds(request.user, ENTER_LETTER, assembly)
    rows = [(each, staff or each.duty.debtor_ref in mine) for each in promises_besides(assembly)]
    context = {
        "rows": rows,
        "given": queries.hand_over_of(assembly),
    }
    return render(request, "followup/kept.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest, assembly: Assembly, kind: str, which: str, ref: str) -> HttpResponse:
    """Say what was done for one of them."""
    name = "/".join(part for part in (kind, which, ref) if part)
    found = next((each for each in promises_besides(assembly) if each.duty.name == name), None)
    if found is None:
        raise Http404
    form = DeedForm(request.POST or None)
    if form.is_valid():
        with faults_on(form):
            actions.keep_promise(by=person_of(request), assembly=assembly, duty=name, **form.cleaned_data)
            messages.success(request, _("It stands on the promise board now."))
            return redirect("followup:kept", assembly.slug)
    return render(request, "followup/keep.html", {"form": form, "kept": found})
