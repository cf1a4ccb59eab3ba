"""The small linear programme that bounds every lottery.

The chances of any lottery satisfy the targets on average. So the fairest *average* panel (a vector of expected seats,
not whole numbers) is at least as fair as the fairest lottery, and it is found in milliseconds. Its dual values are the
certificate.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

import numpy as np
from scipy.sparse import csc_matrix, hstack

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
    """The fairest chances on average, one for each profile, and the level at which each was settled (-1: never).

    Under an objective with a score of its own also the points that prove its bound, or the bound that a search proved.
    """

    chances: Floats
    level_of: tuple[int, ...]
    levels: tuple[Level, ...]
    score_certificate: Certificate | None = None
    score_bound: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Raised:
    """The highest level of the open profiles, everybody's chances at it, and the dual values that prove it."""

    smallest: float
    chances: Floats
    weights: Floats
    multipliers: Floats
    capped: Mapping[int, float]


def fairest_chances(
    profiles: Profiles, selectable: Flags, *, most_levels: int | None = None, most: float = 1.0
) -> Fairest | None:
    """Maximise the smallest chance, then the next one, and so on until all are settled (leximin).

    After `most_levels` the others keep what they have, which is at least the last level. A profile whose chance cannot
    be above 0 is left out. With `most` below 1 nobody's chance is above it, and the levels prove nothing of lotteries
    without that bound. `None` when no average panel meets the targets.
    """
    selectable, chances, capped = selectable.copy(), np.zeros(len(selectable)), list[int]()
    level_of, levels = np.full(len(selectable), -1), list[Level]()
    while (open_ := selectable & (level_of < 0)).any():
        raised = _raise_the_lowest(profiles, selectable, open_, chances, capped, most)
        if raised is None:
            return None
        settled = open_ & (raised.weights > min(_TIGHT, raised.weights[open_].max() / 2))
        if raised.smallest < _NOTHING:
            selectable &= ~settled
            continue
        levels.append(_level(profiles, selectable, open_, level_of, levels, raised))
        last = len(levels) == most_levels
        settled = open_ if last else settled
        chances[settled] = raised.chances[settled] if last else raised.smallest
        level_of[settled] = len(levels) - 1
    return Fairest(chances=chances, level_of=tuple(int(level) for level in level_of), levels=tuple(levels))


def _level(
    profiles: Profiles, selectable: Flags, open_: Flags, level_of: Counts, levels: list[Level], raised: _Raised
) -> Level:
    certificate = certificate_from(profiles, raised.multipliers, raised.capped)
    certificate = lifted(certificate, profiles, map(int, np.flatnonzero(selectable)))
    settled = {int(column): levels[level_of[column]].chance for column in np.flatnonzero(level_of >= 0)}
    bound = bound_of(certificate, profiles, settled, [int(column) for column in np.flatnonzero(open_)])
    return Level(
        chance=Fraction(floor(raised.smallest * UNIT), UNIT),
        bound=Fraction(ceil(bound * UNIT), UNIT),
        certificate=certificate,
    )


def _raise_the_lowest(
    profiles: Profiles, selectable: Flags, open_: Flags, chances: Floats, capped: list[int], most: float
) -> _Raised | None:
    """The highest z such that every open profile has a chance of at least z and every settled one keeps its own.

    Expected seats are written `size * (z or chance) + extra`. That nobody has a chance above `most` is asked for only
    where an answer breaks it; those profiles are added to `capped`.
    """
    programme = _programme(profiles, selectable, open_, chances)
    _cap(programme, profiles, open_, chances, capped, most)
    while (answer := programme.solve()) is not None:
        z, extra = answer.columns[0], answer.columns[1:]
        reached = np.where(open_, z, chances) + extra / profiles.sizes
        new = [int(column) for column in np.flatnonzero((reached > most + 1e-9) & selectable) if column not in capped]
        if not new:
            return _reading(profiles, answer, reached, capped)
        _cap(programme, profiles, open_, chances, new, most)
        capped += new
    return None


def _reading(profiles: Profiles, answer: Answer, reached: Floats, capped: list[int]) -> _Raised:
    rows = profiles.rows.shape[0]
    multipliers = -answer.row_duals[:rows]
    caps = dict(zip(capped, map(float, -answer.row_duals[rows:]), strict=True))
    points = profiles.rows.T @ multipliers
    for column, value in caps.items():
        points[column] += value
    return _Raised(
        smallest=float(answer.columns[0]),
        chances=np.clip(reached, 0.0, 1.0),
        weights=points * profiles.sizes,
        multipliers=multipliers,
        capped=caps,
    )


def _programme(profiles: Profiles, selectable: Flags, open_: Flags, chances: Floats) -> Programme:
    sizes = profiles.sizes.astype(np.float64)
    owed = profiles.rows @ (sizes * np.where(open_, 0.0, chances))
    costs = np.zeros(len(sizes) + 1)
    costs[0] = -1.0
    return Programme(
        hstack([csc_matrix((profiles.rows @ (sizes * open_)).reshape(-1, 1)), profiles.rows], format="csc"),
        costs=costs,
        lower=np.zeros(len(sizes) + 1),
        upper=np.concatenate([[INFINITY], np.where(selectable, INFINITY, 0.0)]),
        row_lower=profiles.row_lower - owed,
        row_upper=profiles.row_upper - owed,
    )


def _cap(
    programme: Programme, profiles: Profiles, open_: Flags, chances: Floats, columns: Sequence[int], most: float
) -> None:
    """From now on nobody of these profiles has a chance above `most`."""
    for column in columns:
        size = float(profiles.sizes[column])
        owed = 0.0 if open_[column] else size * chances[column]
        programme.add_row([0, column + 1], [size * open_[column], 1.0], lower=-INFINITY, upper=most * size - owed)
