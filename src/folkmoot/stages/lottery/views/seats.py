"""Pages of the seats: who was drawn says yes or no, who leaves, which seats are vacant."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly, sitting
from folkmoot.commons.languages.queries import faults_on
from folkmoot.stages.lottery import actions, forms, queries
from folkmoot.stages.lottery.rules import Status
from folkmoot.stages.lottery.views.frame import frame, read_or_send

GONE = (Status.DECLINED, Status.WITHDRAWN, Status.REMOVED, Status.SERVED)


@require_safe
def seats(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Who is to be asked, who sits, who is gone, which seats are vacant. Status and contact only, no features."""
    people = actions.open_list(by=person_of(request), assembly=assembly, what="looked at the confirmation list")
    closed = queries.pool_is_closed(assembly)
    taken = {term.membership.pseudonym: term for term in sitting(assembly.body)}
    draws = list(queries.draws(assembly))
    called = list(queries.call_ups(assembly))
    names = {name for draw in draws for name in draw.selected} | {each.pseudonym for each in called}
    drawn = list(people.filter(Q(pseudonym__in=names) | Q(status=Status.SUBSTITUTE)).exclude(status=Status.DELETED))
    by_status = {status: [each for each in drawn if each.status == status] for status in Status}
    waiting, panels = by_status[Status.SELECTED], queries.panels_of(draws, called)
    vacancies = queries.Vacancies(seats=assembly.body.seats, sitting=len(taken), waiting=len(waiting))
    return render(
        request,
        "lottery/seats.html",
        frame(request, assembly)
        | {
            "vacancies": vacancies,
            "fitting": queries.best_call_ups(assembly) if vacancies.vacant and by_status[Status.SUBSTITUTE] else [],
            "waiting": [(each, panels.get(each.pseudonym, "")) for each in waiting],
            "standing_by": [(each, panels.get(each.pseudonym, "")) for each in by_status[Status.SUBSTITUTE]],
            "several": bool(panels),
            "members": sorted(
                (
                    (taken[each.pseudonym].seat.number, each, panels.get(each.pseudonym, ""))
                    for each in drawn
                    if each.pseudonym in taken
                ),
                key=lambda pair: pair[0],
            ),
            "gone": [each for each in drawn if each.status in GONE],
            "rule": queries.term_rule(assembly),
            "turn": None if closed else queries.open_turn(assembly),
            "pool": queries.not_selected(assembly).count() if vacancies.vacant else 0,
            "closed": closed,
        },
    )


@require_POST
def confirm(request: HttpRequest, assembly: Assembly, pseudonym: str) -> HttpResponse:
    """Enter a yes."""
    respondent = _respondent(assembly, pseudonym)
    term = actions.confirm_respondent(by=person_of(request), respondent=respondent)
    messages.success(request, _("%(name)s takes seat %(seat)d.") % {"name": pseudonym, "seat": term.seat.number})
    return redirect("lottery:seats", assembly.slug)


@require_POST
def confirm_all(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Enter a yes for everybody who waits."""
    count = actions.confirm_all(by=person_of(request), assembly=assembly)
    text = ngettext("%(n)d person takes a seat.", "%(n)d people take their seats.", count)
    messages.success(request, text % {"n": count})
    return redirect("lottery:seats", assembly.slug)


@read_or_send
def decline(request: HttpRequest, assembly: Assembly, pseudonym: str) -> HttpResponse:
    """Enter a no."""
    respondent = _respondent(assembly, pseudonym)
    form = forms.InnerReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with faults_on(form):
            reason = form.cleaned_data["reason"]
            actions.decline_respondent(by=person_of(request), respondent=respondent, reason=reason)
            messages.success(request, _("%(name)s said no. The seat is vacant.") % {"name": pseudonym})
            return redirect("lottery:seats", assembly.slug)
    question = _("Did %(name)s say no?") % {"name": pseudonym}
    return _ask(
        request, assembly, form, question, _("Enter the no"), [_("The seat will be filled by a replacement draw.")]
    )


@read_or_send
def leave(request: HttpRequest, assembly: Assembly, pseudonym: str) -> HttpResponse:
    """A member leaves her seat."""
    respondent = _respondent(assembly, pseudonym)
    form = forms.InnerReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with faults_on(form):
            reason = form.cleaned_data["reason"]
            actions.leave_seat(by=person_of(request), respondent=respondent, reason=reason)
            messages.success(request, _("%(name)s has left. The seat is vacant.") % {"name": pseudonym})
            return redirect("lottery:seats", assembly.slug)
    question = _("Does %(name)s leave her seat?") % {"name": pseudonym}
    consequences = [
        _("The public record says that the seat fell vacant, and nothing else."),
        _("The seat will be filled by a replacement draw from the same pool."),
    ]
    return _ask(request, assembly, form, question, _("Vacate the seat"), consequences)


def _respondent(assembly: Assembly, pseudonym: str) -> queries.Respondent:
    return get_object_or_404(queries.respondents(assembly), pseudonym=pseudonym)


def _ask(
    request: HttpRequest, assembly: Assembly, form: object, question: str, verb: str, consequences: list[str]
) -> HttpResponse:
    back_url = reverse("lottery:seats", args=[assembly.slug])
    asked = {"form": form, "question": question, "consequences": consequences, "verb": verb, "back_url": back_url}
    return render(request, "confirm.html", asked | {"base": "assembly_base.html"})
