"""The page that turns shares of the population into targets, with a look at them before they are taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from folkmoot import tables
from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.languages.queries import faults_on
from folkmoot.core.canonical import sha256_hex
from folkmoot.core.sortition.census import CensusShare, Tolerance, read_census, read_tolerance, targets_from
from folkmoot.core.sortition.targets import spelt_alike
from folkmoot.stages.lottery import actions, queries
from folkmoot.stages.lottery.target_forms import CensusForm
from folkmoot.stages.lottery.views.frame import frame, read_or_send
from folkmoot.stages.lottery.views.words import percent

NAMES = ("category", "name", "number")
EMPTY_ROWS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody typed or brought: the kind of numbers, the numbered rows, the tolerance as text."""

    column: str
    rows: list[tuple[int, tuple[str, ...]]]
    tolerance: str

    @property
    def mark(self) -> str:
        """Something short that differs where anything differs: only what was shown can be taken."""
        return sha256_hex(repr((self.column, self.rows, self.tolerance)).encode())[:16]


@read_or_send
def census(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Type shares of the population, or bring a file; see the seats they give; then take them as targets."""
    column, stored = queries.census_numbers(assembly)
    form = CensusForm(request.POST or None, request.FILES or None, initial={"column": column})
    rows, looked = _typed(request) if request.method == "POST" else stored or _known(assembly), {}
    if form.is_valid():
        with faults_on(form):
            asked = _asked(form, rows)
            rows = [cells for _number, cells in asked.rows]
            looked = _looked(assembly, asked)
            if request.POST.get("looked") == asked.mark:
                return _taken(request, assembly, asked)
            form = CensusForm({"column": asked.column, "tolerance": asked.tolerance})
    context = {"form": form, "rows": list(enumerate([*rows, *[("", "", "")] * EMPTY_ROWS], 1)), "looked": looked}
    return render(request, "lottery/census.html", frame(request, assembly) | context | {"seats": assembly.body.seats})


def _taken(request: HttpRequest, assembly: Assembly, asked: Asked) -> HttpResponse:
    actions.take_census(
        by=person_of(request),
        assembly=assembly,
        column=asked.column,
        rows=asked.rows,
        tolerance=read_tolerance(asked.tolerance),
    )
    messages.success(request, _("These are the targets now. See whether the pool can meet them."))
    return redirect("lottery:targets", assembly.slug)


def _typed(request: HttpRequest) -> list[tuple[str, ...]]:
    rows = zip(*(request.POST.getlist(name) for name in NAMES), strict=False)
    return [row for row in rows if any(cell.strip() for cell in row)]


def _known(assembly: Assembly) -> list[tuple[str, ...]]:
    """The values that have a target already: only their numbers are missing."""
    return [(target.category, target.value, "") for target in queries.targets(assembly)]


def _asked(form: CensusForm, rows: Sequence[tuple[str, ...]]) -> Asked:
    """A file goes before what was typed. A category without any number is left out."""
    column, tolerance = form.cleaned_data["column"], form.cleaned_data["tolerance"]
    if file := form.cleaned_data["file"]:
        table = tables.read_table(file.read(), name=file.name)
        columns = spelt_alike(table.columns, ("category", "name", "share", "people"))
        column = "people" if "people" in columns and "share" not in columns else "share"
        read_census(columns, table.numbered)
        places = [columns.index(name) for name in ("category", "name", column)]
        found = [(number, tuple(cells[place].strip() for place in places)) for number, cells in table.numbered]
        return Asked(column=column, rows=found, tolerance=tolerance)
    counted = {row[0].strip() for row in rows if row[2].strip()}
    kept = [(number, row) for number, row in enumerate(rows, 1) if row[0].strip() in counted]
    return Asked(column=column, rows=kept, tolerance=tolerance)


def _looked(assembly: Assembly, asked: Asked) -> dict[str, Any]:
    """What the numbers lead to, beside the targets of today."""
    found = read_census(("category", "name", asked.column), asked.rows)
    tolerance, seats = read_tolerance(asked.tolerance), assembly.body.seats
    today = {(each.category, each.value): f"{each.minimum}–{each.maximum}" for each in queries.targets(assembly)}
    lines = [(*_line(share, seats, tolerance), today.get((share.category, share.value), "–")) for share in found]
    kept = {category for category, _value in today} - {share.category for share in found}
    return {"mark": asked.mark, "lines": lines, "kept": sorted(kept)}


def _line(share: CensusShare, seats: int, tolerance: Tolerance) -> tuple[Any, ...]:
    """Category, value, share of the population, exact seats, at least, at most."""
    target = targets_from([share], seats, tolerance)[0]
    exact: Fraction = share.share * seats
    shown = number_format(round(float(exact), 2), 0 if exact.denominator == 1 else 2)
    return share.category, share.value, percent(share.share, 1), shown, target.minimum, target.maximum
