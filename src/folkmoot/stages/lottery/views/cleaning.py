"""Pages on which the pool is put right: who is one household, who is in it twice, what is missing, who came from where.

The computer only suspects. A person decides, and every decision can be taken back until the draw.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.languages.queries import faults_on
from folkmoot.core.sortition.duplicates import Twin
from folkmoot.stages.lottery import actions, queries
from folkmoot.stages.lottery import people_forms as forms
from folkmoot.stages.lottery.rules import Status
from folkmoot.stages.lottery.views.frame import channel_label, frame, read_or_send

HOUSEHOLD, PERSON = "household", "person"
SHOWN = 25  # pairs a page; the rest follows as these are decided


@require_safe
def cleaning(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Everything on which somebody has to decide before the draw, and what was decided."""
    people = actions.open_list(by=person_of(request), assembly=assembly, what="looked for doubles in the pool")
    by_name = {each.pseudonym: each for each in people}
    twins, homes = queries.suspected_twins(assembly), queries.suspected_households(assembly)
    homes_written = queries.homes_as_written(assembly)
    decided = [
        (each, _decided(each, by_name, homes_written))
        for about in (PERSON, HOUSEHOLD)
        for each in queries.decisions(assembly, about)
    ]
    shown = {
        "twins": [(pair, _who(pair), _reasons(pair)) for pair in twins[:SHOWN]],
        "homes": [(pair, _who(pair), _reasons(pair)) for pair in homes[:SHOWN]],
        "more_twins": max(0, len(twins) - SHOWN),
        "more_homes": max(0, len(homes) - SHOWN),
        "crowded": queries.crowded_homes(assembly),
        "lacking": queries.lacking(assembly, queries.values_of(assembly)),
        "sources": [
            (each, channel_label(each.channel), each.statuses.get(Status.POOL, 0)) for each in queries.sources(assembly)
        ],
        "decided": decided,
        "pool": queries.not_selected(assembly).count(),
        "closed": queries.pool_is_closed(assembly),
    }
    return render(request, "lottery/cleaning.html", frame(request, assembly) | shown)


def _who(pair: queries.Pair) -> str:
    """The people on both sides, so that each button says what it is about to those who hear it."""
    return ", ".join(each.name or each.pseudonym for side in pair.sides for each in side)


def _reasons(pair: queries.Pair) -> str:
    words = {
        "street": _("the street is spelt differently"),
        "letter": _("one house number has a letter"),
        "unit": _("one has no floor or door"),
        "postcode": _("the postcodes differ"),
        "place": _("one names no place"),
        "name": _("the names are alike"),
        "born": _("born on the same day"),
        "phone": _("the same telephone"),
        "email": _("the same e-mail"),
        "household": _("the same address"),
    }
    return ", ".join(words.get(each, each) for each in _shared(pair))


def _shared(pair: queries.Pair) -> tuple[str, ...]:
    return pair.found.shared if isinstance(pair.found, Twin) else pair.found.why


def _decided(decision: queries.PoolDecision, by_name: dict[str, queries.Respondent], written: dict[str, str]) -> str:
    if decision.about == PERSON:
        text = (
            _("%(left)s and %(right)s are one person")
            if decision.together
            else _("%(left)s and %(right)s are two people")
        )
        names = {side: getattr(by_name.get(getattr(decision, side)), "name", "") for side in ("left", "right")}
        return text % {side: names[side] or getattr(decision, side) for side in names}
    left, right = (written.get(key) or key.replace("|", " ").strip() for key in (decision.left, decision.right))
    if decision.left == decision.right:
        return _("The people at %(left)s are no household") % {"left": left}
    text = (
        _("%(left)s and %(right)s are one household")
        if decision.together
        else _("%(left)s and %(right)s are two households")
    )
    return text % {"left": left, "right": right}


@require_POST
def decide(request: HttpRequest, assembly: Assembly, about: str) -> HttpResponse:
    """One or two: a household, or a person."""
    by, together = person_of(request), request.POST.get("answer") == "one"
    left, right = request.POST.get("left", ""), request.POST.get("right", "")
    if about == PERSON:
        keep, other = (_respondent(assembly, name) for name in (left, right))
        actions.decide_twin(by=by, assembly=assembly, left=keep, right=other, together=together)
    else:
        actions.decide_household(by=by, assembly=assembly, left=left, right=right, together=together)
    messages.success(request, _("Decided. You can take it back below."))
    return redirect("lottery:cleaning", assembly.slug)


@require_POST
def undo(request: HttpRequest, assembly: Assembly, about: str) -> HttpResponse:
    """Take a decision back."""
    left, right = request.POST.get("left", ""), request.POST.get("right", "")
    standing = queries.decisions(assembly, about).filter(undone_at=None)
    decision = get_object_or_404(standing, left=left, right=right)
    actions.undo_decision(by=person_of(request), decision=decision)
    messages.success(request, _("Taken back."))
    return redirect("lottery:cleaning", assembly.slug)


@read_or_send
def exclude(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Shut everybody out who came from one source, asked once, with a reason."""
    channel, source = request.GET.get("door", ""), request.GET.get("source", "")
    form = forms.RemoveForm(request.POST if request.method == "POST" else None)
    people = queries.from_source(assembly, channel, source).filter(status=Status.POOL)
    if form.is_valid():
        with faults_on(form):
            count = actions.exclude_source(
                by=person_of(request),
                assembly=assembly,
                channel=channel,
                source=source,
                reason=form.cleaned_data["reason"],
            )
            text = ngettext("%(n)d person left the pool.", "%(n)d people left the pool.", count)
            messages.success(request, text % {"n": count})
            return redirect("lottery:cleaning", assembly.slug)
    asked = {
        "form": form,
        "base": "assembly_base.html",
        "question": _("Shut out everybody who came from “%(source)s”?") % {"source": source},
        "consequences": [
            ngettext("%(n)d person leaves the pool.", "%(n)d people leave the pool.", people.count())
            % {"n": people.count()},
            _("Whoever sits already stays. The record says how many were removed, and the reason stays inside."),
        ],
        "verb": _("Shut them out"),
        "back_url": reverse("lottery:cleaning", args=[assembly.slug]),
    }
    return render(request, "confirm.html", asked)


@read_or_send
def person(request: HttpRequest, assembly: Assembly, pseudonym: str) -> HttpResponse:
    """One person of the pool: put right what she said on the telephone."""
    respondent = _respondent(assembly, pseudonym)
    values = queries.values_of(assembly)
    form = forms.correction_form(respondent, values, request.POST if request.method == "POST" else None)
    by = person_of(request)
    if form.is_valid():
        with faults_on(form):
            actions.correct_respondent(by=by, respondent=respondent, features=form.features, contacts=form.contacts)
            messages.success(request, _("Kept."))
            return redirect("lottery:person", assembly.slug, pseudonym)
    actions.open_list(by=by, assembly=assembly, what=f"looked at {pseudonym}")
    shown: dict[str, Any] = {
        "respondent": respondent,
        "form": form,
        "door": channel_label(respondent.channel),
        "minor": queries.is_minor(respondent),
        "guardian": queries.guardian_consent_of(respondent),
        "closed": queries.pool_is_closed(assembly),
    }
    return render(request, "lottery/person.html", frame(request, assembly) | shown)


@read_or_send
def remove(request: HttpRequest, assembly: Assembly, pseudonym: str) -> HttpResponse:
    """Remove somebody from the pool, for a written reason."""
    respondent = _respondent(assembly, pseudonym)
    form = forms.RemoveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with faults_on(form):
            actions.remove_respondent(by=person_of(request), respondent=respondent, reason=form.cleaned_data["reason"])
            messages.success(request, _("%(name)s was removed.") % {"name": pseudonym})
            return redirect("lottery:person", assembly.slug, pseudonym)
    asked = {
        "form": form,
        "base": "assembly_base.html",
        "question": _("Remove %(name)s?") % {"name": pseudonym},
        "consequences": [_("She cannot be drawn. The record says that one person was removed, and nothing else.")],
        "verb": _("Remove"),
        "back_url": reverse("lottery:person", args=[assembly.slug, pseudonym]),
    }
    return render(request, "confirm.html", asked)


@require_POST
def readmit(request: HttpRequest, assembly: Assembly, pseudonym: str) -> HttpResponse:
    """Take somebody back into the pool."""
    actions.readmit_respondent(by=person_of(request), respondent=_respondent(assembly, pseudonym))
    messages.success(request, _("%(name)s is in the pool again.") % {"name": pseudonym})
    return redirect("lottery:person", assembly.slug, pseudonym)


@read_or_send
def guardian(request: HttpRequest, assembly: Assembly, pseudonym: str) -> HttpResponse:
    """Enter the word of a parent or guardian."""
    respondent, by = _respondent(assembly, pseudonym), person_of(request)
    form = forms.GuardianForm(request.POST if request.method == "POST" else None)
    back = reverse("lottery:person", args=[assembly.slug, pseudonym])
    if form.is_valid():
        with faults_on(form):
            actions.record_guardian_consent(by=by, respondent=respondent, **form.cleaned_data)
            return redirect(back)
    sheet = actions.open_particulars(by=by, respondent=respondent)
    known = f"{sheet.guardian}, {sheet.guardian_phone}" if sheet and sheet.guardian else ""
    asked = {
        "form": form,
        "heading": _("Consent of a parent or guardian"),
        "lead": known,
        "submit": _("Keep"),
        "base": "assembly_base.html",
        "back_url": back,
    }
    return render(request, "form_page.html", frame(request, assembly) | asked)


@read_or_send
def particulars(request: HttpRequest, assembly: Assembly, pseudonym: str) -> HttpResponse:
    """Date of birth, needs and guardian of one person, for whoever must know; that she looked is written down."""
    respondent = _respondent(assembly, pseudonym)
    sheet = actions.open_particulars(by=person_of(request), respondent=respondent)
    rows = []
    if sheet is not None:
        rows = [
            (_("Born"), sheet.born or "–"),
            (_("Needs"), sheet.needs or "–"),
            (_("Language"), sheet.answers.get("languages") or "–"),
            (_("Parent or guardian"), f"{sheet.guardian} {sheet.guardian_phone}".strip() or "–"),
        ]
    shown = {"respondent": respondent, "rows": rows}
    return render(request, "lottery/particulars.html", frame(request, assembly) | shown)


def _respondent(assembly: Assembly, pseudonym: str) -> queries.Respondent:
    return get_object_or_404(queries.respondents(assembly), pseudonym=pseudonym)
