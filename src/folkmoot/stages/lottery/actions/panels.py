"""Writes: which panels are drawn at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, require
from folkmoot.core.faults import Faults
from folkmoot.core.sortition import Target
from folkmoot.core.sortition.parts import MOST_PARTS, PartsMissing, name_faults
from folkmoot.stages.lottery import faults, queries
from folkmoot.stages.lottery.manifest import MANAGE
from folkmoot.stages.lottery.models import PanelRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelAsked:
    """One of several panels: its name and seats, whether its people stand by, and the targets that are its own."""

    name: str
    seats: int
    substitutes: bool = False
    own: tuple[Target, ...] = ()


@transaction.atomic
def set_panels(*, by: Person, assembly: Assembly, panels: Sequence[PanelAsked]) -> tuple[PanelAsked, ...]:
    """Say which panels one number draws, or, with none, that it draws one. Refused once anything is drawn or waits.

    The panels that sit have as many seats together as the body.
    """
    require(by, MANAGE, assembly)
    if (waiting := queries.waiting_lottery(assembly)) is not None:
        raise faults.LotteryWaitsForDraw(number=waiting.number)
    if queries.draws(assembly).exists():
        raise faults.PanelsSettled
    if panels:
        _refuse(panels, assembly.body.seats)
    PanelRow.objects.filter(assembly=assembly).delete()
    PanelRow.objects.bulk_create(
        PanelRow(
            assembly=assembly,
            position=position,
            name=each.name,
            seats=each.seats,
            substitutes=each.substitutes,
            own=[[target.category, target.value, target.minimum, target.maximum] for target in each.own],
        )
        for position, each in enumerate(panels)
    )
    return tuple(panels)


def _refuse(panels: Sequence[PanelAsked], seats: int) -> None:
    found = list(name_faults([each.name for each in panels]))
    if not 2 <= len(panels) <= MOST_PARTS:
        found.append(PartsMissing(most=MOST_PARTS))
    sitting = sum(each.seats for each in panels if not each.substitutes)
    if sitting != seats:
        found.append(faults.PanelsMissSeats(found=sitting, seats=seats))
    if found:
        raise Faults(*found)
