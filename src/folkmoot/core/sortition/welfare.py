"""The fairest average under Nash welfare and under the Goldilocks objective, with points that prove it (`scores`).

As with leximin, the best *average* panel is at least as good as the best lottery, and most often a mixture of whole
panels reaches it.
"""

from fractions import Fraction

import numpy as np
from scipy.sparse import csc_matrix, hstack, identity

from folkmoot.core.sortition.certificates import certificate_from
from folkmoot.core.sortition.interior import maximise_logs
from folkmoot.core.sortition.polytope import Fairest, fairest_chances
from folkmoot.core.sortition.profiles import Flags, Floats, Profiles
from folkmoot.core.sortition.programmes import INFINITY, Answer, Programme
from folkmoot.core.sortition.scores import equal_share

_NEAR = 1e-8  # how far a tangent of 1 / x may lie below the curve, relative
_OVER = 1e-10  # how far above the largest chance somebody may be before she gets a row of her own
_INSIDE = 0.1  # how far from its bounds the first guess of a row lies, as a part of the room there is


def nash_average(profiles: Profiles, selectable: Flags) -> Fairest | None:
    """The average panel with the largest product of chances; `None` when no average panel meets the targets."""
    fairest = fairest_chances(profiles, selectable, most_levels=1)
    if fairest is None or not fairest.levels:
        return fairest
    open_ = np.flatnonzero(np.array(fairest.level_of) >= 0)
    rows, sizes = profiles.rows[:, open_], profiles.sizes[open_].astype(np.float64)
    loose = np.flatnonzero(profiles.row_upper > profiles.row_lower)
    room = (profiles.row_upper - profiles.row_lower)[loose]
    slack = -csc_matrix(identity(len(profiles.row_lower)))[:, loose]
    seats = fairest.chances[open_] * sizes
    used = np.clip((rows @ seats - profiles.row_lower)[loose], _INSIDE * room, (1 - _INSIDE) * room)
    upper = profiles.capacities[open_].astype(np.float64)
    best = maximise_logs(
        np.append(sizes, np.zeros(len(loose))),
        hstack([rows, slack], format="csc"),
        profiles.row_lower,
        upper=np.append(upper, room),
        start=np.append(np.clip(seats, 1e-3 * upper, (1 - _INSIDE) * upper), used),
    )
    chances = np.zeros(len(selectable))
    chances[open_] = best[: len(open_)] / sizes
    return _with(fairest, chances, profiles, *_worth_of_seats(profiles, chances, int(sizes.sum())))


def _worth_of_seats(profiles: Profiles, chances: Floats, people: int) -> tuple[Floats, dict[int, float]]:
    """Multipliers of the rows and of full profiles, by which everybody has at least 1 / chance / people points: those
    that limit a panel's points the most.
    """
    open_ = chances > 0
    prices = np.divide(1 / people, chances, out=np.zeros(len(chances)), where=open_)
    dearest = Programme(
        profiles.rows,
        costs=-prices,
        lower=np.zeros(len(chances)),
        upper=np.where(open_, profiles.capacities, 0).astype(np.float64),
        row_lower=profiles.row_lower,
        row_upper=profiles.row_upper,
    )
    answer = dearest.solve()
    if answer is None:
        raise ArithmeticError("there is no panel")
    full = np.flatnonzero(open_ & (answer.column_duals < 0))
    return -answer.row_duals, {int(column): -float(answer.column_duals[column]) for column in full}


def goldilocks_average(profiles: Profiles, selectable: Flags) -> Fairest | None:
    """The average panel with the lowest Goldilocks score; `None` when no average panel meets the targets.

    Under its largest chance everybody has the leximin chances, so that they are settled for all, whatever the order.
    """
    fairest = fairest_chances(profiles, selectable, most_levels=1)
    if fairest is None or not fairest.levels:
        return fairest
    open_ = np.array(fairest.level_of) >= 0
    share = float(equal_share(profiles.seats, int(profiles.sizes[open_].sum())))
    answer = _balanced(profiles, open_, share, float(fairest.levels[0].bound) / share)
    multipliers = -share * answer.row_duals[: len(profiles.row_lower)]
    below = np.maximum(-(profiles.rows.T @ multipliers), 0.0) * open_
    owed = float(below @ profiles.sizes)  # above 1 where some must be certain of a seat: that nobody can be more than
    caps = {int(t): float(below[t] * (1 - 1 / owed)) for t in np.flatnonzero(below)} if owed > 1 + _NEAR else {}
    capped = fairest_chances(profiles, open_, most=min(1.0, float(answer.columns[1]) * share))
    if capped is None:
        raise ArithmeticError("the largest chance that was found leaves no room")
    return _with(fairest, capped.chances, profiles, multipliers, caps)


def _with(first: Fairest, chances: Floats, profiles: Profiles, multipliers: Floats, caps: dict[int, float]) -> Fairest:
    return Fairest(
        chances=chances,
        level_of=first.level_of,
        levels=first.levels,
        score_certificate=certificate_from(profiles, multipliers, caps),
    )


def _balanced(profiles: Profiles, open_: Flags, share: float, highest: float) -> Answer:
    """Minimise `largest + 1 / smallest` (columns 1 and 0, in shares), the curve by its tangents (column 2).

    Expected seats are written `size * share * smallest + extra`; that nobody is above the largest is asked for only
    where an answer breaks it.
    """
    equal = np.where(open_, profiles.sizes * share, 0.0)
    programme = _with_extras(profiles, open_, equal, share)
    least = min(1.0, highest)
    for point in (least / 4, least / 2, least):
        _touch(programme, point)
    held = np.zeros(len(equal), dtype=bool)
    while True:
        answer = programme.solve()
        if answer is None:
            raise ArithmeticError("the smallest chance that was found cannot be had")
        smallest, largest, inverse = answer.columns[:3]
        over = open_ & ~held & (answer.columns[3:] > equal * (largest - smallest) + _OVER * np.maximum(equal, 1e-3))
        if not over.any() and inverse * smallest > 1 - _NEAR:
            return answer
        for column in map(int, np.flatnonzero(over)):
            row = ((0, 1, 3 + column), (equal[column], -equal[column], 1.0))
            programme.add_row(*row, lower=-INFINITY, upper=0.0)
        held |= over
        if inverse * smallest <= 1 - _NEAR:
            _touch(programme, float(smallest))


def _touch(programme: Programme, point: float) -> None:
    """The tangent of 1 / smallest at `point`."""
    programme.add_row((0, 2), (1 / point**2, 1.0), lower=2 / point, upper=INFINITY)


def _with_extras(profiles: Profiles, open_: Flags, equal: Floats, share: float) -> Programme:
    count = len(profiles.row_lower)
    first = csc_matrix(np.column_stack([profiles.rows @ equal, np.zeros(count), np.zeros(count)]))
    programme = Programme(
        hstack([first, profiles.rows], format="csc"),
        costs=np.append([0.0, 1.0, 1.0], np.zeros(len(equal))),
        lower=np.zeros(3 + len(equal)),
        upper=np.append([INFINITY, 1 / share, INFINITY], np.where(open_, INFINITY, 0.0)),
        row_lower=profiles.row_lower,
        row_upper=profiles.row_upper,
    )
    programme.add_row((0, 1), (-1.0, 1.0), lower=0.0, upper=INFINITY)
    return programme


def share_of(profiles: Profiles, level_of: tuple[int, ...]) -> Fraction:
    """Everybody's chance if all who can be chosen had the same."""
    return equal_share(profiles.seats, int(profiles.sizes[np.array(level_of) >= 0].sum()))
