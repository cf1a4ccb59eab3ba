"""Whom the panel resembles: population, invited, pool and panel side by side, in exact shares.

For everybody's eyes small groups are hidden: a count of 1 to 4 might tell of a person. With it so many other counts are
hidden that, for all the rest tells, the group might as well not be small.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, TypeAlias

Key: TypeAlias = tuple[str, str]
LEAST: Final = 5  # a smaller group is hidden


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


def without_small(lines: Sequence[Compared], *, least: int = LEAST) -> tuple[Compared, ...]:
    """The same with every number hidden that is too small for everybody's eyes, or would give such a one away.

    A group of fewer than `least` people in all is left out.
    """
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for line in lines:
        for name, part in line.parts.items():
            counts.setdefault((line.category, name), {})[line.value] = part.people or 0
    hidden = {key: _hidden(values, least) for key, values in counts.items()}
    return tuple(replace(line, parts=_shown(line, hidden, least)) for line in lines)


def _shown(line: Compared, hidden: Mapping[tuple[str, str], set[str]], least: int) -> dict[str, Part]:
    return {
        name: replace(part, people=None) if line.value in hidden[line.category, name] else part
        for name, part in line.parts.items()
        if part.of >= least
    }


def _hidden(counts: Mapping[str, int], least: int) -> set[str]:
    """The small ones, and the next larger ones until they might add up to a group that is not small."""
    hidden = {value for value, count in counts.items() if 0 < count < least}
    others = sorted((count, value) for value, count in counts.items() if count >= least)
    while hidden and others and (len(hidden) < 2 or sum(counts[value] for value in hidden) < least):
        hidden.add(others.pop(0)[1])
    return hidden
