"""Who lives with whom: addresses that are one household, addresses that may be, and what people decided about them.

Equal addresses (`addresses.Address.key`) are one household by themselves. Addresses that differ by a slip of the pen
are only *suspected*: a person confirms or refuses each. Another box in the same building is another household. Whoever
is joined to the same home is joined to each other, and where that joins homes that somebody kept apart, it is said.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from folkmoot.core.sortition.addresses import Address

ALIKE = 84  # out of 100: one slip in a street's name of six letters passes, two in eleven do not
SHORT = 5  # in names up to this length one slip is the limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspicion:
    """Two addresses that may be one household, by their keys (`left` < `right`): how alike (0..100), and why."""

    left: str
    right: str
    alike: int
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What somebody decided about two addresses, by key; the same key twice: the people there are no household."""

    left: str
    right: str
    together: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Households:
    """The household of each id (`None`: alone, or unknown), and the refused pairs that others join all the same."""

    of: Mapping[str, str | None]
    contradictions: tuple[Decision, ...]


def households(keys: Mapping[str, str], decisions: Iterable[Decision] = ()) -> Households:
    """The household of each person from the key of her address (empty: unknown) and what was decided.

    A household is named by the smallest key in it, so that order plays no part. O((n + d) log n).
    """
    made = tuple(decisions)
    parent = {key: key for key in {*keys.values(), *(key for each in made for key in (each.left, each.right))}}
    for each in made:
        if each.together:
            low, high = sorted((_root(parent, each.left), _root(parent, each.right)))
            parent[high] = low
    alone = {each.left for each in made if not each.together and each.left == each.right}
    refused = [each for each in made if not each.together and each.left != each.right]
    return Households(
        of={who: None if not key or key in alone else _root(parent, key) for who, key in keys.items()},
        contradictions=tuple(each for each in refused if _root(parent, each.left) == _root(parent, each.right)),
    )


def _root(parent: dict[str, str], key: str) -> str:
    while parent[key] != key:
        parent[key] = parent[parent[key]]
        key = parent[key]
    return key


def suspicions(addresses: Collection[Address]) -> tuple[Suspicion, ...]:
    """Every pair of different addresses that may be one household, most alike first.

    Compared are only addresses with the same house number and with postcodes that agree, are missing in one, or differ
    by one slip: the work grows with the square of the addresses per number and postcode, not of all.
    """
    distinct = sorted({each.key: each for each in addresses if each.key}.values(), key=lambda each: each.key)
    by_number: dict[str, list[Address]] = defaultdict(list)
    for each in distinct:
        by_number[each.building].append(each)
    found = {pair.left + "\n" + pair.right: pair for block in by_number.values() for pair in _in_block(block)}
    return tuple(sorted(found.values(), key=lambda pair: (-pair.alike, pair.left, pair.right)))


def _in_block(block: Sequence[Address]) -> Iterator[Suspicion]:
    """The pairs among addresses of one house number."""
    by_postcode: dict[str, list[Address]] = defaultdict(list)
    for each in block:
        by_postcode[each.postcode].append(each)
    nowhere = by_postcode.pop("", [])
    for near in by_postcode.values():
        yield from _alike(near, near)
    yield from _alike(nowhere, block)
    by_street: dict[str, list[Address]] = defaultdict(list)
    for each in block:
        by_street[each.street].append(each)
    for same in by_street.values():
        pairs = ((a, b) for a, b in combinations(same, 2) if a.postcode != b.postcode)
        yield from (pair for a, b in pairs if (pair := _suspicion(a, b, 100)))


def _alike(some: Sequence[Address], others: Sequence[Address]) -> Iterator[Suspicion]:
    """The suspicious pairs of one of `some` and one of `others`, whose street names are alike."""
    if not some:
        return
    names, theirs = [each.name for each in some], [each.name for each in others]
    scores = process.cdist(names, theirs, scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.uint8)
    for row, column in zip(*np.nonzero(scores), strict=True):
        a, b = some[row], others[column]
        if a.key != b.key and (pair := _suspicion(a, b, int(scores[row, column]))):
            yield pair


def _suspicion(a: Address, b: Address, alike: int) -> Suspicion | None:
    left, right = sorted((a, b), key=lambda each: each.key)
    if left.key == right.key or not _compatible(left, right):
        return None
    why = tuple(_reasons(left, right))
    return Suspicion(left=left.key, right=right.key, alike=alike, why=why) if why else None


def _compatible(a: Address, b: Address) -> bool:
    """Whether nothing that both say speaks against one household."""
    return (
        (a.unit == b.unit or not (a.unit and b.unit))
        and (a.number == b.number or not (a.number.removeprefix(a.building) and b.number.removeprefix(b.building)))
        and (a.kind == b.kind or not (a.kind and b.kind))
        and _same_name(a.name, b.name)
        and _near(a, b)
    )


def _same_name(a: str, b: str) -> bool:
    if a == b:
        return True
    return OSA.distance(a, b) <= (1 if min(len(a), len(b)) <= SHORT else 2) and min(len(a), len(b)) > 2


def _near(a: Address, b: Address) -> bool:
    """Whether the places can be one: postcodes one slip apart count only in a place that both name alike."""
    if a.postcode == b.postcode:
        return (
            bool(a.postcode) or a.place == b.place or not (a.place and b.place) or fuzz.ratio(a.place, b.place) > ALIKE
        )
    if not (a.postcode and b.postcode):
        return not (a.place and b.place) or fuzz.partial_ratio(a.place, b.place) > ALIKE
    return OSA.distance(a.postcode, b.postcode) == 1 and bool(a.place) and a.place == b.place


def _reasons(a: Address, b: Address) -> Iterator[str]:
    if a.street != b.street:
        yield "street"
    if a.number != b.number:
        yield "letter"
    if a.unit != b.unit:
        yield "unit"
    if a.postcode != b.postcode:
        yield "postcode"
    elif a.place != b.place and not a.postcode:
        yield "place"
