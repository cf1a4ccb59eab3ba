"""What more registrations would do: worked out by adding the people, and told only where it helps."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.core.sortition.outreach import Shortage, outreach, shortages
from folkmoot.core.sortition.pools import Pool, Respondent
from folkmoot.core.sortition.prospects import profiles_for, prospect
from tests.core.sortition.sample import a_pool, alike, instance, some_targets

# Both young people live in the city: with two young and three city seats, one city seat is left for eight.
CITY = a_pool("age place", alike(8, "old city", "oc") | alike(2, "young city", "yc") | alike(10, "old country", "x"))
TIGHT = some_targets("age old 3 5", "age young 2 5", "place city 3 3", "place country 2 2")


def told(found):
    return [(each.value, each.more, Fraction(each.smallest).limit_denominator(1000)) for each in found.help]


def test_more_young_people_of_the_same_kind_raise_nothing_and_that_is_said():
    found = outreach(CITY, TIGHT, 5)
    assert Fraction(found.smallest).limit_denominator(1000) == Fraction(1, 8)
    assert (found.help, [each.value for each in found.nothing]) == ((), ["old", "young", "city", "country"])


def test_two_more_like_those_who_are_rare_let_in_whoever_was_shut_out():
    people = alike(6, "old city", "oc") | {"y1": "young city", "y2": "young country", "o1": "old country"}
    targets = some_targets("age old 1 1", "age young 2 2", "place city 1 1", "place country 2 2")
    found = outreach(a_pool("age place", people), targets, 3, more=2)
    # Now the three who are rare are certain. With one of each kind more, three panels of four can hold an old one from
    # the city: 3/4 among six is as much as 1/4 among the two who share a seat in the fourth.
    assert (found.smallest, found.shut_out) == (1.0, 6)
    assert [(each.value, each.people, each.shut_out) for each in found.help] == [("young", 2, 0), ("country", 2, 0)]
    assert told(found) == [("young", 2, Fraction(1, 8)), ("country", 2, Fraction(1, 8))]
    assert [each.value for each in found.nothing] == ["old", "city"]


def test_where_nobody_has_a_value_newcomers_are_otherwise_like_everybody():
    pool = a_pool("age", alike(4, "old", "o"))
    targets = some_targets("age old 1 1", "age young 1 1")
    assert shortages(pool, targets) == (Shortage(category="age", value="young", people=0, least=1),)
    found = outreach(pool, targets, 2, more=5)
    assert (found.smallest, found.shut_out) == (None, 4)
    assert [(each.value, each.people, each.shut_out) for each in found.help] == [("young", 0, 0)]
    assert found.help[0].smallest == pytest.approx(1 / 5)


def test_a_value_that_may_not_be_drawn_is_not_looked_for():
    found = outreach(CITY, some_targets("age old 0 5", "age young 0 0", "place city 0 5", "place country 0 5"), 5)
    assert [each.value for each in (*found.help, *found.nothing)] == ["old", "city", "country"]


def test_nobody_to_go_by_is_refused():
    with pytest.raises(ValueError, match="an empty pool"):
        outreach(a_pool("age", {}), some_targets("age old 0 1"), 1)


HOMES = st.sampled_from([None, None, "a", "b"])
PEOPLE = st.lists(st.tuples(st.sampled_from("ou"), st.sampled_from("cr"), HOMES), min_size=3, max_size=7)
BOUNDS = st.tuples(st.integers(0, 2), st.integers(0, 3)).map(sorted)


@given(PEOPLE, st.lists(BOUNDS, min_size=4, max_size=4), st.integers(2, 3), st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_it_is_what_comes_of_adding_the_people(people, bounds, seats, more):
    pool = Pool(
        categories=("age", "place"),
        respondents=tuple(
            Respondent(id=f"p{n}", features=(age, place), household=home) for n, (age, place, home) in enumerate(people)
        ),
    )
    names = (("age", "o"), ("age", "u"), ("place", "c"), ("place", "r"))
    lines = (f"{category} {value} {low} {high}" for (category, value), (low, high) in zip(names, bounds, strict=True))
    targets = some_targets(*lines)
    found = outreach(pool, targets, seats, more=more)
    for each in (*found.help, *found.nothing):
        smallest, shut_out = with_added(pool, targets, seats, each)
        assert (each.smallest is None) == (smallest is None)
        assert (each.smallest or 0.0, each.shut_out) == (pytest.approx(smallest or 0.0, abs=1e-7), shut_out)


def with_added(pool, targets, seats, reach):
    """The pool as often as people have the value, each of these `more` times besides, seats and targets as often."""
    place = pool.categories.index(reach.category)
    having = [each for each in pool.respondents if each.features[place] == reach.value]
    if not having:
        having = [
            replace(each, features=tuple(reach.value if n == place else f for n, f in enumerate(each.features)))
            for each in pool.respondents
        ]
    times = len(having)
    copies = [
        replace(each, id=f"{each.id}-{n}", household=each.household and f"{each.household}-{n}")
        for n in range(times)
        for each in pool.respondents
    ]
    new = [replace(each, id=f"new-{each.id}-{n}", household=None) for n in range(reach.more) for each in having]
    wider = [replace(each, minimum=times * each.minimum, maximum=times * each.maximum) for each in targets]
    profiles = profiles_for(replace(pool, respondents=(*copies, *new)), wider, times * seats)
    found = prospect(profiles)
    if found.smallest is None:
        return None, len(pool.respondents)
    names = [name for column in found.shut_out for home in profiles.profiles[column].people for name in home]
    return found.smallest, len({name.rsplit("-", 1)[0] for name in names if not name.startswith("new-")})


def test_on_a_real_pool_the_best_outreach_is_what_the_programme_finds_again():
    pool, targets, seats = instance("diversimax_wide_ranges_60")
    found = outreach(pool, targets, seats, more=20)
    smallest = [each.smallest for each in found.help]
    assert smallest == sorted(smallest, reverse=True)
    assert all(each.smallest > found.smallest for each in found.help)
    assert len(found.help) + len(found.nothing) == sum(each.maximum > 0 for each in targets)
