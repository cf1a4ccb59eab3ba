"""Alternates on random small pools, beside trying every choice against every set of drop-outs."""

from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.core.sortition import Pool, Respondent, Target
from folkmoot.core.sortition.alternates import DropOut, best_substitutes, choose_alternates

VALUES = ("x", "y")


@st.composite
def instances(draw):
    """A panel of 2 to 4 people in a pool of up to 8 with two categories, targets, a count and chances to drop out."""
    seats = draw(st.integers(2, 4))
    total = draw(st.integers(seats + 2, 8))
    homes = draw(st.lists(st.sampled_from([None, None, None, "h"]), min_size=total, max_size=total))
    people = tuple(
        Respondent(id=f"p{n}", features=tuple(draw(st.sampled_from(VALUES)) for _ in "AB"), household=homes[n])
        for n in range(total)
    )
    targets = []
    for category, value in product("AB", VALUES):
        low = draw(st.integers(0, seats))
        targets.append(Target(category=category, value=value, minimum=low, maximum=draw(st.integers(low, seats))))
    chances = DropOut(chance=draw(st.sampled_from([0.1, 0.3])), factors={("A", "x"): draw(st.sampled_from([1.0, 2.0]))})
    return Pool(categories=("A", "B"), respondents=people), targets, seats, draw(st.integers(1, 2)), chances


def missed(people, targets, seats):
    """By how many people a panel misses its targets, and its seats."""
    counts = [sum(person.features["AB".index(t.category)] == t.value for person in people) for t in targets]
    wrong = sum(max(0, t.minimum - n, n - t.maximum) for t, n in zip(targets, counts, strict=True))
    return wrong + seats - len(people)


def expected(panel, alternates, targets, drop_out):
    """The average of what is missed when the best of the alternates take seats."""
    total = 0.0
    for stays in product((True, False), repeat=len(panel)):
        left = [person for person, stay in zip(panel, stays, strict=True) if stay]
        weight = 1.0
        for person, stay in zip(panel, stays, strict=True):
            chance = drop_out.of(zip("AB", person.features, strict=True))
            weight *= 1 - chance if stay else chance
        called = (c for n in range(len(panel) - len(left) + 1) for c in combinations(alternates, n))
        total += weight * min(missed([*left, *each], targets, len(panel)) for each in called)
    return total


@settings(max_examples=12, deadline=None)
@given(instances())
def test_no_other_choice_of_as_many_misses_the_targets_less(instance):
    pool, targets, seats, count, drop_out = instance
    panel = pool.respondents[:seats]
    taken = {person.household for person in panel if person.household}
    rest = [person for person in pool.respondents[seats:] if person.household not in taken]
    choices = [
        each
        for each in combinations(rest, count)
        if len({person.household or person.id for person in each}) == len(each)
    ]
    if not choices:
        return
    ids = [person.id for person in panel]
    found = choose_alternates(pool=pool, targets=targets, panel=ids, count=count, drop_out=drop_out)
    losses = {frozenset(p.id for p in each): expected(panel, each, targets, drop_out) for each in choices}
    best = min(losses.values())
    assert found.exact
    assert abs(found.loss - losses[frozenset(found.ids)]) < 1e-6
    assert abs(found.without - expected(panel, (), targets, drop_out)) < 1e-6
    assert found.bound - 1e-6 <= best <= found.loss + 1e-6
    assert found.loss <= best * 1.0101 + 1e-6  # the search stops within a hundredth of its bound
    assert best - 1e-6 <= found.ranked <= max(losses.values()) + 1e-6
    stay, waiting = panel[count:], [person for person in rest if person.id in found.ids]
    called = best_substitutes(pool=pool, targets=targets, seated=ids[count:], waiting=found.ids, vacant=count)
    sets = [each for size in range(count + 1) for each in combinations(waiting, size)]
    least = min(missed([*stay, *each], targets, seats) for each in sets)
    assert missed([*stay, *(each for each in waiting if each.id in called)], targets, seats) == least
    again = Pool(categories=pool.categories, respondents=pool.respondents[::-1])
    assert choose_alternates(pool=again, targets=targets, panel=ids, count=count, drop_out=drop_out) == found
