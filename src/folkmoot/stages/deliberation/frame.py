"""What the pages of deliberation share: the frame, and finding what an address names."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.stages.deliberation import queries


def ask(
    request: HttpRequest, form: Any, *, heading: str, back: str, submit: str = "", happens: str = "", lead: str = ""
) -> HttpResponse:
    """A page that only asks."""
    context = {
        "base": "assembly_base.html",
        "form": form,
        "heading": heading,
        "submit": submit or _("Save"),
        "what_happens": happens,
        "lead": lead,
        "back_url": back,
    }
    return render(request, "form_page.html", context)


def show(request: HttpRequest, assembly: Assembly, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page of this stage, with its neighbours."""
    links = [
        (_("Drafts"), reverse("deliberation:deliberation", args=[assembly.slug])),
        (_("What people said"), reverse("deliberation:statements", args=[assembly.slug])),
        (_("Frozen texts"), reverse("deliberation:texts", args=[assembly.slug])),
    ]
    return render(request, template, context | {"links": links})


def draft_or_404(assembly: Assembly, number: int) -> queries.Draft:
    """The draft with this number, or the page that says there is none."""
    found = queries.draft_at(assembly, number)
    if found is None:
        raise Http404
    return found


def statement_or_404(assembly: Assembly, number: int) -> queries.Statement:
    """The statement with this number, or the page that says there is none."""
    found = queries.statement_at(assembly, number)
    if found is None:
        raise Http404
    return found
