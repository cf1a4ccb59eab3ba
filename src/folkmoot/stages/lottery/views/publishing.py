"""Pages that publish a lottery with the chance declared, and withdraw it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot import clock
from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.languages.queries import faults_on
from folkmoot.stages.lottery import actions, forms, queries
from folkmoot.stages.lottery.chance_forms import PublishForm
from folkmoot.stages.lottery.rules import refuse_plan
from folkmoot.stages.lottery.views.chance_words import plan_lines
from folkmoot.stages.lottery.views.frame import frame, lottery_or_404, public_or_404, read_or_send, watched


@read_or_send
def publish(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Choose where chance comes from and what everybody sees; look at it once more; then publish."""
    shown = lottery_or_404(assembly, number)
    form = PublishForm(request.POST or None, several=shown.parts is not None)
    if form.is_valid():
        with faults_on(form):
            plan, sealed = form.plan(), form.cleaned_data["panels"] == "sealed"
            if "confirmed" not in request.POST:
                refuse_plan(plan, now=clock.now())
                return render(request, "lottery/publish_check.html", frame(request, assembly) | _check(shown, form))
            actions.publish_lottery(by=person_of(request), lottery=shown, chance=plan, sealed=sealed)
            messages.success(request, _("Lottery %(n)d is public. Now hold the draw.") % {"n": number})
            return redirect("lottery:lottery", assembly.slug)
    context = {"form": form, "shown": shown, "back_url": review_url(assembly, number), "told": _told(shown)}
    return render(request, "lottery/publish.html", frame(request, assembly) | watched(request, assembly) | context)


def _told(shown: queries.Lottery) -> str:
    """What open panels would give away of this pool, in one sentence."""
    if not shown.figures.get("told"):
        return _("How much of people's answers open panels would give away was not measured for this lottery.")
    told, guessed, others = shown.figures["told"]
    said = _(
        "Measured on these panels: whoever has learned the answers of the people on one panel could tell every answer "
        "of %(told)d of the %(others)d others. By guessing alone it would be %(guessed)d."
    )
    return said % {"told": told, "others": others, "guessed": guessed}


def _check(shown: queries.Lottery, form: PublishForm) -> dict[str, Any]:
    """Everything that will be public, in words, and the answers to send once more."""
    plan, sealed = form.plan(), form.cleaned_data["panels"] == "sealed"
    count = queries.started_count(shown.assembly)
    seals = _(
        "Of every panel a seal becomes public with its number; only the panel that is drawn is opened to everybody."
    )
    clear = _("Every panel becomes public with its number, under pseudonyms, and its fingerprint enters the record.")
    kept = _("The pseudonyms can never be made secret again.")
    computed = ngettext(
        "Everybody sees that %(n)d lottery was computed so far.",
        "Everybody sees that %(n)d lotteries were computed so far.",
        count,
    )
    return {
        "shown": shown,
        "lines": plan_lines(plan, shown.panels),
        "combined": len(plan.parts) > 1,
        "consequences": [
            *([seals] if sealed else [clear, f"{_told(shown)} {kept}"]),
            _("Pool and targets are frozen until the draw."),
            computed % {"n": count},
            _("What is declared here about chance can never be changed, only withdrawn with a public reason."),
        ],
        "answers": [(name, form.data.get(name, "")) for name in form.fields],
        "back_url": reverse("lottery:publish", args=[shown.assembly.slug, shown.number]),
    }


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
    consequences = [
        _("It stays in the record and on the page, with your reason. A new lottery gets the next number."),
        _("Where a part of its chance was known by then, everybody who checks the record is told so."),
    ]
    asked = {"form": form, "question": _("Withdraw lottery %(n)d?") % {"n": number}, "consequences": consequences}
    asked |= {"verb": _("Withdraw"), "back_url": review_url(assembly, number), "base": "assembly_base.html"}
    return render(request, "confirm.html", asked)


def review_url(assembly: Assembly, number: int) -> str:
    """Where the manager of a lottery looks at it."""
    return reverse("lottery:review", args=[assembly.slug, number])
