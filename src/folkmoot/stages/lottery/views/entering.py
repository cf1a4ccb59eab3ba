"""Pages for whoever enters registrations for others: at the telephone, from reply cards, at the door.

A clerk sees the invitation that somebody names and the answers that she types, and no list of people.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.languages.queries import faults_on
from folkmoot.stages.lottery import actions, faults, forms, queries
from folkmoot.stages.lottery.answer_forms import AnswersForm, answered, whole_form
from folkmoot.stages.lottery.codes import grouped
from folkmoot.stages.lottery.eligibility import Setup, pages
from folkmoot.stages.lottery.views.frame import channel_label, frame, read_or_send

WITHOUT_LETTER = "none"
DOORS = ("phone", "card", "door")


@read_or_send
def enter(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Through which door, and whose letter: by the code or the reference printed on it."""
    form = forms.EnterForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with faults_on(form):
            channel, typed = form.cleaned_data["channel"], form.cleaned_data["letter"]
            if not typed and channel == "door":
                return redirect("lottery:enter_one", assembly.slug, channel, WITHOUT_LETTER)
            invitation = actions.look_up_letter(by=person_of(request), assembly=assembly, typed=typed)
            if invitation is None:
                raise faults.CodeUnknown
            return redirect("lottery:enter_one", assembly.slug, channel, invitation.reference)
    found = queries.registration_of(assembly)
    shown = {
        "form": form,
        "registration": found,
        "open": queries.takes_answers(found),
        "testing": queries.is_testing(found),
        "cards": _cards(request, assembly),
    }
    return render(request, "lottery/entering.html", frame(request, assembly) | shown)


def _cards(request: HttpRequest, assembly: Assembly) -> list[tuple[str, str, bool]]:
    """Cards that wait: reference, what is to do, and whether this clerk may do it."""
    by = person_of(request)
    found: dict[str, list[queries.CardReading]] = {}
    for each in queries.cards_waiting(assembly):
        found.setdefault(each.invitation.reference, []).append(each)
    rows = []
    for reference, readings in found.items():
        differs = len(readings) > 1
        mine = any(each.clerk_id == by.pk for each in readings)
        rows.append(
            (
                reference,
                _("The two readings differ") if differs else _("Waits for a second reading"),
                differs or not mine,
            )
        )
    return rows


@read_or_send
def enter_one(request: HttpRequest, assembly: Assembly, channel: str, letter: str) -> HttpResponse:
    """Type what one person answers, all on one page."""
    if channel not in DOORS:
        raise Http404
    by = person_of(request)
    invitation = None
    if letter != WITHOUT_LETTER:
        invitation = actions.look_up_letter(by=by, assembly=assembly, typed=letter)
    if invitation is None and (letter != WITHOUT_LETTER or channel != "door"):
        raise Http404
    setup = queries.setup_of(assembly)
    known = _known(invitation, channel)
    form = whole_form(setup, known, request.POST if request.method == "POST" else None)
    recruiter = forms.RecruiterForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and recruiter.is_valid():
        with faults_on(form):
            return _kept(request, assembly, channel, invitation, form, recruiter.cleaned_data["source"])
    shown = {
        "form": form,
        "recruiter": recruiter if channel == "door" else None,
        "channel": channel,
        "heading": channel_label(channel),
        "invitation": invitation,
        "testing": queries.is_testing(setup.registration),
        "back": reverse("lottery:entering", args=[assembly.slug]),
        "differences": _differences(setup, invitation) if channel == "card" and invitation else [],
    }
    return render(request, "lottery/enter_one.html", frame(request, assembly) | shown)


def _known(invitation: queries.Invitation | None, channel: str) -> dict[str, Any]:
    """What the form begins with: of a card nothing, or what two readings have in common; else the letter's address."""
    if invitation is None:
        return {}
    if channel != "card":
        return {"address": queries.home_of(invitation)}
    readings = [each.answers for each in queries.card_readings(invitation)]
    if len(readings) < 2:
        return {}
    differ = queries.differing(readings)
    return {name: value for name, value in readings[0].items() if name not in differ}


def _kept(
    request: HttpRequest,
    assembly: Assembly,
    channel: str,
    invitation: queries.Invitation | None,
    form: AnswersForm,
    source: str,
) -> HttpResponse:
    by = person_of(request)
    if channel == "card" and invitation is not None:
        return _card(request, assembly, invitation, form)
    sheet = actions.enter_registration(
        by=by, assembly=assembly, invitation=invitation, channel=channel, answers=form.answers, source=source
    )
    return _told(request, assembly, sheet)


def _card(request: HttpRequest, assembly: Assembly, invitation: queries.Invitation, form: AnswersForm) -> HttpResponse:
    """The first or second reading of a card; or what it really says, where two readings differ."""
    act = actions.settle_card if "settle" in request.POST else actions.read_card
    found = act(by=person_of(request), invitation=invitation, answers=form.answers)
    if isinstance(found, queries.CardReading):
        if len(queries.card_readings(invitation)) > 1:
            messages.warning(request, _("The two readings differ. Look at the card again."))
            return redirect("lottery:enter_one", assembly.slug, "card", invitation.reference)
        messages.success(request, _("Kept. A second person reads the card now, without seeing yours."))
        return redirect("lottery:entering", assembly.slug)
    return _told(request, assembly, found)


def _told(request: HttpRequest, assembly: Assembly, sheet: queries.AnswerSheet | None) -> HttpResponse:
    if sheet is None:
        messages.warning(request, _("By these answers the person cannot take part. Nothing was kept but the count."))
    else:
        text = _("Registered. Tell the person the reference: %(reference)s")
        messages.success(request, text % {"reference": f"R-{grouped(sheet.reference)}"})
    return redirect("lottery:entering", assembly.slug)


def _differences(setup: Setup, invitation: queries.Invitation) -> list[tuple[str, str, str]]:
    """Where two readings of a card differ: what was asked, the first reading, the second."""
    readings = queries.card_readings(invitation)
    if len(readings) < 2:
        return []
    names = queries.differing([each.answers for each in readings])
    first, second = (answered(setup, pages(setup, each.answers), each.answers) for each in readings[:2])
    fields = [name for page in pages(setup, readings[0].answers) for name in page.fields]
    values = {row[1]: row[2] for row in second}
    return [
        (label, value, values.get(label, "–"))
        for name, (_page, label, value) in zip(fields, first, strict=False)
        if name in names
    ]
