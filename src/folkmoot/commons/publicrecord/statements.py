"""The statements of the one place where a whole site queues, put together once and not for every line.

Of the time of an append the ORM takes most, and every other writer waits for it (`benchmarks/record.md`).
"""

from functools import cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

Row = TypeVar("Row", bound=Model)


def locked(table: type[Row], number: int) -> Row | None:
    """The row with this primary key, held until the transaction ends; None where there is none."""
    found: list[Row] = list(table._default_manager.raw(_select(table), [number]))
    return found[0] if found else None


def write(*, new: Model, known: Model) -> None:
    """Write `new` as a new row, and all of `known`, which was there and locked; on PostgreSQL in one message."""
    number, *others = _values(known)
    first, second = (_insert(type(new)), _values(new)), (_update(type(known)), [*others, number])
    if connection.vendor == "postgresql":
        _execute(f"{first[0]}; {second[0]}", [*first[1], *second[1]])
    else:
        _execute(*first)
        _execute(*second)


def _values(row: Model) -> list[Any]:
    return [field.get_db_prep_save(getattr(row, field.attname), connection) for field in row._meta.concrete_fields]


def _execute(statement: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@cache
def _select(table: type[Model]) -> str:
    number, *_ = names = _columns(table)
    lock = connection.ops.for_update_sql() if connection.features.has_select_for_update else ""
    return f"SELECT {', '.join(names)} FROM {_name(table)} WHERE {number} = %s {lock}"  # noqa: S608 - our own names


@cache
def _insert(table: type[Model]) -> str:
    names = _columns(table)
    values = ", ".join(["%s"] * len(names))
    return f"INSERT INTO {_name(table)} ({', '.join(names)}) VALUES ({values})"  # noqa: S608 - our own names


@cache
def _update(table: type[Model]) -> str:
    number, *others = _columns(table)
    pairs = ", ".join(f"{name} = %s" for name in others)
    return f"UPDATE {_name(table)} SET {pairs} WHERE {number} = %s"  # noqa: S608 - our own names


def _columns(table: type[Model]) -> list[str]:
    return [connection.ops.quote_name(str(field.column)) for field in table._meta.concrete_fields]


def _name(table: type[Model]) -> str:
    return connection.ops.quote_name(table._meta.db_table)
