"""Pages of the first lottery: frames, waves, and who is invited."""

import json
from datetime import timedelta
from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from folkmoot import clock
from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.languages.queries import faults_on
from folkmoot.core.sortition import BeaconRound, Plan, PlannedDice, PlannedRound, Source, Throws
from folkmoot.core.sortition.announcements import least_throws, seed_from
from folkmoot.core.sortition.beacons import BeaconRoundUnreadable, beacon_of, read_round, round_at, round_time
from folkmoot.core.sortition.frames import FrameColumns
from folkmoot.core.sortition.sources import source_document
from folkmoot.stages.lottery import actions, forms, invitation_forms, queries
from folkmoot.stages.lottery.faults import ShareUnreadable, ThrowsUnreadable
from folkmoot.stages.lottery.frame_files import TOLD
from folkmoot.stages.lottery.models import Frame, Invitation, Wave
from folkmoot.stages.lottery.views.files import TYPES, table_response
from folkmoot.stages.lottery.views.frame import frame as around
from folkmoot.stages.lottery.views.frame import read_or_send

SIDES = 6
KEPT_DAYS = 90
FIELDS = ("reference", "state", "stratum", "unit", "name", "address", "postcode", "city", "languages", "phone")
SORTED = ("reference", "name", "city", "stratum", "state")


@require_safe
def frames(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Every frame with its waves, and the way to the next ones."""
    found = [(each, list(queries.waves_of(each))) for each in queries.frames(assembly)]
    return render(request, "lottery/frames.html", around(request, assembly) | {"found": found})


@read_or_send
def add_frame(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """A form for a new frame; every problem of its file is told by row and column, and nothing is kept."""
    kept_until = clock.now().date() + timedelta(days=KEPT_DAYS)
    form = invitation_forms.FrameForm(request.POST or None, request.FILES or None, initial={"delete_on": kept_until})
    if form.is_valid():
        with faults_on(form):
            added = _added(request, assembly, form.cleaned_data)
            messages.success(request, _("Every row can be read. You can announce a wave now."))
            return redirect("lottery:frame", assembly.slug, added.number)
    return render(request, "lottery/add_frame.html", around(request, assembly) | {"form": form, "told": list(TOLD)})


def _added(request: HttpRequest, assembly: Assembly, given: dict[str, Any]) -> Frame:
    means = FrameColumns(
        id=given["id_column"], weight=given["weight_column"] or None, stratum=given["stratum_column"] or None
    )
    return actions.add_frame(
        by=person_of(request),
        assembly=assembly,
        kind=given["kind"],
        label=given["label"],
        filename=given["file"].name,
        content=given["file"].read(),
        means=means,
        delete_on=given["delete_on"],
    )


@require_safe
def frame(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """What a frame adds up to, until when its file is kept, and the waves drawn from it."""
    shown = _frame_or_404(assembly, number)
    context = {"shown": shown, "letter": shown.letter, "waves": list(queries.waves_of(shown))}
    return render(request, "lottery/frame.html", around(request, assembly) | context)


@read_or_send
def delete_frame(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Delete the file of a frame before its day, asked once."""
    shown, form = _frame_or_404(assembly, number), forms.ConfirmForm(request.POST or None)
    if request.method == "POST":
        with faults_on(form):
            actions.delete_frame(by=person_of(request), frame=shown)
            messages.success(request, _("The file is deleted. What it added up to stays."))
            return redirect("lottery:frame", assembly.slug, number)
    consequences = [
        _("The file is gone for good; no further wave can be drawn from it."),
        _("Those who are invited already stay invited."),
    ]
    question = _("Delete the file of “%(label)s”?") % {"label": shown.label}
    return _ask(request, form, question, consequences, _("Delete the file"), _url(assembly, "frame", number))


@read_or_send
def add_wave(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Announce a wave: from here on what it is drawn from cannot change unseen."""
    shown = _frame_or_404(assembly, number)
    form = invitation_forms.WaveForm(request.POST or None)
    if form.is_valid():
        with faults_on(form):
            announced = _announced(request, shown, form.cleaned_data)
            return redirect("lottery:wave", assembly.slug, announced.name)
    context = {"form": form, "shown": shown, "letter": shown.letter}
    return render(request, "lottery/add_wave.html", around(request, assembly) | context)


def _plan(given: dict[str, Any]) -> Plan:
    at = clock.now() + timedelta(hours=given["hours"] or 2, minutes=1)
    dice = given["chance"] == "dice"
    return Plan(parts=(PlannedDice(sides=SIDES) if dice else PlannedRound(round=round_at(at)),))


def _announced(request: HttpRequest, shown: Frame, given: dict[str, Any]) -> Wave:
    return actions.announce_wave(
        by=person_of(request),
        frame=shown,
        size=given["size"],
        chance=_plan(given),
        shares=_shares(given["shares"]),
        places=given["places"] or 0,
        test=given["test"],
        answers_until=given["answers_until"],
    )


def _shares(text: str) -> dict[str, Fraction]:
    found = {}
    for number, line in enumerate(filter(str.strip, text.splitlines()), 1):
        name, equals, percent = line.rpartition("=")
        try:
            found[name.strip()] = Fraction(percent.strip().removesuffix("%").strip().replace(",", ".")) / 100
        except (ValueError, ZeroDivisionError) as error:
            raise ShareUnreadable(line=number, text=line.strip()[:80]) from error
        if not equals or found[name.strip()] < 0:
            raise ShareUnreadable(line=number, text=line.strip()[:80])
    return found


@require_safe
def wave(request: HttpRequest, assembly: Assembly, ref: str) -> HttpResponse:
    """Where a wave stands; once it is drawn, whom it invited, to search, filter and sort."""
    shown = _wave_or_404(assembly, ref)
    context = {"shown": shown, "name": ref, "plan": shown.inputs["announced"]["plan"]} | _chance(shown)
    if shown.drawn_at is not None:
        context |= _listed(request, shown)
    return render(request, "lottery/wave.html", around(request, assembly) | context)


def _chance(shown: Wave) -> dict[str, Any]:
    part = queries.chance_of(shown).parts[0]
    if not isinstance(part, PlannedRound):
        return {"throws": least_throws(SIDES)}
    at = round_time(part.round, beacon_of(part.chain))
    return {"round": part, "round_at": at, "round_appeared": at <= clock.now()}


def _listed(request: HttpRequest, shown: Wave) -> dict[str, Any]:
    found = actions.open_invitations(by=person_of(request), wave=shown, what="looked at a wave of invitations")
    wanted, state, order = (request.GET.get(name, "").strip() for name in ("q", "state", "sort"))
    if wanted:
        fields = ("reference", "name", "address", "city", "postcode", "unit", "phone")
        found = found.filter(_any(fields, wanted))
    if state in Invitation.State.values:
        found = found.filter(state=state)
    if order.removeprefix("-") in SORTED:
        found = found.order_by(order, "reference")
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    choices = [("state", _("State"), [(value, state_label(value)) for value in Invitation.State.values])]
    rows = [(each, state_label(each.state)) for each in page]
    return {"page": page, "rows": rows, "total": page.paginator.count, "choices": choices}


def _any(fields: tuple[str, ...], wanted: str) -> Q:
    found = Q()
    for name in fields:
        found |= Q(**{f"{name}__icontains": wanted})
    return found


def state_label(state: str) -> str:
    """An invitation's state in the reader's language."""
    return {
        Invitation.State.DRAWN: _("drawn"),
        Invitation.State.SENT: _("sent"),
        Invitation.State.RETURNED: _("came back"),
        Invitation.State.DECLINED: _("declined"),
        Invitation.State.ANSWERED: _("answered"),
    }[Invitation.State(state)]


@read_or_send
def draw_wave(request: HttpRequest, assembly: Assembly, ref: str) -> HttpResponse:
    """Type what chance gave, and draw."""
    shown = _wave_or_404(assembly, ref)
    chance = _chance(shown)
    read = _round if "round" in chance else _throws
    form = _draw_form(shown, "round" in chance)(request.POST or None, request.FILES or None)
    seed = ""
    if form.is_valid():
        with faults_on(form):
            source = read(form.cleaned_data)
            if shown.frame.outside and not (form.cleaned_data["drawn"] and form.cleaned_data["invited"]):
                seed = seed_from(source_document(source), shown.inputs_sha256).hex()
            else:
                drawn = _drawn(request, shown, source, form.cleaned_data)
                text = ngettext("%(n)d is invited.", "%(n)d are invited.", drawn.size)
                messages.success(request, text % {"n": drawn.size})
                return redirect("lottery:wave", assembly.slug, ref)
    context = {"form": form, "shown": shown, "name": ref, "seed": seed} | chance
    return render(request, "lottery/draw_wave.html", around(request, assembly) | context)


def _draw_form(shown: Wave, by_beacon: bool) -> type[Form]:
    if shown.frame.outside:
        return invitation_forms.BroughtRoundForm if by_beacon else invitation_forms.BroughtDiceForm
    return invitation_forms.RoundForm if by_beacon else invitation_forms.DiceForm


def _drawn(request: HttpRequest, shown: Wave, source: Source, given: dict[str, Any]) -> Wave:
    if not shown.frame.outside:
        return actions.draw_wave(by=person_of(request), wave=shown, source=source)
    return actions.bring_wave(
        by=person_of(request),
        wave=shown,
        source=source,
        drawn=given["drawn"].read(),
        invited=given["invited"].read(),
        filename=given["invited"].name,
    )


@read_or_send
def outside(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Announce a wave that is drawn elsewhere, from its `inputs.json`."""
    kept_until = clock.now().date() + timedelta(days=KEPT_DAYS)
    form = invitation_forms.OutsideForm(request.POST or None, request.FILES or None, initial={"delete_on": kept_until})
    if form.is_valid():
        with faults_on(form):
            given = form.cleaned_data
            announced = actions.announce_outside(
                by=person_of(request),
                assembly=assembly,
                kind=given["kind"],
                label=given["label"],
                inputs=given["inputs"].read(),
                chance=_plan(given),
                delete_on=given["delete_on"],
                answers_until=given["answers_until"],
            )
            return redirect("lottery:wave", assembly.slug, announced.name)
    return render(request, "lottery/outside.html", around(request, assembly) | {"form": form})


def _throws(given: dict[str, str]) -> Source:
    faces = "".join(given["faces"].replace(",", " ").split())
    if not (faces.isascii() and faces.isdigit()):
        raise ThrowsUnreadable
    return Throws(sides=SIDES, faces=tuple(map(int, faces)))


def _round(given: dict[str, str]) -> Source:
    try:
        number, signature = read_round(json.loads(given["round"]))
    except (ValueError, RecursionError) as error:
        raise BeaconRoundUnreadable(round=None) from error
    return BeaconRound(round=number, signature=signature)


@read_or_send
def withdraw_wave(request: HttpRequest, assembly: Assembly, ref: str) -> HttpResponse:
    """Take a wave back before it is drawn, with a reason."""
    shown = _wave_or_404(assembly, ref)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid():
        with faults_on(form):
            actions.withdraw_wave(by=person_of(request), wave=shown, reason=form.cleaned_data["reason"])
            messages.success(request, _("Wave %(name)s is withdrawn.") % {"name": ref})
            return redirect("lottery:frame", assembly.slug, shown.frame.number)
    question = _("Withdraw wave %(name)s?") % {"name": ref}
    consequences = [_("It can never be drawn. Everybody sees that it was announced, and your reason.")]
    return _ask(request, form, question, consequences, _("Withdraw it"), _url(assembly, "wave", ref))


@require_safe
def export_wave(request: HttpRequest, assembly: Assembly, ref: str, format: str) -> HttpResponse:
    """Everybody whom a wave invited, as a table; who took it is written down."""
    shown = _wave_or_404(assembly, ref)
    if format not in TYPES:
        raise Http404
    found = actions.open_invitations(by=person_of(request), wave=shown, what="exported a wave of invitations")
    return table_response(FIELDS, found.values_list(*FIELDS), f"{assembly.slug}-{ref}", format)


def _frame_or_404(assembly: Assembly, number: int) -> Frame:
    found = queries.frame_numbered(assembly, number)
    if found is None:
        raise Http404
    return found


def _wave_or_404(assembly: Assembly, ref: str) -> Wave:
    found = queries.wave_named(assembly, ref)
    if found is None:
        raise Http404
    return found


def _url(assembly: Assembly, name: str, which: object) -> str:
    return reverse(f"lottery:{name}", args=[assembly.slug, which])


def _ask(
    request: HttpRequest, form: Form, question: str, consequences: list[str], verb: str, back_url: str
) -> HttpResponse:
    context = {"form": form, "question": question, "consequences": consequences, "verb": verb, "back_url": back_url}
    return render(request, "confirm.html", context | {"base": "assembly_base.html"})
