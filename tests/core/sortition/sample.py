"""Small pools and targets for the tests of the lottery, and the shipped and the larger real instances."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from folkmoot.core.sortition import Pool, Respondent, Target, read_pool, read_targets
from folkmoot.tables import read_table

SHIPPED = Path(__file__).parents[2] / "data" / "sortition"


def a_pool(categories: str, people: Mapping[str, str], households: Mapping[str, str] | None = None) -> Pool:
    """A pool from `"age sex"` and `{"p1": "old f", …}`, perhaps with `{"p1": "Elm Road 1", …}`."""
    homes = households or {}
    return Pool(
        categories=tuple(categories.split()),
        respondents=tuple(
            Respondent(id=id_, features=tuple(features.split()), household=homes.get(id_))
            for id_, features in people.items()
        ),
    )


def some_targets(*lines: str) -> tuple[Target, ...]:
    """Targets from lines like `"age old 1 2"`."""
    cells = [line.split() for line in lines]
    return tuple(Target(category=c, value=v, minimum=int(low), maximum=int(high)) for c, v, low, high in cells)


def alike(count: int, features: str, prefix: str) -> dict[str, str]:
    """`count` people with the same features, `prefix1` and so on."""
    return {f"{prefix}{number}": features for number in range(1, count + 1)}


def instance(name: str) -> tuple[Pool, tuple[Target, ...], int]:
    """A real instance: shipped with the tests, or from the folder `sortition` under `FOLKMOOT_DATA`, or a skip."""
    folder = SHIPPED / name
    if not folder.exists():
        data = os.environ.get("FOLKMOOT_DATA")
        if not data:
            pytest.skip(f"set FOLKMOOT_DATA to the folder that holds sortition/{name}")
        folder = Path(data) / "sortition" / name
    rules = read_table((folder / "categories.csv").read_bytes(), name="categories.csv")
    table = read_table((folder / "respondents.csv").read_bytes(), name="respondents.csv")
    targets = read_targets(rules.columns, rules.numbered)
    return read_pool(table.columns, table.numbered, targets=targets), targets, int(name.rsplit("_", 1)[1])


def people_in(pool: Pool, panel: Sequence[str]) -> list[Respondent]:
    """The respondents of a panel of ids."""
    return [person for person in pool.respondents if person.id in set(panel)]
