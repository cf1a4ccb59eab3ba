"""The verdicts on a clause, and how far two judges of the same clauses agree."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from folkmoot.core.faults import Fault


class JudgesDiffer(Fault):
    """Two judges are compared who judged different numbers of clauses (`first`, `second`), or none."""


class Verdict(StrEnum):
    """What became of a clause. ADDED is said of a clause of the adopted text that nobody recommended."""

    KEPT = "kept"
    WEAKENED = "weakened"
    STRENGTHENED = "strengthened"
    CONDITIONED = "conditioned"
    DROPPED = "dropped"
    ADDED = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two judges agree: over `of` clauses, on `same`; `kappa` is beyond chance (None where chance is all).

    `left_open` clauses are those on which the first judge gave no verdict; they are in none of the other figures.
    """

    of: int
    same: int
    kappa: Fraction | None
    left_open: int


def agreement(first: Sequence[Verdict | None], second: Sequence[Verdict]) -> Agreement:
    """Share of equal verdicts and Cohen's kappa (Cohen 1960), exactly. Raises `JudgesDiffer`."""
    if len(first) != len(second) or not first:
        raise JudgesDiffer(first=len(first), second=len(second))
    pairs = [(one, other) for one, other in zip(first, second, strict=True) if one is not None]
    of, same = len(pairs), sum(1 for one, other in pairs if one is other)
    ours, theirs = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    by_chance = Fraction(sum(ours[verdict] * theirs[verdict] for verdict in Verdict), max(of, 1) ** 2)
    kappa = None if not of or by_chance == 1 else (Fraction(same, of) - by_chance) / (1 - by_chance)
    return Agreement(of=of, same=same, kappa=kappa, left_open=len(first) - of)
