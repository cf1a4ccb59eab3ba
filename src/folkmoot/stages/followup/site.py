"""Every promise of the site: the boards of all assemblies at one moment, and what each office owes over all of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from folkmoot import clock
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.stages.followup.queries import Board, Cell, CellState, Row, boards
from folkmoot.stages.recommendations.queries import handed_over

_ANSWERED = frozenset({CellState.REPLIED, CellState.REPLIED_LATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How many replies are owed, given (some late), still to come and missing; days of the longest silence."""

    owed: int
    given: int
    late: int
    waiting: int
    silent: int
    longest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Debtor:
    """An office in one place, over every assembly that it promised something to."""

    key: str
    office: str
    place: str
    assemblies: int
    standing: Standing

    @property
    def name(self) -> str:
        """The office with its place, unless it names the place itself."""
        return self.office if self.place.casefold() in self.office.casefold() else f"{self.office}, {self.place}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A row of one assembly's board."""

    assembly: Assembly
    row: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteBoard:
    """The boards of all assemblies that handed their report over, the latest first, and the debtors by silence."""

    boards: tuple[Board, ...]
    debtors: tuple[Debtor, ...]
    standing: Standing
    at: datetime

    @property
    def promises(self) -> tuple[Promise, ...]:
        """Every row of every board."""
        return tuple(Promise(assembly=board.assembly, row=row) for board in self.boards for row in board.rows)


def site_board(*, now: datetime | None = None) -> SiteBoard:
    """Every promise at `now` (the clock's now by default), in six queries however many there are."""
    moment = now or clock.now()
    found = boards(handed_over(), now=moment)
    return SiteBoard(
        boards=tuple(found),
        debtors=_debtors(found),
        standing=standing(cell for board in found for cell in board.cells),
        at=moment,
    )


def standing(cells: Iterable[Cell]) -> Standing:
    """The counts over some cells of boards."""
    asked = [cell for cell in cells if cell.state is not CellState.NOT_ASKED]
    silent = [cell.days for cell in asked if cell.state is CellState.SILENT]
    return Standing(
        owed=len(asked),
        given=_how_many(asked, lambda cell: cell.state in _ANSWERED),
        late=_how_many(asked, lambda cell: cell.state is CellState.REPLIED_LATE),
        waiting=_how_many(asked, lambda cell: cell.state is CellState.WAITING),
        silent=len(silent),
        longest=max(silent, default=0),
    )


def debtor_key(assembly: Assembly, office: str) -> str:
    """By what an office is known over several assemblies: a town has one mayor, and another town another."""
    return f"{office}, {assembly.place}".casefold()


def _how_many(cells: Iterable[Cell], fits: Callable[[Cell], bool]) -> int:
    return sum(1 for cell in cells if fits(cell))


def _debtors(found: Iterable[Board]) -> tuple[Debtor, ...]:
    by_office: dict[str, list[tuple[Board, Cell]]] = {}
    for board in found:
        for cell in board.cells:
            by_office.setdefault(debtor_key(board.assembly, cell.commissioner.office), []).append((board, cell))
    debtors = [
        Debtor(
            key=key,
            office=of_one[0][1].commissioner.office,
            place=of_one[0][0].assembly.place,
            assemblies=len({board.assembly.pk for board, _ in of_one}),
            standing=standing(cell for _, cell in of_one),
        )
        for key, of_one in by_office.items()
    ]
    return tuple(sorted(debtors, key=lambda each: (-each.standing.longest, -each.standing.owed, each.key)))
