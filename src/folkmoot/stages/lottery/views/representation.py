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

from folkmoot.commons.accounts.queries import person_of
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.core.sortition.crossing import UNKNOWN, Crossed, crossed, shared_category
from folkmoot.core.sortition.representation import Compared, Part, without_small
from folkmoot.stages.lottery import actions, queries
from folkmoot.stages.lottery.views.files import TYPES, table_response
from folkmoot.stages.lottery.views.frame import frame
from folkmoot.stages.lottery.views.outreach import AMOUNTS, USUAL, whom_to_look_for
from folkmoot.stages.lottery.views.words import percent

GROUPS = ("invited", "answered", "pool", "panel")
INSIDE = {"answered": "pool"}  # whoever is in the pool has answered
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
    names = {name for line in lines for name in line.parts}
    erased = queries.pool_is_erased(assembly)
    context = {
        "tables": _tables(lines),
        "stands_out": _stands_out(lines),
        "no_population": not any(line.population is not None for line in lines),
        "untold": list(dict.fromkeys(line.category for line in lines if "invited" not in line.parts)),
        "erased": erased,
        "nobody": not erased and not names & {"pool", "panel"},
        "groups": [(name, group_label(name)) for name in (("panel",) if erased else ("pool", "panel"))],
        "categories": list(queries.categories_of(assembly)),
        "formats": list(TYPES),
        "outreach": whom_to_look_for(assembly, more=_more(request)),
    } | _crossing(request, assembly, erased=erased)
    return render(request, "lottery/representation.html", frame(request, assembly) | context)


def _crossing(request: HttpRequest, assembly: Assembly, *, erased: bool) -> dict[str, Any]:
    """The crossed table: every number if that was asked for, and then it is written down who looked."""
    exact = request.GET.get("exact") == "on"
    asked, table = dict[str, str](), None
    if exact:
        asked, table = _crossed_exactly(request, assembly)
    elif not erased:
        asked, table = _crossed(request, assembly)
    return {
        "asked": asked,
        "exact": exact,
        "crossed": table,
        "crossed_columns": list(map(_named, table.columns)) if table else [],
        "crossed_rows": _crossed_rows(table, hidden="–") if table else [],
        "column_sums": _below(table, hidden="–") if table else [],
    }


@require_safe
def table(request: HttpRequest, assembly: Assembly, format: str) -> HttpResponse:
    """The report as a table to pass on: small groups are hidden."""
    lines = without_small(queries.represented(assembly), inside=INSIDE)
    return _report(lines, f"{assembly.slug}-representation", format)


def _report(lines: Sequence[Compared], name: str, format: str) -> HttpResponse:
    if format not in TYPES:
        raise Http404
    return table_response(COLUMNS, [_cells(line) for line in lines], name, format)


@require_safe
def crossed_table(request: HttpRequest, assembly: Assembly, format: str) -> HttpResponse:
    """The pool, two categories crossed, as a table to pass on: what the page hides, it hides."""
    asked, found = _crossed(request, assembly)
    if format not in TYPES or found is None or queries.pool_is_erased(assembly):
        raise Http404
    columns = (f"{asked['first']} / {asked['second']}", *map(_named, found.columns), _("Together"))
    rows = [
        [name, *(cell for cell, _column in cells), total] for name, cells, total in _crossed_rows(found, hidden=HIDDEN)
    ]
    last = [_("Together"), *(each[0] for each in _below(found, hidden=HIDDEN)), str(found.people)]
    return table_response(columns, [*rows, last], f"{assembly.slug}-pool-crossed", format)


@require_safe
def public(request: HttpRequest, assembly: Assembly) -> HttpResponse:
    """Whom the panel resembles, for everybody: from what was published, small groups hidden."""
    lines = queries.represented_in_public(assembly)
    shown = {"tables": _tables(lines), "formats": list(TYPES)}
    return render(request, "lottery/resembles.html", frame(request, assembly) | shown)


@require_safe
def public_table(request: HttpRequest, assembly: Assembly, format: str) -> HttpResponse:
    """The same as a table, for everybody: `*` is a hidden number."""
    return _report(queries.represented_in_public(assembly), f"{assembly.slug}-resembles", format)


def group_label(name: str) -> str:
    """A group in the reader's language."""
    return {"invited": _("Invited"), "answered": _("Answered"), "pool": _("Pool"), "panel": _("Panel")}[name]


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
    """The pool, its shared category crossed with the one that was asked for; nothing where there is no such category.

    No other tables are ever passed on: several that share a category tell no more together than each alone.
    """
    values, people = queries.categories_of(assembly), list(queries.people_in(assembly, "pool"))
    first = shared_category(people, values)
    others = [name for name in values if name != first]
    if first is None or not others or not people:
        return {}, None
    asked = request.GET.get("second", "")
    second = asked if asked in others else others[0]
    table = crossed(people, (first, values[first]), (second, values[second]))
    return {"first": first, "second": second, "group": "pool"}, table


def _crossed_exactly(request: HttpRequest, assembly: Assembly) -> tuple[dict[str, str], Crossed | None]:
    """Any two categories of pool or panel with every number; who looks at that is written down first."""
    values = queries.categories_of(assembly)
    if len(values) < 2:
        return {}, None
    first, second = (request.GET.get(name, "") for name in ("first", "second"))
    first = first if first in values else next(iter(values))
    second = second if second in values and second != first else next(name for name in values if name != first)
    group = "panel" if request.GET.get("group") == "panel" else "pool"
    actions.open_list(by=person_of(request), assembly=assembly, what=f"looked at exact small groups of the {group}")
    people = queries.people_in(assembly, group)
    table = crossed(people, (first, values[first]), (second, values[second]), exact=True)
    return {"first": first, "second": second, "group": group}, table


def _named(value: str) -> str:
    """A value as a head of a row or column."""
    return value if value != UNKNOWN else _("not known")


def _crossed_rows(found: Crossed, *, hidden: str) -> list[tuple[str, list[tuple[str, str]], str]]:
    """Of each row its name, its cells each with the name of its column, and its sum."""
    columns = list(map(_named, found.columns))
    return [
        (_named(name), [(_number(cell, hidden), column) for cell, column in zip(row, columns, strict=True)], str(total))
        for name, row, total in zip(found.rows, found.cells, found.row_sums, strict=True)
    ]


def _below(found: Crossed, *, hidden: str) -> list[tuple[str, str]]:
    return [
        (_number(total, hidden), _named(name)) for total, name in zip(found.column_sums, found.columns, strict=True)
    ]


def _number(count: int | None, hidden: str) -> str:
    return hidden if count is None else str(count)


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
