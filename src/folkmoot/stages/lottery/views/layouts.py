"""Pages between a list of people and its dry run: which column is what, which word means what; the marked file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from folkmoot import tables
from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.languages.queries import faults_on, said
from folkmoot.core.faults import Fault, Faults
from folkmoot.core.sortition.matching import alike
from folkmoot.stages.lottery import actions, forms, queries
from folkmoot.stages.lottery.layouts import (
    JOINED,
    Layout,
    columns_of_ages,
    layout_from,
    layout_under,
    open_cells,
    proposed_layout,
    sheet_of,
    table_of,
)
from folkmoot.stages.lottery.models import PendingImport
from folkmoot.stages.lottery.uploads import CONTACTS, is_plain, people_rows, read_people
from folkmoot.stages.lottery.views.files import TYPES, table_response
from folkmoot.stages.lottery.views.frame import frame, read_or_send

POOL = PendingImport.Kind.POOL
SAMPLES, TOP_ROWS, LONGEST_SAMPLE, MOST_CELLS = 3, 12, 40, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """The list of people that waits, and how it is read so far."""

    pending: PendingImport
    layout: Layout
    values: Mapping[str, tuple[str, ...]]
    age_on: date

    @property
    def sheets(self) -> tuple[tables.Sheet, ...]:
        """All that stands in the file."""
        return self.pending.sheets

    @property
    def table(self) -> tables.Table:
        """The rows as they stand in the file."""
        return table_of(self.sheets, self.layout)


@read_or_send
def columns(request: HttpRequest, assembly: Assembly, kind: str) -> HttpResponse:
    """Where the table stands in the file, and which of its columns is what; a plain file needs no such question."""
    pending = _pending(request, assembly, kind)
    if pending is None:
        return redirect("lottery:upload", assembly.slug, POOL)
    if not pending.layout and is_plain(pending.sheets, queries.targets(assembly)):
        return redirect("lottery:dry_run", assembly.slug, POOL)
    form = forms.ConfirmForm(request.POST if request.method == "POST" else None)
    waiting = _waiting(pending, assembly)
    if form.is_valid():
        layout = _placed(waiting, request.POST) if "look" in request.POST else _chosen(waiting, request.POST)
        problem = None if "look" in request.POST else _unfit(waiting, layout)
        if problem is None:
            with faults_on(form):
                actions.lay_out(by=person_of(request), assembly=assembly, layout=layout)
                return redirect("lottery:columns" if "look" in request.POST else "lottery:values", assembly.slug, POOL)
        else:
            form.add_error(None, problem)
            waiting = replace(waiting, layout=layout)
    context = {"form": form, "pending": pending, "waiting": waiting} | _columns_shown(waiting)
    return render(request, "lottery/columns.html", frame(request, assembly) | context)


@read_or_send
def values(request: HttpRequest, assembly: Assembly, kind: str) -> HttpResponse:
    """Which of the file's words means which value: suggestions to accept. Without an open word, on to the dry run."""
    pending = _pending(request, assembly, kind)
    if pending is None or not pending.layout:
        return redirect("lottery:columns", assembly.slug, POOL)
    waiting = _waiting(pending, assembly)
    table = waiting.table
    cells = open_cells(table, waiting.layout, waiting.values, waiting.age_on)
    ages = columns_of_ages(table, waiting.layout, waiting.values, waiting.age_on)
    form = forms.ConfirmForm(request.POST if request.method == "POST" else None)
    if not cells and not ages and request.method != "POST":
        return redirect("lottery:dry_run", assembly.slug, POOL)
    if form.is_valid():
        with faults_on(form):
            layout = replace(
                waiting.layout,
                values=_meant(waiting, cells, request.POST),
                ages=dict.fromkeys(ages, waiting.age_on.isoformat()),
            )
            actions.lay_out(by=person_of(request), assembly=assembly, layout=layout)
            return redirect("lottery:dry_run", assembly.slug, POOL)
    asked = [
        (place, category, waiting.layout.column_of(category), waiting.values[category], cells[category][:MOST_CELLS])
        for place, category in enumerate(waiting.values)
        if category in cells
    ]
    shown = [(category, waiting.layout.column_of(category), list(found.items())) for category, found in ages.items()]
    context = {"form": form, "pending": pending, "asked": asked, "ages": shown, "age_on": waiting.age_on}
    return render(request, "lottery/values.html", frame(request, assembly) | context)


@require_safe
def marked(request: HttpRequest, assembly: Assembly, kind: str, format: str) -> HttpResponse:
    """The waiting list as it is read, each row with what is wrong in it: to correct there and to choose again."""
    pending = _pending(request, assembly, kind)
    if pending is None or format not in TYPES:
        raise Http404
    targets = queries.targets(assembly)
    layout = layout_from(pending.layout) if pending.layout else None
    try:
        listed = people_rows(pending.sheets, targets, layout, name=pending.filename)
    except (Fault, Faults) as unreadable:
        raise Http404 from unreadable
    told: dict[int, list[str]] = {}
    try:
        read_people(listed, targets)
    except Faults as problems:
        for fault in problems.faults:
            told.setdefault(_row_of(fault), []).append(said(fault))
    lines = [(" ".join(told.get(number, ())), *cells) for number, cells in listed.rows]
    lines.sort(key=lambda line: not line[0])  # what must be corrected stands on top
    return table_response((_("What is wrong"), *listed.columns), lines, f"{assembly.slug}-to-correct", format)


def _row_of(fault: Fault) -> int:
    row = fault.params.get("row")
    return row if isinstance(row, int) else 0


def _pending(request: HttpRequest, assembly: Assembly, kind: str) -> PendingImport | None:
    if kind != POOL:
        raise Http404
    return queries.pending_import(assembly, POOL, person_of(request))


def _waiting(pending: PendingImport, assembly: Assembly) -> Waiting:
    setup = queries.setup_of(assembly)
    if pending.layout:
        layout = layout_from(pending.layout)
    else:
        layout = proposed_layout(pending.sheets, setup.values, queries.layout_before(assembly))
    return Waiting(pending=pending, layout=layout, values=setup.values, age_on=setup.age_on)


def _placed(waiting: Waiting, sent: QueryDict) -> Layout:
    """The layout under another sheet or row, its columns proposed anew."""
    name, row = sent.get("sheet", waiting.layout.sheet), sent.get("header", "")
    sheet = next((each for each in waiting.sheets if each.name == name), waiting.sheets[0])
    if sheet.name != waiting.layout.sheet:
        return proposed_layout([sheet], waiting.values)
    return layout_under(sheet, int(row) if row.isascii() and row.isdigit() else waiting.layout.header, waiting.values)


def _chosen(waiting: Waiting, sent: QueryDict) -> Layout:
    """What was chosen for each column; a choice that is not offered counts as none."""
    offered = {means for means, _label in _choices(waiting)}
    means = [(name, sent.get(f"column-{place}", "")) for place, name in enumerate(waiting.table.columns)]
    return replace(waiting.layout, columns={name: each for name, each in means if each and each in offered})


def _unfit(waiting: Waiting, layout: Layout) -> str | None:
    """Why the columns cannot be so, in a sentence."""
    labels = dict(_choices(waiting))
    chosen = list(layout.columns.values())
    twice = [labels[each] for each in dict.fromkeys(chosen) if chosen.count(each) > 1 and each not in JOINED]
    lacking = [name for name in waiting.values if f"category:{name}" not in chosen]
    if lacking:
        return _("No column is chosen for: %(names)s. Choose one for each.") % {"names": ", ".join(lacking)}
    if twice:
        return _("More than one column is chosen for: %(names)s. Keep one of them.") % {"names": ", ".join(twice)}
    return None


def _choices(waiting: Waiting) -> list[tuple[str, str]]:
    categories = [(f"category:{name}", _("Category: %(name)s") % {"name": name}) for name in waiting.values]
    return [("id", _("Her own number (id)")), *categories, *((name, contact_label(name)) for name in CONTACTS)]


def contact_label(name: str) -> str:
    """A contact in the reader's language."""
    return {
        "name": _("Name"),
        "email": _("E-mail"),
        "phone": _("Telephone"),
        "address": _("Address"),
        "source": _("Through whom she came"),
    }[name]


def _columns_shown(waiting: Waiting) -> dict[str, Any]:
    table, layout = waiting.table, waiting.layout
    sheet = sheet_of(waiting.sheets, layout)
    samples = [list(dict.fromkeys(filter(None, column)))[:SAMPLES] for column in zip(*table.rows, strict=True)]
    samples += [[]] * (len(table.columns) - len(samples))
    lines = [
        (place, name, ", ".join(each[:LONGEST_SAMPLE] for each in seen), layout.columns.get(name, ""))
        for place, (name, seen) in enumerate(zip(table.columns, samples, strict=True))
    ]
    top = [(number, " | ".join(filter(None, cells))[:90]) for number, cells in sheet.rows[:TOP_ROWS]]
    return {
        "lines": lines,
        "choices": _choices(waiting),
        "top": [*top, (0, _("No row does; call them A, B, C"))],
        "header": layout.header,
        "people": len(table.rows),
        "several": [(each.name, len(each.rows)) for each in waiting.sheets] if len(waiting.sheets) > 1 else [],
        "sheet": sheet.name,
    }


def _meant(waiting: Waiting, cells: Mapping[str, Any], sent: QueryDict) -> dict[str, dict[str, str]]:
    """What was chosen for each word, beside what was said before of words that this file has not."""
    found = {category: dict(said) for category, said in waiting.layout.values.items()}
    for place, category in enumerate(waiting.values):
        for number, each in enumerate(cells.get(category, ())[:MOST_CELLS]):
            value = sent.get(f"value-{place}-{number}", "")
            found.setdefault(category, {}).pop(alike(each.cell), None)
            if value in waiting.values[category]:
                found[category][alike(each.cell)] = value
    return found
