"""Pages of a lottery for those who manage it: compute, progress, review, publish, withdraw; and reading the balls."""

from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from folkmoot.commons.accounts.queries import Person, person_of
from folkmoot.commons.assemblies.queries import Assembly, holds
from folkmoot.commons.languages.queries import faults_on, said
from folkmoot.core.sortition import Objective, ball_count
from folkmoot.stages.contract.queries import published_contract
from folkmoot.stages.lottery import actions, forms, queries, tasks
from folkmoot.stages.lottery.manifest import MANAGE
from folkmoot.stages.lottery.rules import State, is_found, is_public
from folkmoot.stages.lottery.views.frame import frame, lottery_or_404, public_or_404, read_or_send
from folkmoot.stages.lottery.views.words import one_in, percent, target_lines


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
        return (HttpResponseClientRedirect if asked_by_script else HttpResponseRedirect)(_review_url(assembly, number))
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
        "contract": published_contract(assembly),
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


@read_or_send
def publish(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Publish a lottery, asked once."""
    shown = lottery_or_404(assembly, number)
    form = forms.ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with faults_on(form):
            actions.publish_lottery(by=person_of(request), lottery=shown)
            messages.success(request, _("Lottery %(n)d is public. Now hold the draw.") % {"n": number})
            return redirect("lottery:lottery", assembly.slug)
    consequences = [
        _("Every panel becomes public with its number, under pseudonyms, and its fingerprint enters the record."),
        _("Pool and targets are frozen until the draw."),
        _("Everybody sees that %(n)d lotteries were computed so far.") % {"n": queries.started_count(assembly)},
    ]
    question = _("Publish lottery %(n)d?") % {"n": number}
    return _ask(request, form, question, consequences, _("Publish"), _review_url(assembly, number))


@read_or_send
def withdraw(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Withdraw a published lottery before its draw, with a public reason."""
    shown = public_or_404(assembly, number)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid():
        with faults_on(form):
            actions.withdraw_lottery(by=person_of(request), lottery=shown, reason=form.cleaned_data["reason"])
            messages.success(request, _("Lottery %(n)d is withdrawn.") % {"n": number})
            return redirect("lottery:workshop", assembly.slug)
    consequences = [_("It stays in the record and on the page, with your reason. A new lottery gets the next number.")]
    question = _("Withdraw lottery %(n)d?") % {"n": number}
    return _ask(request, form, question, consequences, _("Withdraw"), _review_url(assembly, number))


def _review_url(assembly: Assembly, number: int) -> str:
    return reverse("lottery:review", args=[assembly.slug, number])


def _ask(
    request: HttpRequest, form: Any, question: str, consequences: list[str], verb: str, back_url: str
) -> HttpResponse:
    asked = {"form": form, "question": question, "consequences": consequences, "verb": verb, "back_url": back_url}
    return render(request, "confirm.html", asked | {"base": "assembly_base.html"})


@read_or_send
def balls(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Read the balls: the operator types them, the witness types them, neither sees what the other typed."""
    shown = public_or_404(assembly, number)
    if shown.state == State.DRAWN:
        return redirect("lottery:ceremony", assembly.slug, number)
    by = person_of(request)
    witness = not holds(by, MANAGE, assembly)
    form = (forms.WitnessForm if witness else forms.BallsForm)(request.POST or None)
    if form.is_valid():
        with faults_on(form):
            drawn = actions.read_balls(
                by=by,
                lottery=shown,
                balls=form.cleaned_data["balls"],
                witness=witness,
                attestation=str(form.fields["attested"].label) if witness else "",
            )
            return _after_reading(request, assembly, number, drawn)
    context = {
        "form": form,
        "shown": shown,
        "witness": witness,
        "width": ball_count(shown.panels),
        "readings": _readings(shown, by),
    }
    return render(request, "lottery/balls.html", frame(request, assembly) | context)


def _after_reading(request: HttpRequest, assembly: Assembly, number: int, drawn: queries.Draw | None) -> HttpResponse:
    if drawn is not None:
        return redirect("lottery:ceremony", assembly.slug, number)
    messages.success(request, _("Your digits are kept. The draw is made when the other person has typed the same."))
    return redirect("lottery:balls", assembly.slug, number)


def _readings(shown: queries.Lottery, by: Person) -> dict[str, Any]:
    """Who has typed already, and what the reader herself typed; never what the other did."""
    readings = list(shown.readings.all())
    mine = next((each for each in readings if each.person_id == by.pk), None)
    return {"mine": mine.balls if mine else "", "other": any(each.person_id != by.pk for each in readings)}
