"""Search, filter and sort of the board's rows. A filter shortens what is shown, never what is counted."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from folkmoot.core.fidelity.verdicts import Verdict
from folkmoot.stages.followup.models import Answer
from folkmoot.stages.followup.queries import Cell, Row

Shown = TypeVar("Shown")
STATES: dict[str, Promise] = {
    "silent": _("No answer though promised"),
    "waiting": _("Answer still to come"),
    "accepted": _("Accepted"),
    "altered": _("Accepted with other words"),
    "later": _("Deferred or passed on"),
    "rejected": _("Rejected"),
    "words-less": _("Words weakened, made conditional or dropped"),
    "words-dropped": _("Words dropped"),
    "disputed": _("Assessors differ"),
    "done": _("Done, say all who judged"),
    "not-adopted": _("Not adopted by the members"),
}
ORDERS: dict[str, Promise] = {"silence": _("Longest silence first"), "title": _("By title")}
_ANSWERS: dict[str, frozenset[str]] = {
    "accepted": frozenset({Answer.ACCEPT, Answer.ACCEPT_IN_PART, Answer.ACCEPT_ALTERED, Answer.EXISTS_ALREADY}),
    "altered": frozenset({Answer.ACCEPT_ALTERED}),
    "later": frozenset({Answer.DEFER, Answer.PASS_ON}),
    "rejected": frozenset({Answer.REJECT}),
}
_VERDICTS: dict[str, frozenset[str]] = {
    "words-less": frozenset({Verdict.WEAKENED, Verdict.CONDITIONED, Verdict.DROPPED}),
    "words-dropped": frozenset({Verdict.DROPPED}),
}
_SORTS: dict[str, Callable[[Row], object]] = {
    "silence": lambda row: (-row.longest_silence, row.recommendation.number),
    "title": lambda row: row.recommendation.title.casefold(),
}


def sifted(rows: Iterable[Row], asked: Mapping[str, str]) -> list[Row]:
    """The rows that fit `q`, `state` and `office` (its short name), in the order `sort`."""
    office = asked.get("office", "")
    found = [row for row in rows if fits(row, asked, lambda cell: cell.commissioner.ref == office)]
    return in_order(found, asked, lambda row: row)


def fits(row: Row, asked: Mapping[str, str], is_office: Callable[[Cell], bool]) -> bool:
    """Whether a row fits `q`, `state` and, where an `office` is asked for, the office that `is_office` knows."""
    cells = [cell for cell in row.cells if not asked.get("office") or is_office(cell)]
    return _says(row, asked.get("q", "").strip().casefold()) and _is(
        row, asked.get("state", ""), cells, of_one=bool(asked.get("office"))
    )


def in_order(found: list[Shown], asked: Mapping[str, str], row_of: Callable[[Shown], Row]) -> list[Shown]:
    """What was found, in the order `sort` of its rows."""
    sort = _SORTS.get(asked.get("sort", ""))
    return sorted(found, key=lambda each: sort(row_of(each))) if sort else found  # type: ignore[arg-type, return-value]


def _says(row: Row, words: str) -> bool:
    it = row.recommendation
    return words in f"{it.number} {it.title} {it.text}".casefold()


def _is(row: Row, state: str, cells: list[Cell], *, of_one: bool) -> bool:
    """Whether the row is in this state, as these of its cells say; without a state, cells `of_one` office must be."""
    if state == "not-adopted":
        return not row.recommendation.adopted
    if state in {"done", "disputed"}:
        return row.done if state == "done" else len({each.progress for each in row.assessments}) > 1
    if state in _VERDICTS:
        return bool(row.verdicts & _VERDICTS[state])
    if not state:
        return bool(cells) or not of_one
    return any(_cell_is(cell, state) for cell in cells)


def _cell_is(cell: Cell, state: str) -> bool:
    if state in _ANSWERS:
        return cell.reply is not None and cell.reply.answer in _ANSWERS[state]
    return cell.state == state
