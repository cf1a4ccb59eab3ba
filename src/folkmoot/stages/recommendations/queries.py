"""Reads of recommendations, the report and its hand-over.

Before the hand-over a recommendation is a projection of frozen texts and counted ballots; from then on it is read from
the document that was handed over. Nothing is typed twice, and what was handed over cannot drift.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, Term, sitting
from folkmoot.core.canonical import Json, canonical_bytes, sha256_hex
from folkmoot.stages.ballots.queries import ItemResult, ballots, results, statements, statements_due
from folkmoot.stages.contract.queries import published_contract
from folkmoot.stages.deliberation.queries import frozen_texts
from folkmoot.stages.recommendations.models import HandOver, Report, SignOff

__all__ = [
    "HandOver",
    "Minority",
    "Outcome",
    "Recommendation",
    "Report",
    "SignOff",
    "document",
    "everything",
    "fingerprint",
    "from_document",
    "hand_over",
    "handed_over",
    "handed_over_at",
    "known_about",
    "minority_speaks_until",
    "not_adopted",
    "not_voted",
    "recommendations",
    "report",
    "seated",
    "signed_off",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Minority:
    """What a minority wants to be read beside a result; `names` are those who wished to be shown, perhaps nobody.

    Names stand on pages only: the document that is handed over enters the record for good, and holds the words alone.
    """

    text: str
    names: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How the vote on one text went, in people; `needed` is the fewest yes votes that adopt."""

    eligible: int
    present: int
    cast: int
    yes: int
    no: int
    abstain: int
    blank: int
    spoilt: int
    needed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """A text that was voted on, under its frozen number and hash: adopted, or not. `name` is its name in lineage."""

    number: int
    title: str
    text: str
    sha256: str
    adopted: bool
    outcome: Outcome
    minority: tuple[Minority, ...]

    @property
    def name(self) -> str:
        """Its name in lineage and duties."""
        return f"recommendation/{self.number}"


def hand_over(assembly: Assembly) -> HandOver | None:
    """The hand-over, `None` before it."""
    return HandOver.objects.filter(assembly=assembly).first()


def handed_over() -> QuerySet[HandOver]:
    """Every hand-over of an assembly that is open to the public, the latest first."""
    found = HandOver.objects.filter(assembly__opened_at__isnull=False)
    return found.select_related("assembly").order_by("-at", "-pk")


def handed_over_at(assembly: Assembly) -> datetime | None:
    """When the hand-over was entered, `None` before it."""
    found = hand_over(assembly)
    return found.at if found else None


def everything(assembly: Assembly, *, given: HandOver | None = None) -> tuple[Recommendation, ...]:
    """Every text with a counted vote, adopted or not, by number; pass `given` where the hand-over is at hand."""
    found = given or hand_over(assembly)
    return from_document(found.document) if found else _voted(assembly)


def recommendations(assembly: Assembly) -> tuple[Recommendation, ...]:
    """The adopted texts, under their frozen numbers."""
    return tuple(each for each in everything(assembly) if each.adopted)


def not_adopted(assembly: Assembly) -> tuple[Recommendation, ...]:
    """The texts that members voted on and did not adopt: listed everywhere, never hidden."""
    return tuple(each for each in everything(assembly) if not each.adopted)


def not_voted(assembly: Assembly) -> tuple[int, ...]:
    """The numbers of frozen texts without a counted vote."""
    voted = {result.number for result in results(assembly)}
    return tuple(text.number for text in frozen_texts(assembly) if text.number not in voted)


def minority_speaks_until(assembly: Assembly) -> datetime | None:
    """Until when members may still put a minority statement beside a result; `None` once they no longer may."""
    waiting = statements_due(assembly).order_by("statements_until").last()
    return waiting.statements_until if waiting else None


def report(assembly: Assembly) -> Report | None:
    """What members have written around their recommendations."""
    return Report.objects.filter(assembly=assembly).first()


def document(assembly: Assembly) -> dict[str, Json]:
    """The whole report as the one document that is signed off, hashed and handed over (docs/spec/record.md)."""
    found = hand_over(assembly)
    if found:
        return dict(found.document)
    contract, written = published_contract(assembly), report(assembly)
    return {
        "assembly": assembly.slug,
        "title": assembly.title,
        "question": contract.clauses.question.words if contract else "",
        "foreword": written.foreword if written else "",
        "recommendations": [_as_document(each) for each in _voted(assembly)],
    }


def fingerprint(report_document: Mapping[str, Json]) -> str:
    """The hash by which a report is known: SHA-256 of its canonical bytes."""
    return sha256_hex(canonical_bytes(report_document))


def signed_off(assembly: Assembly, sha256: str) -> int:
    """How many sitting members have signed off the report in the wording that has this hash."""
    return seated(assembly).filter(membership__sign_offs__sha256=sha256).count()


def seated(assembly: Assembly) -> QuerySet[Term]:
    """The terms of those who sit now."""
    return sitting(assembly.body)


def known_about(person: Person) -> dict[str, Any]:
    """What is kept about a person, for her own download: which reports she has signed off."""
    mine = SignOff.objects.filter(membership__person=person).select_related("membership__body__assembly")
    return {"sign_offs": [{"assembly": each.membership.body.assembly.slug, "sha256": each.sha256} for each in mine]}


def from_document(stored: Mapping[str, Any]) -> tuple[Recommendation, ...]:
    """The recommendations in a report document."""
    return tuple(
        Recommendation(
            **each
            | {
                "outcome": Outcome(**each["outcome"]),
                "minority": tuple(Minority(**minority) for minority in each["minority"]),
            }
        )
        for each in stored["recommendations"]
    )


def _as_document(each: Recommendation) -> dict[str, Json]:
    return {**asdict(each), "minority": [{"text": minority.text} for minority in each.minority]}


def _voted(assembly: Assembly) -> tuple[Recommendation, ...]:
    """Frozen texts joined with their counted results; a result counts only for the very words that have its hash."""
    texts = {(text.number, text.sha256): text for text in frozen_texts(assembly)}
    dissent = _dissent(assembly)
    return tuple(
        Recommendation(
            number=result.number,
            title=texts[key].title,
            text=texts[key].text,
            sha256=result.sha256,
            adopted=result.adopted,
            outcome=_outcome(result),
            minority=tuple(dissent.get((result.ballot, result.number), ())),
        )
        for result in results(assembly)
        if (key := (result.number, result.sha256)) in texts
    )


def _outcome(result: ItemResult) -> Outcome:
    return Outcome(**asdict(result.tally.counts), needed=result.tally.needed)


def _dissent(assembly: Assembly) -> dict[tuple[int, int], list[Minority]]:
    """Minority statements by ballot and text."""
    found: dict[tuple[int, int], list[Minority]] = {}
    for ballot in ballots(assembly):
        for each in statements(ballot):
            found.setdefault((ballot.number, each.item.number), []).append(Minority(text=each.text, names=each.names))
    return found
