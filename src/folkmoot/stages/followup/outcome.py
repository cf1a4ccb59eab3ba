"""Promise and outcome: what the contract promised, beside what happened until now. Counts, never a judgement."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from folkmoot.core.fidelity.verdicts import Verdict
from folkmoot.stages.contract.queries import PublishedContract, published_contract, versions
from folkmoot.stages.followup.models import Answer, Progress
from folkmoot.stages.followup.queries import Assessment, Board, Cell, CellState, Commissioner, Comparison, Row
from folkmoot.stages.followup.rules import counts
from folkmoot.stages.followup.site import Standing, standing

# What a recommendation can meet at an office, from yes to silence: every one of them has its line, also if it is empty.
FATES: tuple[str, ...] = (*Answer.values, CellState.WAITING, CellState.SILENT)
Judged = TypeVar("Judged", Assessment, Comparison)
_YES = frozenset({Answer.ACCEPT, Answer.EXISTS_ALREADY})
_CHANGED = frozenset({Answer.ACCEPT_IN_PART, Answer.ACCEPT_ALTERED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """One thing that became of recommendations, and of which, by office."""

    fate: str
    numbers: tuple[tuple[int, ...], ...]

    @property
    def total(self) -> int:
        """How often, over all offices."""
        return sum(len(each) for each in self.numbers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How far one assessor finds the recommendations implemented; `judged` of them, and no others, are counted."""

    kind: str
    assessor: str
    judged: int
    progress: tuple[tuple[Progress, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What one assessor finds became of the clauses, over all that she compared."""

    kind: str
    assessor: str
    compared: int
    verdicts: tuple[tuple[Verdict, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """All that the page of promise and outcome says. `asked` are the adopted texts; `refused` the texts voted down."""

    contract: PublishedContract | None
    amendments: int
    offices: tuple[Commissioner, ...]
    fates: tuple[Fate, ...]
    standing: Standing
    asked: int
    refused: int
    reasons: tuple[tuple[str, int], ...]
    by_letter: int
    judgements: tuple[Judgement, ...]
    words: tuple[Words, ...]

    def many(self, *fates: str) -> int:
        """How many replies say one of these."""
        return sum(each.total for each in self.fates if each.fate in fates)

    @property
    def yes(self) -> int:
        """Replies that take a recommendation as it stands, or say that it exists."""
        return self.many(*_YES)

    @property
    def changed(self) -> int:
        """Replies that take a part of it, or other words."""
        return self.many(*_CHANGED)


def outcome(board: Board) -> Outcome:
    """Promise and outcome of an assembly as its board stands."""
    cells = board.cells
    published = [each for each in versions(board.assembly) if each.published_at]
    return Outcome(
        contract=published_contract(board.assembly),
        amendments=max(0, len(published) - 1),
        offices=board.offices,
        fates=tuple(_fate(fate, board) for fate in FATES),
        standing=standing(cells),
        asked=len(board.asked),
        refused=len(board.not_adopted),
        reasons=tuple(Counter(cell.reply.reason_code for cell in cells if _rejects(cell) and cell.reply).most_common()),
        by_letter=sum(1 for cell in cells if cell.reply and cell.reply.letter),
        judgements=_judgements(board.asked),
        words=_words(board.asked),
    )


def fate_of(cell: Cell) -> str:
    """What became of one recommendation at one office."""
    return str(cell.reply.answer) if cell.reply else cell.state.value


def _rejects(cell: Cell) -> bool:
    return fate_of(cell) == Answer.REJECT


def _fate(fate: str, board: Board) -> Fate:
    return Fate(
        fate=fate,
        numbers=tuple(
            tuple(row.recommendation.number for row in board.asked if fate_of(row.cells[place]) == fate)
            for place in range(len(board.offices))
        ),
    )


def _judgements(rows: tuple[Row, ...]) -> tuple[Judgement, ...]:
    """Each assessor's last words, counted by themselves: nothing is added up over assessors."""
    by_assessor = _by_assessor(each for row in rows for each in row.assessments)
    return tuple(
        Judgement(kind=kind, assessor=assessor, judged=len(said), progress=_progress(said))
        for (kind, assessor), said in by_assessor.items()
    )


def _progress(said: list[Assessment]) -> tuple[tuple[Progress, int], ...]:
    found = Counter(each.progress for each in said)
    return tuple((progress, found[progress]) for progress in Progress if found[progress])


def _words(rows: tuple[Row, ...]) -> tuple[Words, ...]:
    """Each assessor's comparisons, counted by themselves."""
    return tuple(
        Words(kind=kind, assessor=assessor, compared=len(said), verdicts=_verdicts(said))
        for (kind, assessor), said in _by_assessor(each for row in rows for each in row.words).items()
    )


def _verdicts(said: list[Comparison]) -> tuple[tuple[Verdict, int], ...]:
    found: Counter[Verdict] = Counter()
    for each in said:
        found.update(counts(each))
    return tuple((verdict, found[verdict]) for verdict in Verdict if found[verdict])


def _by_assessor(said: Iterable[Judged]) -> dict[tuple[str, str], list[Judged]]:
    found: dict[tuple[str, str], list[Judged]] = {}
    for each in said:
        found.setdefault((each.kind, each.assessor), []).append(each)
    return found
