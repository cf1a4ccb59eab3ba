"""Reads of the population that the targets come from."""

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.core.sortition.census import CensusShare, read_census
from folkmoot.stages.lottery.models import CensusRow


def census(assembly: Assembly) -> tuple[CensusShare, ...]:
    """The population as it was given, with exact shares; empty where nobody gave it."""
    column, rows = census_numbers(assembly)
    return read_census(("category", "name", column), enumerate(rows, 1)) if rows else ()


def census_numbers(assembly: Assembly) -> tuple[str, list[tuple[str, str, str]]]:
    """`share` or `people`, and the rows as they were given: category, value, number."""
    rows = list(CensusRow.objects.filter(assembly=assembly))
    column = "people" if rows and not rows[0].percent else "share"
    return column, [(each.category, each.value, each.number) for each in rows]
