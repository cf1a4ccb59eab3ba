"""Reads of follow-up: replies, news, and the promise board.

That a commissioner has not answered is no stored fact: it is the absence of a reply, measured against the clock each
time somebody looks. So nobody can set it, delay it or take it back.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from django.db.models import QuerySet

from folkmoot import clock
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.duties.queries import Duty, DutyState, Standing, duties, standing
from folkmoot.commons.notices.queries import Notice
from folkmoot.stages.contract.queries import Commissioner, commissioners
from folkmoot.stages.followup.followers import followers_to_tell, members_to_tell
from folkmoot.stages.followup.models import (
    Answer,
    Assessment,
    AssessorKind,
    Comparison,
    Progress,
    ReasonCode,
    Release,
    Reply,
)
from folkmoot.stages.followup.rules import Act, Judged, Said
from folkmoot.stages.recommendations.queries import HandOver, Recommendation, from_document, hand_over

__all__ = [
    "Act",
    "Answer",
    "Assessment",
    "AssessorKind",
    "Board",
    "Cell",
    "CellState",
    "Commissioner",
    "Comparison",
    "Judged",
    "Progress",
    "ReasonCode",
    "Reply",
    "Row",
    "Said",
    "assessments",
    "board",
    "boards",
    "comparisons",
    "debts",
    "due_releases",
    "duty_to_reply",
    "followers_to_tell",
    "hand_over_of",
    "last_reminder",
    "members_to_tell",
    "office_at",
    "offices_of",
    "owed_besides",
    "reminder_name",
    "replies",
    "row_of",
]


Numbered = TypeVar("Numbered", Assessment, Comparison)
Owned = TypeVar("Owned", Commissioner, Duty, Reply, Assessment, Comparison)


class CellState(StrEnum):
    """Where one commissioner stands with one recommendation."""

    REPLIED = "replied"
    REPLIED_LATE = "replied-late"
    WAITING = "waiting"
    SILENT = "silent"
    NOT_ASKED = "not-asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One commissioner and one recommendation: the reply in force, the replies before it, or how long there is none.

    `days` are days to go while waiting, days of silence once the moment has passed, days late of a late reply.
    """

    commissioner: Commissioner
    state: CellState
    days: int
    reply: Reply | None
    earlier: tuple[Reply, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One recommendation (or text that was not adopted) with what became of it.

    `assessments` and `words` are the last word of each assessor; `history` and `compared` are all that was ever said.
    """

    recommendation: Recommendation
    cells: tuple[Cell, ...]
    assessments: tuple[Assessment, ...]
    history: tuple[Assessment, ...]
    words: tuple[Comparison, ...]
    compared: tuple[Comparison, ...]

    @property
    def replied(self) -> bool:
        """Whether every commissioner has replied."""
        return bool(self.cells) and all(cell.reply for cell in self.cells)

    @property
    def silent(self) -> bool:
        """Whether a reply is owed that did not come."""
        return any(cell.state is CellState.SILENT for cell in self.cells)

    @property
    def longest_silence(self) -> int:
        """Days of the longest silence, 0 where there is none."""
        return max((cell.days for cell in self.cells if cell.state is CellState.SILENT), default=0)

    @property
    def done_by(self) -> tuple[Assessment, ...]:
        """The assessments that call it done."""
        return tuple(each for each in self.assessments if each.progress == Progress.DONE)

    @property
    def done(self) -> bool:
        """Whether everybody who judged it calls it done. Where they differ it is not: the board shows who says what."""
        return bool(self.assessments) and len(self.done_by) == len(self.assessments)

    @property
    def verdicts(self) -> frozenset[str]:
        """Every verdict that somebody's last word gives to a clause of it."""
        return frozenset(clause["verdict"] for each in self.words for clause in each.clauses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The whole promise board of an assembly at one moment: every text, adopted or not, by number."""

    assembly: Assembly
    given: HandOver | None
    offices: tuple[Commissioner, ...]
    rows: tuple[Row, ...]
    at: datetime

    @property
    def asked(self) -> tuple[Row, ...]:
        """The rows of adopted texts: those to which a reply is owed."""
        return tuple(row for row in self.rows if row.recommendation.adopted)

    @property
    def not_adopted(self) -> tuple[Row, ...]:
        """The rows of texts that members did not adopt."""
        return tuple(row for row in self.rows if not row.recommendation.adopted)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell in which a reply is owed or was given."""
        return tuple(cell for row in self.asked for cell in row.cells)

    def count(self, *states: CellState) -> int:
        """In how many cells it stands like this."""
        return sum(1 for cell in self.cells if cell.state in states)


def replies(assembly: Assembly, *, number: int | None = None) -> QuerySet[Reply]:
    """All replies ever given, oldest first; to one recommendation where given."""
    found = Reply.objects.filter(assembly=assembly).select_related("commissioner")
    return found if number is None else found.filter(number=number)


def assessments(assembly: Assembly, *, number: int | None = None) -> QuerySet[Assessment]:
    """All assessments ever made, oldest first; of one recommendation where given."""
    found = Assessment.objects.filter(assembly=assembly)
    return found if number is None else found.filter(number=number)


def comparisons(assembly: Assembly, *, number: int | None = None) -> QuerySet[Comparison]:
    """All comparisons with adopted texts ever signed, oldest first; of one recommendation where given."""
    found = Comparison.objects.filter(assembly=assembly)
    return found if number is None else found.filter(number=number)


def board(assembly: Assembly, *, now: datetime | None = None) -> Board:
    """The promise board at `now` (the clock's now by default), in a handful of queries whatever its size."""
    moment, given = now or clock.now(), hand_over(assembly)
    if given is None:
        return Board(assembly=assembly, given=None, offices=(), rows=(), at=moment)
    return boards([given], now=moment)[0]


def boards(handed: Iterable[HandOver], *, now: datetime) -> list[Board]:
    """The promise boards of the assemblies whose reports were handed over, in as few queries as one board takes."""
    given = list(handed)
    here = {"assembly__in": [each.assembly_id for each in given]}
    offices = _by_assembly(Commissioner.objects.filter(**here).select_related("person"))
    duty_fields = ("assembly", "name", "due_at", "discharged_at")  # of all that is read here, there are most of these
    owed = _by_assembly(Duty.objects.filter(**here, name__startswith="reply/").only(*duty_fields))
    said = _by_assembly(Reply.objects.filter(**here).select_related("commissioner"))
    judged = _by_assembly(Assessment.objects.filter(**here))
    compared = _by_assembly(Comparison.objects.filter(**here))
    return [
        Board(
            assembly=each.assembly,
            given=each,
            offices=tuple(offices[each.assembly_id]),
            rows=_rows(
                each,
                offices=offices[each.assembly_id],
                owed={duty.name: duty for duty in owed[each.assembly_id]},
                said=_by_cell(said[each.assembly_id]),
                judged=_by_number(judged[each.assembly_id]),
                compared=_by_number(compared[each.assembly_id]),
                moment=now,
            ),
            at=now,
        )
        for each in given
    ]


def _rows(
    given: HandOver,
    *,
    offices: Sequence[Commissioner],
    owed: dict[str, Duty],
    said: dict[tuple[int, int], list[Reply]],
    judged: dict[int, list[Assessment]],
    compared: dict[int, list[Comparison]],
    moment: datetime,
) -> tuple[Row, ...]:
    return tuple(
        Row(
            recommendation=each,
            cells=_cells(each, offices, owed, said, moment) if each.adopted else (),
            assessments=_latest_of_each(judged.get(each.number, [])),
            history=tuple(judged.get(each.number, [])),
            words=_latest_in_each_act(compared.get(each.number, [])),
            compared=tuple(compared.get(each.number, [])),
        )
        for each in from_document(given.document)
    )


def row_of(found: Board, number: int) -> Row | None:
    """The row of one recommendation on a board."""
    return next((row for row in found.rows if row.recommendation.number == number), None)


def duty_to_reply(assembly: Assembly, number: int, commissioner: Commissioner) -> Duty | None:
    """The duty of a commissioner to reply to a recommendation."""
    return duties(assembly).filter(name=_duty_name(number, commissioner)).first()


def debts(assembly: Assembly, commissioner: Commissioner) -> QuerySet[Duty]:
    """The replies that a commissioner still owes, by due moment."""
    return duties(assembly).filter(debtor_ref=commissioner.ref, discharged_at=None, name__startswith="reply/")


def owed_besides(assembly: Assembly) -> QuerySet[Duty]:
    """Every duty of an assembly's contract that is no reply, by due moment: sessions, reports, the members' round."""
    return duties(assembly).filter(subject__startswith="contract/")


def due_releases() -> QuerySet[Release]:
    """Releases of drafts whose moment has come."""
    return Release.objects.filter(done_at=None, at__lte=clock.now())


def offices_of(assembly: Assembly, person: object) -> list[Commissioner]:
    """The offices that `person` holds here."""
    return [office for office in commissioners(assembly) if office.person == person]


def office_at(assembly: Assembly, ref: str) -> Commissioner | None:
    """The office with this short name."""
    return commissioners(assembly).filter(ref=ref).first()


def hand_over_of(assembly: Assembly) -> HandOver | None:
    """The hand-over from which the clock runs."""
    return hand_over(assembly)


def last_reminder(assembly: Assembly, commissioner: Commissioner) -> datetime | None:
    """When this debtor was last reminded."""
    last = Notice.objects.filter(about=reminder_name(assembly, commissioner)).order_by("made_at").last()
    return last.made_at if last else None


def reminder_name(assembly: Assembly, commissioner: Commissioner) -> str:
    """The name of reminders to one debtor among the notices."""
    return f"{assembly.slug}/reminder/{commissioner.ref}"[:120]


def _duty_name(number: int, commissioner: Commissioner) -> str:
    return f"reply/{number}/{commissioner.ref}"


def _by_assembly(found: QuerySet[Owned]) -> defaultdict[int, list[Owned]]:
    rows: defaultdict[int, list[Owned]] = defaultdict(list)
    for each in found:
        rows[each.assembly_id].append(each)
    return rows


def _by_cell(found: Iterable[Reply]) -> dict[tuple[int, int], list[Reply]]:
    cells: dict[tuple[int, int], list[Reply]] = {}
    for reply in found:
        cells.setdefault((reply.number, reply.commissioner_id), []).append(reply)
    return cells


def _by_number(found: Iterable[Numbered]) -> dict[int, list[Numbered]]:
    rows: dict[int, list[Numbered]] = {}
    for each in found:
        rows.setdefault(each.number, []).append(each)
    return rows


def _latest_of_each(found: Sequence[Assessment]) -> tuple[Assessment, ...]:
    """The last word of each assessor, side by side; nobody's word replaces another's."""
    return tuple({(each.kind, each.assessor): each for each in found}.values())


def _latest_in_each_act(found: Sequence[Comparison]) -> tuple[Comparison, ...]:
    """The last word of each assessor about each adopted text."""
    return tuple({(each.kind, each.assessor, each.title): each for each in found}.values())


def _cells(
    each: Recommendation,
    offices: Sequence[Commissioner],
    owed: dict[str, Duty],
    said: dict[tuple[int, int], list[Reply]],
    moment: datetime,
) -> tuple[Cell, ...]:
    return tuple(
        _cell(office, owed.get(_duty_name(each.number, office)), said.get((each.number, office.pk), []), moment)
        for office in offices
    )


def _cell(office: Commissioner, duty: Duty | None, said: Sequence[Reply], moment: datetime) -> Cell:
    state, days = _stands(standing(duty, now=moment)) if duty else (CellState.NOT_ASKED, 0)
    return Cell(
        commissioner=office,
        state=state,
        days=days,
        reply=said[-1] if said else None,
        earlier=tuple(said[:-1]),
    )


def _stands(found: Standing) -> tuple[CellState, int]:
    if found.state is DutyState.LATE:
        return CellState.SILENT, found.days_late
    if found.state is DutyState.DISCHARGED_LATE:
        return CellState.REPLIED_LATE, found.days_late
    if found.state is DutyState.DISCHARGED:
        return CellState.REPLIED, 0
    return CellState.WAITING, found.days
