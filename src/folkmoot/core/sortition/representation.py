"""Whom the panel resembles: population, invited, pool and panel side by side, in exact shares.

For everybody's eyes small groups are hidden: a count of 1 to 4 might tell of a person. With it so many other counts are
hidden that, for all the rest tells, the group might as well not be small.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from folkmoot.core.sortition.hiding import LEAST, hidden_numbers, hidden_values
from folkmoot.core.sortition.profiles import Counts, Flags

Key: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """How many `people` of a group have a value, of those `of` whom it is known; `None` where the number is hidden."""

    people: int | None
    of: int

    @property
    def share(self) -> Fraction | None:
        """The share of the group; `None` where it is hidden."""
        return None if self.people is None else Fraction(self.people, self.of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One value of one category: its share of the `population` if that is known, and of each group by name."""

    category: str
    value: str
    population: Fraction | None
    parts: Mapping[str, Part]

    def points(self, name: str) -> Fraction | None:
        """How many points of percent the group is above the population; below 0 it has too few."""
        share = self.parts[name].share if name in self.parts else None
        return None if share is None or self.population is None else 100 * (share - self.population)


def compare(
    keys: Sequence[Key], population: Mapping[Key, Fraction], groups: Mapping[str, Mapping[Key, int]]
) -> tuple[Compared, ...]:
    """Every value of `keys` (category, value) in each group, but for groups that say nothing of its category."""
    totals: dict[tuple[str, str], int] = {}
    for name, counts in groups.items():
        for category, value in dict.fromkeys(keys):
            totals[name, category] = totals.get((name, category), 0) + counts.get((category, value), 0)
    return tuple(
        Compared(
            category=category,
            value=value,
            population=population.get((category, value)),
            parts={
                name: Part(people=counts.get((category, value), 0), of=totals[name, category])
                for name, counts in groups.items()
                if totals[name, category]
            },
        )
        for category, value in keys
    )


def without_small(
    lines: Sequence[Compared], *, inside: Mapping[str, str] = MappingProxyType({}), least: int = LEAST
) -> tuple[Compared, ...]:
    """The same with every number hidden that is too small for everybody's eyes, or would give such a one away.

    A group of fewer than `least` people in all is left out. `inside` tells of a group which other lies inside it: then
    not even the difference of two numbers tells of a small group.
    """
    hidden: set[tuple[str, str, str]] = set()
    for category in dict.fromkeys(line.category for line in lines):
        rows = [line for line in lines if line.category == category]
        counts = {
            name: np.array([row.parts[name].people or 0 for row in rows], dtype=np.int64) for name in rows[0].parts
        }
        for name, each in counts.items():
            within = counts.get(inside.get(name, ""))
            flags = hidden_values(each, least=least) if within is None else _around(each, within, least)
            hidden |= {(category, row.value, name) for row, hide in zip(rows, flags, strict=True) if hide}
    return tuple(replace(line, parts=_shown(line, hidden, least)) for line in lines)


def _shown(line: Compared, hidden: set[tuple[str, str, str]], least: int) -> dict[str, Part]:
    return {
        name: replace(part, people=None) if (line.category, line.value, name) in hidden else part
        for name, part in line.parts.items()
        if part.of >= least
    }


def _around(counts: Counts, within: Counts, least: int) -> Flags:
    """Which numbers of a group to hide, beside those of a group inside it, which are hidden or shown as ever.

    The numbers are those of the wider group, of the one inside it, and of those who are between.
    """
    size, between = len(counts), counts - within
    if (between < 0).any():
        return hidden_values(counts, least=least)
    each, secret, none = np.eye(size, dtype=np.int64), hidden_values(within, least=least), np.zeros(size, dtype=bool)
    sums = np.kron(np.eye(2, 3, dtype=np.int64), np.ones((1, size), dtype=np.int64))
    totals = np.vstack([sums, np.hstack([each, -each, -each])])
    limits = np.concatenate([np.full(size, counts.sum()), counts, np.minimum(counts, between.sum())])
    flags = hidden_numbers(
        np.concatenate([counts, within, between]),
        totals,
        np.minimum(limits, least),
        least=least,
        fixed=np.concatenate([none, secret, ~none]),
        kept=np.concatenate([none, ~secret, none]),
    )
    return flags[:size]
