"""What is declared when a lottery is published: which chance will choose, in which order, and what if a part fails.

A plan is a list of parts. Nobody can choose the source after seeing what another would have given.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from folkmoot.core.canonical import Json, instant
from folkmoot.core.faults import Fault
from folkmoot.core.sortition.beacons import QUICKNET, beacon_of, round_time
from folkmoot.core.sortition.reading import Reader
from folkmoot.core.sortition.sources import Balls, BeaconRound, Combined, Part, Parties, Seed, Source, Throws, parts_of


class PlanUnreadable(Fault):
    """A document declares no chance in this form; `place` names the member that is missing or wrong."""


class SourceNotDeclared(Fault):
    """The chance used (`found`, kinds in order) is not the one that was declared (`declared`)."""


class RoundNotDeclared(Fault):
    """The beacon's round `found` was used; `declared` was announced, and no earlier one may stand in for it."""


class PartiesNotDeclared(Fault):
    """The parties that gave their word are not those that were named beforehand."""


class PartyMissing(Fault):
    """The parties `names` revealed nothing, and by the rule declared beforehand the draw does not count then."""


class Missing(StrEnum):
    """What happens if a party does not reveal: the others decide and it is named, or the draw does not count."""

    LEAVE_OUT = "leave_out"
    STOP = "stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedBalls:
    """Balls with digits, drawn in public."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDice:
    """Dice with so many sides, thrown in public."""

    sides: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRound:
    """A round of a beacon. If it never appears, the next one that does is used."""

    chain: str = QUICKNET.chain
    round: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedParties:
    """Parties by name; commitments until `commit_by`, words until `reveal_by` (RFC 3339, UTC), and the rule if not."""

    names: tuple[str, ...]
    commit_by: str
    reveal_by: str
    missing: Missing


PlannedPart: TypeAlias = PlannedBalls | PlannedDice | PlannedRound | PlannedParties


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The chance that was declared: its parts, in the order in which they are joined."""

    parts: tuple[PlannedPart, ...]


KINDS: dict[type[Any], str] = {
    PlannedBalls: "balls",
    PlannedDice: "dice",
    PlannedRound: "beacon",
    PlannedParties: "parties",
    Balls: "balls",
    Throws: "dice",
    BeaconRound: "beacon",
    Parties: "parties",
    Seed: "seed",
}


def plan_document(plan: Plan) -> dict[str, Json]:
    """The public form of `plan`."""
    return {"parts": [_part_document(part) for part in plan.parts]}


def _part_document(part: PlannedPart) -> dict[str, Json]:
    kind: dict[str, Json] = {"kind": KINDS[type(part)]}
    match part:
        case PlannedDice():
            return kind | {"sides": part.sides}
        case PlannedRound():
            beacon = beacon_of(part.chain)
            at = instant(round_time(part.round, beacon))
            named: dict[str, Json] = {
                "chain": part.chain,
                "public_key": beacon.public_key,
                "round": part.round,
                "at": at,
            }
            return kind | named | {"fallback": "next_round"}
        case PlannedParties():
            until: dict[str, Json] = {"commit_by": part.commit_by, "reveal_by": part.reveal_by}
            return kind | {"names": list(part.names), "missing": part.missing.value} | until
        case _:
            return kind


def read_plan(document: Json) -> Plan:
    """Read the public form back. Raises `PlanUnreadable`."""
    parts = Reader(document, fault=PlanUnreadable).members("parts")
    plan = Plan(parts=tuple(_read_part(part) for part in parts))
    if not plan.parts or plan_document(plan) != document:  # what a plan says twice, it says alike
        raise PlanUnreadable(place="parts")
    return plan


def _read_part(part: Reader) -> PlannedPart:
    match part.text("kind"):
        case "balls":
            return PlannedBalls()
        case "dice":
            return PlannedDice(sides=part.whole("sides"))
        case "beacon":
            return PlannedRound(chain=beacon_of(part.text("chain")).chain, round=part.whole("round"))
        case "parties":
            return _read_parties(part)
        case _:
            raise part.fault("kind")


def _read_parties(part: Reader) -> PlannedParties:
    if part.text("missing") not in list(Missing):
        raise part.fault("missing")
    return PlannedParties(
        names=part.texts("names"),
        commit_by=part.text("commit_by"),
        reveal_by=part.text("reveal_by"),
        missing=Missing(part.text("missing")),
    )


def departures(plan: Plan, source: Source) -> Iterator[Fault]:
    """Every way in which `source` is not what `plan` declared."""
    declared, found = ([KINDS[type(part)] for part in parts] for parts in (plan.parts, parts_of(source)))
    joined = isinstance(source, Combined)
    if declared != found or joined != (len(declared) > 1):
        yield SourceNotDeclared(declared=tuple(declared), found=tuple(found))
        return
    for planned, part in zip(plan.parts, parts_of(source), strict=True):
        yield from _departures(planned, part)


def _departures(planned: PlannedPart, part: Part) -> Iterator[Fault]:
    if isinstance(planned, PlannedDice) and isinstance(part, Throws) and planned.sides != part.sides:
        yield SourceNotDeclared(declared=(f"dice {planned.sides}",), found=(f"dice {part.sides}",))
    elif isinstance(planned, PlannedRound) and isinstance(part, BeaconRound):
        if part.chain != planned.chain or part.round < planned.round:
            yield RoundNotDeclared(declared=planned.round, found=part.round)
    elif isinstance(planned, PlannedParties) and isinstance(part, Parties):
        yield from _party_departures(planned, part)


def _party_departures(planned: PlannedParties, part: Parties) -> Iterator[Fault]:
    if tuple(party.name for party in part.parties) != planned.names:
        yield PartiesNotDeclared()
        return
    silent = silent_parties(part)
    if silent and (planned.missing is Missing.STOP or len(silent) == len(planned.names)):
        yield PartyMissing(names=silent)


def silent_parties(part: Parties) -> tuple[str, ...]:
    """The names of the parties that revealed nothing."""
    return tuple(party.name for party in part.parties if party.value is None)


def later_rounds(plan: Plan, source: Source) -> list[tuple[int, int]]:
    """Where the fallback was used: (the round announced, the later one that stood in for it)."""
    pairs = zip(plan.parts, parts_of(source), strict=False)
    return [
        (planned.round, part.round)
        for planned, part in pairs
        if isinstance(planned, PlannedRound) and isinstance(part, BeaconRound) and part.round > planned.round
    ]
