"""The pages that belong to no stage: the front door, an assembly's page, the desk, and the living example's doors."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from folkmoot import clock
from folkmoot.commons.accounts.queries import person_of, person_with_email
from folkmoot.commons.assemblies.queries import Assembly, assemblies, assemblies_of
from folkmoot.commons.duties.queries import due_between, overdue, standing
from folkmoot.commons.lineage.queries import label
from folkmoot.commons.notices.queries import outbox
from folkmoot.commons.publicrecord.queries import entries, kinds_by_assembly
from folkmoot.manifest import NextStep
from folkmoot.web import shell
from folkmoot.web.demo import invitation
from folkmoot.web.demo.people import PEOPLE

MONTH = timedelta(days=31)


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What is being decided now, where you can act today, and the promises due this month."""
    found = assemblies()
    if wanted := request.GET.get("q", "").strip():
        found = found.filter(title__icontains=wanted) | found.filter(place__icontains=wanted)
    page = Paginator(found, 12).get_page(request.GET.get("page"))
    kinds = kinds_by_assembly(assembly.slug for assembly in page)
    now = clock.now()
    due = [*overdue(now)[:20], *due_between(now, now + MONTH)[:20]]
    return render(
        request,
        "front.html",
        {
            "page": page,
            "wanted": wanted,
            "cards": [(assembly, shell.thread(assembly, kinds=kinds[assembly.slug])) for assembly in page],
            "promises": [(duty, standing(duty, now=now), label(duty.subject)) for duty in due],
            "steps": _steps(request),
            "people": PEOPLE if settings.DEMO else (),
            "code": invitation.code_to_try() if settings.DEMO else "",
        },
    )


def _steps(request: HttpRequest) -> list[NextStep]:
    """The next steps of whoever reads, over all her assemblies."""
    if not request.user.is_authenticated:
        return []
    return [step for assembly in assemblies_of(person_of(request)) for step in shell.next_steps(request.user, assembly)]


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What Folkmoot is, which licence it has and where its source is."""
    return render(request, "about.html")


@require_safe
def assembly_page(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """The whole story of one assembly, understood in a minute."""
    timeline = entries(assembly.slug).exclude(kind__in=shell.quiet_kinds()).order_by("-index")[:12]
    return render(
        request,
        "assembly.html",
        {
            "headline": shell.headline(assembly),
            "steps": shell.next_steps(request.user, assembly),
            "chapters": shell.story(assembly),
            "events": [shell.event(entry) for entry in timeline],
            "links": shell.pages_behind(request.user, assembly),
        },
    )


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """One list of what the person who is signed in should do today, across her assemblies."""
    person = person_of(request)
    rows = [(assembly, shell.next_steps(person, assembly)) for assembly in assemblies_of(person)]
    return render(request, "desk.html", {"rows": rows, "may_convene": person.convener})


@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the living example's people; exists only where the example runs."""
    wanted = request.POST.get("email", "")
    person = person_with_email(wanted) if wanted in {each.email for each in PEOPLE} else None
    if not settings.DEMO or person is None:
        raise PermissionDenied
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    messages.success(request, gettext("You are now signed in as %(name)s.") % {"name": person.name})
    return redirect("desk")


@require_safe
def demo_outbox(request: HttpRequest) -> HttpResponse:
    """The mails that the living example would have sent."""
    page = Paginator(outbox(), 20).get_page(request.GET.get("page"))
    return render(request, "demo/outbox.html", {"page": page})
