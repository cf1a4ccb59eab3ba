"""The people who said yes, as values: who they are to the lottery, and nothing more."""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from folkmoot.core.canonical import digest
from folkmoot.core.faults import Fault, Faults
from folkmoot.core.sortition.targets import Target, spelt_alike

NumberedRows: TypeAlias = Iterable[tuple[int, Sequence[str]]]


class ColumnMissing(Fault):
    """A table lacks `column`."""


class PoolEmpty(Fault):
    """A table of respondents has a header and no rows."""


class IdMissing(Fault):
    """The respondent in `row` has no id."""


class IdRepeated(Fault):
    """The respondent in `row` has the same `id` as the one in row `first`."""


class ValueMissing(Fault):
    """The respondent in `row` has nothing in `column`."""


class ValueUnknown(Fault):
    """The respondent in `row` has a `value` in `column` for which there is no target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondent:
    """One person of the pool: `features` in the order of the pool's categories; `household` is any text that equals
    that of the people she lives with, or `None`.
    """

    id: str
    features: tuple[str, ...]
    household: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """All respondents of one draw, and the categories that their features answer."""

    categories: tuple[str, ...]
    respondents: tuple[Respondent, ...]


def read_pool(columns: Sequence[str], rows: NumberedRows, *, targets: Sequence[Target]) -> Pool:
    """Read a pool from a table with the columns `id`, one for each category of `targets`, and perhaps `address`.

    `rows` come with the number under which a person finds them in the file. Other columns are left alone. Raises
    `Faults` with every problem of the table.
    """
    categories = tuple(sorted({target.category for target in targets}))
    columns = spelt_alike(columns, ("id", "address", *categories))
    missing = [ColumnMissing(column=name) for name in ("id", *categories) if name not in columns]
    if missing:
        raise Faults(*missing)
    numbered = [(number, dict(zip(columns, map(clean, row), strict=False))) for number, row in rows]
    known = frozenset((target.category, target.value) for target in targets)
    faults = [*_id_faults(numbered), *_value_faults(numbered, categories, known)]
    if not numbered:
        faults.append(PoolEmpty())
    if faults:
        raise Faults(*faults)
    return Pool(categories=categories, respondents=tuple(_respondent(row, categories) for _, row in numbered))


def clean(cell: str) -> str:
    """A cell as it is compared: Unicode composed (NFC), without spaces around it."""
    return unicodedata.normalize("NFC", cell).strip()


def canonical_pool(pool: Pool) -> Pool:
    """The same pool in the one order that rows and columns do not change: categories and ids sorted.

    A household is named by the smallest id in it; somebody who lives with nobody else of the pool has none.
    """
    order = sorted(range(len(pool.categories)), key=pool.categories.__getitem__)
    names = _household_names(pool)
    people = [
        Respondent(
            id=person.id,
            features=tuple(person.features[column] for column in order),
            household=names.get(person.household or ""),
        )
        for person in sorted(pool.respondents, key=lambda person: person.id)
    ]
    return Pool(categories=tuple(pool.categories[column] for column in order), respondents=tuple(people))


def pool_digest(pool: Pool) -> str:
    """SHA-256 of the canonical pool: what is published of the pool, so that nobody can change it afterwards."""
    ordered = canonical_pool(pool)
    rows = [[person.id, person.household, *person.features] for person in ordered.respondents]
    return digest({"categories": list(ordered.categories), "respondents": rows})


def lot(digest_of_pool: str, name: str) -> bytes:
    """A place in an order that depends on the whole pool and on nobody's wish: SHA-256 of both texts."""
    return hashlib.sha256(f"{digest_of_pool}\x00{name}".encode()).digest()


def _household_names(pool: Pool) -> dict[str, str]:
    sizes = Counter(person.household for person in pool.respondents if person.household)
    names: dict[str, str] = {}
    for person in pool.respondents:
        if person.household and sizes[person.household] > 1:
            names[person.household] = min(person.id, names.get(person.household, person.id))
    return names


def _respondent(row: dict[str, str], categories: Sequence[str]) -> Respondent:
    address = " ".join(row.get("address", "").casefold().split())
    return Respondent(id=row["id"], features=tuple(row[name] for name in categories), household=address or None)


def _id_faults(numbered: Sequence[tuple[int, dict[str, str]]]) -> list[Fault]:
    first: dict[str, int] = {}
    faults: list[Fault] = []
    for number, row in numbered:
        if not row["id"]:
            faults.append(IdMissing(row=number))
        elif first.setdefault(row["id"], number) != number:
            faults.append(IdRepeated(row=number, id=row["id"], first=first[row["id"]]))
    return faults


def _value_faults(
    numbered: Sequence[tuple[int, dict[str, str]]], categories: Sequence[str], known: frozenset[tuple[str, str]]
) -> list[Fault]:
    faults: list[Fault] = []
    for number, row in numbered:
        for name in categories:
            if not row[name]:
                faults.append(ValueMissing(row=number, column=name))
            elif (name, row[name]) not in known:
                faults.append(ValueUnknown(row=number, column=name, value=row[name]))
    return faults
