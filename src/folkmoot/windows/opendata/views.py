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
from folkmoot.windows.opendata.archives import zipped


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
    return _download(zipped(queries.export_files()), "application/zip", "record.zip")


@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The checkpoint signed now: a dozen lines to keep."""
    return _download(queries.export_files()["checkpoint"], "text/plain; charset=utf-8", "checkpoint")


@require_safe
def file(request: HttpRequest, path: str) -> HttpResponse:
    """One public file of the record, such as a published lottery."""
    found = queries.attachment(path)
    if found is None:
        raise Http404
    return _download(bytes(found.content), "application/json", path.rsplit("/", 1)[-1])


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
