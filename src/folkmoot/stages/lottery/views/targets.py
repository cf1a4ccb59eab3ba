"""Pages of targets: an editor that shows at once what each change leads to, and whether they can be met."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.languages.queries import faults_on, said
from folkmoot.core.faults import Faults
from folkmoot.core.sortition import Target, check_targets, read_targets, relaxations, unselectable
from folkmoot.core.sortition.conflicts import can_be_met, why_shut_out
from folkmoot.core.sortition.easing import eased, given_up
from folkmoot.core.sortition.profiles import Profiles
from folkmoot.core.sortition.prospects import Prospect, profiles_for, prospect
from folkmoot.core.sortition.targets import sum_faults
from folkmoot.stages.lottery import actions, forms, queries
from folkmoot.stages.lottery.figures import gave_way
from folkmoot.stages.lottery.views.frame import frame, read_or_send
from folkmoot.stages.lottery.views.outreach import whom_to_look_for
from folkmoot.stages.lottery.views.target_words import (
    TARGET_COLUMNS,
    chance_words,
    remedy_words,
    shut_out_words,
    step_words,
    target_cells,
)
from folkmoot.stages.lottery.views.words import gave_way_words

COLUMNS = TARGET_COLUMNS
EMPTY_ROWS = 3
MOST_VERSIONS = 30
QUICK = 1500  # with more profiles than that, what would help is worked out on the page that may take a while
LIVELY = 400  # with more profiles than that, whom to look for is told on a page of its own
REASONS = 3  # so many groups of people in no panel are told with the targets that shut them out

Row = tuple[str, ...]


@dataclass(slots=True)
class Versions:
    """The rows as they were before each change, the newest last; they travel with the form, nothing is stored."""

    kept: list[list[Row]]

    def note(self, rows: list[Row]) -> None:
        """Add the rows if they differ from the newest version."""
        if _filled(rows) != _filled(self.kept[-1]):
            self.kept = [*self.kept, rows][-MOST_VERSIONS:]

    def undo(self) -> list[Row]:
        """Go back by one change; the rows before it."""
        if len(self.kept) > 1:
            self.kept.pop()
        return self.kept[-1]


@read_or_send
def targets(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Edit the targets and see at once what they lead to; nothing is kept before the button says so."""
    stored = _stored(queries.targets(assembly))
    if request.method != "POST":
        return _editor(request, assembly, forms.ConfirmForm(), stored, Versions([stored]))
    rows, versions = _typed(request), _versions(request, stored)
    versions.note(rows)
    if "do" not in request.POST and request.headers.get("HX-Request"):
        return render(request, "lottery/part_prospect.html", _seen(assembly, rows, versions))
    form = forms.ConfirmForm(request.POST)
    if request.POST.get("do", "keep") != "keep":
        return _editor(request, assembly, form, _done(request.POST["do"], rows, versions), versions)
    if form.is_valid():
        with faults_on(form):
            actions.set_targets(by=person_of(request), assembly=assembly, targets=read_targets(COLUMNS, _filled(rows)))
            messages.success(request, _("The targets are saved. See now whether the pool can meet them."))
            return redirect("lottery:check", assembly.slug)
    return _editor(request, assembly, form, rows, versions)


def _done(act: str, rows: list[Row], versions: Versions) -> list[Row]:
    """The rows after a button was pressed: undo, one more row, or a row left out."""
    if act == "undo":
        return versions.undo()
    if act == "add":
        return [*rows, ("",) * len(COLUMNS)]
    if act.startswith("remove-") and act[7:].isdecimal():
        rows = [row for number, row in enumerate(rows, 1) if number != int(act[7:])]
        versions.note(rows)
    return rows


def _editor(
    request: HttpRequest, assembly: Assembly, form: forms.ConfirmForm, rows: list[Row], versions: Versions
) -> HttpResponse:
    counts = queries.pool_counts(assembly)
    shown = rows or [("",) * len(COLUMNS)] * EMPTY_ROWS
    numbered = [(number, row, counts.get((row[0].strip(), row[1].strip()), 0)) for number, row in enumerate(shown, 1)]
    context = {"form": form, "rows": numbered, "seats": assembly.body.seats, "pool": sum(counts.values())}
    context |= {"fresh": not queries.targets(assembly), "several": list(queries.panel_rows(assembly))}
    context |= {"outreach": whom_to_look_for(assembly, quick=LIVELY)} | _seen(assembly, rows, versions)
    return render(request, "lottery/targets.html", frame(request, assembly) | context)


def _typed(request: HttpRequest) -> list[Row]:
    columns = [request.POST.getlist(name) for name in COLUMNS]
    longest = max(map(len, columns))
    rows = list(zip(*([*column, *[""] * (longest - len(column))] for column in columns), strict=True))
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows


def _versions(request: HttpRequest, stored: list[Row]) -> Versions:
    """The versions that travelled with the form; what is not made of rows is left alone."""
    try:
        found = json.loads(request.POST.get("versions", ""))
        kept = [[tuple(map(str, row)) for row in rows if len(row) == len(COLUMNS)] for rows in found]
    except (ValueError, TypeError):
        return Versions([stored])
    return Versions(kept or [stored])


def _filled(rows: Sequence[Row]) -> list[tuple[int, Row]]:
    return [(number, row) for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]


def _stored(stored: Sequence[Target]) -> list[Row]:
    return [target_cells(each) for each in stored]


def _seen(assembly: Assembly, rows: list[Row], versions: Versions) -> dict[str, Any]:
    """What the rows lead to, or what is wrong with them; and the versions that go back into the form."""
    kept = {"versions": json.dumps(versions.kept, ensure_ascii=False), "undoable": len(versions.kept) > 1}
    if not _filled(rows):
        return kept | {"nothing": True}
    try:
        wanted = read_targets(COLUMNS, _filled(rows))
    except Faults as found:
        return kept | {"wrong": [said(fault) for fault in found.faults]}
    return kept | _led_to(queries.inputs_of_next(assembly, wanted))


def _led_to(inputs: queries.Inputs) -> dict[str, Any]:
    if not inputs.pool.respondents or not inputs.seats:
        no_people = bool(inputs.seats) and not inputs.pool.respondents
        return {"others": _sums(inputs.targets, inputs.seats), "empty": True, "no_people": no_people}
    profiles = profiles_for(inputs.pool, inputs.targets, inputs.seats)
    quick = len(profiles.profiles) <= QUICK and inputs.seats <= len(inputs.pool.respondents)
    kept = eased(profiles) if quick else profiles.targets
    if given_up(kept):
        profiles = profiles_for(inputs.pool, kept, inputs.seats)
    shared = {"gaps": _gaps(inputs), "others": _sums(kept, inputs.seats), "gave_way": gave_way_words(gave_way(kept))}
    found = prospect(profiles)
    if found.smallest is None or not can_be_met(profiles):
        remedies = relaxations(inputs.pool, inputs.targets, inputs.seats) if quick else ()
        return shared | {"impossible": True, "remedies": [remedy_words(each) for each in remedies]}
    return shared | _fairness(inputs, profiles, found)


def _sums(targets: Sequence[Target], seats: int) -> list[str]:
    return [said(fault) for fault in sum_faults(targets, seats)]


def _fairness(inputs: queries.Inputs, profiles: Profiles, found: Prospect) -> dict[str, Any]:
    groups: dict[tuple[str, ...], list[int]] = {}
    for column in found.shut_out:
        groups.setdefault(profiles.profiles[column].features, []).append(column)
    told = [(why_shut_out(profiles, columns[0]), columns) for columns in list(groups.values())[:REASONS]]
    out = [
        shut_out_words(each, inputs.pool.categories) | {"people": int(profiles.sizes[columns].sum())}
        for each, columns in told
    ]
    return {
        "chance": chance_words(found.smallest or 0.0),
        "steps": step_words(found),
        "people_out": found.people_out,
        "shut_out": out,
        "more_out": found.people_out - sum(each["people"] for each in out),
    }


def _gaps(inputs: queries.Inputs) -> list[tuple[str, int]]:
    """Categories in which people of the pool have a value that has no target, and how many people."""
    known = {(target.category, target.value) for target in inputs.targets}
    counted = [
        (name, sum((name, each.features[column]) not in known for each in inputs.pool.respondents))
        for column, name in enumerate(inputs.pool.categories)
    ]
    return [(name, people) for name, people in counted if people]


@require_safe
def check(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Whether any panel can meet the targets; which quarrel, what would help, and whom they shut out."""
    closed, inputs = queries.pool_is_closed(assembly), queries.inputs_of_next(assembly)
    ready = bool(inputs.targets and inputs.pool.respondents and inputs.seats)
    context = {"inputs": inputs, "ready": ready, "closed": closed} | (_feasibility(inputs) if ready else {})
    return render(request, "lottery/check.html", frame(request, assembly) | context)


def _feasibility(inputs: queries.Inputs) -> dict[str, Any]:
    kept = eased(profiles_for(inputs.pool, inputs.targets, inputs.seats))
    try:
        check_targets(inputs.pool, kept, inputs.seats)
    except Faults as found:
        conflict = next((fault.params["conflict"] for fault in found.faults if "conflict" in fault.params), ())
        others = [said(fault) for fault in found.faults if "conflict" not in fault.params]
        possible = inputs.seats <= len(inputs.pool.respondents)
        remedies = relaxations(inputs.pool, inputs.targets, inputs.seats) if possible else ()
        return {"conflict": conflict, "others": others, "remedies": [remedy_words(each) for each in remedies]}
    shut_out = [shut_out_words(each, inputs.pool.categories) for each in unselectable(inputs.pool, kept, inputs.seats)]
    return {"possible": True, "shut_out": shut_out, "gave_way": gave_way_words(gave_way(kept))}
