"""From what share of the population has a value to the seats it gets: 27 % of 50 seats are 13 or 14.

Numbers stay exact fractions from the table to the seats. Each number counts as a part of its category's sum, so shares
that were rounded before (99.9 %) and counts of people give targets that can always add up to the seats.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Final

from folkmoot.core.faults import Fault, Faults
from folkmoot.core.sortition.targets import Target, TargetNameMissing, spelt_alike

NUMBER_COLUMNS: Final = ("share", "people")  # percent of the population, or a count of people
_ROUNDED: Final = Fraction(3, 2)  # how far from 100 shares may add up that somebody rounded
_SHARE = re.compile(r"(\d{1,3})(?:[.,](\d{1,6}))?%?")
_COUNT = re.compile(r"\d{1,12}|\d{1,3}(?:[.,']\d{3}){1,3}")


class CensusColumnMissing(Fault):
    """A table of the population lacks `column`, or a column of numbers where that is `share`."""


class CensusEmpty(Fault):
    """A table of the population has no row."""


class NotAShare(Fault):
    """The row `row` has a `value` in `column` that is no share in percent."""


class NotACount(Fault):
    """The row `row` has a `value` in `column` that is no number of people."""


class CountedTwice(Fault):
    """The row `row` has the same `category` and `value` as the row `first`."""


class SharesMissHundred(Fault):
    """The shares of `category` add up to `total` percent."""


class NobodyCounted(Fault):
    """Nobody at all is counted in `category`."""


class ToleranceOutOfRange(Fault):
    """The tolerance `value` is no whole number of seats and no share in percent, or is negative."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CensusShare:
    """The `share` of the population, 0 to 1, that has `value` in `category`; `number` as the table has it."""

    category: str
    value: str
    number: Fraction
    share: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """How much wider than the exact share a target may be: by whole `seats`, by a `part` of the share, or both."""

    seats: int = 0
    part: Fraction = Fraction(0)


EXACT: Final = Tolerance()


def read_census(columns: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> tuple[CensusShare, ...]:
    """Read a table with the columns `category`, `name` and either `share` (in percent) or `people` (a count).

    `rows` come with the number under which a person finds them. Raises `Faults` with every problem.
    """
    columns = spelt_alike(columns, ("category", "name", *NUMBER_COLUMNS))
    column = next((name for name in NUMBER_COLUMNS if name in columns), "share")
    if missing := [CensusColumnMissing(column=name) for name in ("category", "name", column) if name not in columns]:
        raise Faults(*missing)
    faults: list[Fault] = []
    first: dict[tuple[str, str], int] = {}
    numbers: dict[tuple[str, str], Fraction] = {}
    for row, cells in rows:
        cell = {name: unicodedata.normalize("NFC", each).strip() for name, each in zip(columns, cells, strict=False)}
        found = _row_faults(row, cell, column, first)
        faults += found
        if not found:
            numbers[cell["category"], cell["name"]] = _number(cell[column], column) or Fraction(0)
    faults += _sum_faults(numbers, column) if not faults else []
    if faults:
        raise Faults(*faults)
    return _shares(numbers)


def read_tolerance(text: str) -> Tolerance:
    """A tolerance as people write it: nothing, `1` (seat) or `10 %` (of the share). Raises `ToleranceOutOfRange`."""
    plain = "".join(text.split())
    if plain.endswith("%") and (part := _number(plain, "share")) is not None and part <= 100:
        return Tolerance(part=part / 100)
    if not plain or (plain.isascii() and plain.isdigit() and len(plain) < 6):
        return Tolerance(seats=int(plain or 0))
    raise ToleranceOutOfRange(value=text)


def seats_for(share: Fraction, seats: int, tolerance: Tolerance = EXACT) -> tuple[int, int]:
    """The fewest and the most of `seats` for a `share` of the population: rounded down and up, then wider."""
    exact = share * seats
    least = floor(exact * (1 - tolerance.part)) - tolerance.seats
    most = ceil(exact * (1 + tolerance.part)) + tolerance.seats
    return max(0, least), min(seats, most)


def targets_from(census: Iterable[CensusShare], seats: int, tolerance: Tolerance = EXACT) -> tuple[Target, ...]:
    """A target for each value of the `census`, in its order. Within a category they can add up to the seats."""
    bounds = [(each, *seats_for(each.share, seats, tolerance)) for each in census]
    return tuple(
        Target(category=each.category, value=each.value, minimum=least, maximum=most) for each, least, most in bounds
    )


def _row_faults(row: int, cell: Mapping[str, str], column: str, first: dict[tuple[str, str], int]) -> list[Fault]:
    faults: list[Fault] = [
        TargetNameMissing(row=row, column=name) for name in ("category", "name") if not cell.get(name)
    ]
    if _number(cell.get(column, ""), column) is None:
        kind = NotAShare if column == "share" else NotACount
        faults.append(kind(row=row, column=column, value=cell.get(column, "")))
    key = (cell.get("category", ""), cell.get("name", ""))
    if not faults and (before := first.setdefault(key, row)) != row:
        faults.append(CountedTwice(row=row, category=key[0], value=key[1], first=before))
    return faults


def _number(text: str, column: str) -> Fraction | None:
    """`27`, `27.5`, `27,5 %` for a share; `1234567` and `1.234.567` for a count; spaces do not matter."""
    plain = "".join(text.split())
    if column == "share":
        found = _SHARE.fullmatch(plain)
        return Fraction(f"{found[1]}.{found[2] or 0}") if found else None
    return Fraction(re.sub("[.,']", "", plain)) if _COUNT.fullmatch(plain) else None


def _sum_faults(numbers: Mapping[tuple[str, str], Fraction], column: str) -> list[Fault]:
    if not numbers:
        return [CensusEmpty()]
    if column == "share":
        sums = _sums(numbers).items()
        wrong = [(category, total) for category, total in sums if abs(total - 100) > _ROUNDED]
        return [SharesMissHundred(category=category, total=f"{float(total):g}") for category, total in wrong]
    return [NobodyCounted(category=category) for category, total in _sums(numbers).items() if not total]


def _sums(numbers: Mapping[tuple[str, str], Fraction]) -> dict[str, Fraction]:
    sums: dict[str, Fraction] = defaultdict(Fraction)
    for (category, _), number in numbers.items():
        sums[category] += number
    return dict(sums)


def _shares(numbers: Mapping[tuple[str, str], Fraction]) -> tuple[CensusShare, ...]:
    sums = _sums(numbers)
    return tuple(
        CensusShare(category=category, value=value, number=number, share=number / sums[category])
        for (category, value), number in numbers.items()
    )
