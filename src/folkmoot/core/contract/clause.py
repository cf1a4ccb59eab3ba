"""What every clause can be asked, and the two things that it answers: gaps and pledges."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Self

from folkmoot.core.contract.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something that a draft leaves open: `code` names it. Nothing is offered for signature while one is `required`."""

    clause: str
    code: str
    required: bool = False


class Kind(StrEnum):
    """What is owed: a reply to each recommendation, a public session, a progress report, the members' rating round."""

    REPLY = "reply"
    SESSION = "session"
    REPORT = "report"
    RATING = "rating"


class Debtor(StrEnum):
    """Who owes it: each office that signed, or the secretariat that runs the assembly."""

    OFFICE = "office"
    SECRETARIAT = "secretariat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """One dated promise: `what` of this `kind`, due `after` the hand-over; `name` is unique in a contract."""

    kind: Kind
    name: str
    after: Span
    debtor: Debtor = Debtor.OFFICE
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause. `name` is its key in stored contracts, `number` its place in the list of what a contract must say.

    The list is the synthesis of what commissions, evaluators and handbooks ask for (OECD 2020, KNOCA, Involve,
    DemocracyNext): nineteen fields, of which the last, signatures, version and hash, belongs to the document.
    """

    name: ClassVar[str] = ""
    number: ClassVar[int] = 0

    def gaps(self) -> Iterator[Gap]:
        """What this clause leaves open."""
        yield from ()

    def pledges(self) -> Iterator[Pledge]:
        """What somebody owes by this clause once the report is handed over."""
        yield from ()

    def loosened(self, later: Self) -> Iterator[str]:
        """The fields in which `later` promises less than this clause did; words are left to the reader."""
        yield from ()

    def open(self, code: str, *, required: bool = False) -> Gap:
        """A gap of this clause."""
        return Gap(clause=self.name, code=code, required=required)


def fewer(before: tuple[object, ...], after: tuple[object, ...]) -> bool:
    """Whether something that stood in the list is gone from it."""
    return bool(set(before) - set(after))
