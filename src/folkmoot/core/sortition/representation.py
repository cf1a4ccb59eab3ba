"""Whom the panel resembles: population, invited, pool and panel side by side, in exact shares.

For everybody's eyes small numbers are hidden: a count of 1 to 4 might tell of a person. Where only one number of a
category is hidden, the others would give it away, so the next smallest is hidden with it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, TypeAlias

Key: TypeAlias = tuple[str, str]
LEAST: Final = 5  # below it a count is hidden from the public


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """How many `people` of a group have a value, of those `of` whom it is known; `None` where the number is hidden."""

    people: int | None
    of: int

    @property
    def share(self) -> Fraction | None:
        """The share of the group; `None` where it is hidden or nobody is in the group."""
        return None if self.people is None or not self.of else Fraction(self.people, self.of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One value of one category: its share of the `population` if that is known, and of each group by name."""

    category: str
    value: str
    population: Fraction | None
    parts: Mapping[str, Part]

    def points(self, name: str) -> Fraction | None:
        """How many points of percent the group is above the population; below 0 it has too few."""
        part = self.parts.get(name)
        share = part.share if part else None
        return None if share is None or self.population is None else 100 * (share - self.population)


def compare(
    keys: Sequence[Key], population: Mapping[Key, Fraction], groups: Mapping[str, Mapping[Key, int]]
) -> tuple[Compared, ...]:
    """Every value of `keys` (category, value) in each group, but for groups that say nothing of its category."""
    values: dict[str, set[str]] = {}
    for category, value in keys:
        values.setdefault(category, set()).add(value)
    totals = {
        (name, category): sum(counts.get((category, value), 0) for value in known)
        for name, counts in groups.items()
        for category, known in values.items()
    }
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


def without_small(lines: Iterable[Compared], *, least: int = LEAST) -> tuple[Compared, ...]:
    """The same with every number hidden that is too small for everybody's eyes, or would give such a one away."""
    lines = list(lines)
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for line in lines:
        for name, part in line.parts.items():
            counts.setdefault((line.category, name), {})[line.value] = part.people or 0
    hidden = {key: _hidden(values, least) for key, values in counts.items()}
    return tuple(replace(line, parts=_shown(line, hidden)) for line in lines)


def _shown(line: Compared, hidden: Mapping[tuple[str, str], set[str]]) -> dict[str, Part]:
    return {
        name: replace(part, people=None) if line.value in hidden[line.category, name] else part
        for name, part in line.parts.items()
    }


def _hidden(counts: Mapping[str, int], least: int) -> set[str]:
    small = {value for value, count in counts.items() if 0 < count < least}
    others = sorted((count, value) for value, count in counts.items() if count >= least)
    return small | {others[0][1]} if len(small) == 1 and others else small


def crossed(people: Iterable[Mapping[str, str]], first: str, second: str) -> Counter[Key]:
    """How many people have each value of the category `first` together with each of `second`."""
    return Counter((each[first], each[second]) for each in people if first in each and second in each)
