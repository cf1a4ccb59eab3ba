"""Chances and targets as people say them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from django.utils.formats import number_format
from django.utils.translation import gettext


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetLine:
    """One target as a page shows it; `count` is people, `expected` the average number of seats."""

    category: str
    value: str
    low: int
    high: int
    people: int
    count: int
    expected: str


def one_in(chance: Fraction) -> str:
    """`1 in 14`, or `certain`, or `none`."""
    if not chance:
        return gettext("none")
    if chance == 1:
        return gettext("certain")
    return gettext("1 in %(n)s") % {
        "n": number_format(round(1 / chance, 1) if chance > Fraction(1, 20) else round(1 / chance))
    }


def percent(chance: Fraction, places: int = 2) -> str:
    """`4.76 %`."""
    return f"{number_format(round(float(chance * 100), places), places)} %"


def target_lines(shares: Iterable[Sequence[object]], panels: int) -> list[tuple[str, list[TargetLine]]]:
    """Targets by category, from `[category, value, min, max, people, tickets]`."""
    lines = [_line(*share, panels) for share in shares]  # type: ignore[arg-type]
    return [(name, list(group)) for name, group in groupby(lines, key=lambda line: line.category)]


def _line(category: str, value: str, low: int, high: int, people: int, tickets: int, panels: int) -> TargetLine:
    expected = Fraction(tickets, panels)
    return TargetLine(
        category=category,
        value=value,
        low=low,
        high=high,
        people=people,
        count=round(expected),
        expected=number_format(round(float(expected), 1), 1),
    )
