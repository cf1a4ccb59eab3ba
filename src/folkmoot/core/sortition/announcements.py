"""The first lottery in public: announced with the hash of all that enters, then drawn; counts and chances, no person.

The inputs hold a random `salt`, so that nobody can find out by trying whether a small file is the one that was used.
Whoever has the file and the inputs can draw again and must get the same.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from folkmoot.core.canonical import Json, digest
from folkmoot.core.faults import Fault
from folkmoot.core.sortition.frames import FrameColumns, Unit
from folkmoot.core.sortition.invitations import LABEL, FirstDraw, Stratum, draw_in_places, draw_invitations
from folkmoot.core.sortition.reading import Reader
from folkmoot.core.sortition.sources import (
    TEN,
    BeaconRound,
    FaceNotOnDie,
    Part,
    Seed,
    Throws,
    dice_count,
    parts_of,
    read_source,
    source_document,
)

INPUTS_FORMAT = "folkmoot-invitation-inputs-v1"
DRAW_FORMAT = "folkmoot-invitations-v1"
OUTCOMES = 2**51  # that thrown dice must have at least: 20 throws of an ordinary die
LEAST_SEED = 16  # bytes


class InvitationsUnreadable(Fault):
    """A document is no first lottery of this format; `place` names the member that is missing or wrong."""


class InputsAreOthers(Fault):
    """The inputs are not those whose hash was announced."""


class SeedTooShort(Fault):
    """The seed is too short to be beyond anybody's choice: at least `least` hexadecimal digits are needed."""


class ThrowsTooFew(Fault):
    """The throws are too few to be beyond anybody's choice: at least `least` are needed."""


class StratumDoesNotAdd(Fault):
    """The figures of the `stratum` contradict each other."""


class InvitedAreOthers(Fault):
    """Drawing again from the same inputs and chance invites others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """All that a first lottery is made from: the file by its hash, how it is read, and how many from where.

    `plan` is stratum → invitations. With `places`, so many strata are drawn first, and `each` units in each of them.
    `invited_before` are the ids of units that earlier waves invited, as their salted hash; `since` how many.
    """

    frame_sha256: str
    salt: bytes
    columns: FrameColumns
    plan: Mapping[str, int]
    places: int = 0
    each: int = 0
    since: int = 0
    invited_before: str = ""

    @property
    def size(self) -> int:
        """How many invitations are wanted."""
        return self.places * self.each if self.places else sum(self.plan.values())


def inputs_document(inputs: Inputs) -> dict[str, Json]:
    """The inputs as a value; `digest` of it is what is announced."""
    columns = inputs.columns
    return {
        "format": INPUTS_FORMAT,
        "frame_sha256": inputs.frame_sha256,
        "salt": inputs.salt.hex(),
        "columns": {"id": columns.id, "weight": columns.weight, "stratum": columns.stratum},
        "plan": [[name, inputs.plan[name]] for name in sorted(inputs.plan)],
        "places": inputs.places,
        "each": inputs.each,
        "since": inputs.since,
        "invited_before": inputs.invited_before,
    }


def read_inputs(document: Json) -> Inputs:
    """Read the inputs back. Raises `InvitationsUnreadable`."""
    top = Reader(document, fault=InvitationsUnreadable)
    if top.text("format") != INPUTS_FORMAT:
        raise InvitationsUnreadable(place="format")
    columns = top.member("columns")
    return Inputs(
        frame_sha256=top.text("frame_sha256"),
        salt=_hexadecimal(top, "salt"),
        columns=FrameColumns(
            id=columns.text("id"),
            weight=None if columns.absent("weight") else columns.text("weight"),
            stratum=None if columns.absent("stratum") else columns.text("stratum"),
        ),
        plan=dict(_pair(row) for row in top.members("plan")),
        places=top.whole("places"),
        each=top.whole("each"),
        since=top.whole("since"),
        invited_before=top.text("invited_before"),
    )


def seed_from(source: Mapping[str, Any], inputs_sha256: str) -> bytes:
    """The seed: the one in a source of the kind `seed`, else the hash of source and inputs. Raises what is wrong.

    Seeds, dice and a beacon's round may be it, alone or combined, in the form that a draw has them.
    """
    found = read_source(Reader(dict(source), fault=InvitationsUnreadable))
    for part in parts_of(found):
        _check_part(part)
    if isinstance(found, Seed):
        return found.seed
    parts: list[Json] = [source_document(part) for part in parts_of(found)]
    return bytes.fromhex(digest({"format": LABEL, "inputs": inputs_sha256, "parts": parts}))


def _check_part(part: Part) -> None:
    match part:
        case Seed():
            if len(part.seed) < LEAST_SEED:
                raise SeedTooShort(least=2 * LEAST_SEED)
        case Throws():
            _check_throws(part)
        case BeaconRound():
            pass
        case _:
            raise InvitationsUnreadable(place="kind")


def _check_throws(throws: Throws) -> None:
    lowest = 0 if throws.sides == TEN else 1
    for face in throws.faces:
        if not lowest <= face < lowest + throws.sides:
            raise FaceNotOnDie(face=face, sides=throws.sides)
    if len(throws.faces) < (least := least_throws(throws.sides)):
        raise ThrowsTooFew(least=least)


def least_throws(sides: int) -> int:
    """How often a die must be thrown, so that there are more outcomes than anybody can try beforehand."""
    return dice_count(OUTCOMES, sides)


def ids_digest(ids: Iterable[str], salt: bytes) -> str:
    """A salted hash of a set of ids, whatever their order: SHA-256 over the salt and the sorted ids, one a line."""
    hashed = hashlib.sha256(salt)
    for id_ in sorted(ids):
        hashed.update(f"\n{id_}".encode())
    return hashed.hexdigest()


def first_draw_document(
    drawn: FirstDraw, *, inputs_sha256: str, source: Mapping[str, Any], salt: bytes
) -> dict[str, Json]:
    """What everybody may know of a first lottery: chances, counts and hashes."""
    return {
        "format": DRAW_FORMAT,
        "inputs_sha256": inputs_sha256,
        "source": dict(source),
        "strata": [stratum_document(stratum) for stratum in drawn.strata],
        "invited": len(drawn.invited),
        "invited_sha256": ids_digest((one.unit.id for one in drawn.invited), salt),
    }


def stratum_document(stratum: Stratum) -> dict[str, Json]:
    """One stratum: everybody's chance in it follows from these figures."""
    return {
        "name": stratum.name,
        "units": stratum.units,
        "weight": stratum.weight,
        "invitations": stratum.invitations,
        "certain": stratum.certain,
        "certain_from": stratum.certain_from,
        "line": stratum.line,
        "entered": [stratum.entered.numerator, stratum.entered.denominator],
    }


def read_stratum(row: Reader) -> Stratum:
    """Read a stratum back. Raises the reader's fault."""
    above, below = row.wholes("entered")
    if not 0 < above <= below:
        raise InvitationsUnreadable(place="entered")
    return Stratum(
        name=row.text("name"),
        units=row.whole("units"),
        weight=row.whole("weight"),
        invitations=row.whole("invitations"),
        certain=row.whole("certain"),
        certain_from=None if row.absent("certain_from") else row.whole("certain_from"),
        line=row.whole("line"),
        entered=Fraction(above, below),
    )


def check_first_draw(document: Any) -> Iterator[Fault | None]:
    """Hold a published first lottery against itself: `None` for each stratum and total that holds, else a fault.

    Raises `InvitationsUnreadable` where it is none.
    """
    top = Reader(document, fault=InvitationsUnreadable)
    if top.text("format") != DRAW_FORMAT:
        raise InvitationsUnreadable(place="format")
    seed_from(document["source"], top.text("inputs_sha256"))
    strata = [read_stratum(row) for row in top.members("strata")]
    for stratum in strata:
        yield None if adds_up(stratum) else StratumDoesNotAdd(stratum=stratum.name)
    total = sum(stratum.invitations for stratum in strata)
    yield None if total == top.whole("invited") else InvitedAreOthers()


def adds_up(stratum: Stratum) -> bool:
    """Whether the figures of a stratum can belong together."""
    certain_weight = stratum.weight - stratum.line
    return (
        0 <= stratum.certain <= stratum.invitations <= stratum.units
        and 0 <= stratum.line <= stratum.weight
        and bool(stratum.teeth) <= bool(stratum.line)
        and (stratum.certain > 0) == (stratum.certain_from is not None)
        and certain_weight >= stratum.certain * (stratum.certain_from or 0)
        and bool(certain_weight) <= bool(stratum.certain)
    )


def _pair(row: Reader) -> tuple[str, int]:
    name, size = row.members()
    return name.text(), size.whole()


def _hexadecimal(top: Reader, name: str) -> bytes:
    try:
        return bytes.fromhex(top.text(name))
    except ValueError as error:
        raise InvitationsUnreadable(place=name) from error


def draw_announced(
    inputs: Inputs, units: Sequence[Unit], *, source: Mapping[str, Any], invited_before: Collection[str] = ()
) -> FirstDraw:
    """Draw as announced, from the units of the file and the ids that earlier waves invited.

    Raises `InputsAreOthers` where those ids are not the announced ones, and what the draw raises.
    """
    seed = seed_from(source, digest(inputs_document(inputs)))
    check_invited_before(inputs, invited_before)
    left = [unit for unit in units if unit.id not in invited_before] if invited_before else units
    if inputs.places:
        return draw_in_places(left, places=inputs.places, each=inputs.each, seed=seed)
    return draw_invitations(left, plan=inputs.plan, seed=seed)


def check_invited_before(inputs: Inputs, ids: Collection[str]) -> None:
    """Refuse other ids than those that the inputs were announced with. Raises `InputsAreOthers`."""
    if (inputs.since, inputs.invited_before) != invited_before_of(ids, inputs.salt):
        raise InputsAreOthers


def invited_before_of(ids: Collection[str], salt: bytes) -> tuple[int, str]:
    """What inputs say of the units that earlier waves invited: how many, and their salted hash; `""` for none."""
    return (len(ids), ids_digest(ids, salt) if ids else "")
