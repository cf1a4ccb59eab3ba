"""People who are alike to the lottery are one profile, so that the work grows with profiles and not with people.

Two people are alike when they have the same features and live in households of the same make-up. Chances can then be
equal within a profile without anybody losing, and a panel is simply a number of people from each profile.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from scipy.sparse import csc_matrix

from folkmoot.core.sortition.pools import Pool, Respondent, lot
from folkmoot.core.sortition.targets import Target

Floats: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]
Counts: TypeAlias = np.ndarray[Any, np.dtype[np.int64]]
Flags: TypeAlias = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """People with the same features from households of the same make-up.

    `people` lists, for each such household, the ids of those in it who have these features; somebody who is alone of
    her household in the pool is a household of one.
    """

    features: tuple[str, ...]
    people: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Profiles:
    """A pool and its targets as whole-number vectors: all that the optimisation sees.

    A panel is a vector `x` with `0 ≤ x ≤ capacities` and `row_lower ≤ rows @ x ≤ row_upper`. The rows are: one for each
    target, then the seats, then one for each of `households` (a group of profiles that share the same households).
    """

    profiles: tuple[Profile, ...]
    targets: tuple[Target, ...]
    seats: int
    households: tuple[tuple[int, ...], ...]
    sizes: Counts
    capacities: Counts
    rows: csc_matrix
    row_lower: Floats
    row_upper: Floats


def profiles_of(pool: Pool, targets: tuple[Target, ...], seats: int, pool_digest: str) -> Profiles:
    """Put the people of a canonical `pool` into profiles; `targets` sorted. Order depends on values and digest only."""
    kinds = _household_kinds(pool, pool_digest)
    profiles: list[Profile] = []
    groups: list[tuple[int, ...]] = []
    for makeup in sorted(kinds):
        first = len(profiles)
        for features in sorted(set(makeup)):
            people = (tuple(p.id for p in household if p.features == features) for household in kinds[makeup])
            profiles.append(Profile(features=features, people=tuple(people)))
        if len(makeup) > 1:
            groups.append(tuple(range(first, len(profiles))))
    return _with_rows(tuple(profiles), tuple(groups), pool.categories, targets, seats)


def _household_kinds(pool: Pool, pool_digest: str) -> dict[tuple[tuple[str, ...], ...], list[tuple[Respondent, ...]]]:
    people = sorted(pool.respondents, key=lambda person: lot(pool_digest, person.id))
    households: dict[str, list[Respondent]] = defaultdict(list)
    for person in people:
        households[person.household or f"alone\x00{person.id}"].append(person)
    kinds: dict[tuple[tuple[str, ...], ...], list[tuple[Respondent, ...]]] = defaultdict(list)
    for household in households.values():
        kinds[tuple(sorted(person.features for person in household))].append(tuple(household))
    return kinds


def _with_rows(
    profiles: tuple[Profile, ...],
    groups: tuple[tuple[int, ...], ...],
    categories: Sequence[str],
    targets: tuple[Target, ...],
    seats: int,
) -> Profiles:
    capacities = np.array([len(profile.people) for profile in profiles], dtype=np.int64)
    limits = [capacities[group[0]] for group in groups]
    return Profiles(
        profiles=profiles,
        targets=targets,
        seats=seats,
        households=groups,
        sizes=np.array([sum(map(len, profile.people)) for profile in profiles], dtype=np.int64),
        capacities=capacities,
        rows=_row_matrix(profiles, groups, categories, targets),
        row_lower=np.array([*(t.minimum for t in targets), seats, *(0 for _ in groups)], dtype=np.float64),
        row_upper=np.array([*(t.maximum for t in targets), seats, *limits], dtype=np.float64),
    )


def _row_matrix(
    profiles: Sequence[Profile], groups: Sequence[tuple[int, ...]], categories: Sequence[str], targets: Sequence[Target]
) -> csc_matrix:
    row_of = {(target.category, target.value): row for row, target in enumerate(targets)}
    entries = [
        (row_of[category, value], column)
        for column, profile in enumerate(profiles)
        for category, value in zip(categories, profile.features, strict=True)
        if (category, value) in row_of
    ]
    entries += [(len(targets), column) for column in range(len(profiles))]
    entries += [(len(targets) + 1 + row, column) for row, group in enumerate(groups) for column in group]
    rows, columns = np.array(entries).T
    shape = (len(targets) + 1 + len(groups), len(profiles))
    return csc_matrix((np.ones(len(entries)), (rows, columns)), shape=shape)
