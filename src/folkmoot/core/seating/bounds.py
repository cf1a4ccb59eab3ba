"""How many different pairs can meet at most: what table sizes, rounds and absences allow, proven by counting.

Four arguments, each a proof by itself; the least of them is the bound. What is said of values and wishes plays no part,
so the true optimum may lie lower, never higher.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from folkmoot.core.seating.rooms import Seats


class Limit(StrEnum):
    """Which argument gives the bound."""

    SEATS = "seats"  # so many pairs share a table over all rounds, and each could be a new one
    EVERYBODY = "everybody"  # so many pairs are ever there together
    PERSONS = "persons"  # nobody meets more than the seats beside her, nor more people than there are
    CROWDED = "crowded"  # more people at a table than tables to come from: some of them sat together before


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """At most so many different `pairs` can meet, and why."""

    pairs: int
    limit: Limit


def ceiling(seats: Seats) -> Ceiling:
    """The least of the four bounds on every plan with these table sizes and these people in each round; of equal ones
    the simplest.
    """
    sizes = [[len(table) for table in round_] for round_ in seats]
    there = [frozenset(id_ for table in round_ for id_ in table) for round_ in seats]
    beside = sum(_pairs(size) for round_ in sizes for size in round_)
    met = _company(there)
    reach = [
        min(others, sum(max(sizes[number]) - 1 for number, ids in enumerate(there) if id_ in ids))
        for id_, others in met.items()
    ]
    found = {
        Limit.EVERYBODY: sum(met.values()) // 2,
        Limit.SEATS: beside,
        Limit.PERSONS: sum(reach) // 2,
        Limit.CROWDED: beside - _lost_to_crowding(sizes, there),
    }
    limit = min(found, key=lambda each: found[each])
    return Ceiling(pairs=found[limit], limit=limit)


def _pairs(people: int) -> int:
    return people * (people - 1) // 2


def _company(there: Sequence[frozenset[str]]) -> dict[str, int]:
    """For everybody, how many others are ever there with her."""
    by_rounds: dict[frozenset[int], list[str]] = {}
    for id_ in frozenset().union(*there):
        by_rounds.setdefault(frozenset(n for n, ids in enumerate(there) if id_ in ids), []).append(id_)
    return {
        id_: sum(len(others) for rounds, others in by_rounds.items() if rounds & mine) - 1
        for mine, ids in by_rounds.items()
        for id_ in ids
    }


def _lost_to_crowding(sizes: Sequence[Sequence[int]], there: Sequence[frozenset[str]]) -> int:
    """How many of all pairs at tables are no new ones, because people at one table come from too few tables.

    In two rounds at least so many pairs sit together both times as come of dealing each table of the one to the tables
    of the other as evenly as possible. A pair that meets m times is counted m(m-1)/2 times that way and loses m-1, at
    least 2/rounds of it.
    """
    again = 0
    for (first, before), (second, after) in combinations(list(zip(sizes, there, strict=True)), 2):
        new = len(after - before)
        old = len(before - after)
        again += max(
            sum(_least_pairs(size, len(first) + new) for size in second),
            sum(_least_pairs(size, len(second) + old) for size in first),
        )
    return -(-2 * again // max(len(sizes), 1))


def _least_pairs(people: int, origins: int) -> int:
    """The fewest pairs of one origin among so many people from so many origins."""
    each, more = divmod(people, origins)
    return more * _pairs(each + 1) + (origins - more) * _pairs(each)
