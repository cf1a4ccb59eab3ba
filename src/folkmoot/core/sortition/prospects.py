"""What targets lead to, before anything is computed: the best smallest chance, and which targets cost it.

The linear programme over average panels (`polytope`) bounds every lottery and is nearly always reached, so its smallest
chance is what an organiser can count on. It is solved anew for each step that might help, so every sentence about a
step is true and not only true at the margin.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csc_matrix, hstack

from folkmoot.core.sortition.conflicts import Bound, Change, Side
from folkmoot.core.sortition.pools import Pool, canonical_pool
from folkmoot.core.sortition.profiles import Flags, Floats, Profiles, profiles_of
from folkmoot.core.sortition.programmes import Answer, Programme
from folkmoot.core.sortition.targets import Target, sorted_targets

_NOTHING = 1e-9  # a chance below it is none
_SETTLED = 1e-9  # how far above 1 a chance may be
_WEIGHT = 1e-7  # the dual weight above which a bound costs something
WORTH = 1.001  # a step is worth telling if it raises the smallest chance by a thousandth of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One bound moved by one seat, the best smallest chance then, and how many people are shut out all the same."""

    change: Change
    smallest: float
    shut_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """The best smallest chance of those who have any, the profiles (by their place) of the `people_out` who have none,
    and the steps that would help.

    `smallest` is `None` where no average panel meets the targets; then no panel does.
    """

    smallest: float | None
    shut_out: tuple[int, ...] = ()
    people_out: int = 0
    steps: tuple[Step, ...] = ()


class _Highest:
    """The highest chance that all `open_` profiles can be sure of; its programme is kept alive between questions."""

    def __init__(self, profiles: Profiles, open_: Flags) -> None:
        self._profiles = profiles
        self._sizes = np.where(open_, profiles.sizes, 0).astype(np.float64)
        self._programme = _programme(profiles, self._sizes)

    def solve(self) -> Answer | None:
        """The highest z such that each open profile has `size × z + extra` seats, and nobody a chance above 1.

        That no `extra` is above the size is asked of all; the rest of the last condition, `size × z + extra ≤ size`,
        only where a solution breaks it.
        """
        sizes = self._sizes
        while (answer := self._programme.solve()) is not None:
            reached = sizes * float(answer.columns[0]) + answer.columns[1:]
            broken = np.flatnonzero(reached > sizes * (1.0 + _SETTLED))
            if not len(broken):
                break
            for column in map(int, broken):
                self._programme.add_row([0, column + 1], [sizes[column], 1.0], lower=0.0, upper=sizes[column])
        return answer

    def moved(self, change: Change, row: int) -> Answer | None:
        """The same with one bound of the target in `row` moved; afterwards it stands where it stood."""
        lower, upper = _bounds_after(self._profiles, change, row)
        self._programme.bound_row(row, lower, upper)
        answer = self.solve()
        self._programme.bound_row(row, self._profiles.row_lower[row], self._profiles.row_upper[row])
        return answer


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Best:
    """The best smallest chance of the `open_` profiles, which rows cost it or shut the others out, and who can tell
    what it is after one bound is moved.
    """

    smallest: float
    open_: Flags
    costly: frozenset[int]
    highest: _Highest


def profiles_for(pool: Pool, targets: Sequence[Target], seats: int) -> Profiles:
    """People in profiles, where it does not matter who of several alike comes first."""
    return profiles_of(canonical_pool(pool), sorted_targets(targets), seats, "")


def prospect(profiles: Profiles, *, most_steps: int = 5) -> Prospect:
    """What the targets of `profiles` lead to, and up to `most_steps` steps of one seat that help most, best first."""
    best = _best(profiles)
    if best is None:
        return Prospect(smallest=None)
    out = tuple(map(int, np.flatnonzero(~best.open_)))
    found = Prospect(smallest=best.smallest, shut_out=out, people_out=int(profiles.sizes[list(out)].sum()))
    if not most_steps:
        return found
    steps = [_step(profiles, best, change, row) for row in sorted(best.costly) for change in _changes(profiles, row)]
    helping = [step for step in steps if _helps(step, found)]
    helping.sort(key=lambda step: (step.shut_out, -step.smallest, str(step.change)))
    return replace(found, steps=tuple(helping[:most_steps]))


def _helps(step: Step, now: Prospect) -> bool:
    """Whether a step lets people in, or raises the smallest chance of those who have one."""
    if now.smallest is None or step.shut_out != now.people_out:
        return step.shut_out < now.people_out
    return step.smallest > now.smallest * WORTH


def _changes(profiles: Profiles, row: int) -> list[Change]:
    """The minimum of a target one lower, and its maximum one higher, where that says anything."""
    target = profiles.targets[row]
    sides = ((Side.MINIMUM, target.minimum, -1), (Side.MAXIMUM, target.maximum, 1))
    return [
        Change(bound=Bound(category=target.category, value=target.value, side=side, number=number), to=number + step)
        for side, number, step in sides
        if 0 < number + (side is Side.MAXIMUM) <= profiles.seats
    ]


def _step(profiles: Profiles, best: _Best, change: Change, row: int) -> Step:
    """Where everybody has a chance, a wider target leaves it to everybody; otherwise it is found anew who has one."""
    if best.open_.all():
        answer = best.highest.moved(change, row)
        return Step(change=change, smallest=float(answer.columns[0]) if answer else 0.0, shut_out=0)
    lower, upper = profiles.row_lower.copy(), profiles.row_upper.copy()
    lower[row], upper[row] = _bounds_after(profiles, change, row)
    after = _best(replace(profiles, row_lower=lower, row_upper=upper))
    out = profiles.sizes.sum() if after is None else profiles.sizes[~after.open_].sum()
    return Step(change=change, smallest=after.smallest if after else 0.0, shut_out=int(out))


def _bounds_after(profiles: Profiles, change: Change, row: int) -> tuple[float, float]:
    if change.bound.side is Side.MINIMUM:
        return float(change.to), float(profiles.row_upper[row])
    return float(profiles.row_lower[row]), float(change.to)


def _best(profiles: Profiles) -> _Best | None:
    """The smallest chance at its best; profiles that cannot have any are found one after another and left out."""
    open_, costly = np.ones(len(profiles.sizes), dtype=bool), set[int]()
    while open_.any():
        highest = _Highest(profiles, open_)
        answer = highest.solve()
        if answer is None:
            return None
        duals = answer.row_duals[: len(profiles.targets)]
        costly.update(map(int, np.flatnonzero(np.abs(duals * profiles.seats) > _WEIGHT)))
        if answer.columns[0] > _NOTHING:
            return _Best(smallest=float(answer.columns[0]), open_=open_, costly=frozenset(costly), highest=highest)
        points = answer.column_duals[1:] * profiles.sizes
        open_ = open_ & ~(points > min(_WEIGHT, points[open_].max() / 2))
    return None


def _programme(profiles: Profiles, sizes: Floats) -> Programme:
    everybody = csc_matrix((profiles.rows @ sizes).reshape(-1, 1))
    costs = np.zeros(len(sizes) + 1)
    costs[0] = -1.0
    return Programme(
        hstack([everybody, profiles.rows], format="csc"),
        costs=costs,
        lower=np.zeros(len(sizes) + 1),
        upper=np.concatenate([[1.0], sizes]),
        row_lower=profiles.row_lower,
        row_upper=profiles.row_upper,
    )
