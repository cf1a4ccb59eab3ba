"""Pages of whom the panel resembles: population, invited, pool and panel side by side, and two categories crossed."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.core.sortition.crossing import Crossed, crossed
from folkmoot.core.sortition.representation import Compared, Part, without_small
from folkmoot.stages.lottery import queries
from folkmoot.stages.lottery.views.files import TYPES, table_response
from folkmoot.stages.lottery.views.frame import frame
from folkmoot.stages.lottery.views.outreach import AMOUNTS, USUAL, whom_to_look_for
from folkmoot.stages.lottery.views.words import percent

GROUPS = ("invited", "pool", "panel")
COLUMNS = ("category", "name", "population", *(f"{name}{more}" for name in GROUPS for more in ("", "_of", "_points")))
HIDDEN = "*"
STANDS_OUT = 3
ALIKE = Fraction(1, 20)  # nearer to the population, in points of percent, is as in the population


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One share as a cell shows it, in a column called `label`: text, what it is of, and the bar in thousandths."""

    label: str
    share: str
    of: str = ""
    words: str = ""
    width: int = 0
    mark: int | None = None


@require_safe
def representation(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Whom the panel resembles, exactly, for organisers; and any two categories crossed."""
    lines = queries.represented(assembly)
    asked, table = _crossed(request, assembly)
    names = {name for line in lines for name in line.parts}
    context = {
        "tables": _tables(lines),
        "stands_out": _stands_out(lines),
        "no_population": not any(line.population is not None for line in lines),
        "untold": list(dict.fromkeys(line.category for line in lines if "invited" not in line.parts)),
        "nobody": not names & {"pool", "panel"},
        "groups": [(name, group_label(name)) for name in ("pool", "panel")],
        "categories": list(queries.categories_of(assembly)),
        "asked": asked,
        "crossed": table,
        "crossed_rows": [
            (name, list(zip(cells, table.columns, strict=True)), total)
            for name, cells, total in _crossed_rows(table, hidden="–")
        ]
        if table
        else [],
        "column_sums": list(zip(table.column_sums, table.columns, strict=True)) if table else [],
        "formats": list(TYPES),
        "outreach": whom_to_look_for(assembly, more=_more(request)),
    }
    return render(request, "lottery/representation.html", frame(request, assembly) | context)


@require_safe
def table(request: HttpRequest, assembly: Assembly, format: str) -> HttpResponse:
    """The report as a table to pass on: small groups are hidden."""
    if format not in TYPES:
        raise Http404
    rows = [_cells(line) for line in without_small(queries.represented(assembly))]
    return table_response(COLUMNS, rows, f"{assembly.slug}-representation", format)


@require_safe
def crossed_table(request: HttpRequest, assembly: Assembly, format: str) -> HttpResponse:
    """Two categories crossed, as a table to pass on: what the page hides, it hides."""
    asked, found = _crossed(request, assembly)
    if format not in TYPES or found is None:
        raise Http404
    columns = (f"{asked['first']} / {asked['second']}", *found.columns, _("Together"))
    rows = [[name, *cells, str(total)] for name, cells, total in _crossed_rows(found, hidden=HIDDEN)]
    last = [_("Together"), *map(str, found.column_sums), str(found.people)]
    name = f"{assembly.slug}-{asked['group']}-crossed"
    return table_response(columns, [*rows, last], name, format)


@require_safe
def public(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Whom the panel resembles, for everybody: from what was published, small groups hidden."""
    lines = queries.represented_in_public(assembly)
    return render(request, "lottery/resembles.html", frame(request, assembly) | {"tables": _tables(lines)})


def group_label(name: str) -> str:
    """A group in the reader's language."""
    return {"invited": _("Invited"), "pool": _("Pool"), "panel": _("Panel")}[name]


def points_words(points: Fraction | None) -> str:
    """A difference to the population as people say it; empty where there is none to tell."""
    if points is None:
        return ""
    if abs(points) < ALIKE:
        return _("as in the population")
    sentence = _("%(n)s points too many") if points > 0 else _("%(n)s points too few")
    return sentence % {"n": number_format(round(float(abs(points)), 1), 1)}


def _tables(lines: Sequence[Compared]) -> list[dict[str, Any]]:
    """For each category its name, the heads of its columns, and rows of a value and its bars."""
    found = []
    for category, group in groupby(lines, key=lambda line: line.category):
        rows = list(group)
        names = [name for name in GROUPS if any(name in line.parts for line in rows)]
        counted = any(line.population is not None for line in rows)
        heads = [*([_("Population")] if counted else []), *map(group_label, names)]
        bars = [(line.value, [*([_population(line)] if counted else []), *_bars(line, names)]) for line in rows]
        found.append({"name": category, "heads": heads, "rows": bars})
    return found


def _population(line: Compared) -> Bar:
    label = _("Population")
    if line.population is None:
        return Bar(label=label, share="–")
    return Bar(label=label, share=percent(line.population, 1), width=_wide(line.population))


def _bars(line: Compared, names: Sequence[str]) -> list[Bar]:
    return [
        _bar(group_label(name), line.parts.get(name), points_words(line.points(name)), line.population)
        for name in names
    ]


def _bar(label: str, part: Part | None, words: str, population: Fraction | None) -> Bar:
    if part is None:
        return Bar(label=label, share="–")
    if part.share is None:
        return Bar(label=label, share=_("hidden"))
    return Bar(
        label=label,
        share=percent(part.share, 1),
        of=_("%(people)d of %(of)d") % {"people": part.people, "of": part.of},
        words=words,
        width=_wide(part.share),
        mark=None if population is None else min(992, _wide(population)),
    )


def _wide(share: Fraction) -> int:
    return round(1000 * share)


def _stands_out(lines: Sequence[Compared]) -> list[str]:
    """Where the panel, or while there is none the pool, is furthest from the population."""
    name = "panel" if any("panel" in line.parts for line in lines) else "pool"
    told = [(points, line) for line in lines if (points := line.points(name)) is not None and abs(points) >= 1]
    told.sort(key=lambda pair: -abs(pair[0]))
    return [
        f"{group_label(name)}: {line.value} ({line.category}), {points_words(points)}"
        for points, line in told[:STANDS_OUT]
    ]


def _more(request: HttpRequest) -> int:
    """How many more people were asked about."""
    asked = request.GET.get("more", "")
    return int(asked) if asked in map(str, AMOUNTS) else USUAL


def _crossed(request: HttpRequest, assembly: Assembly) -> tuple[dict[str, str], Crossed | None]:
    """What was asked for, or else the first two categories in the pool; nothing where there are not two."""
    values = queries.categories_of(assembly)
    if len(values) < 2:
        return {}, None
    names = list(values)
    first = request.GET.get("first") if request.GET.get("first") in values else names[0]
    second = request.GET.get("second") if request.GET.get("second") in values else names[1]
    if first == second:
        second = next(name for name in names if name != first)
    group = "panel" if request.GET.get("group") == "panel" else "pool"
    asked = {"first": str(first), "second": str(second), "group": group}
    people = queries.people_in(assembly, group)
    one, other = ((name, values[name]) for name in (asked["first"], asked["second"]))
    return asked, crossed(people, one, other)


def _crossed_rows(found: Crossed, *, hidden: str) -> list[tuple[str, list[str], int]]:
    cells = [[hidden if cell is None else str(cell) for cell in row] for row in found.cells]
    return list(zip(found.rows, cells, found.row_sums, strict=True))


def _cells(line: Compared) -> tuple[str, ...]:
    """Shares and points in percent with a point, counts as they are; `*` is hidden, empty is not known."""
    cells = [line.category, line.value, _plain(None if line.population is None else 100 * line.population)]
    for name in GROUPS:
        part = line.parts.get(name)
        people = "" if part is None else HIDDEN if part.people is None else str(part.people)
        cells += [people, "" if part is None else str(part.of), _plain(line.points(name))]
    return tuple(cells)


def _plain(number: Fraction | None) -> str:
    return "" if number is None else f"{float(number):.2f}"
