"""Promises beyond one assembly's board: all of the site, promise beside outcome, and what other sites may show."""

from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.stages.contract.queries import INFLUENCE_LABELS
from folkmoot.stages.followup import queries
from folkmoot.stages.followup.outcome import outcome as outcome_of
from folkmoot.stages.followup.sheet import boards_as_csv
from folkmoot.stages.followup.sieve import ORDERS, STATES, fits, in_order
from folkmoot.stages.followup.site import Promise, SiteBoard, Standing, debtor_key, site_board, standing

ON_A_PAGE, DEBTORS_AT_ONCE = 50, 12
# Any site may show a status in a frame; the frame itself loads its own style sheet and nothing else.
_FRAME_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
minutes = cache_control(public=True, max_age=300)


@require_safe
def every_promise(request: HttpRequest) -> HttpResponse:
    """Every promise of the site: who owes what, and each row from asked to done."""
    found = site_board()
    rows = _sifted(found, request)
    context = {
        "site": found,
        "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
        "shown": len(rows),
        "first_debtors": found.debtors[:DEBTORS_AT_ONCE],
        "more_debtors": found.debtors[DEBTORS_AT_ONCE:],
        "choices": [
            ("state", _("State"), list(STATES.items())),
            ("assembly", _("Assembly"), [(board.assembly.slug, board.assembly.title) for board in found.boards]),
            ("office", _("Commissioner"), [(each.key, each.name) for each in found.debtors]),
            ("sort", _("Order"), list(ORDERS.items())),
        ],
        "is_filtered": any(request.GET.get(name) for name in ("q", "state", "assembly", "office")),
    }
    return render(request, "followup/promises.html", context)


def _sifted(found: SiteBoard, request: HttpRequest) -> list[Promise]:
    asked = request.GET.dict()
    assembly, office = asked.get("assembly", ""), asked.get("office", "")
    fitting = [
        each
        for each in found.promises
        if assembly in {"", each.assembly.slug}
        and fits(each.row, asked, lambda cell, each=each: debtor_key(each.assembly, cell.commissioner.office) == office)  # type: ignore[misc]
    ]
    return in_order(fitting, asked, lambda each: each.row)


@require_safe
def every_promise_csv(request: HttpRequest) -> HttpResponse:
    """All promises of the site as a table, nothing left out."""
    answer = HttpResponse(boards_as_csv(site_board().boards), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="promises.csv"'
    return answer


@require_safe
def outcome(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """What the contract promised, beside what happened until now."""
    board = queries.board(assembly)
    found = outcome_of(board)
    influence = INFLUENCE_LABELS[found.contract.clauses.influence.level] if found.contract else ""
    return render(request, "followup/outcome.html", {"board": board, "outcome": found, "influence": influence})


@require_safe
def embed(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """How another site shows the state of these promises."""
    board = queries.board(assembly)
    language = get_language() or settings.LANGUAGE_CODE
    shown = [("", _("All offices together")), *((office.ref, office.office) for office in board.offices)]
    rows = [(name, *_snippets(request, assembly, ref, language, name)) for ref, name in shown]
    return render(request, "followup/embed.html", {"board": board, "rows": rows})


def _snippets(request: HttpRequest, assembly: Assembly, ref: str, language: str, name: str) -> tuple[str, str, str]:
    """The picture's address, the line of HTML for the picture, and the one for the frame."""
    asked = f"?{urlencode({'language': language})}"
    picture = request.build_absolute_uri(_address(assembly, ref, "svg") + asked)
    frame = request.build_absolute_uri(_address(assembly, ref, "html") + asked)
    link = request.build_absolute_uri(reverse("followup:board", args=[assembly.slug]))
    title = f"{assembly.title}: {name}"
    return (
        picture,
        render_to_string("followup/snippet_picture.html", {"link": link, "picture": picture, "title": title}).strip(),
        render_to_string("followup/snippet_frame.html", {"frame": frame, "title": title}).strip(),
    )


def _address(assembly: Assembly, ref: str, kind: str) -> str:
    if ref:
        return reverse("followup:status_of", args=[assembly.slug, ref, kind])
    return reverse("followup:status", args=[assembly.slug, kind])


@require_safe
@minutes
@xframe_options_exempt
def status(request: HttpRequest, assembly: Assembly, kind: str, ref: str = "") -> HttpResponse:
    """The state of an assembly's promises, or of one office's, for other sites: the same for all, without a cookie."""
    if kind not in {"svg", "html"}:
        raise Http404
    asked = request.GET.get("language", "")
    with override(asked if asked in dict(settings.LANGUAGES) else get_language()):
        board = queries.board(assembly)
        office = next((each for each in board.offices if each.ref == ref), None)
        if ref and office is None:
            raise Http404
        cells = [cell for cell in board.cells if office is None or cell.commissioner == office]
        context = _status(board, standing(cells), office.office if office else assembly.title)
        context["link"] = request.build_absolute_uri(reverse("followup:board", args=[assembly.slug]))
        text = render_to_string(f"followup/status.{kind}", context)
    if kind == "svg":
        return HttpResponse(text, content_type="image/svg+xml")
    return HttpResponse(text, headers={"Content-Security-Policy": _FRAME_POLICY})


def _status(board: queries.Board, stands: Standing, name: str) -> dict[str, object]:
    """What both forms of the status show; the picture's widths are in its own units, seven for each letter."""
    short = in_short(board, stands)
    left, right = 7 * len(name) + 20, 7 * len(short) + 20
    return {
        "board": board,
        "assembly": board.assembly,
        "stands": stands,
        "name": name,
        "short": short,
        "state": "broken" if stands.silent else "open" if stands.waiting or not board.given else "kept",
        "left": left,
        "right": right,
        "width": left + right,
        "left_text": left - 20,
        "right_text": right - 20,
        "right_at": left + 10,
    }


def in_short(board: queries.Board, stands: Standing) -> str:
    """How promises stand, in a few words."""
    if board.given is None:
        return gettext("nothing handed over yet")
    if stands.silent:
        missing = ngettext("%(n)d answer missing", "%(n)d answers missing", stands.silent) % {"n": stands.silent}
        return gettext("%(missing)s, day %(days)d") % {"missing": missing, "days": stands.longest}
    return gettext("%(given)d of %(owed)d answered") % {"given": stands.given, "owed": stands.owed}
