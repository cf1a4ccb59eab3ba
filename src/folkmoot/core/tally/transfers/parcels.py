"""Papers in parcels: whom they count for, what each is worth, and where they go next.

Papers with the same ranking stay together. A parcel holds papers of one worth that came in one transfer.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import NamedTuple

from folkmoot.core.tally.profiles import Profile, Ranking


class Papers(NamedTuple):
    """`copies` papers with one `ranking`, which count for the option at `place` in it."""

    ranking: tuple[int, ...]
    place: int
    copies: int


@dataclass(slots=True, kw_only=True)
class Parcel:
    """Papers that came together, each worth `value` of a vote."""

    value: Fraction
    papers: list[Papers] = field(default_factory=list)

    @property
    def votes(self) -> Fraction:
        """What all of them are worth."""
        return self.value * sum(each.copies for each in self.papers)


def strict(profile: Profile[Ranking]) -> tuple[list[Papers], int]:
    """The papers, each up to where it places two alike, and how many ballots were cut there."""
    papers, cut = [], 0
    for ranking, count in profile.ballots:
        alike = next((place for place, tier in enumerate(ranking) if len(tier) > 1), len(ranking))
        cut += count if alike < len(ranking) else 0
        papers.append(Papers(tuple(tier[0] for tier in ranking[:alike]), -1, count))
    return papers, cut


def by_next(papers: Sequence[Papers], continuing: Collection[int]) -> tuple[dict[int, list[Papers]], int]:
    """The papers by the next option that still takes part, and how many name none."""
    found: dict[int, list[Papers]] = {}
    lost = 0
    for ranking, place, count in papers:
        after = next((at for at in range(place + 1, len(ranking)) if ranking[at] in continuing), None)
        if after is None:
            lost += count
        else:
            found.setdefault(ranking[after], []).append(Papers(ranking, after, count))
    return found, lost


def sample(papers: Sequence[Papers], wanted: int) -> list[Papers]:
    """`wanted` of the papers, of each ranking in proportion; where it does not come out even, by largest remainders."""
    ordered = sorted(papers)
    parts = apportioned([each.copies for each in ordered], wanted)
    return [each._replace(copies=part) for each, part in zip(ordered, parts, strict=True) if part]


def apportioned(
    sizes: Sequence[int], wanted: int, *, prefer: Callable[[int], Fraction | int] | None = None
) -> list[int]:
    """`wanted` in proportion to the sizes, by largest remainders; of equal ones the larger size first, then whom
    `prefer` puts higher, then the earlier.
    """
    total = sum(sizes)
    exact = [Fraction(size * wanted, total) for size in sizes]
    parts = [floor(each) for each in exact]
    order = sorted(
        range(len(sizes)),
        key=lambda at: (parts[at] - exact[at], -sizes[at], -(prefer(at) if prefer else 0), at),
    )
    for at in order[: wanted - sum(parts)]:
        parts[at] += 1
    return parts
