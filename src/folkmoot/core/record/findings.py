"""What a check says: findings, each of which holds, does not hold, stays unproven, or is a fact to be known."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from folkmoot.core.faults import Fault, Param
from folkmoot.core.record.entries import Entry

ENTRIES_FILE = "entries.jsonl"


class Outcome(StrEnum):
    """How one check ended. Only FAILS makes a record fail; UNPROVEN says what nobody could know from these files."""

    HOLDS = "holds"
    FAILS = "fails"
    UNPROVEN = "unproven"
    FACT = "fact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding. `code` and `params` make its sentence: for FAILS a fault's, else one of `messages.record.FINDINGS`.

    `file` is a path inside the export and `line` counts from 1, each None where a finding has no such place.
    """

    outcome: Outcome
    code: str
    params: Mapping[str, Param]
    file: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All findings, in the order of checking."""

    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was found that does not hold."""
        return self.first_failure is None

    @property
    def first_failure(self) -> Finding | None:
        """The first finding that does not hold."""
        return next((one for one in self.findings if one.outcome is Outcome.FAILS), None)

    def of(self, outcome: Outcome) -> tuple[Finding, ...]:
        """The findings that ended so."""
        return tuple(one for one in self.findings if one.outcome is outcome)


def holds(code: str, *, file: str | None = None, line: int | None = None, **params: Param) -> Finding:
    """What was checked and is so."""
    return Finding(outcome=Outcome.HOLDS, code=code, params=params, file=file, line=line)


def unproven(code: str, *, file: str | None = None, line: int | None = None, **params: Param) -> Finding:
    """What cannot be known from what is at hand."""
    return Finding(outcome=Outcome.UNPROVEN, code=code, params=params, file=file, line=line)


def fact(code: str, *, file: str | None = None, line: int | None = None, **params: Param) -> Finding:
    """What follows from the record and should be known, right or wrong."""
    return Finding(outcome=Outcome.FACT, code=code, params=params, file=file, line=line)


def fails(fault: Fault, *, file: str | None = None, line: int | None = None) -> Finding:
    """What does not hold; a fault that knows its own line keeps it."""
    own = fault.params.get("line")
    place = own if isinstance(own, int) else line
    return Finding(outcome=Outcome.FAILS, code=fault.code, params=fault.params, file=file, line=place)


def holds_at(entry: Entry, code: str, **params: Param) -> Finding:
    """What was worked out again from `entry` and is so."""
    return holds(code, file=ENTRIES_FILE, line=entry.line, **params)


def unproven_at(entry: Entry, code: str, **params: Param) -> Finding:
    """What `entry` says and nobody can work out again."""
    return unproven(code, file=ENTRIES_FILE, line=entry.line, **params)
