"""Chance in words: what was declared, what is owed, what was used."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.core.sortition import Missing, Plan, PlannedDice, PlannedParties, PlannedRound, ball_count, dice_count
from folkmoot.core.sortition.beacons import beacon_of, round_time
from folkmoot.core.sortition.plans import PlannedPart
from folkmoot.stages.lottery import queries
from folkmoot.stages.lottery.rules import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A part of the chance that was used: its kind, and what people saw of it.

    `faces` are digits or dice, `throws` the dice throw by throw; `round` and `signature` are a beacon's, `words` pairs
    of party and word (empty where it was silent).
    """

    kind: str
    sides: int = 0
    faces: tuple[int, ...] = ()
    throws: tuple[tuple[int, ...], ...] = ()
    round: int = 0
    signature: str = ""
    words: tuple[tuple[str, str], ...] = ()


def plan_lines(plan: Plan, panels: int) -> list[tuple[str, str]]:
    """Each part of a plan: what it is, and how it goes."""
    return [(part_name(part), _how(part, panels)) for part in plan.parts]


def chance_of(shown: queries.Lottery) -> dict[str, Any]:
    """All that a public page says of a lottery's chance: what was declared, how it stands, what was used."""
    plan = queries.declared(shown)
    parts = queries.standing(shown)
    used = shown_parts(shown.draw.source, shown.panels) if shown.state == State.DRAWN else []
    settled = [shown_parts(part.source, shown.panels)[0] if part.source else None for part in parts]
    lines, attestations = plan_lines(plan, shown.panels), list(shown.attestations.all())
    return {
        "lines": lines,
        "combined": len(lines) > 1,
        "parts": [(part, *line, seen) for part, line, seen in zip(parts, lines, used or settled, strict=True)],
        "attestations": attestations,
        "objections": queries.objecting(attestations),
        "differ": any(part.differ and not part.settled for part in parts),
        "round_at": next((part.at for part in parts if part.at), None),
    }


def part_name(part: PlannedPart) -> str:
    """What a part is called."""
    match part:
        case PlannedDice(sides=sides):
            return _("Dice with %(sides)d sides") % {"sides": sides}
        case PlannedRound():
            return _("A round of a public beacon")
        case PlannedParties():
            return _("Words of several parties")
        case _:
            return _("Balls")


def _how(part: PlannedPart, panels: int) -> str:
    match part:
        case PlannedDice(sides=sides):
            return _dice(dice_count(panels, sides))
        case PlannedRound():
            return _round(part)
        case PlannedParties():
            return _parties(part)
        case _:
            count = ball_count(panels)
            said = ngettext(
                "%(n)d ball with a digit is drawn in public. Two people read it, each for herself.",
                "%(n)d balls with digits are drawn in public, one after the other. Two people read them, each for "
                "herself.",
                count,
            )
            return said % {"n": count}


def _dice(count: int) -> str:
    return _(
        "One throw is %(n)d dice. A throw that is too high for the panels is thrown again. Two people read them, each "
        "for herself."
    ) % {"n": count}


def _round(part: PlannedRound) -> str:
    return _(
        "Round %(round)s of %(name)s, signed on %(at)s. Nobody can know it before; anybody can check it after."
    ) % {
        "round": number_format(part.round, use_l10n=True, force_grouping=True),
        "name": beacon_of(part.chain).name,
        "at": exactly(round_time(part.round, beacon_of(part.chain))),
    }


def _parties(part: PlannedParties) -> str:
    said = _("%(names)s hand in fingerprints by %(commit)s and say their words by %(reveal)s.") % {
        "names": ", ".join(part.names),
        "commit": exactly(datetime.fromisoformat(part.commit_by)),
        "reveal": exactly(datetime.fromisoformat(part.reveal_by)),
    }
    stop = _("If one of them says nothing, the draw does not count.")
    leave_out = _("If one of them says nothing, the others decide, and it is said who was silent.")
    return f"{said} {stop if part.missing is Missing.STOP else leave_out}"


def exactly(moment: datetime) -> str:
    """A moment to the second, in the reader's time zone."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'DATE_FORMAT')} {local:%H:%M:%S} {local.tzname()}"


def shown_parts(source: dict[str, Any], panels: int) -> list[Shown]:
    """The parts of a source as it stands in the record."""
    return [_shown(part, panels) for part in source.get("parts", [source])]


def _shown(part: dict[str, Any], panels: int) -> Shown:
    match part["kind"]:
        case "dice":
            faces, count = tuple(part["faces"]), dice_count(panels, part["sides"])
            throws = tuple(faces[start : start + count] for start in range(0, len(faces), count))
            return Shown(kind="dice", sides=part["sides"], faces=faces, throws=throws)
        case "beacon":
            return Shown(kind="beacon", round=part["round"], signature=part["signature"])
        case "parties":
            return Shown(kind="parties", words=tuple(_words(part["parties"])))
        case kind:
            return Shown(kind=kind, faces=tuple(part.get("digits", ())))


def _words(parties: Iterable[dict[str, Any]]) -> Iterable[tuple[str, str]]:
    return ((party["name"], party["value"] if party["value"] is not None else "") for party in parties)
