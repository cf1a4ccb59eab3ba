"""Budget votes in Pabulib's `.pb` format: META, PROJECTS and VOTES, cells between semicolons.

Format: D. Stolicki, S. Szufa and N. Talmon, Pabulib: A Participatory Budgeting Library (arXiv:2012.06539). Read are the
vote types approval, choose-1, ordinal, cumulative and scoring. A weight of ballots is not: each ballot counts once.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from folkmoot.core.faults import Fault, Faults
from folkmoot.core.tally.profiles import Cast, Kind, Option, Profile, Turnout, check_options, grouped
from folkmoot.core.tally.reading.lines import FileIncomplete, OptionMarkedTwice, OptionNotKnown, all_read, amount, whole

Marks = TypeVar("Marks")
Row = tuple[int, list[str]]
KINDS = {
    "approval": Kind.APPROVAL,
    "choose-1": Kind.APPROVAL,
    "ordinal": Kind.RANKING,
    "cumulative": Kind.POINTS,
    "scoring": Kind.POINTS,
}
_SECTIONS = ("META", "PROJECTS", "VOTES")


class SectionMissing(Fault):
    """The file has no section `section`, or nothing in it."""


class MetaMissing(Fault):
    """The section META does not say `key`."""


class PabulibColumnMissing(Fault):
    """The section `section` has no column `column`; it has `columns`."""


class VoteTypeUnknown(Fault):
    """The file's vote type `text` is none of `known`."""


class PointsDoNotFit(Fault):
    """The `line` names `options` projects and gives `points` times points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lines:
    """One section: its header, and its rows with the numbers of their lines."""

    header: list[str]
    rows: list[Row]

    def column(self, name: str, section: str) -> int:
        if name not in self.header:
            raise PabulibColumnMissing(section=section, column=name, columns=tuple(self.header))
        return self.header.index(name)


def read_pabulib(text: str) -> Cast:
    """The ballots of a `.pb` file. Raises `Faults` with every problem and its line."""
    sections = _sections(text)
    try:
        meta = {row[0].strip(): row[1].strip() for _, row in sections["META"].rows if len(row) > 1}
        kind = _kind(meta)
        options = _options(sections["PROJECTS"])
        ballots = _ballots(sections["VOTES"], kind, options)
        _check_complete(meta, len(options), ballots.total())
        budget = amount(_said(meta, "budget"), line=1, what="budget")
    except Fault as fault:
        raise Faults(fault) from fault
    blank = ballots.pop((), 0)
    turnout = Turnout(cast=ballots.total() + blank, blank=blank)
    return Profile(kind=kind, options=options, ballots=grouped(ballots.items()), turnout=turnout, budget=budget)


def _sections(text: str) -> dict[str, _Lines]:
    found: dict[str, list[Row]] = {}
    name = ""
    for number, row in _rows(text):
        if len(row) == 1 and row[0].strip().upper() in _SECTIONS:
            name = row[0].strip().upper()
        elif row:
            found.setdefault(name, []).append((number, row))
    if missing := [each for each in _SECTIONS if len(found.get(each, [])) < 2]:
        raise Faults(*(SectionMissing(section=each) for each in missing))
    return {
        each: _Lines(header=[cell.strip() for cell in found[each][0][1]], rows=found[each][1:]) for each in _SECTIONS
    }


def _rows(text: str) -> Iterator[Row]:
    reader = csv.reader(text.splitlines(), delimiter=";")
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise Faults(SectionMissing(section="VOTES")) from error


def _said(meta: Mapping[str, str], key: str) -> str:
    if not meta.get(key):
        raise MetaMissing(key=key)
    return meta[key]


def _kind(meta: Mapping[str, str]) -> Kind:
    text = _said(meta, "vote_type")
    if text not in KINDS:
        raise VoteTypeUnknown(text=text, known=tuple(KINDS))
    return KINDS[text]


def _options(projects: _Lines) -> tuple[Option, ...]:
    id_, cost = projects.column("project_id", "PROJECTS"), projects.column("cost", "PROJECTS")
    name = projects.header.index("name") if "name" in projects.header else id_
    options = tuple(all_read(partial(_option, number, row, id_, name, cost) for number, row in projects.rows))
    check_options(options)
    return options


def _option(number: int, row: Sequence[str], id_: int, name: int, cost: int) -> Option:
    cells = [*row, *[""] * (max(id_, name, cost) + 1 - len(row))]
    price = amount(cells[cost], line=number, what="cost")
    return Option(id=cells[id_].strip(), name=" ".join(cells[name].split()), cost=price)


def _ballots(votes: _Lines, kind: Kind, options: Sequence[Option]) -> Counter[Any]:
    """How many ballots have which marks; equal lines are read once."""
    vote = votes.column("vote", "VOTES")
    points = votes.column("points", "VOTES") if kind is Kind.POINTS else vote
    lines: dict[tuple[str, str], list[int]] = {}
    for number, row in votes.rows:
        cells = (row[vote], row[points]) if len(row) > max(vote, points) else ("", "")
        lines.setdefault(cells, []).append(number)
    places = {option.id: place for place, option in enumerate(options)}
    read = all_read(partial(_marks, kind, places, cells, numbers[0]) for cells, numbers in lines.items())
    counted: Counter[Any] = Counter()
    for marks, numbers in zip(read, lines.values(), strict=True):
        counted[marks] += len(numbers)
    return counted


def _marks(kind: Kind, places: Mapping[str, int], cells: tuple[str, str], line: int) -> tuple[Any, ...]:
    marked = _named(cells[0], places, line)
    if kind is Kind.APPROVAL:
        return tuple(sorted(marked))
    if kind is Kind.RANKING:
        return tuple((option,) for option in marked)
    given = [word for word in cells[1].split(",") if word.strip()]
    if len(given) != len(marked):
        raise PointsDoNotFit(line=line, options=len(marked), points=len(given))
    dealt = [(option, whole(word, line=line, what="points")) for option, word in zip(marked, given, strict=True)]
    return tuple(sorted((option, count) for option, count in dealt if count))


def _named(text: str, places: Mapping[str, int], line: int) -> list[int]:
    words = [word.strip() for word in text.split(",") if word.strip()]
    try:
        marked = [places[word] for word in words]
    except KeyError as error:
        raise OptionNotKnown(line=line, option=str(error.args[0])) from error
    if len(set(marked)) < len(marked):
        raise OptionMarkedTwice(line=line, option=_first_twice(words))
    return marked


def _first_twice(words: Iterable[str]) -> str:
    return next(word for word, count in Counter(words).items() if count > 1)


def _check_complete(meta: Mapping[str, str], projects: int, votes: int) -> None:
    for key, found in (("num_projects", projects), ("num_votes", votes)):
        declared = meta.get(key, "")
        if declared.isascii() and declared.isdigit() and int(declared) != found:
            raise FileIncomplete(what=key, declared=int(declared), found=found)
