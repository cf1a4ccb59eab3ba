"""What people type of chance, as values: digits and faces, a beacon's round, the parties' words."""

import json

from folkmoot.core.sortition import (
    Balls,
    Plan,
    PlannedBalls,
    PlannedDice,
    PlannedParties,
    PlannedRound,
    Throws,
    read_plan,
)
from folkmoot.core.sortition.beacons import BeaconRoundUnreadable, read_round
from folkmoot.core.sortition.plans import PlannedPart
from folkmoot.core.sortition.reading import Reader
from folkmoot.core.sortition.sources import DrawUnreadable, Source, number_chosen, read_source
from folkmoot.stages.lottery import faults


def plan_of(chance: object) -> Plan:
    """The plan that was declared; a lottery published before plans were is drawn by balls."""
    return read_plan(chance) if chance else Plan(parts=(PlannedBalls(),))  # type: ignore[arg-type]


def kind_of(part: PlannedPart) -> str:
    """`balls`, `dice`, `beacon` or `parties`."""
    match part:
        case PlannedBalls():
            return "balls"
        case PlannedDice():
            return "dice"
        case PlannedRound():
            return "beacon"
        case PlannedParties():
            return "parties"


def read_shown(typed: str, part: PlannedPart, panels: int) -> list[int]:
    """What balls or dice show, in the order drawn or thrown: `042`, `3 5 1 2`, `3,5,1,2`.

    Raises `BallsMalformed`, and what the core says of balls and dice that name no panel.
    """
    cells = typed.replace(",", " ").split()
    if not cells or not all(cell.isascii() and cell.isdigit() and len(cell) <= 200 for cell in cells):
        raise faults.BallsMalformed
    shown = [int(digit) for cell in cells for digit in cell]
    number_chosen(physical(part, shown), panels)
    return shown


def physical(part: PlannedPart, shown: list[int]) -> Source:
    """The source that balls or dice with at most ten sides are."""
    if isinstance(part, PlannedDice):
        return Throws(sides=part.sides, faces=tuple(shown))
    return Balls(digits=tuple(shown))


def read_pasted_round(pasted: str, announced: int) -> tuple[int, str]:
    """Round and signature from what was pasted: the JSON of a mirror, or the bare signature of the announced round."""
    try:
        document = json.loads(pasted) if pasted.lstrip().startswith("{") else None
    except ValueError as error:
        raise BeaconRoundUnreadable(round=None) from error
    return read_round(document or {"round": announced, "signature": pasted})


def source_from(document: object) -> Source:
    """The source that was stored as it stands in the record."""
    return read_source(Reader(document, fault=DrawUnreadable))


def holds_beacon(plan: Plan) -> PlannedRound | None:
    """The round that a plan announces, if any."""
    return next((part for part in plan.parts if isinstance(part, PlannedRound)), None)
