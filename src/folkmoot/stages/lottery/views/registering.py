"""Pages of registration for those who run it: how it stands, who may take part, what is asked, opening and closing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.languages.queries import faults_on
from folkmoot.messages import WORDS
from folkmoot.stages.lottery import actions, forms, queries
from folkmoot.stages.lottery.consents import REASONS
from folkmoot.stages.lottery.eligibility import DATES, TOO_OLD, TOO_YOUNG
from folkmoot.stages.lottery.views.frame import channel_label, frame, read_or_send


@require_safe
def registration(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """How registration stands: open or not, who answered through which door, and why people said no."""
    found = queries.registration_of(assembly)
    doors = queries.door_counts(assembly)
    days = queries.by_day(assembly)
    wordings = {each.ref: each.wording for each in queries.questions_of(assembly)}
    rules = {TOO_YOUNG: _("Too young"), TOO_OLD: _("Too old"), DATES: _("Cannot come on enough days")} | wordings
    shown = {
        "registration": found,
        "takes": queries.takes_answers(found),
        "missing": [_(WORDS[each]) for each in queries.missing_for_opening(assembly, found)],
        "doors": [(channel_label(name), doors[name]) for name in ("web", "phone", "card", "door")],
        "registered": sum(doors.values()),
        "days": [(date_format(each.on), each.total, *(each.channels.get(name, 0) for name in _DOORS)) for each in days],
        "columns": [_("Day"), _("Together"), *(channel_label(name) for name in _DOORS)],
        "refusals": [
            (_(REASONS.get(why, why)) or _("No reason"), n) for why, n in queries.refusals(assembly).most_common()
        ],
        "turned_away": [(rules.get(rule, rule), n) for rule, n in queries.turned_away_counts(assembly).items()],
        "tests": queries.test_answers(assembly).count(),
        "cards": queries.cards_waiting(assembly).count(),
        "join_url": request.build_absolute_uri(reverse("join")),
    }
    return render(request, "lottery/registration.html", frame(request, assembly) | shown)


_DOORS = ("web", "phone", "card", "door")


@read_or_send
def terms(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Who may take part, by when, and on which days."""
    found = queries.registration_of(assembly)
    form = forms.TermsForm(request.POST if request.method == "POST" else None, initial=forms.terms_initial(found))
    if form.is_valid():
        with faults_on(form):
            actions.set_terms(by=person_of(request), assembly=assembly, terms=actions.Terms(**form.cleaned_data))
            messages.success(request, _("Kept."))
            return redirect("lottery:registration", assembly.slug)
    asked = {
        "form": form,
        "heading": _("Who may take part"),
        "lead": _("The letter and the registration say the same. Nobody under the age limit is registered."),
        "submit": _("Keep"),
        "base": "assembly_base.html",
        "back_url": reverse("lottery:registration", args=[assembly.slug]),
    }
    return render(request, "form_page.html", frame(request, assembly) | asked)


@require_POST
def open_registration(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Take answers for real from now on."""
    actions.open_registration(by=person_of(request), assembly=assembly)
    messages.success(request, _("Registration is open. The codes on the letters work now."))
    return redirect("lottery:registration", assembly.slug)


@read_or_send
def close_registration(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Take no more answers, asked once."""
    if request.method == "POST":
        actions.close_registration(by=person_of(request), assembly=assembly)
        messages.success(request, _("Registration is closed."))
        return redirect("lottery:registration", assembly.slug)
    asked = {
        "base": "assembly_base.html",
        "question": _("Close registration?"),
        "consequences": [
            _("No more answers are taken, through no door."),
            _("The record says how many registered. Opening it again needs a reason that everybody reads."),
        ],
        "verb": _("Close registration"),
        "back_url": reverse("lottery:registration", args=[assembly.slug]),
    }
    return render(request, "confirm.html", asked)


@read_or_send
def reopen_registration(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Take answers again, for a reason that everybody may read."""
    form = forms.ReopenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with faults_on(form):
            actions.reopen_registration(by=person_of(request), assembly=assembly, **form.cleaned_data)
            messages.success(request, _("Registration is open again."))
            return redirect("lottery:registration", assembly.slug)
    asked = {
        "form": form,
        "heading": _("Open registration again"),
        "submit": _("Open it again"),
        "base": "assembly_base.html",
        "back_url": reverse("lottery:registration", args=[assembly.slug]),
    }
    return render(request, "form_page.html", frame(request, assembly) | asked)


@require_POST
def clear_tests(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Delete the answers that were typed to try it out."""
    count = actions.clear_test_answers(by=person_of(request), assembly=assembly)
    text = ngettext("%(n)d answer to the test is deleted.", "%(n)d answers to the test are deleted.", count)
    messages.success(request, text % {"n": count})
    return redirect("lottery:registration", assembly.slug)


@require_safe
def questions(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """What everybody is asked, in order."""
    kinds = {str(kind): label for kind, label in forms.KINDS}
    rows = [(each, kinds[each.kind], _answers(assembly, each)) for each in queries.questions_of(assembly)]
    return render(request, "lottery/questions.html", frame(request, assembly) | {"rows": rows})


def _answers(assembly: Assembly, question: queries.Question) -> str:
    if question.derived:
        return _("worked out from the date of birth")
    return " · ".join(queries.values_of(assembly).get(question.category, question.options))


@read_or_send
def question(request: HttpRequest, assembly: Assembly, ref: str) -> HttpResponse:
    """Word one question, or a new one (`new`)."""
    found = next((each for each in queries.questions_of(assembly) if each.ref == ref), None)
    if found is None and ref != "new":
        raise Http404
    category = found.category if found else ""
    initial = forms.question_initial(found) if found else {"kind": queries.Question.Kind.CONDITION, "required": True}
    form = forms.QuestionForm(request.POST if request.method == "POST" else None, initial=initial, category=category)
    if form.is_valid():
        with faults_on(form):
            asked = actions.Asked(**form.asked, category=category, derived=bool(found and found.derived))
            name = ref if found else queries.ref_for(asked.wording)
            actions.keep_question(by=person_of(request), assembly=assembly, ref=name, asked=asked)
            return redirect("lottery:questions", assembly.slug)
    page: dict[str, Any] = {
        "form": form,
        "heading": _("Word the question") if found else _("A new question"),
        "submit": _("Keep"),
        "base": "assembly_base.html",
        "back_url": reverse("lottery:questions", args=[assembly.slug]),
    }
    return render(request, "form_page.html", frame(request, assembly) | page)


@require_POST
def move_question(request: HttpRequest, assembly: Assembly, ref: str) -> HttpResponse:
    """Ask it one place earlier or later."""
    actions.move_question(by=person_of(request), assembly=assembly, ref=ref, up="up" in request.POST)
    return redirect("lottery:questions", assembly.slug)


@require_POST
def remove_question(request: HttpRequest, assembly: Assembly, ref: str) -> HttpResponse:
    """Ask it no more."""
    actions.remove_question(by=person_of(request), assembly=assembly, ref=ref)
    return redirect("lottery:questions", assembly.slug)
