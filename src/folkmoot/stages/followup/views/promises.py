"""Pages of follow-up: the promise board, one recommendation, replies, news, reminders."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from folkmoot import clock
from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly, holds, roles_of
from folkmoot.commons.languages.queries import faults_on
from folkmoot.commons.lineage.queries import family
from folkmoot.manifest import Role
from folkmoot.stages.contract.queries import published_contract
from folkmoot.stages.deliberation.queries import in_my_language, titled
from folkmoot.stages.followup import actions, forms, queries
from folkmoot.stages.followup.deeds import promises_besides
from folkmoot.stages.followup.manifest import ANSWER, ASSESS, REMIND
from folkmoot.stages.followup.queries import CellState
from folkmoot.stages.followup.rules import kinds_for
from folkmoot.stages.followup.sheet import board_as_csv
from folkmoot.stages.followup.sieve import ORDERS, STATES, sifted
from folkmoot.stages.followup.strips import strips
from folkmoot.stages.followup.wording import ANSWERS

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def board(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """The promise board: what was asked, who replied, what was done."""
    found = queries.board(assembly)
    rows = sifted(found.rows, request.GET.dict())
    besides = promises_besides(assembly) if found.given else []
    context = _figures(found) | {
        "besides": besides,
        "besides_late": sum(1 for each in besides if each.late),
        "rows": rows,
        "shown": len(rows),
        "is_filtered": any(request.GET.get(name) for name in ("q", "state", "office")),
        "choices": [
            ("state", _("State"), list(STATES.items())),
            ("office", _("Commissioner"), [(office.ref, office.office) for office in found.offices]),
            ("sort", _("Order"), list(ORDERS.items())),
        ],
        "may_remind": holds(request.user, REMIND, assembly),
    }
    return render(request, "followup/board.html", context)


@require_safe
def poster(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """The whole board as one poster."""
    found = queries.board(assembly)
    fits = next((name for most, name in _FITS if len(found.rows) <= most), "xl")
    context = _figures(found) | {
        "rows": found.rows,
        "contract": published_contract(assembly),
        "address": request.build_absolute_uri(reverse("followup:board", args=[assembly.slug])),
        "fits": fits,
        "is_roomy": fits in {"s", "m"},
    }
    return render(request, "followup/poster.html", context)


_FITS = ((8, "s"), (20, "m"), (60, "l"))


def _figures(found: queries.Board) -> dict[str, Any]:
    """The board with the counts over all of it, whatever is shown."""
    return {
        "board": found,
        "strips": strips(found),
        "owed": len(found.cells),
        "replied": found.count(CellState.REPLIED, CellState.REPLIED_LATE),
        "silent": found.count(CellState.SILENT),
        "waiting": found.count(CellState.WAITING),
        "done": sum(1 for row in found.asked if row.done),
        "longest": max((row.longest_silence for row in found.asked), default=0),
    }


@require_safe
def board_csv(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """The board as a table: one line per recommendation and commissioner, nothing left out."""
    answer = HttpResponse(board_as_csv(queries.board(assembly)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="promises-{assembly.slug}.csv"'
    return answer


@require_safe
def recommendation(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """One recommendation with its whole way: inputs, vote, replies, news."""
    row = row_at(assembly, number)
    kin = family(assembly, row.recommendation.name)
    roles = roles_of(request.user, assembly)
    context = {
        "row": row,
        "it": row.recommendation,
        "translated": in_my_language(assembly, number),
        "given": queries.hand_over_of(assembly),
        "came_from": titled(assembly, kin.came_from),
        "mine": {office.ref for office in queries.offices_of(assembly, request.user)},
        "may_enter_letters": Role.ORGANISER in roles,
        "may_assess": holds(request.user, ASSESS, assembly),
    }
    return render(request, "followup/recommendation.html", context)


@require_safe
def owed(request: HttpRequest, assembly: Assembly, ref: str) -> HttpResponse:
    """What one commissioner still owes, and what she has said."""
    office = _office(request, assembly, ref)
    found = queries.board(assembly)
    cells = [(row, cell) for row in found.asked for cell in row.cells if cell.commissioner == office]
    context = {
        "office": office,
        "open": [(row, cell) for row, cell in cells if cell.reply is None],
        "said": [(row, cell) for row, cell in cells if cell.reply],
        "given": found.given,
        "is_holder": office.person == request.user,
    }
    return render(request, "followup/owed.html", context)


@read_or_send
def reply(request: HttpRequest, assembly: Assembly, ref: str, number: int) -> HttpResponse:
    """Reply, one question at a time: which answer, what it owes, check, publish."""
    office, row = _office(request, assembly, ref), row_at(assembly, number)
    if not row.recommendation.adopted:
        raise Http404
    by_letter = office.person != request.user
    context = {"office": office, "row": row, "it": row.recommendation, "by_letter": by_letter}
    asked = request.POST.get("answer") or request.GET.get("answer", "")
    if asked not in queries.Answer.values:
        first = forms.AnswerForm(request.GET if "answer" in request.GET else None)
        return render(request, "followup/reply_answer.html", context | {"form": first})
    form = forms.EvidenceForm(
        request.POST or None,
        answer=queries.Answer(asked),
        by_letter=by_letter,
        wording=row.recommendation.text if asked == queries.Answer.ACCEPT_ALTERED else "",
    )
    context |= {"form": form, "answer_label": ANSWERS[asked]}
    if not form.is_valid() or "back" in request.POST:
        return render(request, "followup/reply_evidence.html", context)
    if "confirm" not in request.POST:
        return render(request, "followup/reply_check.html", context)
    with faults_on(form):
        _publish(request, assembly, number, office, form, by_letter=by_letter)
        messages.success(request, _("The reply is public. Thank you."))
        return redirect("followup:owed", assembly.slug, ref)
    return render(request, "followup/reply_evidence.html", context)


def _publish(
    request: HttpRequest,
    assembly: Assembly,
    number: int,
    office: queries.Commissioner,
    form: forms.EvidenceForm,
    *,
    by_letter: bool,
) -> None:
    about: dict[str, Any] = {"assembly": assembly, "number": number, "commissioner": office, "said": form.said()}
    if by_letter:
        actions.enter_letter(by=person_of(request), letter=form.cleaned_data["letter"], **about)
    else:
        actions.give_reply(by=person_of(request), **about)


@read_or_send
def assess(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """Enter news of implementation."""
    row = row_at(assembly, number)
    kinds = kinds_for(roles_of(request.user, assembly))
    form = forms.AssessForm(request.POST or None, kinds=kinds, initial={"on": clock.now().date()})
    back = reverse("followup:recommendation", args=[assembly.slug, number])
    if form.is_valid():
        with faults_on(form):
            actions.assess(by=person_of(request), assembly=assembly, number=number, **form.words())
            messages.success(request, _("The news is public, beside what others say."))
            return redirect(back)
    context = {
        "base": "assembly_base.html",
        "form": form,
        "heading": _("How far is recommendation %d?") % number,
        "lead": row.recommendation.title,
        "submit": _("Publish"),
        "what_happens": _("It is public at once, under the name below. What others say stays beside it."),
        "back_url": back,
    }
    return render(request, "form_page.html", context)


@require_safe
def debtors(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Who owes replies: all that can be done about silence is a reminder."""
    found = queries.board(assembly)
    rows = [(strip, queries.last_reminder(assembly, strip.commissioner)) for strip in strips(found)]
    return render(request, "followup/debtors.html", {"rows": rows, "given": found.given})


@require_POST
def remind(request: HttpRequest, assembly: Assembly, ref: str) -> HttpResponse:
    """Send one reminder."""
    office = _office(request, assembly, ref)
    door = request.build_absolute_uri(reverse("followup:owed", args=[assembly.slug, ref]))
    actions.remind(by=person_of(request), assembly=assembly, commissioner=office, door=door)
    messages.success(request, _("The reminder to %s is on its way.") % office.office)
    return redirect("followup:debtors", assembly.slug)


def row_at(assembly: Assembly, number: int) -> queries.Row:
    """The row of a recommendation, or 404."""
    found = queries.row_of(queries.board(assembly), number)
    if found is None:
        raise Http404
    return found


def _office(request: HttpRequest, assembly: Assembly, ref: str) -> queries.Commissioner:
    """The office, for its holder and for the organiser, who may enter signed letters."""
    found = queries.office_at(assembly, ref)
    may = found is not None and (found.person == request.user or Role.ORGANISER in roles_of(request.user, assembly))
    if found is None or not may or not holds(request.user, ANSWER, assembly):
        raise Http404
    return found
