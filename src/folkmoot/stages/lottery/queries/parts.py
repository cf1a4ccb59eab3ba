"""Reads of the panels that are drawn at once: what each asks for, and who is on which."""

from collections.abc import Iterable

from django.db.models import QuerySet

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.core.sortition import Part, Target, sorted_targets
from folkmoot.stages.lottery.models import CallUp, Draw, PanelRow
from folkmoot.stages.lottery.target_rows import target_of


def panel_rows(assembly: Assembly) -> QuerySet[PanelRow]:
    """The panels as they are declared, in order; none where one panel is drawn."""
    return PanelRow.objects.filter(assembly=assembly)


def parts_asked(assembly: Assembly, shared: tuple[Target, ...]) -> tuple[Part, ...]:
    """The panels with what each asks for: the targets that all share, but where a panel has its own.

    None where several frames fill one panel: the same draw as with one frame, with more targets.
    """
    return tuple(
        Part(name=row.name, seats=row.seats, substitutes=row.substitutes, targets=_targets(row, shared))
        for row in panel_rows(assembly)
        if not row.frame
    )


def _targets(row: PanelRow, shared: tuple[Target, ...]) -> tuple[Target, ...]:
    asked = {(each.category, each.value): each for each in shared}
    asked |= {(each.category, each.value): each for each in map(target_of, row.own)}
    return sorted_targets(asked.values())


def panels_of(drawn: Iterable[Draw], called: Iterable[CallUp] = ()) -> dict[str, str]:
    """Pseudonym → the panel for which she was drawn or called up last; empty where one panel is drawn.

    `drawn` and `called` are in order.
    """
    panels = {member: part["name"] for each in drawn for part in each.parts for member in part["selected"]}
    return panels | {each.pseudonym: each.panel for each in called if each.panel}
