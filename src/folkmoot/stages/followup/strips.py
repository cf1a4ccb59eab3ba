"""The pattern of a promise: one bead per recommendation, a strip per commissioner. Plain values in, drawings out."""

from collections.abc import Sequence
from dataclasses import dataclass

from folkmoot.stages.followup.models import Answer
from folkmoot.stages.followup.queries import Board, Cell, CellState, Commissioner

SPACE = 24  # between the centres of two neighbours, in drawing units
ACROSS = 50  # beads in one line of a strip
YES = {Answer.ACCEPT, Answer.ACCEPT_IN_PART, Answer.ACCEPT_ALTERED, Answer.EXISTS_ALREADY}


@dataclass(frozen=True, slots=True, kw_only=True)
class StripBead:
    """A bead's centre and what it says: `yes`, `no`, `later`, `waiting` or `silent`."""

    x: int
    y: int
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """One commissioner's beads in the order of the recommendations, with the counts that tell the same in words."""

    commissioner: Commissioner
    beads: tuple[StripBead, ...]
    width: int
    height: int
    replied: int
    silent: int
    waiting: int
    longest: int

    @property
    def total(self) -> int:
        """How many replies are owed in all."""
        return len(self.beads)


def strips(board: Board) -> list[Strip]:
    """A strip per commissioner."""
    return [_strip(office, [row.cells[place] for row in board.asked]) for place, office in enumerate(board.offices)]


def says(cell: Cell) -> str:
    """What a cell's bead says."""
    if cell.state is CellState.SILENT:
        return "silent"
    if cell.reply is None:
        return "waiting"
    if cell.reply.answer in YES:
        return "yes"
    return "no" if cell.reply.answer == Answer.REJECT else "later"


def _strip(office: Commissioner, cells: Sequence[Cell]) -> Strip:
    beads = tuple(
        StripBead(x=SPACE * (at % ACROSS) + SPACE // 2, y=SPACE * (at // ACROSS) + SPACE // 2, says=says(cell))
        for at, cell in enumerate(cells)
    )
    silent = [cell.days for cell in cells if cell.state is CellState.SILENT]
    replied = sum(1 for cell in cells if cell.reply)
    return Strip(
        commissioner=office,
        beads=beads,
        width=SPACE * min(len(cells), ACROSS),
        height=SPACE * -(-len(cells) // ACROSS),
        replied=replied,
        silent=len(silent),
        waiting=len(cells) - replied - len(silent),
        longest=max(silent, default=0),
    )
