"""One person twice: people whose names are alike and who share something that only one person has.

A name alone says nothing, and a shared telephone or address says only that people live together. Two lines are
suspected where the names are alike, nothing that both say speaks against it, and at least one of telephone, e-mail,
household or date of birth is the same. A person decides.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from folkmoot.core.sortition.addresses import folded, normal_name

ALIKE = 88  # out of 100, words in any order: "Anne-Marie Holm" and "Holm, Annemarie"
CROWD = 60  # a value that more people share is a switchboard or a hostel: it identifies nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of one person: any text may be empty. `born` is a date or a year, `household` any equal text."""

    id: str
    name: str
    born: str = ""
    phone: str = ""
    email: str = ""
    household: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """Two ids (`left` < `right`) that may be one person, how alike their names are (0..100), and what they share."""

    left: str
    right: str
    alike: int
    shared: tuple[str, ...]


def twins(people: Sequence[Known]) -> tuple[Twin, ...]:
    """Every pair that may be one person, most in common first. Compared are only people who share a value."""
    seen: dict[tuple[str, str], Twin] = {}
    names = {each.id: normal_name(each.name) for each in people}
    for block in _blocks(people):
        for a, b in combinations(block, 2):
            pair = (min(a.id, b.id), max(a.id, b.id))
            if pair not in seen and (found := _twin(a, b, fuzz.ratio(names[a.id], names[b.id]))):
                seen[pair] = found
    return tuple(sorted(seen.values(), key=lambda twin: (-len(twin.shared), -twin.alike, twin.left, twin.right)))


def _blocks(people: Sequence[Known]) -> Iterator[list[Known]]:
    by_value: dict[tuple[str, str], list[Known]] = defaultdict(list)
    for each in people:
        for what, value in _identifying(each).items():
            by_value[what, value].append(each)
    yield from (block for block in by_value.values() if 1 < len(block) <= CROWD)


def _identifying(person: Known) -> dict[str, str]:
    """The values that few people share; a date of birth only together with the first letters of a name."""
    digits = re.sub(r"\D", "", person.phone)[-8:]
    initials = "".join(sorted(word[0] for word in normal_name(person.name).split()))
    values = {
        "phone": digits if len(digits) >= 6 else "",
        "email": folded(person.email).replace(" ", ""),
        "household": person.household,
        "born": f"{person.born} {initials}" if len(person.born) > 4 else "",
    }
    return {what: value for what, value in values.items() if value}


def _twin(a: Known, b: Known, alike: float) -> Twin | None:
    if alike < ALIKE or _born_apart(a.born, b.born):
        return None
    of_a, of_b = _identifying(a), _identifying(b)
    shared = tuple(what for what in of_a if of_a[what] == of_b.get(what))
    left, right = sorted((a.id, b.id))
    return Twin(left=left, right=right, alike=round(alike), shared=shared)


def _born_apart(a: str, b: str) -> bool:
    """Whether two dates of birth, or two years, differ; a year is held against the year of a date."""
    short = min(len(a), len(b))
    return bool(short) and a[:short] != b[:short]
