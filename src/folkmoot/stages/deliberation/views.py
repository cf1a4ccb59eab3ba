"""Pages of deliberation that are read; `drafting` has those on which something is written."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from folkmoot.commons.assemblies.queries import Assembly, holds
from folkmoot.commons.lineage.queries import family
from folkmoot.core.journey import BeadState
from folkmoot.stages.deliberation import forms, queries
from folkmoot.stages.deliberation.frame import draft_or_404, show, statement_or_404
from folkmoot.stages.deliberation.manifest import CURATE, FREEZE, GATHER, WRITE
from folkmoot.stages.deliberation.rules import state


@require_safe
def deliberation(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """The drafts: all of them, whatever became of them."""
    wanted, fate = request.GET.get("q", "").strip(), request.GET.get("fate", "")
    found = queries.drafts(assembly, containing=wanted, fate=fate)
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "choices": [("fate", _("State"), [(each.value, label) for each, label in forms.FATES.items()])],
        "rows": [(draft, forms.FATES[queries.Fate(draft.fate)]) for draft in page],
        "is_open": state(assembly) is BeadState.OPEN,
        "may_write": holds(request.user, WRITE, assembly),
        "may_freeze": holds(request.user, FREEZE, assembly),
    }
    return show(request, assembly, "deliberation/deliberation.html", context)


@require_safe
def statements(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """What people said, with where it is from."""
    found = queries.statements(assembly, containing=request.GET.get("q", "").strip())
    page = Paginator(found, 30).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "shown": queries.as_spoken(assembly, page),
        "may_gather": holds(request.user, GATHER, assembly),
    }
    return show(request, assembly, "deliberation/statements.html", context)


@require_safe
def statement(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """One statement, and where it went."""
    found = statement_or_404(assembly, number)
    context = {
        "statement": found,
        "words": queries.as_spoken(assembly, [found])[0][1],
        "fate_label": forms.FATES[queries.Fate(found.fate)],
        "may_write": holds(request.user, WRITE, assembly) and state(assembly) is BeadState.OPEN,
        "may_curate": holds(request.user, CURATE, assembly),
    }
    return show(request, assembly, "deliberation/statement.html", context | _family(assembly, found.name))


@require_safe
def draft(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """One draft: its words, its versions, where it came from and where it went."""
    found = draft_or_404(assembly, number)
    versions = list(queries.versions(found))
    is_open = found.fate == queries.Fate.OPEN and state(assembly) is BeadState.OPEN
    context = {
        "draft": found,
        "fate_label": forms.FATES[queries.Fate(found.fate)],
        "words": versions[-1],
        "versions": list(zip(versions, [None, *versions], strict=False))[::-1],
        "may_write": is_open and holds(request.user, WRITE, assembly),
        "may_curate": holds(request.user, CURATE, assembly) and state(assembly) is BeadState.OPEN,
        "others": [each for each in queries.open_drafts(assembly) if each != found] if is_open else [],
    }
    return show(request, assembly, "deliberation/draft.html", context | _family(assembly, found.name))


@require_safe
def texts(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """The frozen texts as they go to the ballot."""
    return show(request, assembly, "deliberation/texts.html", {"texts": queries.frozen_texts(assembly)})


@require_safe
def texts_json(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """The frozen texts as data, each with its hash."""
    rows = [
        {"number": each.number, "title": each.title, "text": each.text, "sha256": each.sha256}
        for each in queries.frozen_texts(assembly)
    ]
    return JsonResponse({"assembly": assembly.slug, "texts": rows}, json_dumps_params={"ensure_ascii": False})


@require_safe
def text(request: HttpRequest, assembly: Assembly, number: int) -> HttpResponse:
    """One frozen text."""
    found = queries.frozen_text_at(assembly, number)
    mine = queries.in_my_language(assembly, number)
    if found is None:
        raise Http404
    return show(
        request, assembly, "deliberation/text.html", {"text": found, "mine": mine} | _family(assembly, found.name)
    )


def _family(assembly: Assembly, name: str) -> dict[str, Any]:
    found = family(assembly, name)
    return {
        "came_from": queries.titled(assembly, found.came_from),
        "led_to": queries.titled(assembly, found.led_to),
    }
