"""Writes: which panels are drawn at once, or which frames fill one panel."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction

from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, require
from folkmoot.core.faults import Fault, Faults
from folkmoot.core.sortition import Target
from folkmoot.core.sortition.parts import MOST_PARTS, PartsMissing, name_faults
from folkmoot.stages.lottery import faults, queries
from folkmoot.stages.lottery.manifest import MANAGE
from folkmoot.stages.lottery.models import PanelRow
from folkmoot.stages.lottery.target_rows import target_row


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelAsked:
    """One of several panels: its name and seats, whether its people stand by, and the targets that are its own.

    With a `frame` (a key of `frames_to_choose`) it is a part of one panel that this frame fills.
    """

    name: str
    seats: int
    substitutes: bool = False
    own: tuple[Target, ...] = ()
    frame: str = ""


@transaction.atomic
def set_panels(*, by: Person, assembly: Assembly, panels: Sequence[PanelAsked]) -> tuple[PanelAsked, ...]:
    """Say which panels one number draws, or, with none, that it draws one, or which frames fill that one.

    Refused once anything is drawn or waits.
    The panels that sit have as many seats together as the body.
    """
    require(by, MANAGE, assembly)
    if (waiting := queries.waiting_lottery(assembly)) is not None:
        raise faults.LotteryWaitsForDraw(number=waiting.number)
    if queries.draws(assembly).exists():
        raise faults.PanelsSettled
    if panels:
        _refuse(panels, assembly.body.seats, known=queries.frames_to_choose(assembly))
    PanelRow.objects.filter(assembly=assembly).delete()
    PanelRow.objects.bulk_create(
        PanelRow(
            assembly=assembly,
            position=position,
            name=each.name,
            seats=each.seats,
            substitutes=each.substitutes,
            own=[target_row(target) for target in each.own],
            frame=each.frame,
        )
        for position, each in enumerate(panels)
    )
    return tuple(panels)


def _refuse(panels: Sequence[PanelAsked], seats: int, known: Collection[str]) -> None:
    found: list[Fault] = list(name_faults([each.name for each in panels]))
    if not 2 <= len(panels) <= MOST_PARTS:
        found.append(PartsMissing(most=MOST_PARTS))
    sitting = sum(each.seats for each in panels if not each.substitutes)
    if sitting != seats:
        found.append(faults.PanelsMissSeats(found=sitting, seats=seats))
    if any(each.frame for each in panels):
        found += _frame_faults(panels, known)
    if found:
        raise Faults(*found)


def _frame_faults(panels: Sequence[PanelAsked], known: Collection[str]) -> list[Fault]:
    """Where frames fill one panel, each part has one, no two the same, and all sit."""
    asked = [each.frame for each in panels]
    found: list[Fault] = []
    if not all(each.frame for each in panels):
        found.append(faults.FrameNotChosen())
    if any(each.substitutes for each in panels):
        found.append(faults.FramesDoNotWait())
    found += [faults.FrameChosenTwice(name=each.name) for each in panels if each.frame and asked.count(each.frame) > 1]
    found += [faults.FrameGone(name=each.name) for each in panels if each.frame and each.frame not in known]
    return found
