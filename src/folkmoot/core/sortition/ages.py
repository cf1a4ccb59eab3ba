"""Ages as the values of a category say them ("16-29", "60+", "unter 25"), and as files hold them: ages, years, days."""

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

_NOBODY_OLDER = 150
_SPANS: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile(r"^(\d{1,3})\s*(?:-|–|to|til|bis|à|tot)\s*(\d{1,3})\D*$", re.IGNORECASE), "between"),
    (re.compile(r"^(?:under|<|below|unter|moins de|onder)\s*(\d{1,3})\D*$", re.IGNORECASE), "below"),
    (re.compile(r"^(?:over|>|above|über|plus de|boven)\s*(\d{1,3})\D*$", re.IGNORECASE), "above"),
    (re.compile(r"^(\d{1,3})\s*(?:\+|and|og|und|et|en|ans|år|or)", re.IGNORECASE), "from"),
)
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
# A spreadsheet counts days from here; one that was told to show a date as a number shows that count.
_SPREADSHEET_DAY_0 = date(1899, 12, 30)
_SPREADSHEET_DAYS = range(4_000, 60_000)


def age_at(born: date, on: date) -> int:
    """Her age in whole years on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def bracket_of(age: int | None, values: Iterable[str]) -> str:
    """The value among `values` ("16-29", "60+", "under 25") into which an age falls; empty if none."""
    if age is None:
        return ""
    spans = ((value, span_of(value)) for value in values)
    return next((value for value, span in spans if span and span[0] <= age <= span[1]), "")


def span_of(value: str) -> tuple[int, int] | None:
    """The ages that a value of an age category names, both ends included: "60+" is (60, 150)."""
    for pattern, kind in _SPANS:
        if found := pattern.match(value.strip()):
            number = int(found[1])
            return {
                "between": (number, int(found[found.re.groups])),
                "below": (0, number - 1),
                "above": (number + 1, _NOBODY_OLDER),
                "from": (number, _NOBODY_OLDER),
            }[kind]
    return None


def are_ages(values: Sequence[str]) -> bool:
    """Whether every value names ages, so that the answer follows from a date of birth."""
    return bool(values) and all(span_of(value) for value in values)


def age_in(cell: str, on: date) -> int | None:
    """The age on a day of whoever's cell this is: `34`, `1990` (the year), `1990-05-07`, `07.05.1990`, or the number
    of days by which a spreadsheet knows a date; `None` for anything else. Of a year alone, the birthday has been.
    """
    plain = cell.strip()
    if plain.isascii() and plain.isdigit():
        return _age_from_number(int(plain), on)
    born = _day(plain)
    return _sensible(age_at(born, on)) if born else None


def _age_from_number(number: int, on: date) -> int | None:
    if number <= _NOBODY_OLDER:
        return number
    if number in _SPREADSHEET_DAYS:
        return _sensible(age_at(_SPREADSHEET_DAY_0 + timedelta(days=number), on))
    return _sensible(on.year - number)


def _sensible(age: int) -> int | None:
    return age if 0 <= age <= _NOBODY_OLDER else None


def _day(text: str) -> date | None:
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, found.groups())
    else:
        return None
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None
