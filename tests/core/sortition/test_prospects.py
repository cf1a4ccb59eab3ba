"""What targets lead to, before anything is computed: the best smallest chance and the steps that would raise it."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from folkmoot.core.sortition.conflicts import Side, can_be_met, why_shut_out
from folkmoot.core.sortition.polytope import fairest_chances
from folkmoot.core.sortition.prospects import profiles_for, prospect
from tests.core.sortition.sample import a_pool, alike, instance, some_targets

POOL = a_pool("age place", alike(8, "old city", "oc") | alike(2, "young city", "yc") | alike(10, "old country", "x"))


@pytest.mark.parametrize(
    ("targets", "chance", "out", "steps"),
    [
        # Nobody is kept from an equal share: 5 seats for 20 people.
        (("age old 0 5", "age young 0 5", "place city 0 5", "place country 0 5"), Fraction(1, 4), 0, []),
        # One young seat at least leaves four for eighteen; letting it go gives everybody a quarter.
        (
            ("age old 0 5", "age young 1 5", "place city 0 5", "place country 0 5"),
            Fraction(4, 18),
            0,
            [("age: young ≥ 1 → 0", Fraction(1, 4), 0)],
        ),
        # Both young sit, so the rest of the city has one seat of three, and that is what costs fairness.
        (
            ("age old 3 5", "age young 2 5", "place city 3 3", "place country 2 2"),
            Fraction(1, 8),
            0,
            [("age: young ≥ 2 → 1", Fraction(1, 5), 0)],
        ),
        # Nobody young may sit: one seat more would let both in.
        (
            ("age old 0 5", "age young 0 0", "place city 0 5", "place country 0 5"),
            Fraction(5, 18),
            2,
            [("age: young ≤ 0 → 1", Fraction(1, 4), 0)],
        ),
        (("age old 0 2", "age young 3 3", "place city 0 5", "place country 0 5"), None, 0, []),
    ],
)
def test_targets_lead_to_a_smallest_chance_and_to_steps_that_would_raise_it(targets, chance, out, steps):
    found = prospect(profiles_for(POOL, some_targets(*targets), 5))
    smallest = None if found.smallest is None else Fraction(found.smallest).limit_denominator(1000)
    told = [(str(s.change), Fraction(s.smallest).limit_denominator(1000), s.shut_out) for s in found.steps]
    assert (smallest, found.people_out, told) == (chance, out, steps)


def test_whom_no_panel_can_hold_is_known_with_the_reason():
    profiles = profiles_for(
        POOL, some_targets("age old 0 5", "age young 0 0", "place city 0 5", "place country 0 5"), 5
    )
    found = [why_shut_out(profiles, column) for column in prospect(profiles).shut_out]
    assert [(each.ids, list(map(str, each.conflict))) for each in found] == [(("yc1", "yc2"), ["age: young ≤ 0"])]


@pytest.mark.parametrize("name", ["diversimax_wide_ranges_60"])
def test_what_is_said_is_what_the_lottery_proves_also_after_each_step(name):
    pool, targets, seats = instance(name)
    now = prospect(profiles_for(pool, targets, seats))
    assert now.smallest == pytest.approx(proved(pool, targets, seats))
    for step in now.steps:
        moved = [with_change(target, step.change) for target in targets]
        assert step.smallest == pytest.approx(proved(pool, moved, seats))
    assert can_be_met(profiles_for(pool, targets, seats))


def proved(pool, targets, seats):
    profiles = profiles_for(pool, targets, seats)
    return float(fairest_chances(profiles, np.ones(len(profiles.sizes), dtype=bool), most_levels=1).levels[0].bound)


def with_change(target, change):
    if (target.category, target.value) != (change.bound.category, change.bound.value):
        return target
    return replace(target, **{"minimum" if change.bound.side is Side.MINIMUM else "maximum": change.to})
