"""Ballots from a table: a column for each option, a row for each ballot; or counts, a row for each option.

A column `ballots` says how many ballots a row stands for; a column `ballot`, `id` or `voter_id` names the paper and is
not looked at. A row in which nothing is marked, or a cell says `blank`, is blank (a row in which nothing stands at all
is no ballot); one in which a cell says `spoilt` is spoilt. Where the first column is
called `option`, the rows are options and the other columns what was counted.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import Any

from folkmoot.core.faults import Fault, Faults
from folkmoot.core.tally.approving import items_of
from folkmoot.core.tally.chambers import OptionsOfComponentsDiffer, unblocked
from folkmoot.core.tally.counting import Choice
from folkmoot.core.tally.methods import Majority, Method, Scale
from folkmoot.core.tally.profiles import (
    Cast,
    ChamberCounts,
    GradeTable,
    ItemCounts,
    Kind,
    NoOptions,
    Option,
    Profile,
    Turnout,
    check_options,
    grouped,
)
from folkmoot.core.tally.reading.lines import all_read, amount, whole
from folkmoot.core.tally.rules import Counts

Numbered = Iterable[tuple[int, Sequence[str]]]
Cells = tuple[str, ...]
WEIGHT = "ballots"
NAMES = frozenset({"ballot", "id", "voter_id"})
_YES = frozenset({"1", "x", "yes", "y", "true", "ja", "j", "oui", "ok", "✓", "✔"})
_NO = frozenset({"", "0", "no", "n", "false", "nej", "nein", "non", "-"})
_CHOICES = {
    "": Choice.BLANK,
    **dict.fromkeys(_YES, Choice.YES),
    **dict.fromkeys(_NO - {"", "-"}, Choice.NO),
    **{str(choice): choice for choice in Choice},
}


class MarkUnreadable(Fault):
    """The `row` says `text` under `option`; a ballot of this vote says `wanted` there."""


class OptionsNotRead(Fault):
    """The table has no column for an option; its columns are `columns`."""


class OptionNotDescribed(Fault):
    """The ballots have the option `option`, the list of options has not."""


class OptionNotOnBallot(Fault):
    """The list of options has `option`, the ballots have not."""


class CountColumnMissing(Fault):
    """The table of counts has no column `column`; it has `columns`."""


class CountsDoNotFit(Fault):
    """A table of counts cannot be counted by the `method`, which needs the ballots themselves."""


def read_ballots(
    columns: Sequence[str],
    rows: Numbered,
    method: Method,
    *,
    present: int | None = None,
    eligible: int | None = None,
) -> Cast:
    """The ballots of a table for a vote by `method`. Raises `Faults` with every problem and its row."""
    turnout = partial(Turnout, present=present, eligible=eligible)
    if method.kind is Kind.CHAMBERS:
        return _chambers(columns, rows, turnout)
    cast = _read(columns, rows, method, turnout)
    return unblocked(cast, method.blocks) if isinstance(cast, ItemCounts) and isinstance(method, Majority) else cast


def _read(columns: Sequence[str], rows: Numbered, method: Method, turnout: "partial[Turnout]") -> Cast:
    if columns[0].strip().casefold() == "option":
        return _counted(columns, rows, method, turnout)
    names = [name for name in columns if name.casefold() not in NAMES | {WEIGHT}]
    if not names:
        raise Faults(OptionsNotRead(columns=tuple(columns)))
    options = tuple(Option(id=name) for name in names)
    check_options(options)
    read = all_read(partial(_ballot, columns, number, row, method) for number, row in rows)
    return _cast(options, read, method, turnout)


def _chambers(columns: Sequence[str], rows: Numbered, turnout: "partial[Turnout]") -> ChamberCounts:
    """The rows of each component, told by the column `component`, counted for themselves."""
    at = next((place for place, name in enumerate(columns) if name.casefold() == "component"), None)
    if at is None:
        raise Faults(CountColumnMissing(column="component", columns=tuple(columns)))
    grouped_rows: dict[str, list[tuple[int, Sequence[str]]]] = {}
    for number, row in rows:
        grouped_rows.setdefault(row[at].strip(), []).append((number, [*row[:at], *row[at + 1 :]]))
    others = [*columns[:at], *columns[at + 1 :]]
    parts = {name: _read(others, mine, Majority(), partial(Turnout)) for name, mine in grouped_rows.items()}
    votes = tuple((name, part) for name, part in parts.items() if isinstance(part, ItemCounts))
    if not votes:
        raise Faults(NoOptions())
    options = votes[0][1].options
    if differing := [name for name, part in votes if part.options != options]:
        raise Faults(*(OptionsOfComponentsDiffer(component=name) for name in differing))
    cast = sum(part.turnout.cast for _, part in votes)
    return ChamberCounts(options=options, parts=votes, turnout=turnout(cast=cast))


def described(cast: Cast, options: Sequence[Option], budget: Fraction | None = None) -> Cast:
    """The same ballots with the names and costs of `options` (which may be none), and what may be spent.

    Raises `Faults` with every option that is in one list only.
    """
    known = {option.id: option for option in options}
    if options:
        mine = [option.id for option in cast.options]
        faults: list[Fault] = [OptionNotDescribed(option=id_) for id_ in mine if id_ not in known]
        faults += [OptionNotOnBallot(option=id_) for id_ in known if id_ not in mine]
        if faults:
            raise Faults(*faults)
        cast = replace(cast, options=tuple(known[id_] for id_ in mine))
    return replace(cast, budget=budget) if budget is not None and isinstance(cast, Profile) else cast


def read_options(columns: Sequence[str], rows: Numbered) -> tuple[Option, ...]:
    """Options from a table with the columns `option` and perhaps `name` and `cost`. Raises `Faults`."""
    if "option" not in columns:
        raise Faults(CountColumnMissing(column="option", columns=tuple(columns)))
    options = tuple(all_read(partial(_option, number, dict(zip(columns, row, strict=True))) for number, row in rows))
    check_options(options)
    return options


def _option(number: int, cells: Mapping[str, str]) -> Option:
    cost = cells.get("cost", "").strip()
    return Option(
        id=cells["option"].strip(),
        name=cells.get("name", "").strip(),
        cost=amount(cost, line=number, what="cost") if cost else None,
    )


def _ballot(columns: Sequence[str], number: int, row: Sequence[str], method: Method) -> tuple[Any, int]:
    """The marks of a row and how many ballots it stands for; marks are None where it is spoilt, () where blank."""
    cells = {name: cell.strip().removeprefix("'") for name, cell in zip(columns, row, strict=True)}
    weight = next((cell for name, cell in cells.items() if name.casefold() == WEIGHT), "1")
    count = whole(weight, line=number, what=WEIGHT)
    marked = {name: cell for name, cell in cells.items() if name.casefold() not in NAMES | {WEIGHT}}
    if method.kind is Kind.CHOICES:
        return _each(marked, number, _choice), count
    words = {cell.casefold() for cell in marked.values()}
    if words & {"spoilt", "blank"}:
        return (None if "spoilt" in words else ()), count
    return MARKS[method.kind](marked, number, method), count


def _each(marked: Mapping[str, str], row: int, read: Callable[[str], Any]) -> tuple[Any, ...]:
    """What `read` makes of each cell; it raises `LookupError`, naming what it wants, for what it cannot read."""
    found: list[Any] = []
    faults: list[Fault] = []
    for option, text in marked.items():
        try:
            found.append(read(text))
        except LookupError as error:
            faults.append(MarkUnreadable(row=row, option=option, text=text, wanted=str(error.args[0])))
    if faults:
        raise Faults(*faults)
    return tuple(found)


def _choice(text: str) -> Choice:
    if text.casefold() not in _CHOICES:
        raise LookupError("yes, no, abstain, spoilt, or nothing")
    return _CHOICES[text.casefold()]


def _accepted(text: str) -> bool:
    if text.casefold() not in _YES | _NO:
        raise LookupError("x, or nothing")
    return text.casefold() in _YES


def _number(text: str) -> int:
    if not text:
        return 0
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise LookupError("a whole number, or nothing")
    return int(text)


def _grade(scale: Scale, text: str) -> int | None:
    known = {grade.casefold(): place for place, grade in enumerate(scale.grades)}
    if text and text.casefold() not in known:
        raise LookupError(f"{', '.join(scale.grades)}, or nothing")
    return known[text.casefold()] if text else None


def _approvals(marked: Mapping[str, str], row: int, method: Any) -> tuple[Any, ...]:
    return tuple(place for place, accepted in enumerate(_each(marked, row, _accepted)) if accepted)


def _grades(marked: Mapping[str, str], row: int, method: Any) -> tuple[Any, ...]:
    given = _each(marked, row, partial(_grade, method.scale))
    return () if all(grade is None for grade in given) else given


def _ranking(marked: Mapping[str, str], row: int, method: Any) -> tuple[Any, ...]:
    places = _each(marked, row, _number)
    return tuple(
        tuple(option for option, number in enumerate(places) if number == place)
        for place in sorted({number for number in places if number})
    )


def _points(marked: Mapping[str, str], row: int, method: Any) -> tuple[Any, ...]:
    return tuple((option, points) for option, points in enumerate(_each(marked, row, _number)) if points)


MARKS: dict[Kind, Callable[[Mapping[str, str], int, Any], tuple[Any, ...]]] = {
    Kind.APPROVAL: _approvals,
    Kind.GRADES: _grades,
    Kind.RANKING: _ranking,
    Kind.POINTS: _points,
}


def _cast(
    options: tuple[Option, ...], read: Sequence[tuple[Any, int]], method: Method, turnout: "partial[Turnout]"
) -> Cast:
    counted: Counter[Any] = Counter()
    for marks, count in read:
        counted[marks] += count
    cast = counted.total()
    if method.kind is Kind.CHOICES:
        return items_of(options, list(counted.elements()), turnout(cast=cast))
    spoilt, blank = counted.pop(None, 0), counted.pop((), 0)
    said = turnout(cast=cast, blank=blank, spoilt=spoilt)
    return Profile(kind=method.kind, options=options, ballots=grouped(counted.items()), turnout=said)


def _counted(columns: Sequence[str], rows: Numbered, method: Method, turnout: "partial[Turnout]") -> Cast:
    lines = [(number, dict(zip(columns, row, strict=True))) for number, row in rows]
    options = tuple(Option(id=cells[columns[0]].strip()) for _, cells in lines)
    check_options(options)
    if method.kind is Kind.CHOICES:
        counted = tuple(all_read(partial(_item, *line, turnout) for line in lines))
        said = turnout(cast=max(each.cast for each in counted))
        return ItemCounts(options=options, counts=counted, turnout=said)
    if method.kind is not Kind.GRADES:
        raise Faults(CountsDoNotFit(method=method.method))
    scale: Scale = method.scale  # type: ignore[union-attr]
    if missing := [grade for grade in scale.grades if grade not in columns]:
        raise Faults(*(CountColumnMissing(column=grade, columns=tuple(columns)) for grade in missing))
    counts = all_read(partial(_given, number, cells, scale.grades) for number, cells in lines)
    silent = all_read(partial(whole, cells.get("none", "") or "0", line=number, what="none") for number, cells in lines)
    cast = max(sum(given) + quiet for given, quiet in zip(counts, silent, strict=True))
    left = tuple(cast - sum(given) for given in counts)
    return GradeTable(options=options, counts=tuple(counts), silent=left, turnout=turnout(cast=cast))


def _given(number: int, cells: Mapping[str, str], names: Sequence[str]) -> tuple[int, ...]:
    return tuple(whole(cells.get(name, "") or "0", line=number, what=name) for name in names)


def _item(number: int, cells: Mapping[str, str], turnout: "partial[Turnout]") -> Counts:
    if missing := [name for name in ("yes", "no") if name not in cells]:
        raise Faults(*(CountColumnMissing(column=name, columns=tuple(cells)) for name in missing))
    names = [str(choice) for choice in Choice]
    given = dict(zip(names, _given(number, cells, names), strict=True))
    there = turnout(cast=sum(given.values())).counts(yes=0)
    return Counts(eligible=there.eligible, present=there.present, cast=there.cast, **given)
