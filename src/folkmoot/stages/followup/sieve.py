"""Search, filter and sort of the board's rows. A filter shortens what is shown, never what is counted."""

from collections.abc import Callable, Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from folkmoot.core.fidelity.verdicts import Verdict
from folkmoot.stages.followup.models import Answer
from folkmoot.stages.followup.queries import Cell, Row

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
    """The rows that fit `q`, `state` and `office`, in the order `sort`."""
    words, state, office = asked.get("q", "").strip().casefold(), asked.get("state", ""), asked.get("office", "")
    found = [row for row in rows if _says(row, words) and _is(row, state, office)]
    sort = _SORTS.get(asked.get("sort", ""))
    return sorted(found, key=sort) if sort else found  # type: ignore[arg-type]


def _says(row: Row, words: str) -> bool:
    it = row.recommendation
    return words in f"{it.number} {it.title} {it.text}".casefold()


def _is(row: Row, state: str, office: str) -> bool:
    """Whether the row is in this state; for one office where given (then a row without cells is out)."""
    cells = [cell for cell in row.cells if not office or cell.commissioner.ref == office]
    if state == "not-adopted":
        return not row.recommendation.adopted
    if state in {"done", "disputed"}:
        return row.done if state == "done" else len({each.progress for each in row.assessments}) > 1
    if state in _VERDICTS:
        return bool(row.verdicts & _VERDICTS[state])
    if not state:
        return bool(cells) or not office
    return any(_cell_is(cell, state) for cell in cells)


def _cell_is(cell: Cell, state: str) -> bool:
    if state in _ANSWERS:
        return cell.reply is not None and cell.reply.answer in _ANSWERS[state]
    return cell.state == state
