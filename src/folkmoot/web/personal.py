"""What a person may ask of the whole site: everything that is known about her, and to be forgotten."""

import json

from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from folkmoot.commons.accounts.actions import erase_person
from folkmoot.commons.accounts.queries import Person, person_of
from folkmoot.commons.notices.actions import forget_address
from folkmoot.stages.followup.actions import forget_follower
from folkmoot.stages.lottery.actions import forget_respondent
from folkmoot.stages.meetings.actions import forget_reasons
from folkmoot.web.shell import manifests


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """Everything that any app keeps about her, as one JSON file."""
    person = person_of(request)
    known = {manifest.name: about for manifest in manifests() if (about := manifest.known_about(person))}
    body = json.dumps(known, ensure_ascii=False, indent=2, sort_keys=True)
    headers = {"Content-Disposition": 'attachment; filename="about-me.json"'}
    return HttpResponse(body, content_type="application/json", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Ask once, naming what happens; then forget her."""
    person = person_of(request)
    if request.method == "POST":
        forget(person)
        logout(request)
        messages.success(request, gettext("Your account is erased."))
        return redirect("front")
    page = {
        "question": gettext("Erase the account %(email)s?") % {"email": person.email},
        "consequences": [
            gettext("Your name, your address, your passkeys, your ticks and your roles are deleted now and for good."),
            gettext("If you sit in an assembly, your seat stays, but nothing connects it to you any more."),
            gettext("What was done in public stays in the public record. It never held your name or your address."),
        ],
        "verb": gettext("Erase my account"),
        "back_url": reverse("accounts:me"),
    }
    return render(request, "confirm.html", page)


@transaction.atomic
def forget(person: Person) -> None:
    """Erase the account, the letters that were to reach it, and what pools and attendance lists say about her."""
    forget_respondent(by=person)
    forget_reasons(by=person)
    forget_follower(by=person)
    forget_address(email=person.email)
    erase_person(by=person)
