"""Pages of files: upload, dry run, templates, exports."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from folkmoot import tables
from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.languages.queries import faults_on
from folkmoot.core.faults import Fault, Faults
from folkmoot.stages.lottery import actions, forms, queries
from folkmoot.stages.lottery.layouts import layout_from, leaves_open, table_of
from folkmoot.stages.lottery.models import PendingImport, Respondent
from folkmoot.stages.lottery.rules import Status
from folkmoot.stages.lottery.uploads import (
    CONTACTS,
    as_known,
    people_rows,
    pool_change,
    read_people,
    read_target_file,
    rows_left_out,
)
from folkmoot.stages.lottery.views.frame import frame, read_or_send
from folkmoot.stages.lottery.views.inputs import told
from folkmoot.stages.lottery.views.target_words import TARGET_COLUMNS, target_cells

SHOWN = 200
KINDS = (PendingImport.Kind.POOL, PendingImport.Kind.TARGETS)
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
LISTS = {
    "everybody": tuple(each for each in Status.values if each not in {Status.INVITED, Status.TEST}),
    "not-selected": (Status.POOL,),
    "selected": (Status.SELECTED, Status.CONFIRMED),
}


@read_or_send
def upload(request: HttpRequest, assembly: Assembly, kind: str) -> HttpResponse:
    """Choose a file; nothing changes before its dry run is confirmed."""
    _known(kind, KINDS)
    form = forms.UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        with faults_on(form):
            pending = actions.keep_upload(
                by=person_of(request), assembly=assembly, kind=kind, filename=file.name, content=file.read()
            )
            return redirect(_after(pending), assembly.slug, kind)
    context = {
        "form": form,
        "kind": kind,
        "categories": _categories(assembly),
        "closed": queries.pool_is_closed(assembly),
    }
    return render(request, "lottery/upload.html", frame(request, assembly) | context)


def _after(pending: PendingImport) -> str:
    """The page on which something must be said of a file that came; its dry run, if nothing must."""
    if pending.kind != PendingImport.Kind.POOL:
        return "lottery:dry_run"
    if not pending.layout:
        return "lottery:columns"
    setup, layout = queries.setup_of(pending.assembly), layout_from(pending.layout)
    table = table_of(pending.sheets, layout)
    return "lottery:values" if leaves_open(table, layout, setup.values, setup.age_on) else "lottery:dry_run"


@read_or_send
def dry_run(request: HttpRequest, assembly: Assembly, kind: str) -> HttpResponse:
    """What the file says and would change, or every problem in it by row and column; then confirm or discard."""
    _known(kind, KINDS)
    by = person_of(request)
    pending = queries.pending_import(assembly, kind, by)
    if pending is None:
        return redirect("lottery:upload", assembly.slug, kind)
    if request.POST.get("discard"):
        actions.discard_upload(by=by, assembly=assembly, kind=kind)
        messages.success(request, _("The file is discarded; nothing was changed."))
        return redirect("lottery:upload", assembly.slug, kind)
    form = forms.ConfirmUploadForm(request.POST or None, initial={"sha256": pending.sha256})
    if form.is_valid():
        with faults_on(form):
            return _confirmed(request, assembly, kind, form.cleaned_data["sha256"])
    context = {"form": form, "kind": kind, "pending": pending, "seats": assembly.body.seats} | _looked_at(pending)
    return render(request, "lottery/dry_run.html", frame(request, assembly) | context)


def _confirmed(request: HttpRequest, assembly: Assembly, kind: str, sha256: str) -> HttpResponse:
    by = person_of(request)
    if kind == PendingImport.Kind.TARGETS:
        count = len(actions.import_targets(by=by, assembly=assembly, sha256=sha256))
        messages.success(request, ngettext("%(n)d target is set.", "%(n)d targets are set.", count) % {"n": count})
        return redirect("lottery:targets", assembly.slug)
    change = actions.import_pool(by=by, assembly=assembly, sha256=sha256)
    sentence = _("The pool is imported: %(added)d added, %(changed)d changed, %(removed)d removed.")
    figures = {"added": len(change.added), "changed": len(change.changed), "removed": len(change.removed)}
    messages.success(request, sentence % figures)
    return redirect("lottery:check", assembly.slug)


def _looked_at(pending: PendingImport) -> dict[str, Any]:
    """The dry run: either the problems, or what would change."""
    try:
        if pending.kind == PendingImport.Kind.TARGETS:
            found = read_target_file(pending.sheets, pending.assembly.body.seats)
            return {"targets": found.targets, "table": found, "before": queries.targets(pending.assembly)}
        layout = layout_from(pending.layout) if pending.layout else None
        targets = queries.targets(pending.assembly)
        listed = people_rows(pending.sheets, targets, layout, name=pending.filename)
        people = read_people(listed, targets)
    except Faults as problems:
        return problem_lines(problems.faults)
    except Fault as problem:
        return problem_lines((problem,))
    before = queries.importable(pending.assembly)
    people = as_known(before, people)
    change = pool_change(before, people)
    return {
        "left_out": rows_left_out(pending.sheets, layout, listed) if layout is not None else (),
        "change": change,
        "people": len(people),
        "samples": _samples(change.added, change.changed, before),
        "sample_columns": (_("What happens"), _("Id in the file"), _("What exactly")),
    }


def problem_lines(faults: Sequence[Fault]) -> dict[str, Any]:
    """Every problem of a file for `part_problems.html`: row, column, sentence."""
    lines = told(faults)
    return {"problems": lines[:SHOWN], "problem_count": len(lines), "more": max(0, len(lines) - SHOWN)}


def _samples(added: Sequence[Any], changed: Sequence[Any], before: dict[str, Respondent]) -> list[tuple[str, str, str]]:
    """The first few lines of what would change: what happens, imported id, what exactly."""
    lines = [(_("added"), each.imported_id, _values(each.features)) for each in added[:10]]
    return lines + [
        (_("changed"), each.imported_id, _difference(before[each.imported_id], each)) for each in changed[:50]
    ]


def _values(features: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in features)


def _difference(old: Respondent, new: Any) -> str:
    pairs = [(column, getattr(old, column), getattr(new, column)) for column in CONTACTS]
    pairs += [(name, old.features.get(name, ""), value) for name, value in new.features]
    return "; ".join(f"{name}: {before or '–'} → {after or '–'}" for name, before, after in pairs if before != after)


@require_safe
def template(request: HttpRequest, assembly: Assembly, kind: str, format: str) -> HttpResponse:
    """An example of the table that an import takes, with the assembly's own categories."""
    _known(kind, KINDS)
    _known(format, TYPES)
    targets = queries.targets(assembly)
    if kind == PendingImport.Kind.TARGETS:
        rows = [target_cells(target) for target in targets] or [(*row, "", "", "") for row in _EXAMPLE_TARGETS]
        return table_response(TARGET_COLUMNS, rows, "targets-template", format)
    first = {target.category: target.value for target in reversed(targets)} or {"gender": "woman", "age": "16-29"}
    columns = ("id", *CONTACTS, *dict.fromkeys(first))
    who = ("Example Person", "example@example.org", "+45 00 00 00 00", "Example Street 1", "Example recruiter")
    example = ("R-001", *who, *first.values())
    return table_response(columns, [example], "pool-template", format)


_EXAMPLE_TARGETS = [
    ("gender", "woman", "14", "16"),
    ("gender", "man", "14", "16"),
    ("age", "16-29", "6", "8"),
    ("age", "30-59", "13", "16"),
    ("age", "60+", "8", "10"),
]


@require_safe
def export(request: HttpRequest, assembly: Assembly, which: str, format: str) -> HttpResponse:
    """The pool, the selected or the not-selected as a table; who took it is written down."""
    _known(which, LISTS)
    _known(format, TYPES)
    people = actions.open_list(by=person_of(request), assembly=assembly, what=f"exported {which}")
    categories = _categories(assembly)
    rows = (
        (
            each.pseudonym,
            each.imported_id or each.pseudonym,
            each.status,
            each.channel,
            *(getattr(each, column) for column in CONTACTS),
            *(each.features.get(name, "") for name in categories),
        )
        for each in people.filter(status__in=LISTS[which])
    )
    return table_response(
        ("pseudonym", "id", "status", "channel", *CONTACTS, *categories), rows, f"{assembly.slug}-{which}", format
    )


def table_response(columns: Sequence[str], rows: Iterable[Sequence[str]], name: str, format: str) -> HttpResponse:
    """Rows as a file to save, in one of the `TYPES`."""
    response = HttpResponse(tables.WRITERS[format](columns, rows), content_type=TYPES[format])
    response["Content-Disposition"] = f'attachment; filename="{name}.{format}"'
    return response


def _categories(assembly: Assembly) -> list[str]:
    return list(dict.fromkeys(target.category for target in queries.targets(assembly)))


def _known(word: str, words: Iterable[str]) -> None:
    if word not in words:
        raise Http404
