"""What every panel must look like: how many people at least and at most for each value of each category."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from folkmoot.core.faults import Fault, Faults


class TargetColumnMissing(Fault):
    """A table of targets lacks `column`."""


class TargetsEmpty(Fault):
    """A table of targets has a header and no rows."""


class TargetNameMissing(Fault):
    """The target in `row` has nothing in `column`."""


class NotAWholeNumber(Fault):
    """The target in `row` has a `value` in `column` that is no whole number of people."""


class MinimumAboveMaximum(Fault):
    """The target in `row` asks for at least `minimum` and at most `maximum` people."""


class TargetRepeated(Fault):
    """The target in `row` is for the same `category` and `value` as the one in row `first`."""


class MinimumsAboveSeats(Fault):
    """The minimums of `category` add up to `total`, more than the `seats` there are."""


class MaximumsBelowSeats(Fault):
    """The maximums of `category` add up to `total`, fewer than the `seats` there are."""


class PriorityOutOfRange(Fault):
    """The target in `row` has the priority 0; the first is 1."""


class FlexibleInside(Fault):
    """The target in `row` has in `column` a flexible bound that is inside its minimum and maximum."""


OPTIONAL = ("min_flex", "max_flex", "priority")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Between `minimum` and `maximum` people of a panel have this `value` in this `category`.

    A target with a `priority` is soft: where not all can be met it gives way, 1 later than 2. The flexible bounds say
    how far, of a hard target how far an organiser would let a relaxation go. `asked` is the minimum and maximum that
    were asked for, once a soft target went through `easing`.
    """

    category: str
    value: str
    minimum: int
    maximum: int
    flexible_minimum: int | None = None
    flexible_maximum: int | None = None
    priority: int | None = None
    asked: tuple[int, int] | None = None


def read_targets(columns: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> tuple[Target, ...]:
    """Read targets from a table with the columns `category`, `name`, `min`, `max` and perhaps `min_flex`, `max_flex`,
    `priority`.

    `rows` come with the number under which a person finds them in the file. Raises `Faults` with every problem.
    """
    columns = spelt_alike(columns, ("category", "name", "min", "max", *OPTIONAL))
    missing = [TargetColumnMissing(column=name) for name in ("category", "name", "min", "max") if name not in columns]
    if missing:
        raise Faults(*missing)
    faults: list[Fault] = []
    first: dict[tuple[str, str], int] = {}
    targets = []
    for number, cells in rows:
        row = {name: unicodedata.normalize("NFC", cell).strip() for name, cell in zip(columns, cells, strict=False)}
        found = _row_faults(number, row) or _repeated(number, row, first)
        faults += found
        if not found:
            targets.append(_target(row))
    if not targets and not faults:
        faults.append(TargetsEmpty())
    if faults:
        raise Faults(*faults)
    return tuple(targets)


def spelt_alike(columns: Sequence[str], names: Iterable[str]) -> list[str]:
    """`columns`, with each that is one of `names` but for capitals spelt as it is there; exact spelling goes first."""
    known = {name.casefold(): name for name in names if name not in columns}
    return [known.pop(unicodedata.normalize("NFC", column).casefold(), column) for column in columns]


def sorted_targets(targets: Iterable[Target]) -> tuple[Target, ...]:
    """The targets in the one order that rows of a file do not change."""
    return tuple(sorted(targets, key=lambda target: (target.category, target.value)))


def sum_faults(targets: Iterable[Target], seats: int) -> list[Fault]:
    """Every category whose minimums or maximums cannot add up to `seats`."""
    faults: list[Fault] = []
    for category, group in groupby(sorted_targets(targets), key=lambda target: target.category):
        bounds = [(target.minimum, target.maximum) for target in group]
        least, most = (sum(column) for column in zip(*bounds, strict=True))
        if least > seats:
            faults.append(MinimumsAboveSeats(category=category, total=least, seats=seats))
        if most < seats:
            faults.append(MaximumsBelowSeats(category=category, total=most, seats=seats))
    return faults


def _row_faults(number: int, row: Mapping[str, str]) -> list[Fault]:
    faults: list[Fault] = [
        TargetNameMissing(row=number, column=name) for name in ("category", "name") if not row.get(name)
    ]
    for name in ("min", "max", *OPTIONAL):
        optional = name in OPTIONAL and not row.get(name)
        if not optional and not _is_whole(row.get(name, "")):
            faults.append(NotAWholeNumber(row=number, column=name, value=row.get(name, "")))
    return faults or _order_faults(number, row)


def _order_faults(number: int, row: Mapping[str, str]) -> list[Fault]:
    """What is wrong between the numbers of a row, each of which is whole."""
    faults: list[Fault] = []
    if int(row["min"]) > int(row["max"]):
        faults.append(MinimumAboveMaximum(row=number, minimum=int(row["min"]), maximum=int(row["max"])))
    if int(row.get("min_flex") or row["min"]) > int(row["min"]):
        faults.append(FlexibleInside(row=number, column="min_flex"))
    if int(row.get("max_flex") or row["max"]) < int(row["max"]):
        faults.append(FlexibleInside(row=number, column="max_flex"))
    if row.get("priority") and not int(row["priority"]):
        faults.append(PriorityOutOfRange(row=number))
    return faults


def _repeated(number: int, row: Mapping[str, str], first: dict[tuple[str, str], int]) -> list[Fault]:
    key = (row["category"], row["name"])
    if first.setdefault(key, number) == number:
        return []
    return [TargetRepeated(row=number, category=key[0], value=key[1], first=first[key])]


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 9


def _target(row: Mapping[str, str]) -> Target:
    optional = {name: int(row[name]) if row.get(name) else None for name in OPTIONAL}
    return Target(
        category=row["category"],
        value=row["name"],
        minimum=int(row["min"]),
        maximum=int(row["max"]),
        flexible_minimum=optional["min_flex"],
        flexible_maximum=optional["max_flex"],
        priority=optional["priority"],
    )
