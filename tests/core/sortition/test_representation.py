"""Whom the panel resembles: exact shares side by side, and small groups that stay hidden."""

from fractions import Fraction

import pytest

from folkmoot.core.sortition.crossing import crossed
from folkmoot.core.sortition.representation import Part, compare, without_small

KEYS = (("age", "young"), ("age", "old"), ("place", "city"), ("place", "country"))


def test_every_value_is_told_of_every_group_that_says_anything_of_its_category():
    pool = {("age", "young"): 3, ("age", "old"): 9, ("place", "city"): 12}
    invited = {("place", "city"): 50, ("place", "country"): 150}
    young, old, city, country = compare(KEYS, {("age", "young"): Fraction(1, 3)}, {"invited": invited, "pool": pool})
    assert (young.parts, young.points("pool")) == ({"pool": Part(people=3, of=12)}, Fraction(-25, 3))
    assert (old.population, old.points("pool"), old.points("invited")) == (None, None, None)
    assert city.parts == {"invited": Part(people=50, of=200), "pool": Part(people=12, of=12)}
    assert country.parts["pool"].share == 0


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((5, 20, 30, 0), (5, 20, 30, 0)),
        # One small number would be what the others leave of the sum, so the next smallest is hidden with it.
        ((3, 20, 30, 0), (None, None, 30, 0)),
        # Two of them are known to be small where they add up to fewer than five.
        ((1, 2, 30, 40), (None, None, None, 40)),
        ((2, 4, 30, 40), (None, None, 30, 40)),
        ((1, 2, 1, 0), None),
    ],
)
def test_a_small_group_is_hidden_and_cannot_be_worked_out(counts, shown):
    keys = [("age", str(number)) for number in range(len(counts))]
    lines = without_small(compare(keys, {}, {"pool": dict(zip(keys, counts, strict=True))}))
    people = tuple(line.parts["pool"].people for line in lines if "pool" in line.parts)
    assert people == (shown or ())


def test_two_categories_are_crossed_and_no_small_cell_can_be_subtracted():
    sizes = {("young", "f"): 2, ("young", "m"): 20, ("old", "f"): 30, ("old", "m"): 9, ("none", "f"): 1}
    people = [{"age": age, "sex": sex} for (age, sex), count in sizes.items() for _ in range(count)]
    found = crossed([*people, {"age": "young"}], ("age", ("young", "old")), ("sex", ("f", "m")))
    assert (found.cells, found.hides) == (((None, None), (None, None)), True)
    assert (found.row_sums, found.column_sums, found.people) == ((22, 39), (32, 29), 61)
    open_ = crossed(people[2:], ("age", ("young", "old")), ("sex", ("f", "m")))
    assert (open_.cells, open_.hides) == (((0, 20), (30, 9)), False)
