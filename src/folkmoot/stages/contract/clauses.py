"""The clauses of a contract as plain values, and the one public document that is hashed and signed."""

from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from fractions import Fraction
from typing import Any

from folkmoot.core.canonical import Json, digest
from folkmoot.core.tally.rules import Base, Rule


class Influence(StrEnum):
    """How far the promise goes, from being heard to deciding: levels, not steps of a ladder."""

    INFORM = "inform"
    CONSULT = "consult"
    INVOLVE = "involve"
    COLLABORATE = "collaborate"
    EMPOWER = "empower"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clauses:
    """What is promised. Texts are in the assembly's own language; `reply_within_days` runs from the hand-over.

    A recommendation is adopted when yes votes reach `threshold_numerator / threshold_denominator` of `threshold_of`
    (more than that where `threshold_strict`); `blanks_count` says whether blank papers are among the ballots cast.
    """

    question: str
    influence: Influence
    on_disagreement: str
    off_the_table: tuple[str, ...]
    reply_within_days: int
    reply_form: str
    threshold_numerator: int
    threshold_denominator: int
    threshold_of: Base
    threshold_strict: bool
    blanks_count: bool
    publicity: str
    data_rules: str
    breach: str

    @property
    def rule(self) -> Rule:
        """The threshold as the tally takes it."""
        return Rule(
            fraction=Fraction(self.threshold_numerator, self.threshold_denominator),
            of=self.threshold_of,
            strict=self.threshold_strict,
            blanks_count=self.blanks_count,
        )


def as_stored(clauses: Clauses) -> dict[str, Any]:
    """The clauses as JSON values."""
    return asdict(clauses) | {"off_the_table": list(clauses.off_the_table)}


def from_stored(stored: dict[str, Any]) -> Clauses:
    """The clauses from JSON values."""
    values = {field.name: stored[field.name] for field in fields(Clauses)}
    return Clauses(
        **values
        | {
            "influence": Influence(stored["influence"]),
            "threshold_of": Base(stored["threshold_of"]),
            "off_the_table": tuple(stored["off_the_table"]),
        }
    )


def document(*, assembly: str, version: int, clauses: Clauses, commissioners: list[dict[str, Json]]) -> dict[str, Json]:
    """The contract as the public document whose hash is signed, printed in letters and entered in the record."""
    return {"assembly": assembly, "version": version, "clauses": as_stored(clauses), "commissioners": commissioners}


def fingerprint(contract: dict[str, Json]) -> str:
    """The hash by which a contract document is known: SHA-256 of its canonical bytes."""
    return digest(contract)
