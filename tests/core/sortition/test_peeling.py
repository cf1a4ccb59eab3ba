"""Wanted seats are taken apart into whole panels that add up to them again."""

import numpy as np
import pytest

from folkmoot.core.sortition import canonical_pool, pool_digest, sorted_targets
from folkmoot.core.sortition.peeling import peel
from folkmoot.core.sortition.polytope import fairest_chances
from folkmoot.core.sortition.profiles import Profiles, profiles_of
from tests.core.sortition.sample import instance


def profiles(name: str) -> Profiles:
    pool, targets, seats = instance(name)
    pool = canonical_pool(pool)
    return profiles_of(pool, sorted_targets(targets), seats, pool_digest(pool))


@pytest.mark.parametrize("name", ["diversimax_wide_ranges_60", "syn_300_30"])
def test_the_panels_add_up_to_the_wanted_seats_and_each_meets_every_row(name: str):
    given = profiles(name)
    fairest = fairest_chances(given, np.ones(len(given.sizes), dtype=bool), most_levels=2)
    assert fairest is not None
    wanted = fairest.chances * given.sizes
    peeled = peel(given, wanted)
    rows = given.rows @ peeled.panels.T
    assert ((rows >= given.row_lower[:, None]) & (rows <= given.row_upper[:, None])).all()
    assert (np.abs(peeled.panels - wanted) < 1).all()
    assert peeled.left < 1e-8
    assert np.abs(peeled.weights @ peeled.panels - wanted).max() < 1e-8
