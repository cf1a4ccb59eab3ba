"""Pages through which an assembly is planned and run."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from folkmoot.commons.accounts.actions import register_person
from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies import actions
from folkmoot.commons.assemblies.forms import DateForm, NewPlanForm, PlanForm, RoleForm
from folkmoot.commons.assemblies.manifest import OPEN
from folkmoot.commons.assemblies.queries import (
    Assembly,
    calendar,
    holds,
    organiser_pages,
    role_holdings,
)
from folkmoot.commons.assemblies.rules import GRANTED_BY_HAND, ROLE_LABELS, missing_for_opening
from folkmoot.commons.languages.queries import faults_on
from folkmoot.manifest import Role
from folkmoot.messages import WORDS

asks = require_http_methods(["GET", "HEAD", "POST"])


@asks
def plan(request: HttpRequest) -> HttpResponse:
    """Start an assembly as a draft."""
    form = NewPlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with faults_on(form):
            assembly = actions.plan_assembly(by=person_of(request), **form.cleaned_data)
            messages.success(request, gettext("The plan is saved. Only you see it until you open it."))
            return redirect("assemblies:settings", assembly.slug)
    return render(request, "assemblies/plan.html", {"form": form})


@asks
def settings(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """The plan: to be changed while it is a draft, to be read once it is open."""
    form = PlanForm.of(assembly, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with faults_on(form):
            actions.revise_plan(by=person_of(request), assembly=assembly, **form.cleaned_data)
            messages.success(request, gettext("Saved."))
            return redirect("assemblies:settings", assembly.slug)
    page = {"form": form, "links": organiser_pages(assembly), "missing": _missing(assembly)}
    return render(request, "assemblies/settings.html", page | {"facts": _facts(assembly)})


def _missing(assembly: Assembly) -> list[str]:
    """What the plan still lacks before it can open, in words."""
    return [gettext(WORDS[each]) for each in missing_for_opening(assembly)]


def _facts(assembly: Assembly) -> list[tuple[Any, ...]]:
    """The plan as names and values, with a way to change each while it is a draft."""
    form, change = PlanForm.of(assembly), reverse("assemblies:settings", args=[assembly.slug])
    rows = [(field.label, field.initial or gettext("Still missing"), f"{change}#{field.auto_id}") for field in form]
    return [(*row, gettext("Change")) if assembly.opened_at is None else row[:2] for row in rows]


@asks
def open_assembly(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Ask once, then show the assembly to everybody."""
    form = PlanForm({name: getattr(assembly, name) for name in PlanForm.base_fields})
    problems: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        with faults_on(form):
            actions.open_assembly(by=person_of(request), assembly=assembly)
            messages.success(request, gettext("The assembly is open. Everybody can see it now."))
            return redirect("assembly", assembly.slug)
        problems = {"form": form}
    return render(
        request, "assemblies/open.html", {"facts": _facts(assembly), "missing": _missing(assembly)} | problems
    )


@asks
def people(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Who has which role; give somebody another."""
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with faults_on(form):
            _grant(request, assembly, **form.cleaned_data)
            return redirect("assemblies:people", assembly.slug)
    wanted, role = request.GET.get("q", "").strip(), request.GET.get("role", "")
    found = role_holdings(assembly).filter(Q(person__name__icontains=wanted) | Q(person__email__icontains=wanted))
    found = found.filter(role=role) if role in set(Role) else found
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "links": organiser_pages(assembly),
        "page": page,
        "rows": [(held, gettext(ROLE_LABELS[Role(held.role)]), held.role in GRANTED_BY_HAND) for held in page],
        "choices": [("role", gettext("Role"), [("", gettext("All roles")), *_role_choices()])],
    }
    return render(request, "assemblies/people.html", context)


def _role_choices() -> list[tuple[str, str]]:
    return [(role.value, gettext(label)) for role, label in ROLE_LABELS.items()]


def _grant(request: HttpRequest, assembly: Assembly, *, email: str, name: str, role: Role) -> None:
    """Make sure of the person's account and give her the role."""
    by, door = person_of(request), request.build_absolute_uri(reverse("account_login"))
    person = register_person(by=by, email=email, name=name)
    actions.grant_role(by=by, assembly=assembly, person=person, role=role, door=door)
    said = {"who": person, "role": gettext(ROLE_LABELS[role])}
    messages.success(request, gettext("%(who)s now has the role: %(role)s.") % said)


@asks
def withdraw(request: HttpRequest, assembly: Assembly, handle: str) -> HttpResponse:
    """Ask once, then take a role away."""
    held = get_object_or_404(role_holdings(assembly), handle=handle, role__in=GRANTED_BY_HAND)
    role = gettext(ROLE_LABELS[Role(held.role)])
    if request.method == "POST":
        actions.withdraw_role(by=person_of(request), assembly=assembly, person=held.person, role=Role(held.role))
        messages.success(request, gettext("The role is withdrawn."))
        return redirect("assemblies:people", assembly.slug)
    context = {
        "base": "assembly_base.html",
        "question": gettext("Withdraw the role “%(role)s” from %(who)s?") % {"role": role, "who": held.person},
        "consequences": [
            gettext("The pages of this role are closed from now on."),
            gettext("What was done under it stays in the public record, under the handle %(handle)s.")
            % {"handle": held.handle},
        ],
        "verb": gettext("Withdraw the role"),
        "back_url": reverse("assemblies:people", args=[assembly.slug]),
    }
    return render(request, "confirm.html", context)


@require_safe
def dates(request: HttpRequest, assembly: Assembly, form: DateForm | None = None) -> HttpResponse:
    """The calendar, for everybody; its organiser may add to it."""
    runs = holds(request.user, OPEN, assembly)
    context = {
        "dates": calendar(assembly),
        "form": form or DateForm(),
        "runs": runs,
        "links": organiser_pages(assembly) if runs else [],
    }
    return render(request, "assemblies/calendar.html", context)


@require_POST
def add_date(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Put a date into the calendar."""
    form = DateForm(request.POST)
    if not form.is_valid():
        return render(request, "form_page.html", _date_page(assembly, form))
    actions.add_date(by=person_of(request), assembly=assembly, **form.cleaned_data)
    messages.success(request, gettext("The date is in the calendar."))
    return redirect("assemblies:calendar", assembly.slug)


def _date_page(assembly: Assembly, form: DateForm) -> dict[str, Any]:
    return {
        "base": "assembly_base.html",
        "form": form,
        "heading": gettext("Add a date"),
        "submit": gettext("Add the date"),
        "back_url": reverse("assemblies:calendar", args=[assembly.slug]),
    }


@require_POST
def remove_date(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Take a date out of the calendar."""
    form = DateForm(request.POST)
    date = calendar(assembly).filter(**form.cleaned_data).first() if form.is_valid() else None
    if date is None:
        raise Http404
    actions.remove_date(by=person_of(request), assembly=assembly, date=date)
    messages.success(request, gettext("The date is removed."))
    return redirect("assemblies:calendar", assembly.slug)
