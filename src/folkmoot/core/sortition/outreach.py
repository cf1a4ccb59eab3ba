"""What more registrations would do to the smallest chance: for each value, some more people who have it.

Nobody knows what these people would say otherwise, so they are taken to be like those of the pool who have the value
(like everybody, where nobody has it), in exact proportion. Proportions are fractions of people, and so the whole pool,
the seats and the targets are counted that many times: a chance is the same when everything is multiplied.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from folkmoot.core.sortition.pools import Pool, Respondent, canonical_pool
from folkmoot.core.sortition.profiles import Counts, Profiles
from folkmoot.core.sortition.prospects import WORTH, profiles_for, prospect
from folkmoot.core.sortition.targets import Target

_NEW = "\x00new"  # no id of a person begins so


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What `more` people with the `value` of a `category` would lead to, beside the `people` who are in the pool now.

    `smallest` is the best smallest chance then (`None`: still no average panel meets the targets), and `shut_out` how
    many of today's pool have no chance all the same.
    """

    category: str
    value: str
    people: int
    more: int
    smallest: float | None
    shut_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outreach:
    """Today's best smallest chance and how many have none; what would `help` (best first), what would do `nothing`."""

    smallest: float | None
    shut_out: int
    help: tuple[Reach, ...]
    nothing: tuple[Reach, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortage:
    """The pool has `people` with a value of whom a target asks for `least` on every panel."""

    category: str
    value: str
    people: int
    least: int


def shortages(pool: Pool, targets: Sequence[Target]) -> tuple[Shortage, ...]:
    """Values of which there are fewer people than each panel must hold: without more of them there is no panel."""
    counts = _counts(pool)
    return tuple(
        Shortage(category=each.category, value=each.value, people=people, least=each.minimum)
        for each in targets
        if (people := counts[each.category, each.value]) < each.minimum
    )


def outreach(pool: Pool, targets: Sequence[Target], seats: int, *, more: int = 10) -> Outreach:
    """What `more` people of each value would lead to; values that may not be drawn are left out.

    It takes one small linear programme for each value. Raises `ValueError` for an empty pool.
    """
    if not pool.respondents:
        raise ValueError("an empty pool says nothing of those who might join it")
    pool, counts = canonical_pool(pool), _counts(pool)
    wanted = [each for each in targets if each.maximum > 0 and each.category in pool.categories]
    kinds = [_kinds(pool, each.category, each.value) for each in wanted]
    profiles = _with_room(pool, targets, seats, {kind for found in kinds for kind in found})
    here = _sizes(profiles)
    now = prospect(replace(profiles, sizes=here), most_steps=0)
    out = now.people_out if now.smallest is not None else len(pool.respondents)
    found = [
        _reach(profiles, here, each, counts[each.category, each.value], found, more)
        for each, found in zip(wanted, kinds, strict=True)
    ]
    helps = [each for each in found if _helps(each, now.smallest, out)]
    helps.sort(key=lambda each: (each.shut_out, -(each.smallest or 0.0), each.category, each.value))
    nothing = tuple(each for each in found if each not in helps)
    return Outreach(smallest=now.smallest, shut_out=out, help=tuple(helps), nothing=nothing)


def _counts(pool: Pool) -> Counter[tuple[str, str]]:
    return Counter(pair for each in pool.respondents for pair in zip(pool.categories, each.features, strict=True))


def _kinds(pool: Pool, category: str, value: str) -> Counter[tuple[str, ...]]:
    """The features of those who have a value, and of how many; where nobody has it, of everybody as if she had it."""
    place = pool.categories.index(category)
    people = [each.features for each in pool.respondents]
    found = Counter(features for features in people if features[place] == value)
    return found or Counter((*features[:place], value, *features[place + 1 :]) for features in people)


def _with_room(pool: Pool, targets: Sequence[Target], seats: int, kinds: set[tuple[str, ...]]) -> Profiles:
    """The profiles of the pool, with one in which somebody of each kind would live alone."""
    new = tuple(Respondent(id=f"{_NEW}{n}", features=kind, household=None) for n, kind in enumerate(sorted(kinds)))
    return profiles_for(replace(pool, respondents=(*pool.respondents, *new)), targets, seats)


def _sizes(profiles: Profiles, kinds: Counter[tuple[str, ...]] | None = None) -> Counts:
    """How many people of the pool each profile has; or else the newcomers of these kinds, each in a home of her own."""
    rooms = [any(name.startswith(_NEW) for home in each.people for name in home) for each in profiles.profiles]
    if kinds is None:
        return profiles.sizes - np.array(rooms, dtype=np.int64)
    found = [kinds[each.features] if room else 0 for each, room in zip(profiles.profiles, rooms, strict=True)]
    return np.array(found, dtype=np.int64)


def _reach(
    profiles: Profiles, here: Counts, target: Target, people: int, kinds: Counter[tuple[str, ...]], more: int
) -> Reach:
    times = kinds.total()
    then = replace(
        profiles,
        sizes=times * here + more * _sizes(profiles, kinds),
        row_lower=times * profiles.row_lower,
        row_upper=times * profiles.row_upper,
    )
    found = prospect(then, most_steps=0)
    out = int(here[list(found.shut_out)].sum()) if found.smallest is not None else int(here.sum())
    return Reach(
        category=target.category, value=target.value, people=people, more=more, smallest=found.smallest, shut_out=out
    )


def _helps(then: Reach, smallest: float | None, shut_out: int) -> bool:
    """Whether it lets people in, or raises the smallest chance of those who have one."""
    if then.smallest is None or then.shut_out != shut_out:
        return then.smallest is not None and then.shut_out < shut_out
    return smallest is None or then.smallest > smallest * WORTH
