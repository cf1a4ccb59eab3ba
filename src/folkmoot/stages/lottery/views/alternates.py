"""Pages of those who stand by: alternates are found, looked at and kept; the best fitting are called up."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.languages.queries import faults_on, said
from folkmoot.core.faults import Fault
from folkmoot.stages.lottery import actions, queries, tasks
from folkmoot.stages.lottery.alternate_forms import AlternatesForm
from folkmoot.stages.lottery.views.frame import frame, read_or_send


@read_or_send
def alternates(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Ask for alternates, see what the newest list would be worth, and which lists stand."""
    panels = queries.panels_sitting(assembly)
    known = {(each.category, each.value) for each in queries.targets(assembly)}
    form = AlternatesForm(request.POST or None, panels=panels, known=known)
    if form.is_valid():
        with faults_on(form):
            asked = actions.ask_alternates(
                by=person_of(request),
                assembly=assembly,
                panel=form.cleaned_data.get("panel", panels[0]),
                count=form.cleaned_data["count"],
                chance=form.likely,
                factors=form.cleaned_data["factors"],
            )
            tasks.compute_alternates.enqueue(asked.pk)
            return redirect("lottery:alternates", assembly.slug)
    lists = list(queries.alternate_lists(assembly))
    newest = lists[-1] if lists else None
    context = {
        "form": form,
        "drawn": queries.draws(assembly).exists(),
        "newest": newest,
        "wrong": [said(fault) for fault in queries.faults_of(newest)] if newest else [],
        "kept": [each for each in (queries.newest_kept(lists, panel) for panel in panels) if each],
    }
    return render(request, "lottery/alternates.html", frame(request, assembly) | context)


@require_POST
def keep_alternates(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Let the alternates of a list stand by."""
    found = get_object_or_404(queries.alternate_lists(assembly), number=number)
    try:
        kept = actions.keep_alternates(by=person_of(request), alternates=found)
    except Fault as fault:
        messages.error(request, said(fault))
    else:
        text = ngettext("%(n)d alternate stands by.", "%(n)d alternates stand by.", len(kept.names))
        messages.success(request, text % {"n": len(kept.names)})
    return redirect("lottery:alternates", assembly.slug)


@require_POST
def call_up(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Call up those who stand by and fit the vacant seats best."""
    try:
        called = actions.call_up(by=person_of(request), assembly=assembly)
    except Fault as fault:
        messages.error(request, said(fault))
    else:
        text = ngettext("%(names)s is called up. Ask her now.", "%(names)s are called up. Ask them now.", len(called))
        messages.success(request, text % {"names": ", ".join(each.pseudonym for each in called)})
    return redirect("lottery:seats", assembly.slug)
