"""Targets that no panel can meet: which quarrel, the smallest changes that would help, and whom targets shut out."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, product

import numpy as np
from scipy.sparse import hstack, identity

from folkmoot.core.faults import Fault, Faults
from folkmoot.core.sortition.leximin import selectable_profiles
from folkmoot.core.sortition.pools import Pool, canonical_pool, pool_digest
from folkmoot.core.sortition.pricing import Searcher
from folkmoot.core.sortition.profiles import Flags, Floats, Profiles, profiles_of
from folkmoot.core.sortition.programmes import INFINITY, Programme
from folkmoot.core.sortition.targets import Target, sorted_targets, sum_faults

_NOBODY = 0.5  # a panel worth less than one person holds nobody of those asked for


class TargetsCannotBeMet(Fault):
    """No panel of `seats` meets all of `conflict`; any of them left out, the others can be met. `remedies` are the
    smallest changes that make all targets possible, `remedy` the first of them.
    """


class SeatsOutOfRange(Fault):
    """`seats` is not a number between 1 and the `people` in the pool."""


class Side(StrEnum):
    """Which of a target's two numbers."""

    MINIMUM = "min"
    MAXIMUM = "max"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """One number of one target, as in `age: older ≥ 11`."""

    category: str
    value: str
    side: Side
    number: int

    def __str__(self) -> str:
        return f"{self.category}: {self.value} {'≥' if self.side is Side.MINIMUM else '≤'} {self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A bound and the number to which a relaxation would move it."""

    bound: Bound
    to: int

    def __str__(self) -> str:
        return f"{self.bound} → {self.to}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """Changes that together make the targets possible; `people` is the sum of the steps."""

    changes: tuple[Change, ...]
    people: int

    def __str__(self) -> str:
        return " + ".join(map(str, self.changes))


@dataclass(frozen=True, slots=True, kw_only=True)
class ShutOut:
    """People with the same `features` whom no panel can hold, and an irreducible set of bounds that shuts them out."""

    ids: tuple[str, ...]
    features: tuple[str, ...]
    conflict: tuple[Bound, ...]


def check_targets(pool: Pool, targets: Sequence[Target], seats: int) -> None:
    """Return if some panel meets every target and household rule.

    Raises `Faults` with `SeatsOutOfRange`, with the categories whose sums miss the seats and with `TargetsCannotBeMet`.
    """
    if not 1 <= seats <= len(pool.respondents):
        raise Faults(SeatsOutOfRange(seats=seats, people=len(pool.respondents)))
    profiles = _profiles(pool, targets, seats)
    if can_be_met(profiles):
        return
    conflict = tuple(map(str, _conflict(profiles, _Panels(profiles), np.zeros(len(profiles.sizes)))))
    remedies = tuple(map(str, _relaxations(profiles)))
    remedy = next(iter(remedies), "–")
    raise Faults(
        *sum_faults(targets, seats),
        TargetsCannotBeMet(seats=seats, conflict=conflict, remedy=remedy, remedies=remedies),
    )


def relaxations(pool: Pool, targets: Sequence[Target], seats: int) -> tuple[Relaxation, ...]:
    """The smallest changes of targets that make a panel possible, ranked; empty if none is needed or none helps."""
    profiles = _profiles(pool, targets, seats)
    return () if can_be_met(profiles) else _relaxations(profiles)


def unselectable(pool: Pool, targets: Sequence[Target], seats: int) -> tuple[ShutOut, ...]:
    """The people whom no possible panel holds, by profile, each with the targets that shut them out.

    Empty where no panel is possible at all: then `check_targets` says why.
    """
    profiles = _profiles(pool, targets, seats)
    selectable = _selectable(profiles)
    if not selectable.any():
        return ()
    panels = _Panels(profiles)
    return tuple(_why_shut_out(profiles, panels, int(column)) for column in np.flatnonzero(~selectable))


def can_be_met(profiles: Profiles) -> bool:
    """Whether some panel meets every target and household rule."""
    return _Panels(profiles).possible(np.zeros(len(profiles.sizes)), profiles.row_lower, profiles.row_upper)


def why_shut_out(profiles: Profiles, column: int) -> ShutOut:
    """The people of a profile that no panel can hold, and the targets that shut them out."""
    return _why_shut_out(profiles, _Panels(profiles), column)


def _why_shut_out(profiles: Profiles, panels: "_Panels", column: int) -> ShutOut:
    wanted = np.zeros(len(profiles.sizes))
    wanted[column] = 1.0
    profile = profiles.profiles[column]
    return ShutOut(
        ids=tuple(sorted(id_ for household in profile.people for id_ in household)),
        features=profile.features,
        conflict=_conflict(profiles, panels, wanted),
    )


def _profiles(pool: Pool, targets: Sequence[Target], seats: int) -> Profiles:
    ordered = canonical_pool(pool)
    return profiles_of(ordered, sorted_targets(targets), seats, pool_digest(ordered))


def _selectable(profiles: Profiles) -> Flags:
    """Which profiles some panel can hold: near-best panels hold most of them, exact search settles the rest."""
    left, everybody = np.ones(len(profiles.sizes)), profiles.capacities.astype(np.float64)
    search = Searcher(profiles, lower=np.zeros(len(left)), upper=everybody)
    while left.any() and (found := search.dive(left)) is not None and found.worth > _NOBODY:
        left[found.panel > 0] = 0.0
    return selectable_profiles(profiles, search, known=np.equal(left, 0.0))[0]


class _Panels:
    """Whether some panel meets changing bounds: the programmes are kept alive, and a panel found before may do."""

    def __init__(self, profiles: Profiles) -> None:
        self._rows = profiles.rows
        nobody, everybody = np.zeros(len(profiles.sizes)), profiles.capacities.astype(np.float64)
        self._searcher = Searcher(profiles, lower=nobody, upper=everybody)
        self._found = np.empty((0, len(nobody)))
        self._in_rows = np.empty((0, self._rows.shape[0]))

    def possible(self, wanted: Floats, row_lower: Floats, row_upper: Floats) -> bool:
        """Whether some panel with at least `wanted` people of each profile meets the rows."""
        if (self._rows @ wanted > row_upper).any():
            return False
        fitting = ((self._in_rows >= row_lower) & (self._in_rows <= row_upper)).all(axis=1)
        if (self._found[fitting] >= wanted).all(axis=1).any():
            return True
        self._searcher.within(wanted, row_lower, row_upper)
        if (panel := self._searcher.one()) is None:
            return False
        self._found = np.vstack([self._found, panel])
        self._in_rows = np.vstack([self._in_rows, self._rows @ panel])
        return True


def _conflict(profiles: Profiles, panels: _Panels, wanted: Floats) -> tuple[Bound, ...]:
    """An irreducible set of bounds that cannot be met together, from as few categories as found.

    The bounds of one category alone are tried first, then of every two, then all. Each bound is left out in turn, and
    kept out if the others still cannot be met.
    """
    rows = range(len(profiles.targets))
    category = [target.category for target in profiles.targets]
    few = [group for size in (1, 2) for group in combinations(sorted(set(category)), size)]
    for group in (*few, tuple(set(category))):
        lower, upper = _freed(profiles, [row for row in rows if category[row] not in group])
        if not panels.possible(wanted, lower, upper):
            chosen = [row for row in rows if category[row] in group]
            return _irreducible(profiles, panels, chosen, (lower, upper), wanted)
    return ()


def _freed(profiles: Profiles, rows: Sequence[int]) -> tuple[Floats, Floats]:
    lower, upper = profiles.row_lower.copy(), profiles.row_upper.copy()
    lower[list(rows)], upper[list(rows)] = 0.0, INFINITY
    return lower, upper


def _irreducible(
    profiles: Profiles, panels: _Panels, rows: Sequence[int], within: tuple[Floats, Floats], wanted: Floats
) -> tuple[Bound, ...]:
    """Leave out what may be left out: first the bounds of values that the `wanted` people do not have."""
    kept, (lower, upper) = list[Bound](), within
    theirs = profiles.rows @ wanted
    sides = ((Side.MINIMUM, lower, 0.0), (Side.MAXIMUM, upper, INFINITY))
    for row, (side, column, free) in sorted(product(rows, sides), key=lambda pair: theirs[pair[0]]):
        target = profiles.targets[row]
        number, column[row] = column[row], free
        if panels.possible(wanted, lower, upper):
            column[row] = number
            kept.append(Bound(category=target.category, value=target.value, side=side, number=int(number)))
    return tuple(sorted(kept, key=lambda bound: (bound.category, bound.value, bound.side)))


def _relaxations(profiles: Profiles, most: int = 5) -> tuple[Relaxation, ...]:
    """The smallest relaxation, then for each of its changes the smallest one that leaves that number alone."""
    first = _smallest_relaxation(profiles, frozenset())
    found = {first} if first else set()
    for change in first.changes if first else ():
        other = _smallest_relaxation(profiles, frozenset({change.bound}))
        found |= {other} if other else set()
    return tuple(sorted(found, key=lambda each: (each.people, len(each.changes), str(each))))[:most]


def _smallest_relaxation(profiles: Profiles, untouched: frozenset[Bound]) -> Relaxation | None:
    """The relaxation with the smallest sum of steps that leaves the bounds `untouched`."""
    bounds = _bounds(profiles)
    count, rows = len(profiles.sizes), len(profiles.row_lower)
    ease = identity(rows, format="csc")[:, : len(profiles.targets)]
    limits = [0.0 if bound in untouched else _room(bound, target) for target, bound in bounds]
    programme = Programme(
        hstack([profiles.rows, ease, -ease], format="csc"),
        costs=np.concatenate([np.zeros(count), np.ones(len(limits))]),
        lower=np.zeros(count + len(limits)),
        upper=np.concatenate([profiles.capacities, limits]),
        row_lower=profiles.row_lower,
        row_upper=profiles.row_upper,
        whole=True,
    )
    answer = programme.solve()
    if answer is None:
        return None
    steps = np.rint(answer.columns[count:]).astype(np.int64)
    changes = tuple(_change(bound, int(step)) for (_, bound), step in zip(bounds, steps, strict=True) if step)
    return Relaxation(changes=changes, people=int(steps.sum()))


def _bounds(profiles: Profiles) -> list[tuple[Target, Bound]]:
    sides = ((Side.MINIMUM, "minimum"), (Side.MAXIMUM, "maximum"))
    return [
        (t, Bound(category=t.category, value=t.value, side=side, number=getattr(t, name)))
        for side, name in sides
        for t in profiles.targets
    ]


def _room(bound: Bound, target: Target) -> float:
    """How far a bound may move: to the flexible number if there is one."""
    if bound.side is Side.MINIMUM:
        return float(bound.number - (target.flexible_minimum or 0))
    return INFINITY if target.flexible_maximum is None else float(target.flexible_maximum - bound.number)


def _change(bound: Bound, step: int) -> Change:
    return Change(bound=bound, to=bound.number + (-step if bound.side is Side.MINIMUM else step))
