"""How many letters to send: a page to try numbers on, from what real recruitments met with. It keeps nothing."""

from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.core.sortition.responses import CASES, SURE, Outlook, letters_needed, outlook
from folkmoot.stages.lottery import invitation_forms
from folkmoot.stages.lottery.views.frame import frame

CAREFUL = "5"  # of a hundred, where nothing else is known: below the middle of the real cases


@require_safe
def letters(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Seats, letters and share of yes to try; what they lead to, and whether the pool will be thin."""
    asked = "seats" in request.GET
    first = {"seats": assembly.body.seats, "percent": CAREFUL}
    form = invitation_forms.PlanForm(request.GET if asked else first)
    context = {"form": form, "cases": [(each, float(each.rate * 100)) for each in CASES]}
    return render(request, "lottery/plan_letters.html", frame(request, assembly) | context | _plan(form))


def _plan(form: invitation_forms.PlanForm) -> dict[str, Any]:
    if not form.is_valid():
        return {}
    seats, rate = form.cleaned_data["seats"], Fraction(form.cleaned_data["percent"]) / 100
    needed = letters_needed(seats=seats, rate=rate)
    safe = letters_needed(seats=seats, rate=rate, sure=SURE)
    planned = outlook(seats=seats, letters=form.cleaned_data["letters"] or safe, rate=rate)
    worst = outlook(seats=seats, letters=planned.letters, rate=min(case.rate for case in CASES))
    return {"needed": needed, "safe": safe, "planned": planned, "verdict": _verdict(planned), "worst": worst}


def _verdict(planned: Outlook) -> tuple[str, str, str]:
    """Kind of notice, title and what follows."""
    per_seat = {"n": f"{float(planned.per_seat):.1f}"}
    if planned.too_thin:
        return ("warning", _("The pool will be too thin: %(n)s people for each seat") % per_seat, _what_thin_means())
    if planned.thin:
        return ("warning", _("The pool will be thin: %(n)s people for each seat") % per_seat, _what_thin_means())
    if planned.low < 4 * planned.seats:
        text = _("If fewer answer than you expect, it is thin all the same. Keep a second wave ready.")
        return ("info", _("Enough as expected: %(n)s people for each seat") % per_seat, text)
    text = ngettext(
        "Even at the low end there are four people and more for the seat.",
        "Even at the low end there are four people and more for each of the %(n)d seats.",
        planned.seats,
    )
    return ("success", _("Enough: %(n)s people for each seat") % per_seat, text % {"n": planned.seats})


def _what_thin_means() -> str:
    return _(
        "With fewer than five people for each seat targets are hard to meet: some people are almost certain to be "
        "drawn, and others have hardly a chance. Send more letters, or plan a second wave."
    )
