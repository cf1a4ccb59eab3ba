"""Reads of an office's desk: what it still owes, how far each draft is, who writes, what is about to be released."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.stages.contract.queries import Commissioner
from folkmoot.stages.followup.models import Answer, Drafter, DraftSheet, ReasonCode, Release, ReplyDraft
from folkmoot.stages.followup.queries import board
from folkmoot.stages.followup.rules import Said, missing
from folkmoot.stages.recommendations.queries import Recommendation


class DraftState(StrEnum):
    """How far a draft is. INCOMPLETE: its answer owes more. WRITTEN: nobody else has read it yet."""

    EMPTY = "empty"
    INCOMPLETE = "incomplete"
    WRITTEN = "written"
    CHECKED = "checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRow:
    """One recommendation to which the office still owes a reply, and its draft, if there is one."""

    recommendation: Recommendation
    draft: ReplyDraft | None

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that its answer owes and that are empty."""
        return missing(said_in(self.draft)) if self.draft and self.draft.answer else ()

    @property
    def state(self) -> DraftState:
        """How far it is."""
        if self.draft is None or not self.draft.answer:
            return DraftState.EMPTY
        if self.missing:
            return DraftState.INCOMPLETE
        return DraftState.CHECKED if self.draft.checked_at else DraftState.WRITTEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One office's desk: a row for every reply that it still owes, by number; `replied` are out already."""

    office: Commissioner
    rows: tuple[DeskRow, ...]
    replied: int

    @property
    def counts(self) -> Mapping[DraftState, int]:
        """How many drafts are how far, in the order of the states."""
        found = Counter(row.state for row in self.rows)
        return {state: found[state] for state in DraftState}

    def ready(self, *, unchecked: bool) -> list[int]:
        """The numbers of the drafts that can be released: checked ones, or all that are complete."""
        states = {DraftState.CHECKED, DraftState.WRITTEN} if unchecked else {DraftState.CHECKED}
        return [row.recommendation.number for row in self.rows if row.state in states]

    def row(self, number: int) -> DeskRow | None:
        """The row of one recommendation, if a reply to it is still owed."""
        return next((row for row in self.rows if row.recommendation.number == number), None)

    def after(self, number: int) -> int | None:
        """The next recommendation whose draft is not complete; from the beginning again after the last."""
        open_ = [row.recommendation.number for row in self.rows if row.state in _OPEN]
        return next((each for each in open_ if each > number), next((each for each in open_ if each != number), None))


_OPEN = {DraftState.EMPTY, DraftState.INCOMPLETE}


def desk(office: Commissioner) -> Desk:
    """The desk of an office, in a handful of queries whatever its size."""
    drafts = {draft.number: draft for draft in drafts_of(office)}
    cells = [
        (row.recommendation, cell)
        for row in board(office.assembly).asked
        for cell in row.cells
        if cell.commissioner == office
    ]
    rows = tuple(DeskRow(recommendation=it, draft=drafts.get(it.number)) for it, cell in cells if cell.reply is None)
    return Desk(office=office, rows=rows, replied=len(cells) - len(rows))


def drafts_of(office: Commissioner) -> QuerySet[ReplyDraft]:
    """All drafts of an office, by number."""
    return office.drafts.select_related("assigned_to", "written_by", "checked_by")


def drafters(office: Commissioner) -> list[Person]:
    """Who writes for an office, her holder first."""
    named = [each.person for each in Drafter.objects.filter(commissioner=office).select_related("person")]
    return [*([office.person] if office.person else []), *(each for each in named if each != office.person)]


def offices_written_for(assembly: Assembly, person: object) -> list[Commissioner]:
    """The offices for which `person` writes here, as holder or drafter."""
    found = Commissioner.objects.filter(assembly=assembly).prefetch_related("drafters")
    return [each for each in found if person == each.person or _writes(each.drafters.all(), person)]


def _writes(named: Iterable[Drafter], person: object) -> bool:
    return isinstance(person, Person) and any(each.person_id == person.pk for each in named)


def planned(office: Commissioner) -> Release | None:
    """The release that is still to come, if one is planned."""
    return office.releases.filter(done_at=None).order_by("at").first()


def last_release(office: Commissioner) -> Release | None:
    """The last release that took place."""
    return office.releases.exclude(done_at=None).order_by("done_at").last()


def sheet_of(office: Commissioner, person: Person) -> DraftSheet | None:
    """The table that `person` brought back and has not confirmed."""
    return DraftSheet.objects.filter(commissioner=office, by=person).first()


def said_in(draft: ReplyDraft) -> Said:
    """What a draft with an answer says."""
    return Said(
        answer=Answer(draft.answer),
        text=draft.text,
        wording=draft.wording,
        source=draft.source,
        until=draft.until,
        authority=draft.authority,
        reason_code=ReasonCode(draft.reason_code) if draft.reason_code else None,
    )
