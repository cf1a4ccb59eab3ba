"""Pages of a lottery for those who manage it: compute, progress, stop, review."""

from fractions import Fraction

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.languages.queries import faults_on, said
from folkmoot.core.sortition import Objective
from folkmoot.stages.contract.queries import published_contract
from folkmoot.stages.lottery import actions, forms, queries, tasks
from folkmoot.stages.lottery.rules import State, is_found, is_public
from folkmoot.stages.lottery.views.frame import frame, lottery_or_404, read_or_send
from folkmoot.stages.lottery.views.publishing import review_url
from folkmoot.stages.lottery.views.words import gave_way_words, one_in, panel_words, percent, target_lines


@read_or_send
def compute(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Start a lottery: the first one, or a replacement for the vacant seats."""
    form = forms.ComputeForm(request.POST or None)
    closed = queries.pool_is_closed(assembly)
    if form.is_valid():
        start = actions.start_replacement if closed else actions.start_lottery
        with faults_on(form):
            started = start(
                by=person_of(request),
                assembly=assembly,
                objective=Objective(form.cleaned_data["objective"]),
                panels=form.cleaned_data["panels"],
            )
            tasks.compute_lottery.enqueue(started.pk)
            return redirect("lottery:progress", assembly.slug, started.number)
    context = {
        "form": form,
        "closed": closed,
        "turn": None if closed else queries.open_turn(assembly),
        "seats": queries.vacancies(assembly),
        "pool": queries.not_selected(assembly).count(),
    }
    return render(request, "lottery/compute.html", frame(request, assembly) | context)


@require_safe
def progress(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """What the computation is doing; the page reloads itself until it is done."""
    shown = lottery_or_404(assembly, number)
    if is_found(shown):
        # A page that looked by itself goes there with its address, so that going back and sharing work.
        asked_by_script = bool(request.headers.get("HX-Request"))
        return (HttpResponseClientRedirect if asked_by_script else HttpResponseRedirect)(review_url(assembly, number))
    running = shown.state == State.COMPUTING
    bound = shown.progress.get("bound")
    context = {
        "shown": shown,
        "running": running,
        "step": _step_in_words(shown.progress.get("step", "")),
        "bound": one_in(Fraction(bound)) if bound else "",
        "problems": [said(fault) for fault in queries.faults_of(shown)],
    }
    return render(request, "lottery/progress.html", frame(request, assembly) | context)


def _step_in_words(step: str) -> str:
    return {
        "": _("Waiting for the background worker to begin"),
        "bound": _("Finding out how fair any lottery can be"),
        "panels": _("Finding panels that meet every target"),
        "rounding": _("Making all numbered panels equally likely"),
    }.get(step, step)


@require_POST
def stop(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Stop a computation."""
    actions.stop_lottery(by=person_of(request), lottery=lottery_or_404(assembly, number))
    messages.success(request, _("Lottery %(n)d is stopped. It keeps its number.") % {"n": number})
    return redirect("lottery:workshop", assembly.slug)


@require_safe
def review(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """The lottery before it is published: chances, proof, expected seats, whom no panel can hold."""
    shown = lottery_or_404(assembly, number)
    if not is_found(shown):
        return redirect("lottery:progress", assembly.slug, number)
    context = {
        "shown": shown,
        "chances": _chances(shown),
        "proved": Fraction(shown.figures["gap"]) <= Fraction(1, 100_000),
        "gap": percent(Fraction(shown.figures["gap"]), 5),
        "score": _score(shown),
        "targets": target_lines(shown.figures["shares"], shown.panels),
        "gave_way": gave_way_words(shown.figures.get("gave_way", [])),
        "contract": published_contract(assembly),
        "parts": panel_words(shown),
        "uneven": shown.figures.get("uneven"),
        "public": is_public(shown),
        "computed": queries.started_count(assembly),
    }
    return render(request, "lottery/review.html", frame(request, assembly) | context)


def _chances(shown: queries.Lottery) -> list[tuple[str, str, str, str]]:
    """Rows: what, the smallest chance, the largest chance, in words."""
    figures = shown.figures
    smallest, largest = Fraction(figures["smallest"]), Fraction(figures["largest"])
    tickets = [Fraction(figures[name], shown.panels) for name in ("smallest_tickets", "largest_tickets")]
    return [
        (_("Best possible, proved"), percent(Fraction(figures["bound"])), "", one_in(Fraction(figures["bound"]))),
        (_("Reached, before rounding"), percent(smallest), percent(largest), one_in(smallest)),
        (_("With equally likely panels"), percent(tickets[0]), percent(tickets[1]), one_in(tickets[0])),
    ]


def _score(shown: queries.Lottery) -> dict[str, str] | None:
    """What an objective with a score of its own reached, and what nothing can pass."""
    score = shown.figures.get("score")
    if score is None:
        return None
    nash = shown.objective == Objective.NASH
    value, bound = (percent(Fraction(each), 3) if nash else f"{float(Fraction(each)):.4f}" for each in score)
    return {"value": value, "bound": bound, "best": percent(Fraction(shown.figures["bound"]))}
