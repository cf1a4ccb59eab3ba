"""The small linear programme that bounds every lottery.

The chances of any lottery satisfy the targets on average. So the fairest *average* panel (a vector of expected seats,
not whole numbers) is at least as fair as the fairest lottery, and it is found in milliseconds. Its dual values are the
certificate.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

import numpy as np
from scipy.sparse import csc_matrix, hstack, vstack

from folkmoot.core.sortition.certificates import Certificate, bound_of, certificate_from, lifted
from folkmoot.core.sortition.profiles import Counts, Flags, Floats, Profiles
from folkmoot.core.sortition.programmes import INFINITY, Answer, Programme

_TIGHT = 1e-7  # a share of the dual weight, which sums to 1; below it a profile is not settled
_NOTHING = 1e-9  # a chance below it is none
UNIT = 10**12  # chances are written in parts of 10^12: whole numbers below 2^53, finer than any solver computes


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One step of the fairest chances: nobody of those still open can be sure of more than `bound`, in the company of
    those settled before. `chance` is what the lottery gives before it is rounded to equal panels.
    """

    chance: Fraction
    bound: Fraction
    certificate: Certificate | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fairest:
    """The fairest chances on average, one for each profile, and the level at which each was settled (-1: never)."""

    chances: Floats
    level_of: tuple[int, ...]
    levels: tuple[Level, ...]


def fairest_chances(profiles: Profiles, selectable: Flags) -> Fairest | None:
    """Maximise the smallest chance, then the next one, and so on until all are settled (leximin).

    A profile whose chance cannot be above 0 is left out. `None` when no average panel meets the targets.
    """
    selectable, chances = selectable.copy(), np.zeros(len(selectable))
    level_of, levels = np.full(len(selectable), -1), list[Level]()
    while (open_ := selectable & (level_of < 0)).any():
        solved = _raise_the_lowest(profiles, selectable, open_, chances)
        if solved is None:
            return None
        smallest, weights, multipliers, capped = solved
        settled = open_ & (weights > min(_TIGHT, weights[open_].max() / 2))
        if smallest < _NOTHING:
            selectable &= ~settled
            continue
        certificate = lifted(
            certificate_from(profiles, multipliers, capped), profiles, map(int, np.flatnonzero(selectable))
        )
        levels.append(_level(profiles, open_, level_of, levels, smallest, certificate))
        chances[settled], level_of[settled] = smallest, len(levels) - 1
    return Fairest(chances=chances, level_of=tuple(int(level) for level in level_of), levels=tuple(levels))


def _level(
    profiles: Profiles, open_: Flags, level_of: Counts, levels: list[Level], smallest: float, certificate: Certificate
) -> Level:
    settled = {int(column): levels[level_of[column]].chance for column in np.flatnonzero(level_of >= 0)}
    bound = bound_of(certificate, profiles, settled, [int(column) for column in np.flatnonzero(open_)])
    return Level(
        chance=Fraction(floor(smallest * UNIT), UNIT), bound=Fraction(ceil(bound * UNIT), UNIT), certificate=certificate
    )


def _raise_the_lowest(
    profiles: Profiles, selectable: Flags, open_: Flags, chances: Floats
) -> tuple[float, Floats, Floats, dict[int, float]] | None:
    """The highest z such that every open profile has a chance of at least z and every settled one keeps its own.

    Expected seats are written `size * (z or chance) + extra`. That nobody has a chance above 1 is asked for only where
    an answer breaks it.
    """
    capped: list[int] = []
    while True:
        answer = _programme(profiles, selectable, open_, chances, capped).solve()
        if answer is None:
            return None
        z, extra = answer.columns[0], answer.columns[1:]
        certain = np.where(open_, z, chances) + extra / profiles.sizes > 1 + 1e-9
        new = [int(column) for column in np.flatnonzero(certain & selectable) if column not in capped]
        if not new:
            return _reading(profiles, answer, capped)
        capped += new


def _reading(profiles: Profiles, answer: Answer, capped: list[int]) -> tuple[float, Floats, Floats, dict[int, float]]:
    rows = profiles.rows.shape[0]
    multipliers = -answer.row_duals[:rows]
    caps = dict(zip(capped, map(float, -answer.row_duals[rows:]), strict=True))
    points = profiles.rows.T @ multipliers
    for column, value in caps.items():
        points[column] += value
    return float(answer.columns[0]), points * profiles.sizes, multipliers, caps


def _programme(profiles: Profiles, selectable: Flags, open_: Flags, chances: Floats, capped: list[int]) -> Programme:
    sizes = profiles.sizes.astype(np.float64)
    unit_rows = csc_matrix(
        (np.ones(len(capped)), (np.arange(len(capped)), np.array(capped, dtype=np.int64))),
        shape=(len(capped), len(sizes)),
    )
    seats_of = vstack([profiles.rows, unit_rows], format="csc")
    owed = seats_of @ (sizes * np.where(open_, 0.0, chances))
    lower = np.concatenate([profiles.row_lower, np.full(len(capped), -INFINITY)]) - owed
    upper = np.concatenate([profiles.row_upper, sizes[capped]]) - owed
    costs = np.zeros(len(sizes) + 1)
    costs[0] = -1.0
    return Programme(
        hstack([csc_matrix((seats_of @ (sizes * open_)).reshape(-1, 1)), seats_of], format="csc"),
        costs=costs,
        lower=np.zeros(len(sizes) + 1),
        upper=np.concatenate([[INFINITY], np.where(selectable, INFINITY, 0.0)]),
        row_lower=lower,
        row_upper=upper,
    )
