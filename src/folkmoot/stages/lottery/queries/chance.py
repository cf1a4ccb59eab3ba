"""Reads of chance: how each part of what was declared stands, and whether the draw can be made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from folkmoot import clock
from folkmoot.core.sortition import Combined, Missing, Parties, Party, Plan, PlannedParties, Source
from folkmoot.core.sortition.beacons import beacon_of, round_time
from folkmoot.core.sortition.plans import PlannedPart
from folkmoot.stages.lottery.chances import holds_beacon, kind_of, plan_of, source_from
from folkmoot.stages.lottery.models import Attestation, Lottery, PartyWord, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyStanding:
    """How one party stands: whether she has committed herself, and whether she has revealed her word."""

    name: str
    commitment: str
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartStanding:
    """How one part of the chance stands.

    `operator` and `witness` tell who has read it, `differ` that they typed different things; `source` is what was
    settled. `at` is the moment of a beacon's round; `until` the last moment to enter the part, where there is one.
    """

    part: int
    kind: str
    planned: PlannedPart
    operator: bool
    witness: bool
    differ: bool
    source: dict[str, object] | None
    parties: tuple[PartyStanding, ...]
    at: datetime | None
    until: datetime | None

    @property
    def settled(self) -> bool:
        """Whether nothing more is to be entered for it."""
        if self.parties:
            return all(each.value is not None for each in self.parties)
        return self.source is not None


def standing(lottery: Lottery) -> list[PartStanding]:
    """How each part of the declared chance stands, in its order."""
    plan = plan_of(lottery.chance)
    sources = {each.part: each.source for each in lottery.chance_parts.all()}
    spoken = any(isinstance(part, PlannedParties) for part in plan.parts)
    words = {each.name: each for each in lottery.party_words.all()} if spoken else {}
    readings = list(lottery.readings.all()) if len(sources) < len(plan.parts) else []
    announced = holds_beacon(plan)
    bound = round_time(announced.round, beacon_of(announced.chain)) if announced else None
    return [
        _standing(number, part, readings, sources.get(number), words, bound) for number, part in enumerate(plan.parts)
    ]


def _standing(
    number: int,
    part: PlannedPart,
    readings: list[Reading],
    source: dict[str, object] | None,
    words: dict[str, PartyWord],
    bound: datetime | None,
) -> PartStanding:
    mine = {each.witness: each.shown for each in readings if each.part == number}
    beacon = kind_of(part) == "beacon"
    return PartStanding(
        part=number,
        kind=kind_of(part),
        planned=part,
        operator=False in mine,
        witness=True in mine,
        differ=len(mine) == 2 and mine[False] != mine[True],
        source=source,
        parties=_parties(part, words),
        at=bound if beacon else None,
        until=None if beacon else bound,
    )


def _parties(part: PlannedPart, words: dict[str, PartyWord]) -> tuple[PartyStanding, ...]:
    names = part.names if isinstance(part, PlannedParties) else ()
    found = [(name, words.get(name)) for name in names]
    return tuple(
        PartyStanding(name=name, commitment=word.commitment if word else "", value=word.value if word else None)
        for name, word in found
    )


def objections(lottery: Lottery) -> list[Attestation]:
    """The objections that stand: of each witness her newest word counts."""
    return objecting(lottery.attestations.all())


def objecting(attestations: Iterable[Attestation]) -> list[Attestation]:
    """Of these words, the objections that stand."""
    newest = {each.handle: each for each in attestations}
    return [each for each in newest.values() if not each.agrees]


def chance_so_far(lottery: Lottery) -> Source | None:
    """The whole source, once every part is settled or its time is over; `None` while something is owed.

    Parties who stayed silent are left out when the time to reveal is over, where the plan says so.
    """
    plan = plan_of(lottery.chance)
    sources = {each.part: each.source for each in lottery.chance_parts.all()}
    parts = [_part(lottery, part, sources.get(number)) for number, part in enumerate(plan.parts)]
    found = tuple(part for part in parts if part is not None)
    if len(found) < len(parts):
        return None
    return Combined(parts=found) if len(found) > 1 else found[0]  # type: ignore[arg-type]


def _part(lottery: Lottery, part: PlannedPart, source: dict[str, object] | None) -> Source | None:
    if isinstance(part, PlannedParties):
        return _words(lottery, part)
    return source_from(source) if source else None


def _words(lottery: Lottery, part: PlannedParties) -> Parties | None:
    kept = {each.name: each for each in lottery.party_words.all()}
    parties = tuple(_party(name, kept.get(name)) for name in part.names)
    spoken = sum(party.value is not None for party in parties)
    over = clock.now().replace(microsecond=0) > datetime.fromisoformat(part.reveal_by)
    enough = spoken == len(parties) or (spoken and over and part.missing is Missing.LEAVE_OUT)
    return Parties(parties=parties) if enough else None


def _party(name: str, word: PartyWord | None) -> Party:
    if word is None:
        return Party(name=name, commitment=None, value=None, nonce=None)
    return Party(name=name, commitment=word.commitment, value=word.value, nonce=word.nonce)


def declared(lottery: Lottery) -> Plan:
    """The chance that was declared with the lottery."""
    return plan_of(lottery.chance)
