"""Pages of the rotation: how seats are renewed, who leaves at the next turn, and who may not be drawn again yet."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.languages.queries import faults_on, said
from folkmoot.core.faults import Fault
from folkmoot.core.sortition.rotation import Bar
from folkmoot.stages.lottery import actions, forms, queries, tasks
from folkmoot.stages.lottery.rotation_forms import TermRuleForm, rule_initial
from folkmoot.stages.lottery.views.frame import frame, read_or_send


@require_safe
def rotation(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """The rule, the turn that comes next, the turns that were made, and who may not be drawn again yet."""
    standing = queries.turn_standing(assembly)
    barred = queries.barred_people(assembly)
    context = {
        "rule": rule_words(assembly),
        "standing": standing,
        "rows": _member_rows(standing) if standing else [],
        "made": list(reversed(queries.turns(assembly))),
        "open": queries.open_turn(assembly),
        "seats": queries.vacancies(assembly),
        "barred": [(name, _bar(bar)) for name, bar in sorted(barred.items())],
    }
    return render(request, "lottery/rotation.html", frame(request, assembly) | context)


def rule_words(assembly: Assembly) -> list[str]:
    """The rule in sentences; none where there is none."""
    kept = queries.term_rule(assembly)
    return _sentences(kept) if kept else []


def _sentences(kept: queries.TermRule) -> list[str]:
    groups = {
        1: _("At each turn all seats are drawn anew."),
        2: _("At each turn half of the seats are drawn anew."),
        3: _("At each turn a third of the seats is drawn anew."),
        4: _("At each turn a quarter of the seats is drawn anew."),
    }
    every = ngettext("A turn comes every %(n)d month.", "A turn comes every %(n)d months.", kept.months)
    whole = kept.groups * kept.months
    term = ngettext("So nobody sits longer than %(n)d month.", "So nobody sits longer than %(n)d months.", whole)
    stay = ngettext(
        "%(n)d of those whose term is over stays for one more, by lot.",
        "%(n)d of those whose term is over stay for one more, by lot.",
        kept.returning,
    )
    return [
        groups[kept.groups],
        every % {"n": kept.months},
        stay % {"n": kept.returning} if kept.returning else term % {"n": whole},
        *_again(kept),
    ]


def _again(kept: queries.TermRule) -> list[str]:
    if kept.most == 1:
        return [_("Whoever has sat is never drawn again.")]
    limit = ngettext("Nobody sits more than %(n)d time.", "Nobody sits more than %(n)d times.", kept.most)
    wait = ngettext(
        "Whoever has left may be drawn again after %(n)d turn.",
        "Whoever has left may be drawn again after %(n)d turns.",
        kept.pause,
    )
    found = [limit % {"n": kept.most}] if kept.most else []
    return [*found, wait % {"n": kept.pause}] if kept.pause else found


def _member_rows(standing: queries.TurnStanding) -> list[tuple[queries.Seated, str, str]]:
    """Each member: seat, pseudonym and since when; what the turn means for her; and the look of that."""
    leaves, stays = (_("leaves"), "late"), (_("stays"), "done")
    undecided = (_("chance decides"), "waiting")
    rows = []
    for each in standing.members:
        if standing.leaving is not None:
            word = leaves if each.member in standing.leaving else stays
        elif each.member in standing.due.over:
            word = leaves
        else:
            word = undecided if each.member in standing.due.lots else stays
        rows.append((each, *word))
    return rows


def _bar(bar: Bar) -> str:
    return {
        Bar.OFTEN_ENOUGH: _("has sat as often as the rule allows"),
        Bar.TOO_SOON: _("has sat, and too few turns have passed since"),
    }[bar]


@read_or_send
def set_terms(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Declare how the seats are renewed."""
    form = TermRuleForm(request.POST or None, initial=rule_initial(queries.term_rule(assembly)))
    if form.is_valid():
        with faults_on(form):
            actions.set_term_rule(by=person_of(request), assembly=assembly, rule=form.rule())
            messages.success(request, _("It is declared, and stands in the public record."))
            return redirect("lottery:rotation", assembly.slug)
    context = {
        "form": form,
        "heading": _("How are the seats renewed?"),
        "submit": _("Declare it"),
        "what_happens": _(
            "Everybody reads it, with the day. It holds from the next turn on. A later change is public too."
        ),
        "back_url": reverse("lottery:rotation", args=[assembly.slug]),
        "base": "assembly_base.html",
    }
    return render(request, "form_page.html", frame(request, assembly) | context)


@require_POST
def start_leaving(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Compute the lottery that decides who leaves."""
    try:
        started = actions.start_leaving(by=person_of(request), assembly=assembly)
    except Fault as fault:
        messages.error(request, said(fault))
        return redirect("lottery:rotation", assembly.slug)
    tasks.compute_lottery.enqueue(started.pk)
    return redirect("lottery:progress", assembly.slug, started.number)


@read_or_send
def make_turn(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Renew the seats, asked once."""
    standing = queries.turn_standing(assembly)
    if standing is None or standing.leaving is None:
        return redirect("lottery:rotation", assembly.slug)
    form = forms.ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with faults_on(form):
            made = actions.make_turn(by=person_of(request), assembly=assembly)
            messages.success(request, _("Turn %(n)d is made. Now draw the new seats.") % {"n": made.number})
            return redirect("lottery:rotation", assembly.slug)
    return render(request, "confirm.html", _asked(form, standing, assembly))


def _asked(form: object, standing: queries.TurnStanding, assembly: Assembly) -> dict[str, Any]:
    leaving, staying = len(standing.leaving or ()), len(standing.members) - len(standing.leaving or ())
    leave = ngettext("%(n)d member leaves her seat.", "%(n)d members leave their seats.", leaving) % {"n": leaving}
    draw = ngettext(
        "New seats are drawn beside %(n)d member who stays, under what the targets then still ask for.",
        "New seats are drawn beside %(n)d members who stay, under what the targets then still ask for.",
        staying,
    )
    return {
        "form": form,
        "question": _("Make turn %(n)d now?") % {"n": standing.number},
        "consequences": [
            leave,
            _("The public record says who leaves, under their pseudonyms, and by which draw."),
            _("The pool opens again: you may import or register more people until the new seats are drawn."),
            draw % {"n": staying},
        ],
        "verb": _("Make the turn"),
        "back_url": reverse("lottery:rotation", args=[assembly.slug]),
        "base": "assembly_base.html",
    }
