"""What holds for every lottery over several panels, on random small pools, beside going through all pairs."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.core.faults import Faults
from folkmoot.core.sortition import (
    Part,
    Pool,
    Respondent,
    Target,
    check_lottery,
    check_parts,
    find_several,
    lottery_document,
    parts_document,
)
from tests.core.sortition.brute_force import all_panels, leximin_chances

VALUES = ("x", "y")


@st.composite
def instances(draw):
    """A pool of 4 to 7 people, and two parts with targets around two random disjoint panels: alike or not."""
    count, categories = draw(st.integers(4, 7)), ("A", "B", "C")[: draw(st.integers(1, 3))]
    homes = draw(st.lists(st.sampled_from([None, None, None, "h"]), min_size=count, max_size=count))
    people = [draw(st.tuples(*(st.sampled_from(VALUES) for _ in categories))) for _ in range(count)]
    respondents = tuple(
        Respondent(id=f"p{place}", features=features, household=home)
        for place, (features, home) in enumerate(zip(people, homes, strict=True))
    )
    first = draw(st.integers(1, count // 2))
    second = first if draw(st.booleans()) else draw(st.integers(1, count - first))
    alike = draw(st.booleans()) and first == second
    asked = _around(draw, people[:first], categories)
    parts = (
        Part(name="one", seats=first, targets=asked),
        Part(
            name="two",
            seats=second,
            targets=asked if alike else _around(draw, people[first : first + second], categories),
        ),
    )
    return Pool(categories=categories, respondents=respondents), parts


def _around(draw, people, categories):
    targets = []
    for column, category in enumerate(categories):
        for value in VALUES:
            had = sum(person[column] == value for person in people)
            low, high = max(0, had - draw(st.integers(0, 1))), had + draw(st.integers(0, 1))
            targets.append(Target(category=category, value=value, minimum=low, maximum=high))
    return tuple(targets)


def outcomes(pool, parts):
    """Every union of two disjoint panels, one for each part, without two people of one household."""
    one, two = (all_panels(pool, part.targets, part.seats) for part in parts)
    homes = [person.household for person in pool.respondents]
    found = set()
    for first in one:
        for second in two:
            shared = [homes[place] for place in (*first, *second) if homes[place]]
            if not set(first) & set(second) and len(shared) == len(set(shared)):
                found.add(tuple(sorted((*first, *second))))
    return sorted(found)


@settings(max_examples=20, deadline=None)
@given(instances())
def test_the_chances_are_those_of_going_through_every_pair_of_disjoint_panels(instance):
    pool, parts = instance
    possible = outcomes(pool, parts)
    try:
        several = find_several(pool=pool, parts=parts, panels=50)
    except Faults:
        assert possible == []
        return
    want = leximin_chances(possible, len(pool.respondents))
    lottery = several.lottery
    levels = lottery.proof.levels
    got = {i: levels[n].chance if n >= 0 else 0 for i, n in zip(lottery.ids, lottery.proof.level_of, strict=True)}
    assert max(abs(float(got[p.id]) - chance) for p, chance in zip(pool.respondents, want, strict=True)) < 1e-5
    lottery_file, parts_file = lottery_document(lottery), parts_document(several)
    findings = [*check_lottery(lottery_file, pool=pool), *check_parts(parts_file, lottery_file, pool)]
    assert [finding.fault for finding in findings if finding.fault] == []
    assert all(set(panel) <= set(lottery.ids) for panel in several.people_of(0).values())
    assert not any(
        set(a) & set(b) for number in range(50) for a, b in combinations(several.people_of(number).values(), 2)
    )


@settings(max_examples=8, deadline=None)
@given(instances(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing_and_parts_alike_are_equally_likely_for_everybody(instance, shuffler):
    pool, parts = instance
    people = list(pool.respondents)
    shuffler.shuffle(people)
    try:
        first = find_several(pool=pool, parts=parts, panels=100)
    except Faults:
        return
    again = find_several(pool=Pool(categories=pool.categories, respondents=tuple(people)), parts=parts, panels=100)
    assert again == first
    if (parts[0].seats, parts[0].targets) == (parts[1].seats, parts[1].targets):
        apart = max(abs(Fraction(one - two, 100)) for one, two in first.tickets())
        assert apart <= Fraction(1, 10)
