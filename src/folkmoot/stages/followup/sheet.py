"""The promise board as a table for a spreadsheet."""

from collections.abc import Iterable

from folkmoot.stages.followup.queries import Board, Cell, CellState, Comparison, Row
from folkmoot.stages.followup.rules import counts
from folkmoot.tables import write_csv

COLUMNS = (
    "number",
    "title",
    "adopted",
    "sha256",
    "commissioner",
    "state",
    "days",
    "reply",
    "replied_at",
    "reason_code",
    "text",
    "wording",
    "source",
    "until",
    "authority",
    "letter",
    "assessments",
    "words",
)


def board_as_csv(board: Board) -> bytes:
    """One line per recommendation and commissioner; a text that was not adopted has one line without a commissioner."""
    return write_csv(COLUMNS, [line for row in board.rows for line in _lines(row)])


def boards_as_csv(boards: Iterable[Board]) -> bytes:
    """The same of many assemblies: each line begins with the assembly."""
    lines = [(board.assembly.slug, *line) for board in boards for row in board.rows for line in _lines(row)]
    return write_csv(("assembly", *COLUMNS), lines)


def _lines(row: Row) -> list[tuple[str, ...]]:
    it = row.recommendation
    start = (str(it.number), it.title, "yes" if it.adopted else "no", it.sha256)
    judged = " | ".join(f"{each.assessor}: {each.progress} ({each.on})" for each in row.assessments)
    words = " | ".join(map(_words, row.words))
    if not row.cells:
        return [(*start, *[""] * 12, judged, words)]
    return [(*start, *_cell(cell), judged, words) for cell in row.cells]


def _words(each: Comparison) -> str:
    return f"{each.assessor}, {each.title}: " + ", ".join(f"{n} {verdict}" for verdict, n in counts(each).items())


def _cell(cell: Cell) -> tuple[str, ...]:
    state = "no-answer" if cell.state is CellState.SILENT else cell.state.value
    said = cell.reply
    about = (cell.commissioner.ref, state, str(cell.days))
    if said is None:
        return (*about, *[""] * 9)
    return (
        *about,
        said.answer,
        said.at.isoformat(timespec="seconds"),
        said.reason_code,
        said.text,
        said.wording,
        said.source,
        said.until.isoformat() if said.until else "",
        said.authority,
        said.letter,
    )
