"""Whom to ask besides: which further respondents would raise the smallest chance most.

More people of a kind help where a minimum is dear: they let the panel meet it without spending seats on people whose
other values are in demand too. Each piece of advice is worked out with those people added to the pool, so it is true
of them; what it does not name of them is spread as it is in the pool.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from scipy.sparse import csc_matrix, hstack

from folkmoot.core.sortition.profiles import Profile, Profiles
from folkmoot.core.sortition.prospects import best_chances
from folkmoot.core.sortition.targets import Target

_WORTH = 1.001  # advice is worth giving if it raises the smallest chance by a thousandth of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """`people` more respondents with these values: the smallest chance that is best possible then."""

    values: tuple[tuple[str, str], ...]
    people: int
    smallest: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """A target for which the pool has `people`, fewer than the minimum asks for."""

    target: Target
    people: int


def lacks(profiles: Profiles) -> tuple[Lack, ...]:
    """The targets whose minimum no panel can meet, because the pool has too few people with the value."""
    counts = profiles.rows @ profiles.sizes
    short = ((target, int(counts[row])) for row, target in enumerate(profiles.targets))
    return tuple(Lack(target=target, people=people) for target, people in short if people < target.minimum)


def outreach(profiles: Profiles, *, people: int = 10, scarcest: int = 5, most: int = 5) -> tuple[Advice, ...]:
    """The kinds of further respondents that raise the smallest chance most, best first; none where none does.

    A kind is one of the `scarcest` values, or two of them together.
    """
    best = best_chances(profiles)
    if best is None:
        return ()
    rows = best.scarce[:scarcest]
    kinds = [(row,) for row in rows] + [
        pair for pair in combinations(rows, 2) if len({profiles.targets[row].category for row in pair}) == 2
    ]
    found = [advice for kind in kinds if (advice := _advice(profiles, kind, people)) is not None]
    helping = [each for each in found if each.smallest > best.smallest * _WORTH]
    return tuple(sorted(helping, key=lambda each: (-each.smallest, len(each.values), each.values))[:most])


def _advice(profiles: Profiles, kind: Sequence[int], people: int) -> Advice | None:
    after = best_chances(_with_more(profiles, kind, people))
    if after is None:
        return None
    values = tuple((profiles.targets[row].category, profiles.targets[row].value) for row in kind)
    return Advice(values=values, people=people, smallest=after.smallest)


def _with_more(profiles: Profiles, kind: Sequence[int], people: int) -> Profiles:
    """The same with `people` more who have the values of the rows `kind`; all else is spread as in the pool."""
    order = np.repeat(np.arange(len(profiles.sizes)), profiles.sizes)
    alike = order[(np.arange(people) * 2 + 1) * len(order) // (2 * people)]
    columns = profiles.rows[:, alike].tolil()
    columns[len(profiles.targets) + 1 :, :] = 0.0  # they live with nobody
    for row in kind:
        category = profiles.targets[row].category
        for other, target in enumerate(profiles.targets):
            if target.category == category:
                columns[other, :] = float(other == row)
    ones = np.ones(people, dtype=np.int64)
    nobody = tuple(Profile(features=(), people=((),)) for _ in range(people))
    return replace(
        profiles,
        profiles=profiles.profiles + nobody,
        sizes=np.concatenate([profiles.sizes, ones]),
        capacities=np.concatenate([profiles.capacities, ones]),
        rows=hstack([profiles.rows, csc_matrix(columns)], format="csc"),
    )
