"""Soft targets: met as far as possible, in order of their priority; hard ones are never touched.

Where some panel meets every target, nothing gives way. Otherwise the soft targets of priority 1 give way by as few
seats in all as any panel needs, then, with that kept, those of priority 2, and so on. What gives way is a bound: it
moves for every panel alike, so the lottery meets the eased targets as strictly as hard ones. Of several ways with the
same sums that one is taken in which the targets that come first by category and value give way least.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.sparse import hstack, identity

from folkmoot.core.sortition.conflicts import Bound, Change, Side, can_be_met
from folkmoot.core.sortition.profiles import Floats, Profiles
from folkmoot.core.sortition.programmes import Programme
from folkmoot.core.sortition.targets import Target

_HALF = 0.5


def as_asked(target: Target) -> Target:
    """A target with the numbers that were asked for, whatever gave way since."""
    low, high = target.asked or (target.minimum, target.maximum)
    return replace(target, minimum=low, maximum=high, asked=None)


def as_far_as_it_goes(target: Target) -> Target:
    """A soft target with its bounds as far away as they may go, a hard one as it is."""
    if target.priority is None:
        return target
    low, high = _limits(target)
    return replace(target, minimum=min(low, target.minimum), maximum=target.maximum if high is None else high)


def given_up(targets: Sequence[Target]) -> tuple[Change, ...]:
    """What the soft ones of `targets` gave up, each bound by itself."""
    return tuple(
        Change(bound=Bound(category=each.category, value=each.value, side=side, number=asked), to=number)
        for each in targets
        if each.asked is not None
        for side, asked, number in (
            (Side.MINIMUM, each.asked[0], each.minimum),
            (Side.MAXIMUM, each.asked[1], each.maximum),
        )
        if asked != number
    )


def eased(profiles: Profiles) -> tuple[Target, ...]:
    """The targets of `profiles`, those soft ones eased that have to be. As they are where even that would not do.

    Each soft target keeps in `asked` what was asked for, whether it had to give way or not.
    """
    soft = [row for row, target in enumerate(profiles.targets) if target.priority is not None]
    if not soft:
        return profiles.targets
    steps: Floats = np.zeros((2, len(profiles.targets)))
    if not can_be_met(profiles):
        found = _fewest_steps(profiles, soft)
        steps = steps if found is None else found
    return tuple(_moved(target, *map(int, steps[:, row])) for row, target in enumerate(profiles.targets))


def _moved(target: Target, down: int, up: int) -> Target:
    if target.priority is None:
        return target
    asked = (target.minimum, target.maximum)
    return replace(target, minimum=target.minimum - down, maximum=target.maximum + up, asked=asked)


def _limits(target: Target) -> tuple[int, int | None]:
    """How far a soft target may give way; without flexible bounds down to nobody, and up to everybody."""
    return target.flexible_minimum or 0, target.flexible_maximum


def _fewest_steps(profiles: Profiles, soft: Sequence[int]) -> Floats | None:
    """By how many seats each minimum goes down and each maximum up, as two rows; `None` where no easing helps."""
    count, rows = len(profiles.sizes), len(profiles.targets)
    programme = _programme(profiles, soft)
    priorities = [target.priority for target in profiles.targets]
    places = [count + row for row in range(rows)] + [count + rows + row for row in range(rows)]
    for priority in sorted({each for each in priorities if each is not None}):
        group = [place for place in places if priorities[(place - count) % rows] == priority]
        least = _least(programme, group, count + 2 * rows)
        if least is None:
            return None
        programme.add_row(group, [1.0] * len(group), lower=0.0, upper=least)
    return _first_ones_least(programme, places, count)


def _first_ones_least(programme: Programme, places: Sequence[int], count: int) -> Floats | None:
    """With all sums kept, the steps in which each bound, in order, moves as little as it can."""
    answer = programme.solve()
    for place in places:
        if answer is not None and answer.columns[place] > _HALF:
            least = _least(programme, [place], count + len(places))
            programme.bound(place, 0.0, least or 0.0)
            answer = programme.solve()
        else:
            programme.bound(place, 0.0, 0.0)
    return None if answer is None else np.rint(answer.columns[count:]).reshape(2, -1)


def _least(programme: Programme, group: Sequence[int], columns: int) -> float | None:
    costs = np.zeros(columns)
    costs[list(group)] = 1.0
    programme.price(costs)
    answer = programme.solve()
    return None if answer is None else float(round(answer.value))


def _programme(profiles: Profiles, soft: Sequence[int]) -> Programme:
    """Panels, and for each target two more columns: by how much its minimum goes down and its maximum up."""
    count, rows = len(profiles.sizes), len(profiles.targets)
    ease = identity(profiles.rows.shape[0], format="csc")[:, :rows]
    room = np.zeros((2, rows))
    for row in soft:
        target = profiles.targets[row]
        low, high = _limits(target)
        room[:, row] = target.minimum - low, (profiles.seats if high is None else high) - target.maximum
    return Programme(
        hstack([profiles.rows, ease, -ease], format="csc"),
        costs=np.zeros(count + 2 * rows),
        lower=np.zeros(count + 2 * rows),
        upper=np.concatenate([profiles.capacities, *np.maximum(room, 0.0)]),
        row_lower=profiles.row_lower,
        row_upper=profiles.row_upper,
        whole=True,
    )
