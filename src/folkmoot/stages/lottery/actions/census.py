"""Writes: the population, and the targets that follow from it."""

from collections.abc import Sequence

from django.db import transaction

from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, require
from folkmoot.core.sortition import Target
from folkmoot.core.sortition.census import EXACT, Tolerance, read_census, targets_from
from folkmoot.stages.lottery import queries
from folkmoot.stages.lottery.actions.inputs import set_targets
from folkmoot.stages.lottery.manifest import MANAGE
from folkmoot.stages.lottery.models import CensusRow


@transaction.atomic
def take_census(
    *,
    by: Person,
    assembly: Assembly,
    column: str,
    rows: Sequence[tuple[int, Sequence[str]]],
    tolerance: Tolerance = EXACT,
) -> tuple[Target, ...]:
    """Keep the population (`column` is `share` or `people`) and set the targets that follow from it.

    Targets of categories that it says nothing of stay as they are. Raises `Faults` with every problem of the rows.
    """
    require(by, MANAGE, assembly)
    census = read_census(("category", "name", column), rows)
    numbers = [cells[2].strip() for _, cells in rows]
    CensusRow.objects.filter(assembly=assembly).delete()
    CensusRow.objects.bulk_create(
        CensusRow(
            assembly=assembly,
            position=position,
            category=each.category,
            value=each.value,
            number=number,
            percent=column == "share",
        )
        for position, (each, number) in enumerate(zip(census, numbers, strict=True))
    )
    wanted = targets_from(census, assembly.body.seats, tolerance)
    return set_targets(by=by, assembly=assembly, targets=_merged(queries.targets(assembly), wanted))


def _merged(before: Sequence[Target], wanted: Sequence[Target]) -> tuple[Target, ...]:
    """The targets `before`, with each category of `wanted` in its place; new categories come last."""
    new = {target.category for target in wanted}
    kept = [target for target in before if target.category not in new]
    order = list(dict.fromkeys(target.category for target in (*before, *wanted)))
    return tuple(sorted((*kept, *wanted), key=lambda target: order.index(target.category)))
