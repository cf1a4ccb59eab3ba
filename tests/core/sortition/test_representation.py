"""Whom the panel resembles: exact shares side by side, and small groups that stay hidden."""

from fractions import Fraction

import pytest

from folkmoot.core.sortition.crossing import crossed, shared_category
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


def test_of_groups_inside_one_another_no_small_difference_can_be_subtracted():
    keys = [("age", "young"), ("age", "old"), ("age", "oldest")]
    groups = {"answered": (20, 31, 9), "pool": (20, 30, 9)}
    counted = {name: dict(zip(keys, counts, strict=True)) for name, counts in groups.items()}
    lines = without_small(compare(keys, {}, counted), inside={"answered": "pool"})
    # One person of 60 took her yes back: how old she is must not be told by what both groups have.
    assert [line.parts["pool"].people for line in lines] == [20, 30, 9]
    assert [line.parts["answered"].people for line in lines] == [20, None, None]
    far = {"answered": counted["answered"], "pool": dict(zip(keys, (10, 15, 0), strict=True))}
    lines = without_small(compare(keys, {}, far), inside={"answered": "pool"})
    assert [part.people for line in lines for part in line.parts.values()] == [20, 10, 31, 15, 9, 0]


AGE, SEX = ("age", ("young", "old")), ("sex", ("f", "m", "x"))


def people_of(sizes):
    return [{"age": age, "sex": sex} for (age, sex), count in sizes.items() for _ in range(count)]


def test_two_categories_are_crossed_and_no_small_number_can_be_subtracted():
    sizes = {("young", "f"): 2, ("young", "m"): 20, ("old", "f"): 30, ("old", "m"): 9, ("old", "x"): 3}
    found = crossed(people_of(sizes), AGE, SEX)
    # Three of x are hidden wherever sexes are counted, m with them; so x among the old may be anything from 1 to 23.
    assert (found.cells, found.hides) == (((None, None, 0), (None, 9, None)), True)
    assert (found.row_sums, found.column_sums, found.people) == ((22, 42), (32, None, None), 64)
    exact = crossed(people_of(sizes), AGE, SEX, exact=True)
    assert (exact.cells, exact.column_sums, exact.hides) == (((2, 20, 0), (30, 9, 3)), (32, 29, 3), False)
    large = {pair: count for pair, count in sizes.items() if count > 3}
    assert crossed(people_of(large), AGE, SEX).cells == ((0, 20, 0), (30, 9, 0))


def test_of_whom_a_value_is_not_known_has_a_row_or_a_column_of_her_own():
    people = [*people_of({("young", "f"): 8, ("old", "m"): 9}), *[{"age": "old"}] * 6, *[{"sex": "f"}] * 5]
    found = crossed(people, AGE, SEX)
    assert (found.rows, found.columns) == (("young", "old", ""), ("f", "m", "x", ""))
    assert (found.cells, found.row_sums) == (((8, 0, 0, 0), (0, 9, 0, 6), (5, 0, 0, 0)), (8, 15, 5))


def test_all_tables_of_a_report_cross_one_category_of_whose_values_none_is_small():
    people = people_of({("young", "f"): 4, ("old", "f"): 9, ("old", "m"): 20})
    assert shared_category(people, dict([AGE, SEX])) == "sex"
    assert shared_category([*people, {"age": "old"}], dict([AGE, SEX])) is None
    with pytest.raises(ValueError, match="small groups"):
        crossed(people, AGE, SEX)
