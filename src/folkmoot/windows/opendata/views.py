"""Pages of the public record."""

import json

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from folkmoot.commons.assemblies.queries import assemblies
from folkmoot.commons.publicrecord import queries
from folkmoot.core.record.merkle import leaf_hash
from folkmoot.core.record.tiles import read_tile, tile_bytes


@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """The record to read: newest first, by assembly and by what happened, with search."""
    found = queries.entries(request.GET.get("assembly") or None).order_by("-index")
    if kind := request.GET.get("kind"):
        found = found.filter(kind=kind)
    if wanted := request.GET.get("q", "").strip():
        found = found.filter(Q(kind__icontains=wanted) | Q(by__icontains=wanted) | Q(data__icontains=wanted))
    kinds = queries.entries().order_by("kind").values_list("kind", flat=True).distinct()
    choices = (
        ("assembly", _("Assembly"), [("", _("All")), *((each.slug, each.title) for each in assemblies())]),
        ("kind", _("What happened"), [("", _("Everything")), *((each, each) for each in kinds)]),
    )
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    context = {"page": page, "choices": choices, "key": queries.verifier_key()}
    return render(request, "opendata/record.html", context)


@require_safe
def entry(request: HttpRequest, index: int) -> HttpResponse:
    """One entry as it was written, with the hash of its line."""
    found = queries.entry_at(index)
    if found is None:
        raise Http404
    line = bytes(found.line)
    context = {
        "entry": found,
        "line": line.decode(),
        "leaf": leaf_hash(line).hex(),
        "pretty": json.dumps(found.data, indent=2, ensure_ascii=False),
    }
    return render(request, "opendata/entry.html", context)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The whole record as one archive that `folkmoot verify` checks."""
    return _from_disk("record.zip", "application/zip")


@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest checkpoint: a dozen lines to keep."""
    return _from_disk("record/checkpoint", "text/plain; charset=utf-8")


@require_safe
def own_file(request: HttpRequest, name: str) -> HttpResponse:
    """The lines, their hashes or the key, for who mirrors the record."""
    return _from_disk(f"record/{name}", "text/plain; charset=utf-8")


@require_safe
def tile(request: HttpRequest, path: str) -> HttpResponse:
    """One tile of the tree (c2sp.org/tlog-tiles), full or of any width that it once had; it never changes."""
    found, (tree, size) = read_tile(f"tile/{path}"), queries.tree_now()
    if found is None or not found.is_within(size):
        raise Http404
    response = HttpResponse(tile_bytes(tree, found), content_type="application/octet-stream")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@require_safe
def file(request: HttpRequest, path: str) -> HttpResponse:
    """One public file of the record, such as a published lottery."""
    found = queries.attachment(path)
    if found is None:
        raise Http404
    return _download(bytes(found.content), "application/json", path.rsplit("/", 1)[-1])


def _from_disk(path: str, kind: str) -> HttpResponse:
    """A file of the snapshot that lies ready. One that was swept away under our hands is built once more."""
    try:
        content = (queries.snapshot() / path).read_bytes()
    except FileNotFoundError:
        content = (queries.snapshot() / path).read_bytes()
    return _download(content, kind, path.rsplit("/", 1)[-1])


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
