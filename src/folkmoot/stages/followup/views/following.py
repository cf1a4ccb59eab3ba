"""Being told: ask for it, confirm it, change it, leave it."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.languages.queries import faults_on
from folkmoot.stages.followup import actions, forms
from folkmoot.stages.followup.followers import follower_with
from folkmoot.stages.followup.models import Follower, Pace
from folkmoot.stages.recommendations.queries import recommendations

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@read_or_send
def follow(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Ask to be told what becomes of an assembly's recommendations."""
    person = request.user if isinstance(request.user, Person) else None
    texts = [(each.number, each.title) for each in recommendations(assembly)]
    first = {"email": person.email if person else "", "about": request.GET.get("number", "all"), "pace": Pace.WEEKLY}
    form = forms.FollowForm(request.POST or None, texts=texts, initial=first)
    back = reverse("followup:board", args=[assembly.slug])
    if form.is_valid():
        with faults_on(form):
            messages.success(request, _said(_asked(form.cleaned_data, person, assembly), person))
            return redirect(back)
    context = {
        "base": "assembly_base.html",
        "form": form,
        "heading": _("Be told when something moves"),
        "lead": _(
            "At most one letter in the time that you choose, and only if there is news. Each ends it by one click."
        ),
        "submit": _("Tell me"),
        "back_url": back,
    }
    return render(request, "form_page.html", context)


def _asked(asked: Mapping[str, str], person: Person | None, assembly: Assembly) -> Follower:
    return actions.follow(
        by=person,
        assembly=assembly,
        email=asked["email"],
        numbers=[] if asked["about"] == "all" else [int(asked["about"])],
        pace=Pace(asked["pace"]),
        language=get_language() or assembly.language,
    )


def _said(follower: Follower, person: Person | None) -> str:
    """The same for every address, so that nobody learns who follows."""
    if person is not None and person.email.lower() == follower.email:
        return _("You are told from now on.")
    return _("A letter is on its way to this address. Whoever reads it confirms there.")


@read_or_send
def following(request: HttpRequest, key: str) -> HttpResponse:
    """The door in each letter: confirm, change how often, leave."""
    follower = _follower(key)
    form = forms.PaceForm(request.POST or None, initial={"pace": follower.pace})
    if request.method == "POST":
        if "leave" in request.POST:
            actions.leave(follower=follower)
        elif "confirm" in request.POST:
            actions.confirm(follower=follower)
        elif form.is_valid():
            actions.change_pace(follower=follower, pace=Pace(form.cleaned_data["pace"]))
            messages.success(request, _("Changed."))
        return redirect("promises_following", key)
    return render(request, "followup/following.html", {"follower": follower, "form": form})


@csrf_exempt  # a mail program sends no token; the key in the address is what it proves itself by (RFC 8058)
@read_or_send
def leave(request: HttpRequest, key: str) -> HttpResponse:
    """End it with the one click that a mail program offers."""
    follower = _follower(key)
    if request.method == "POST":
        actions.leave(follower=follower)
    return redirect("promises_following", key)


def _follower(key: str) -> Follower:
    follower = follower_with(key)
    if follower is None:
        raise Http404
    return follower
