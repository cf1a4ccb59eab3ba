"""Pages on which chance is entered: by the operator, by the witness, each for herself."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from folkmoot import clock
from folkmoot.commons.accounts.queries import Person, person_of
from folkmoot.commons.assemblies.queries import Assembly, holds
from folkmoot.commons.languages.queries import faults_on, said
from folkmoot.core.canonical import instant
from folkmoot.core.faults import Fault
from folkmoot.core.sortition import PlannedParties, PlannedRound, ball_count, dice_count
from folkmoot.stages.lottery import actions, chance_forms, faults, queries
from folkmoot.stages.lottery.manifest import MANAGE
from folkmoot.stages.lottery.rules import State
from folkmoot.stages.lottery.views.chance_words import part_name, plan_lines
from folkmoot.stages.lottery.views.frame import frame, public_or_404, read_or_send, watched

PHYSICAL = ("balls", "dice")


@read_or_send
def chance(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """What is owed before the panel is drawn; where it is one thing only, the page to enter that."""
    shown = public_or_404(assembly, number)
    if shown.state != State.PUBLISHED:
        return redirect("lottery:ceremony", assembly.slug, number)
    parts = queries.standing(shown)
    objections = queries.objections(shown)
    if len(parts) == 1 and not parts[0].settled and not objections and not parts[0].parties:
        return redirect("lottery:enter", assembly.slug, number, 0)
    lines = plan_lines(queries.declared(shown), shown.panels)
    context = {
        "shown": shown,
        "parts": [(part, *line) for part, line in zip(parts, lines, strict=True)],
        "objections": objections,
        "complete": queries.chance_so_far(shown) is not None,
        "now": clock.now(),
    }
    return render(request, "lottery/chance.html", frame(request, assembly) | context)


@read_or_send
def enter(request: HttpRequest, assembly: Assembly, number: int, part: int) -> HttpResponse:
    """Enter one part of the chance; where two must read it, neither sees what the other typed."""
    shown = public_or_404(assembly, number)
    if shown.state != State.PUBLISHED:
        return redirect("lottery:ceremony", assembly.slug, number)
    parts = queries.standing(shown)
    if part >= len(parts):
        raise Http404
    owed, by = parts[part], person_of(request)
    if owed.settled:
        return redirect("lottery:chance", assembly.slug, number)
    witness = not holds(by, MANAGE, assembly)
    form = _form(request, owed, witness)
    if form.is_valid():
        with faults_on(form):
            drawn = _act(form, by, shown, owed, witness)
            if drawn is not None:
                return redirect("lottery:ceremony", assembly.slug, number)
            return _after(request, assembly, shown, owed, form)
    return _page(request, assembly, shown, owed, form)


def _form(request: HttpRequest, owed: queries.PartStanding, witness: bool) -> Form:
    data = request.POST or None
    if owed.kind == "beacon":
        return chance_forms.RoundForm(data)
    if owed.kind == "parties":
        if _words_wanted(owed):
            names = [each.name for each in owed.parties if each.commitment and each.value is None]
            return chance_forms.WordForm(data, names=names)
        return chance_forms.CommitmentForm(data, names=[each.name for each in owed.parties if not each.commitment])
    if owed.kind == "dice":
        return (chance_forms.WitnessDiceForm if witness else chance_forms.DiceForm)(data)
    return (chance_forms.WitnessBallsForm if witness else chance_forms.BallsForm)(data)


def _words_wanted(owed: queries.PartStanding) -> bool:
    """Whether commitments are over, so that words are said: everybody has committed, or the time for it has passed."""
    planned = owed.planned
    over = isinstance(planned, PlannedParties) and instant(clock.now()) > planned.commit_by
    return over or all(each.commitment for each in owed.parties)


def _act(
    form: Form, by: Person, shown: queries.Lottery, owed: queries.PartStanding, witness: bool
) -> queries.Draw | None:
    given = form.cleaned_data
    if isinstance(form, chance_forms.RoundForm):
        return actions.enter_round(by=by, lottery=shown, part=owed.part, pasted=given["pasted"], later=given["later"])
    if isinstance(form, chance_forms.WordForm):
        words = {"party": given["party"], "value": given["value"], "nonce": given["nonce"]}
        return actions.take_word(by=by, lottery=shown, part=owed.part, **words)
    if isinstance(form, chance_forms.CommitmentForm):
        words = {"party": given["party"], "commitment": given["commitment"]}
        actions.take_commitment(by=by, lottery=shown, part=owed.part, **words)
        return None
    oath = form.oath(agrees=True) if isinstance(form, chance_forms.OathForm) else None
    return actions.read_chance(by=by, lottery=shown, part=owed.part, shown=given["shown"], witness=witness, oath=oath)


def _after(
    request: HttpRequest, assembly: Assembly, shown: queries.Lottery, owed: queries.PartStanding, form: Form
) -> HttpResponse:
    """It is kept, but nothing was drawn: readings that differ are told at once."""
    now = queries.standing(queries.lottery_numbered(assembly, shown.number) or shown)[owed.part]
    if now.differ:
        form.add_error(None, said(faults.BallsDiffer()))
        return _page(request, assembly, shown, now, form)
    if now.settled:
        messages.success(request, _("This part of the chance is settled."))
        return redirect("lottery:chance", assembly.slug, shown.number)
    if owed.kind in PHYSICAL:
        messages.success(request, _("Your digits are kept. They count when the other person has typed the same."))
    else:
        messages.success(request, _("It is kept, and everybody can see it."))
    return redirect("lottery:enter", assembly.slug, shown.number, owed.part)


def _page(
    request: HttpRequest, assembly: Assembly, shown: queries.Lottery, owed: queries.PartStanding, form: Form
) -> HttpResponse:
    by = person_of(request)
    readings = [each for each in shown.readings.all() if each.part == owed.part]
    mine = next((each for each in readings if each.person_id == by.pk), None)
    sides = getattr(owed.planned, "sides", 10)
    context = {
        "form": form,
        "shown": shown,
        "owed": owed,
        "name": part_name(owed.planned),
        "witness": not holds(by, MANAGE, assembly),
        "width": ball_count(shown.panels) if owed.kind == "balls" else dice_count(shown.panels, sides),
        "mine": " ".join(map(str, mine.shown)) if mine else "",
        "other": any(each.person_id != by.pk for each in readings),
        "mirror": _mirror(owed),
        "words_wanted": owed.kind == "parties" and _words_wanted(owed),
        "now": clock.now(),
    }
    if owed.kind in PHYSICAL and not context["witness"]:
        context |= watched(request, assembly)
    return render(request, "lottery/enter.html", frame(request, assembly) | context)


def _mirror(owed: queries.PartStanding) -> str:
    """Where anybody may fetch an announced round; shown as text, never called from here."""
    planned = owed.planned
    return f"https://api.drand.sh/{planned.chain}/public/{planned.round}" if isinstance(planned, PlannedRound) else ""


@require_POST
def draw(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Make the draw where nothing more is owed."""
    try:
        actions.draw_panel(by=person_of(request), lottery=public_or_404(assembly, number))
    except Fault as fault:
        messages.error(request, said(fault))
        return redirect("lottery:chance", assembly.slug, number)
    return redirect("lottery:ceremony", assembly.slug, number)


@read_or_send
def attest(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """A witness says in public what she saw, or objects."""
    shown = public_or_404(assembly, number)
    form = chance_forms.AttestForm(request.POST or None)
    if form.is_valid():
        with faults_on(form):
            oath = form.oath(agrees=form.cleaned_data["agrees"] == "yes")
            actions.attest(by=person_of(request), lottery=shown, oath=oath)
            messages.success(request, _("Your word is public now."))
            return redirect("lottery:lottery", assembly.slug)
    context = {
        "form": form,
        "heading": _("Your word as a witness of lottery %(n)d") % {"n": number},
        "submit": _("Say this in public"),
        "what_happens": _(
            "Everybody can read it, for ever. While you object, nothing is drawn; you can take it back by saying that "
            "it is in order now."
        ),
        "back_url": reverse("lottery:lottery", args=[assembly.slug]),
        "base": "assembly_base.html",
    }
    return render(request, "form_page.html", frame(request, assembly) | context)
