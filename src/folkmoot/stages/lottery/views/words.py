"""Chances and targets as people say them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext

from folkmoot.core.sortition.frame_seats import FRAME, elsewhere
from folkmoot.stages.lottery import queries
from folkmoot.stages.lottery.rules import State

OFTEN = Fraction(1, 20)  # above it "1 in 5.3" tells more than "1 in 5"


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
    places = 1 if chance > OFTEN else 0
    return gettext("1 in %(n)s") % {"n": number_format(round(float(1 / chance), places), places)}


def percent(chance: Fraction, places: int = 2) -> str:
    """`4.76 %`."""
    return f"{number_format(round(float(chance * 100), places), places)} %"


def gave_way_words(gave_way: Iterable[Sequence[Any]]) -> list[str]:
    """What soft targets gave up, from `[category, value, min or max, asked, kept]`."""
    low = gettext("%(category)s, %(value)s: at least %(kept)d instead of %(asked)d")
    high = gettext("%(category)s, %(value)s: at most %(kept)d instead of %(asked)d")
    return [
        (low if side == "min" else high) % {"category": category, "value": value, "asked": asked, "kept": kept}
        for category, value, side, asked, kept in gave_way
    ]


def target_lines(shares: Iterable[Sequence[Any]], panels: int) -> list[tuple[str, list[TargetLine]]]:
    """Targets by category, from `[category, value, min, max, people, tickets]`."""
    lines = [_line(share, panels) for share in told(shares)]
    return [(category_words(name), list(group)) for name, group in groupby(lines, key=lambda line: line.category)]


def grouped(rows: Iterable[Sequence[Any]]) -> list[tuple[str, list[tuple[str, int, int, int]]]]:
    """Rows of `[category, value, at least, at most, seats]` by category."""
    found: dict[str, list[tuple[str, int, int, int]]] = {}
    for category, value, low, high, seats in told(rows):
        found.setdefault(category_words(category), []).append((value, low, high, seats))
    return list(found.items())


def told(rows: Iterable[Sequence[Any]]) -> list[Sequence[Any]]:
    """Rows of `[category, value, …]` without those that only say who comes from another frame."""
    rows = list(rows)
    left_out = elsewhere((row[0], row[1]) for row in rows)
    return [row for row in rows if (row[0], row[1]) not in left_out]


def category_words(name: str) -> str:
    """A category as people say it: the one that is made of frames has no name of the organiser's."""
    return gettext("From which frame") if name == FRAME else name


def panel_words(shown: queries.Lottery) -> list[dict[str, Any]]:
    """Of several panels: name, seats and role of each, and once drawn who is on it and how it meets its targets."""
    drawn = {part["name"]: part for part in shown.draw.parts} if shown.state == State.DRAWN else {}
    parts = shown.draw.parts if drawn else [{"name": name} for name, *_rest in shown.figures.get("panels", ())]
    sizes = {name: (seats, substitutes) for name, seats, substitutes in shown.figures.get("panels", ())}
    return [
        part
        | {
            "seats": sizes.get(part["name"], (len(part.get("selected", ())), False))[0],
            "substitutes": sizes.get(part["name"], (0, False))[1],
            "results": grouped(part.get("met", ())),
        }
        for part in parts
    ]


def _line(share: Sequence[Any], panels: int) -> TargetLine:
    category, value, low, high, people, tickets = share
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
