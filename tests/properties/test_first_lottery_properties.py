"""What always holds of the first lottery: whole letters, exact chances, no order that matters."""

import hashlib
import random
from collections import Counter
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.sortition.announcements import check_first_draw, first_draw_document
from folkmoot.core.sortition.frames import Unit, weights_of
from folkmoot.core.sortition.invitations import Comb, Stratum, draw_in_places, draw_invitations, in_order, settled

WEIGHTS = st.lists(st.integers(0, 9), min_size=1, max_size=12).filter(any)
SEEDS = st.binary(min_size=16, max_size=16)


@st.composite
def strata(draw):
    """Units in up to three strata, and a plan that each can fill."""
    units, plan = [], {}
    for name in draw(st.sets(st.sampled_from("nsw"), min_size=1)):
        weights = draw(WEIGHTS)
        units += [Unit(id=f"{name}{n}", weight=weight, stratum=name) for n, weight in enumerate(weights)]
        plan[name] = draw(st.integers(0, sum(weight > 0 for weight in weights)))
    return units, plan


@given(strata(), SEEDS, st.randoms(use_true_random=False))
def test_as_many_as_planned_each_once_whatever_the_order_of_rows(frame, seed: bytes, shuffler: random.Random):
    units, plan = frame
    drawn = draw_invitations(units, plan=plan, seed=seed)
    assert Counter(one.unit.stratum for one in drawn.invited) == Counter(plan)
    assert len({one.unit.id for one in drawn.invited}) == len(drawn.invited)
    assert [one for one in drawn.invited if one.unit.weight == 0 or not 0 < one.chance <= 1] == []
    shuffled = shuffler.sample(units, len(units))
    assert draw_invitations(shuffled, plan=plan, seed=seed) == drawn
    document = first_draw_document(drawn, inputs_sha256="0" * 64, source={"kind": "seed", "seed": seed.hex()}, salt=b"")
    assert [fault for fault in check_first_draw(document) if fault is not None] == []


@given(strata())
def test_the_chances_of_a_stratum_add_up_to_its_letters(frame):
    units, plan = frame
    for name, invitations in plan.items():
        stratum = settled(name, weights_of(units)[name], invitations)
        assert sum(stratum.chance(unit.weight) for unit in units if unit.stratum == name) == invitations


def taken(stratum: Stratum, comb: Comb, units: list[Unit]) -> set[str]:
    before, found = 0, set()
    for unit in units:
        if not stratum.is_certain(unit.weight):
            if comb.hits(before, unit.weight):
                found.add(unit.id)
            before += unit.weight
    return found


@given(WEIGHTS, st.data(), SEEDS)
def test_over_every_beginning_of_the_comb_each_unit_is_invited_exactly_as_often_as_its_chance_says(weights, data, seed):
    """Not an estimate: the beginning is one of `line` equally likely ones, and all of them are gone through."""
    units = in_order([Unit(id=str(n), weight=weight) for n, weight in enumerate(weights)], seed)
    stratum = settled("", weights_of(units)[""], data.draw(st.integers(1, sum(weight > 0 for weight in weights))))
    found: Counter[str] = Counter()
    for start in range(stratum.line if stratum.teeth else 0):
        hit = taken(stratum, Comb(teeth=stratum.teeth, line=stratum.line, start=start), units)
        assert len(hit) == stratum.teeth
        found.update(hit)
    by_chance = [unit for unit in units if not stratum.is_certain(unit.weight)]
    if stratum.teeth:
        assert {unit.id: Fraction(found[unit.id], stratum.line) for unit in by_chance} == {
            unit.id: stratum.chance(unit.weight) for unit in by_chance
        }


@given(WEIGHTS, SEEDS, st.integers(2, 9))
def test_only_proportions_matter(weights, seed, times):
    units = [Unit(id=str(n), weight=weight) for n, weight in enumerate(weights)]
    size = sum(weight > 0 for weight in weights) // 2
    once = draw_invitations(units, plan={"": size}, seed=seed)
    more = draw_invitations([replace(u, weight=u.weight * times) for u in units], plan={"": size}, seed=seed)
    assert [stratum.certain for stratum in more.strata] == [stratum.certain for stratum in once.strata]
    assert [more.strata[0].chance(unit.weight * times) for unit in units] == [
        once.strata[0].chance(unit.weight) for unit in units
    ]


@given(strata(), SEEDS)
def test_places_are_drawn_first_and_only_in_them_anybody_is_invited(frame, seed: bytes):
    units, plan = frame
    drawn = draw_in_places(units, places=1, each=2, seed=seed)
    assert len({one.unit.stratum for one in drawn.invited}) == 1 == len(drawn.strata)
    weights = {name: sum(unit.weight for unit in units if unit.stratum == name) for name in plan}
    (stratum,) = drawn.strata
    assert stratum.entered == Fraction(weights[stratum.name], sum(weights.values()))


def test_over_many_seeds_every_unit_comes_as_often_as_its_chance_says():
    """The whole of it, order and beginning together: 2,000 seeds; five standard deviations either way."""
    units = [Unit(id=str(n), weight=n) for n in range(1, 7)]
    seeds = (hashlib.sha256(str(n).encode()).digest() for n in range(2000))
    found = Counter(one.unit.id for seed in seeds for one in draw_invitations(units, plan={"": 2}, seed=seed).invited)
    for unit in units:
        chance = 2 * unit.weight / 21
        assert abs(found[unit.id] - 2000 * chance) < 5 * (2000 * chance * (1 - chance)) ** 0.5
