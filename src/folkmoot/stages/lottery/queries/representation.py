"""Reads of whom the panel resembles: counts of each value among the invited, the pool and the panel."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.core.sortition.representation import Compared, Key, compare, without_small
from folkmoot.stages.lottery.models import Lottery, Respondent, Wave
from folkmoot.stages.lottery.queries.census import census
from folkmoot.stages.lottery.queries.lotteries import public_lotteries
from folkmoot.stages.lottery.queries.pool import targets
from folkmoot.stages.lottery.rules import ANSWERED, SAID_YES, State, Status

MEMBERS: Final = {
    "answered": ANSWERED,
    "pool": SAID_YES | {Status.SERVED},
    "panel": frozenset({Status.SELECTED, Status.CONFIRMED}),
}


def represented(assembly: Assembly) -> tuple[Compared, ...]:
    """Each value in population, invited, answered, pool and panel as they stand; exact, for organisers only.

    Of a pool that was erased what was published of it is left, and nothing of who answered besides.
    """
    people = Respondent.objects.filter(assembly=assembly, status__in=ANSWERED).order_by()
    told = list(people.values_list("status", "features"))
    groups = {name: _counts(each for status, each in told if status in MEMBERS[name]) for name in MEMBERS}
    if pool_is_erased(assembly):
        groups |= {"answered": Counter(), "pool": Counter(_published_pool(assembly))}
    return _compared(assembly, _keys(assembly), {"invited": invited_counts(assembly)} | groups)


def pool_is_erased(assembly: Assembly) -> bool:
    """Whether somebody was erased and nobody of the pool is left but those who sit."""
    states = set(Respondent.objects.filter(assembly=assembly).order_by().values_list("status", flat=True).distinct())
    return Status.DELETED in states and not states & (MEMBERS["pool"] - MEMBERS["panel"] - {Status.SERVED})


def represented_in_public(assembly: Assembly) -> tuple[Compared, ...]:
    """The same from what was published with the first lottery, which no later answer changes; small groups are hidden,
    but not on the panel: the record says of it what it is. Empty while none is published.
    """
    first = _first_published(assembly)
    if first is None:
        return ()
    pool = _pool_of(first)
    lines = _compared(assembly, list(pool), {"invited": invited_counts(assembly), "pool": pool})
    if first.state != State.DRAWN:
        return without_small(lines)
    panel = compare(list(pool), {}, {"panel": _drawn(first)})
    return tuple(
        Compared(category=each.category, value=each.value, population=each.population, parts={**each.parts, **on.parts})
        for each, on in zip(without_small(lines), panel, strict=True)
    )


def invited_counts(assembly: Assembly) -> Counter[Key]:
    """How many were invited with each (category, value): the strata of the waves, where they are a category's values.

    Nothing else is known of people who were only invited.
    """
    strata = Counter[str]()
    waves = Wave.objects.filter(frame__assembly=assembly, test=False, withdrawn_at=None).exclude(drawn_at=None)
    for rows in waves.values_list("strata", flat=True):
        strata.update({row[0]: row[3] for row in rows})
    values = categories_of(assembly)
    return Counter(
        {
            (name, value): n
            for name, known in values.items()
            if strata.keys() <= set(known)
            for value, n in strata.items()
        }
    )


def people_in(assembly: Assembly, group: str) -> Iterable[dict[str, str]]:
    """What each person of a group (`answered`, `pool`, `panel`) is: values by category, and nothing that names her."""
    people = Respondent.objects.filter(assembly=assembly, status__in=MEMBERS[group]).order_by()
    return people.values_list("features", flat=True).iterator()


def categories_of(assembly: Assembly) -> dict[str, list[str]]:
    """The categories with their values, as targets have them and after them the population."""
    values: dict[str, list[str]] = {}
    for category, value in _keys(assembly):
        values.setdefault(category, []).append(value)
    return values


def _keys(assembly: Assembly) -> list[Key]:
    pairs: list[Any] = [*targets(assembly), *census(assembly)]
    names = dict.fromkeys(each.category for each in pairs)
    known = dict.fromkeys((each.category, each.value) for each in pairs)
    return [key for name in names for key in known if key[0] == name]


def _compared(assembly: Assembly, keys: list[Key], groups: dict[str, Any]) -> tuple[Compared, ...]:
    population = {(each.category, each.value): each.share for each in census(assembly)}
    return compare(keys, population, groups)


def _counts(people: Iterable[dict[str, str]]) -> Counter[Key]:
    return Counter(pair for each in people for pair in each.items())


def _first_published(assembly: Assembly) -> Lottery | None:
    published = public_lotteries(assembly).exclude(state=State.WITHDRAWN).exclude(leaving=True)
    return published.filter(replacement=False).first()


def _published_pool(assembly: Assembly) -> dict[Key, int]:
    first = _first_published(assembly)
    return {} if first is None else _pool_of(first)


def _pool_of(lottery: Lottery) -> dict[Key, int]:
    return {(row[0], row[1]): row[4] for row in lottery.figures.get("shares", ())}


def _drawn(lottery: Lottery) -> dict[Key, int]:
    return {(row[0], row[1]): row[4] for row in lottery.draw.met}
