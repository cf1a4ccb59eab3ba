"""Where chance comes from: balls, dice, a beacon's round, the words of several parties, a seed, or some together.

Balls and dice alone name the panel themselves, so that a hall can follow. Everything else is hashed, together with the
digest of the published lottery, into a seed that names it.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from folkmoot.core.canonical import Json, canonical_bytes
from folkmoot.core.chance import Dice
from folkmoot.core.faults import Fault
from folkmoot.core.sortition.beacons import QUICKNET, BeaconUnknown, beacon_of, randomness
from folkmoot.core.sortition.reading import Reader

LABEL = "folkmoot-draw-v1"
TEN = 10


class BallsNameNoPanel(Fault):
    """The `digits` on the balls are not the number of one of `panels` panels; it takes `count` balls of 0 to 9."""


class DiceNameNoPanel(Fault):
    """The `faces` of dice with `sides` sides end on no throw that counts; one throw is `count` dice."""


class FaceNotOnDie(Fault):
    """A die with `sides` sides does not show `face`."""


class CommitmentBroken(Fault):
    """What the party `name` revealed is not what it had committed itself to."""


class DrawUnreadable(Fault):
    """A document is no draw of this format; `place` names the member that is missing or wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """Chance from a seed that was announced in public."""

    seed: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Balls:
    """Chance from balls drawn one after another, each with a digit: the first is the highest place."""

    digits: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Throws:
    """Chance from dice thrown one after another, as they show: 1 … `sides`, on ten-sided dice 0 … 9."""

    sides: int
    faces: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BeaconRound:
    """Chance from a round of a public beacon: chain hash, number and signature, hexadecimal."""

    chain: str = QUICKNET.chain
    round: int
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One of several parties: the commitment it gave, and what it revealed later; `None` for what it never gave."""

    name: str
    commitment: str | None
    value: str | None
    nonce: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Chance from what several parties had committed themselves to before anybody revealed anything."""

    parties: tuple[Party, ...]


Part: TypeAlias = Seed | Balls | Throws | BeaconRound | Parties


@dataclass(frozen=True, slots=True, kw_only=True)
class Combined:
    """Several parts, in the order declared: the result is chance if only one of them is."""

    parts: tuple[Part, ...]


Source: TypeAlias = Part | Combined


def ball_count(panels: int) -> int:
    """How many balls name one of `panels` panels: three for 1,000 (000 to 999)."""
    return len(str(panels - 1))


def dice_count(panels: int, sides: int) -> int:
    """How many dice make one throw: the fewest that have at least as many outcomes as there are panels."""
    count = 1
    while sides**count < panels:
        count += 1
    return count


def commitment_of(name: str, value: str, nonce: str) -> str:
    """What a party gives beforehand: SHA-256 of the lines `folkmoot-commitment-v1`, name, nonce and value, in UTF-8."""
    return hashlib.sha256(f"folkmoot-commitment-v1\n{name}\n{nonce}\n{value}".encode()).hexdigest()


def kept_word(party: Party) -> bool:
    """Whether what a party revealed, if anything, is what it had committed itself to."""
    opened = commitment_of(party.name, party.value or "", party.nonce or "")
    return party.value is None or opened == party.commitment


def parts_of(source: Source) -> tuple[Part, ...]:
    """The parts of a combined source, or the source itself."""
    return source.parts if isinstance(source, Combined) else (source,)


def number_chosen(source: Source, panels: int, lottery: str = "") -> int:
    """The number of the panel that `source` chooses among `panels` of the lottery with the digest `lottery`.

    Raises `BallsNameNoPanel`, `DiceNameNoPanel`, `FaceNotOnDie` or `CommitmentBroken`.
    """
    for part in parts_of(source):
        _check(part, panels)
    if isinstance(source, Balls):
        return _from_balls(source, panels)
    if isinstance(source, Throws):
        return _from_dice(source, panels)
    seed = source.seed if isinstance(source, Seed) else seed_of(source, lottery)
    return Dice(seed, label=LABEL).below(panels)


def seed_of(source: Source, lottery: str) -> bytes:
    """SHA-256 of the canonical JSON of `{"format", "lottery", "parts"}`: 32 bytes."""
    parts = [source_document(part) for part in parts_of(source)]
    return hashlib.sha256(canonical_bytes({"format": LABEL, "lottery": lottery, "parts": parts})).digest()


def _check(part: Part, panels: int) -> None:
    """A part must be complete in itself, whether it decides alone or with others."""
    if isinstance(part, Balls):
        _from_balls(part, panels)
    elif isinstance(part, Throws):
        _from_dice(part, panels)
    elif isinstance(part, Parties):
        for party in part.parties:
            if not kept_word(party):
                raise CommitmentBroken(name=party.name)


def _from_balls(balls: Balls, panels: int) -> int:
    count, fair = ball_count(panels), all(0 <= digit <= 9 for digit in balls.digits)
    number = int("".join(map(str, balls.digits)) or "0") if fair else panels
    if len(balls.digits) != count or number >= panels:
        raise BallsNameNoPanel(digits=tuple(map(str, balls.digits)), panels=panels, count=count)
    return number


def _from_dice(dice: Throws, panels: int) -> int:
    """The number in the last throw: all before it were above the largest multiple of `panels`, and thrown again."""
    counted = [_throw(dice, start, panels) for start in range(0, len(dice.faces), dice_count(panels, dice.sides))]
    if not counted or counted[-1] is None or any(number is not None for number in counted[:-1]):
        count = dice_count(panels, dice.sides)
        raise DiceNameNoPanel(faces=tuple(map(str, dice.faces)), sides=dice.sides, count=count)
    return counted[-1]


def _throw(dice: Throws, start: int, panels: int) -> int | None:
    """The panel that one throw names; `None` where it is incomplete or must be repeated."""
    count = dice_count(panels, dice.sides)
    faces = dice.faces[start : start + count]
    number = 0
    for face in faces:
        number = number * dice.sides + _digit(face, dice.sides)
    outcomes = dice.sides**count
    return number % panels if len(faces) == count and number < outcomes - outcomes % panels else None


def _digit(face: int, sides: int) -> int:
    lowest = 0 if sides == TEN else 1
    if not lowest <= face < lowest + sides:
        raise FaceNotOnDie(face=face, sides=sides)
    return face - lowest


def source_document(source: Source) -> dict[str, Json]:
    """The public form of a source."""
    match source:
        case Seed():
            return {"kind": "seed", "seed": source.seed.hex()}
        case Balls():
            return {"kind": "balls", "digits": list(source.digits)}
        case Throws():
            return {"kind": "dice", "sides": source.sides, "faces": list(source.faces)}
        case BeaconRound():
            return _beacon_document(source)
        case Parties():
            return {"kind": "parties", "parties": [_party_document(party) for party in source.parties]}
        case Combined():
            return {"kind": "combined", "parts": [source_document(part) for part in source.parts]}


def _beacon_document(source: BeaconRound) -> dict[str, Json]:
    return {
        "kind": "beacon",
        "chain": source.chain,
        "public_key": beacon_of(source.chain).public_key,
        "round": source.round,
        "signature": source.signature,
        "randomness": randomness(source.signature),
    }


def _party_document(party: Party) -> dict[str, Json]:
    return {"name": party.name, "commitment": party.commitment, "value": party.value, "nonce": party.nonce}


def read_source(source: Reader) -> Source:
    """Read the public form back. Raises the reader's fault."""
    if source.text("kind") == "combined":
        return Combined(parts=_read_parts(source.members("parts")))
    return _read_part(source)


def _read_parts(parts: Sequence[Reader]) -> tuple[Part, ...]:
    return tuple(_read_part(part) for part in parts)


def _read_part(part: Reader) -> Part:
    match part.text("kind"):
        case "balls":
            return Balls(digits=part.wholes("digits"))
        case "dice":
            return Throws(sides=_sides(part), faces=part.wholes("faces"))
        case "beacon":
            return _read_beacon(part)
        case "parties":
            return Parties(parties=tuple(_read_party(party) for party in part.members("parties")))
        case "seed":
            return Seed(seed=_hexadecimal(part, "seed"))
        case _:
            raise part.fault("kind")


def _sides(part: Reader) -> int:
    sides = part.whole("sides")
    if not 2 <= sides <= 100:
        raise part.fault("sides")
    return sides


def _read_beacon(part: Reader) -> BeaconRound:
    signature, number = _hexadecimal(part, "signature").hex(), part.whole("round")
    found = BeaconRound(chain=part.text("chain"), round=number, signature=signature)
    if number < 1:
        raise part.fault("round")
    try:
        expected = _beacon_document(found)
    except BeaconUnknown as fault:
        raise part.fault("chain") from fault
    for name in ("public_key", "signature", "randomness"):  # each has one spelling only, so no choice is left
        if part.text(name) != expected[name]:
            raise part.fault(name)
    return found


def _read_party(party: Reader) -> Party:
    given = {name: None if party.absent(name) else party.text(name) for name in ("commitment", "value", "nonce")}
    return Party(name=party.text("name"), **given)


def _hexadecimal(part: Reader, name: str) -> bytes:
    try:
        return bytes.fromhex(part.text(name))
    except ValueError as error:
        raise part.fault(name) from error
