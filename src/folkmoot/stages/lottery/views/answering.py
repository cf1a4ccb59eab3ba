"""Pages of whoever holds a code: from the letter to the pool, or to a no, without an account. One question a page.

The session remembers which invitation was opened here and which sheet is being filled in; the sheet itself is kept page
by page, so that nothing is lost.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.languages.queries import faults_on, renderings, said
from folkmoot.stages.lottery import actions, faults, forms, queries
from folkmoot.stages.lottery.answer_forms import answered as answered_rows
from folkmoot.stages.lottery.answer_forms import page_form, spoken_day
from folkmoot.stages.lottery.codes import grouped
from folkmoot.stages.lottery.eligibility import DATES, TOO_OLD, TOO_YOUNG, Setup, pages, unanswered
from folkmoot.stages.lottery.rules import Status
from folkmoot.stages.lottery.views.frame import read_or_send
from folkmoot.stages.lottery.views.tries import count_try


@read_or_send
def join(request: HttpRequest) -> HttpResponse:
    """Type the code on the letter."""
    form = forms.CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with faults_on(form):
            return _opened(request, form.cleaned_data["code"])
    return render(request, "lottery/join.html", {"form": form})


@require_safe
def join_code(request: HttpRequest, code: str) -> HttpResponse:
    """The link in the square on the letter: the code at once, and an address without it from then on."""
    try:
        return _opened(request, code)
    except (faults.CodeUnknown, faults.TooManyTries) as problem:
        form = forms.CodeForm({"code": code})
        form.is_valid()
        form.add_error("code", said(problem))
        return render(request, "lottery/join.html", {"form": form})


def _opened(request: HttpRequest, typed: str) -> HttpResponse:
    count_try(request)
    invitation = queries.invitation_anywhere(typed)
    if invitation is None:
        raise faults.CodeUnknown
    _remember(request, invitation.assembly, invitation=invitation.reference, sheet="")
    return redirect("lottery:invited", invitation.assembly.slug)


def _key(assembly: Assembly) -> str:
    return f"answers:{assembly.slug}"


def _remember(request: HttpRequest, assembly: Assembly, **values: str) -> None:
    request.session[_key(assembly)] = request.session.get(_key(assembly), {}) | values


def _remembered(request: HttpRequest, assembly: Assembly, name: str) -> str:
    return str(request.session.get(_key(assembly), {}).get(name, ""))


def _invitation(request: HttpRequest, assembly: Assembly) -> queries.Invitation | None:
    reference = _remembered(request, assembly, "invitation")
    return queries.invitation_known_as(assembly, reference) if reference else None


def _sheet(request: HttpRequest, assembly: Assembly) -> queries.AnswerSheet | None:
    return queries.sheet_with_reference(assembly, _remembered(request, assembly, "sheet"))


def _frame(assembly: Assembly, setup: Setup) -> dict[str, Any]:
    return {"registration": setup.registration, "testing": queries.is_testing(setup.registration)}


@read_or_send
def invited(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """What the letter is about, what will happen with an answer, and the two ways from here."""
    invitation, setup = _invitation(request, assembly), queries.setup_of(assembly)
    if invitation is None:
        return redirect("join")
    if request.method == "POST":
        sheet = actions.begin_answers(by=None, assembly=assembly, invitation=invitation, channel="web")
        _remember(request, assembly, sheet=sheet.reference)
        return redirect("lottery:asked", assembly.slug, pages(setup, {})[0].name)
    begun, before = _sheet(request, assembly), list(queries.sheets_of(invitation))
    full = len(before) >= (queries.MOST_PEOPLE if queries.is_for_a_household(invitation) else 1)
    shown = {
        "open": queries.takes_answers(setup.registration),
        "age_on": setup.age_on,
        "days": [(spoken_day(day), what) for day, what in setup.days],
        "before": before,
        "full": full,
        "household": queries.is_for_a_household(invitation),
        "begun": begun if begun and begun.respondent.status == Status.INVITED else None,
        "next": _next(setup, begun) if begun else "",
    }
    return render(request, "lottery/invited.html", _frame(assembly, setup) | shown)


def _next(setup: Setup, sheet: queries.AnswerSheet) -> str:
    """The name of the first page without an answer; empty where all are answered."""
    left = unanswered(setup, queries.answers_of(sheet))
    return left[0].name if left else ""


@read_or_send
def asked(request: HttpRequest, assembly: Assembly, page: str) -> HttpResponse:
    """One page of questions."""
    sheet, setup = _sheet(request, assembly), queries.setup_of(assembly)
    if sheet is None:
        return redirect("join")
    answers = queries.answers_of(sheet)
    order = pages(setup, answers)
    here = next((each for each in order if each.name == page), None)
    if here is None:
        raise Http404
    if here.name == "name" and "address" not in answers and sheet.invitation:
        answers["address"] = queries.home_of(sheet.invitation)
    form = page_form(setup, here, answers, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with faults_on(form):
            rule = actions.keep_answers(by=None, sheet=sheet, answers=form.answers)
            return _onwards(request, assembly, setup, sheet, rule)
    place = order.index(here)
    back = reverse("lottery:asked", args=[assembly.slug, order[place - 1].name]) if place else ""
    shown = {
        "form": form,
        "number": place + 1,
        "of": len(order),
        "back": back,
        "heading": _headings().get(here.name, ""),
    }
    return render(request, "lottery/asked.html", _frame(assembly, setup) | shown)


def _headings() -> dict[str, str]:
    """Titles of the pages with more than one field."""
    return {
        "name": _("Who are you?"),
        "contact": _("How can we reach you?"),
        "guardian": _("Who agrees for you?"),
    }


def _onwards(
    request: HttpRequest, assembly: Assembly, setup: Setup, sheet: queries.AnswerSheet, rule: str | None
) -> HttpResponse:
    if rule is not None:
        _remember(request, assembly, sheet="", rule=rule)
        return redirect("lottery:turned_away", assembly.slug)
    left = _next(setup, sheet)
    return redirect("lottery:asked", assembly.slug, left) if left else redirect("lottery:checking", assembly.slug)


@require_safe
def turned_away(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """She cannot take part: why, and that nothing of her was kept."""
    rule, setup = _remembered(request, assembly, "rule"), queries.setup_of(assembly)
    shown = {"why": _why(setup, rule)}
    return render(request, "lottery/turned_away.html", _frame(assembly, setup) | shown)


def _why(setup: Setup, rule: str) -> str:
    values = {"day": date_format(setup.age_on), "n": setup.registration.youngest}
    if rule == TOO_YOUNG:
        return _("Whoever takes part must be at least %(n)d years old on %(day)s.") % values
    if rule == TOO_OLD:
        return _("Whoever takes part must be at most %(n)d years old on %(day)s.") % (
            values | {"n": setup.registration.oldest or 0}
        )
    if rule == DATES:
        return _("Whoever takes part must be able to come on at least %(n)d of the days.") % {
            "n": setup.registration.least_dates
        }
    question = next((each for each in setup.questions if each.ref == rule), None)
    if question is None:
        return ""
    words = renderings(queries.texts_of(question.assembly, question)[:1])[0].text
    return _("You answered no to: “%(question)s”") % {"question": words}


@read_or_send
def checking(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Check your answers, then send them."""
    sheet, setup = _sheet(request, assembly), queries.setup_of(assembly)
    if sheet is None:
        return redirect("join")
    if left := _next(setup, sheet):
        return redirect("lottery:asked", assembly.slug, left)
    if request.method == "POST":
        actions.complete_answers(by=None, sheet=sheet)
        return redirect("lottery:answered", assembly.slug)
    answers = queries.answers_of(sheet)
    rows = [
        (label, value, reverse("lottery:asked", args=[assembly.slug, page.name]), _("Change"))
        for page, label, value in answered_rows(setup, pages(setup, answers), answers)
    ]
    return render(request, "lottery/checking.html", _frame(assembly, setup) | {"rows": rows, "sheet": sheet})


@require_safe
def answered(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Done: her reference, and what happens next."""
    sheet, setup = _sheet(request, assembly), queries.setup_of(assembly)
    if sheet is None or sheet.respondent.status == Status.INVITED:
        return redirect("join")
    invitation = _invitation(request, assembly)
    shown = {
        "reference": f"R-{grouped(sheet.reference)}",
        "declined": sheet.respondent.status == Status.DECLINED,
        "another": invitation is not None
        and queries.is_for_a_household(invitation)
        and queries.sheets_of(invitation).count() < queries.MOST_PEOPLE,
    }
    return render(request, "lottery/answered.html", _frame(assembly, setup) | shown)


@read_or_send
def declining(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """No, thank you: with a reason, if she wants to say one."""
    invitation, setup = _invitation(request, assembly), queries.setup_of(assembly)
    if invitation is None:
        return redirect("join")
    form = forms.DeclineForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with faults_on(form):
            sheet = actions.decline_invitation(by=None, invitation=invitation, reason=form.cleaned_data["reason"])
            _remember(request, assembly, sheet=sheet.reference)
            return redirect("lottery:answered", assembly.slug)
    back = reverse("lottery:invited", args=[assembly.slug])
    return render(request, "lottery/declining.html", _frame(assembly, setup) | {"form": form, "back": back})


@require_POST
def reconsider(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """She said no and changes her mind."""
    sheet = _sheet(request, assembly)
    if sheet is None:
        return redirect("join")
    actions.reconsider_answers(by=None, sheet=sheet)
    setup = queries.setup_of(assembly)
    return redirect("lottery:asked", assembly.slug, _next(setup, sheet) or pages(setup, {})[0].name)


@read_or_send
def find_answers(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Type the reference of a registration, to change it or take it back."""
    form = forms.ReferenceForm(request.POST if request.method == "POST" else None)
    setup = queries.setup_of(assembly)
    if form.is_valid():
        with faults_on(form):
            count_try(request)
            sheet = queries.sheet_with_reference(assembly, form.cleaned_data["reference"])
            if sheet is None:
                raise faults.ReferenceUnknown
            reference = sheet.invitation.reference if sheet.invitation else ""
            _remember(request, assembly, sheet=sheet.reference, invitation=reference)
            ended = sheet.respondent.status == Status.DECLINED
            return redirect("lottery:answered" if ended else "lottery:checking", assembly.slug)
    return render(request, "lottery/find_answers.html", _frame(assembly, setup) | {"form": form})


@read_or_send
def take_back(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Take the registration back, asked once: everything is erased at once."""
    sheet = _sheet(request, assembly)
    if sheet is None:
        return redirect("join")
    if request.method == "POST":
        actions.withdraw_answers(by=None, sheet=sheet)
        _remember(request, assembly, sheet="")
        return render(request, "lottery/taken_back.html", _frame(assembly, queries.setup_of(assembly)))
    asked_once = {
        "base": "assembly_base.html",
        "question": _("Take your registration back?"),
        "consequences": [_("All that you answered is erased at once."), _("You cannot be drawn.")],
        "verb": _("Take it back"),
        "back_url": reverse("lottery:checking", args=[assembly.slug]),
    }
    return render(request, "confirm.html", asked_once)
