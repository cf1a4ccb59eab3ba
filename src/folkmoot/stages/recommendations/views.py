"""Pages of recommendations: the list, the report, its sign-off and hand-over."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from folkmoot import clock
from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly, holds
from folkmoot.commons.languages.queries import faults_on
from folkmoot.commons.lineage.queries import address
from folkmoot.core.canonical import canonical_bytes
from folkmoot.stages.contract.queries import promisors, published_contract, within
from folkmoot.stages.recommendations import actions, forms, queries
from folkmoot.stages.recommendations.manifest import ENTER, HAND_OVER, WRITE
from folkmoot.stages.recommendations.prose import rendered

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def recommendations(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """What was adopted, and what was not: both in full."""
    given = queries.hand_over(assembly)
    voted = queries.everything(assembly, given=given)
    wanted = request.GET.get("q", "").strip().casefold()
    found = [each for each in voted if wanted in f"{each.number} {each.title} {each.text}".casefold()]
    context = {
        "given": given,
        "voted": voted,
        "found": found,
        "adopted": _with_pages(assembly, [each for each in found if each.adopted], given),
        "rest": _with_pages(assembly, [each for each in found if not each.adopted], given),
        "written": queries.report(assembly),
        "may_write": given is None and holds(request.user, WRITE, assembly),
        "may_enter": given is None and holds(request.user, ENTER, assembly),
        "may_hand_over": given is None and holds(request.user, HAND_OVER, assembly),
    }
    return render(request, "recommendations/recommendations.html", context | _sign_offs(assembly, given))


def _with_pages(
    assembly: Assembly, found: list[queries.Recommendation], given: queries.HandOver | None
) -> list[tuple[queries.Recommendation, str]]:
    """Each with the address of its own page, which it has from the hand-over on."""
    return [(each, address(assembly, each.name) if given else "") for each in found]


@require_safe
def report(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """The whole report on one page, made to be printed."""
    return render(request, "recommendations/report.html", _report(assembly))


def _report(assembly: Assembly) -> dict[str, Any]:
    given = queries.hand_over(assembly)
    document = queries.document(assembly)
    voted = queries.from_document(document)
    return {
        "given": given,
        "document": document,
        "foreword": rendered(str(document["foreword"])),
        "adopted": [each for each in voted if each.adopted],
        "rest": [each for each in voted if not each.adopted],
        "offices": promisors(assembly),
        "contract": published_contract(assembly),
    } | _sign_offs(assembly, given)


def _sign_offs(assembly: Assembly, given: queries.HandOver | None) -> dict[str, Any]:
    """The report's hash, how many have signed it off and of how many."""
    sha256 = given.sha256 if given else queries.fingerprint(queries.document(assembly))
    signed = given.signed_off if given else queries.signed_off(assembly, sha256)
    return {"sha256": sha256, "signed": signed, "seats": assembly.body.seats}


@require_safe
def report_json(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """The report as the very bytes that are hashed."""
    return HttpResponse(canonical_bytes(queries.document(assembly)), content_type="application/json")


@read_or_send
def foreword(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Write the foreword."""
    written = queries.report(assembly)
    form = forms.ForewordForm(request.POST or None, initial={"foreword": written.foreword if written else ""})
    if form.is_valid():
        with faults_on(form):
            actions.write_foreword(by=person_of(request), assembly=assembly, foreword=form.cleaned_data["foreword"])
            messages.success(request, _("The foreword is saved. Members can now read the report and sign it off."))
            return redirect("recommendations:report", assembly.slug)
    context = {
        "base": "assembly_base.html",
        "form": form,
        "heading": _("The foreword of the report"),
        "submit": _("Save the foreword"),
        "what_happens": _(
            "The foreword opens the report and is public. "
            "If it changes after members have signed off, they are asked again."
        ),
        "back_url": reverse("recommendations:recommendations", args=[assembly.slug]),
    }
    return render(request, "form_page.html", context)


@read_or_send
def sign_off(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Read the report and sign it off."""
    shown = _report(assembly)
    form = forms.SignOffForm(request.POST or None, initial={"sha256": shown["sha256"]})
    if form.is_valid():
        with faults_on(form):
            actions.sign_off(by=person_of(request), assembly=assembly, sha256=form.cleaned_data["sha256"])
            messages.success(request, _("Thank you. You have signed off the report."))
            return redirect("recommendations:report", assembly.slug)
    return render(request, "recommendations/sign_off.html", shown | {"form": form})


@read_or_send
def enter_sign_off(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Enter a sign-off from paper or phone."""
    sha256 = queries.fingerprint(queries.document(assembly))
    pseudonyms = [term.membership.pseudonym for term in queries.seated(assembly)]
    form = forms.PaperSignOffForm(request.POST or None, pseudonyms=pseudonyms, initial={"sha256": sha256})
    if form.is_valid():
        written = form.cleaned_data
        with faults_on(form):
            actions.enter_sign_off(
                by=person_of(request), assembly=assembly, pseudonym=written["pseudonym"], sha256=written["sha256"]
            )
            messages.success(request, _("The sign-off of %s is entered.") % written["pseudonym"])
            return redirect("recommendations:enter_sign_off", assembly.slug)
    context = {
        "base": "assembly_base.html",
        "form": form,
        "heading": _("Enter a sign-off from paper or phone"),
        "what_happens": _("The report counts how many members have signed it off; who did stays inside."),
        "back_url": reverse("recommendations:recommendations", args=[assembly.slug]),
    }
    return render(request, "form_page.html", context)


@read_or_send
def hand_over(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Enter the hand-over, asked once: from here on the clock runs."""
    form = forms.HandOverForm(request.POST or None, initial={"on": clock.now().date()})
    if form.is_valid():
        with faults_on(form):
            actions.hand_over_report(by=person_of(request), assembly=assembly, **form.cleaned_data)
            messages.success(request, _("The report is handed over. The clock of the replies is running."))
            return redirect("recommendations:recommendations", assembly.slug)
    contract = published_contract(assembly)
    context = {
        "base": "assembly_base.html",
        "question": _("Hand the report over?"),
        "consequences": [
            _("The report, with its fingerprint, is final and enters the public record."),
            _("Every commissioner owes a reply to every recommendation: %(offices)s.")
            % {"offices": "; ".join(str(office) for office in promisors(assembly))},
            within(contract.clauses.reply.within) + "." if contract else "",
            _("If no reply comes, the promise board says so by itself, day by day."),
        ],
        "verb": _("Hand the report over"),
        "form": form,
        "back_url": reverse("recommendations:recommendations", args=[assembly.slug]),
    }
    return render(request, "confirm.html", context)
