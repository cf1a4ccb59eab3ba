"""Targets that no panel can meet: the quarrel is named, and the smallest changes that end it."""

import pytest

from folkmoot.core.faults import Faults
from folkmoot.core.sortition import Target, check_targets, relaxations, unselectable
from tests.core.sortition.sample import a_pool, alike, some_targets


def refused(pool, targets, seats):
    with pytest.raises(Faults) as caught:
        check_targets(pool, targets, seats)
    return [(fault.code, fault.params) for fault in caught.value.faults]


def test_targets_that_can_be_met_pass():
    check_targets(a_pool("age", alike(4, "old", "o")), some_targets("age old 0 2"), 2)


def test_too_few_people_of_one_kind_are_a_conflict_of_one():
    pool = a_pool("age", alike(2, "old", "o") | alike(9, "young", "y"))
    assert refused(pool, some_targets("age old 3 4", "age young 0 9"), 5) == [
        (
            "targets_cannot_be_met",
            {
                "seats": 5,
                "conflict": ("age: old ≥ 3",),
                "remedy": "age: old ≥ 3 → 2",
                "remedies": ("age: old ≥ 3 → 2",),
            },
        )
    ]


def test_two_categories_that_quarrel_are_named_without_the_rest():
    pool = a_pool(
        "age sex land", {f"p{n}": f"{'old f' if n < 5 else 'young m'} {'n' if n % 2 else 's'}" for n in range(9)}
    )
    targets = some_targets("age old 1 1", "age young 3 3", "sex f 2 2", "sex m 2 2", "land n 0 4", "land s 0 4")
    [(code, params)] = refused(pool, targets, 4)
    assert code == "targets_cannot_be_met"
    assert {line.split(":")[0] for line in params["conflict"]} == {"age", "sex"}
    assert len(params["conflict"]) == 2


def test_a_household_rule_can_make_targets_impossible():
    pool = a_pool("age", {"a": "old", "b": "old", "c": "young"}, {"a": "Elm 1", "b": "Elm 1"})
    [(_, params)] = refused(pool, some_targets("age old 2 2", "age young 0 1"), 2)
    assert params["conflict"] == ("age: old ≥ 2",)
    assert params["remedies"] == ("age: old ≥ 2 → 1",)


def test_relaxations_are_ranked_by_the_number_of_steps():
    pool = a_pool("age sex", alike(5, "old f", "o") | alike(5, "young m", "y"))
    targets = some_targets("age old 3 5", "age young 0 9", "sex f 0 1", "sex m 3 9")
    steps = [(each.people, str(each)) for each in relaxations(pool, targets, 4)]
    assert [people for people, _ in steps] == sorted(people for people, _ in steps)
    assert steps[0] == (2, "age: old ≥ 3 → 1")
    assert all(" → " in text for _, text in steps)


def test_a_relaxation_keeps_within_the_flexible_bounds():
    pool = a_pool("age", alike(9, "old", "o") | alike(1, "young", "y"))
    stiff = (
        Target(category="age", value="old", minimum=0, maximum=2, flexible_minimum=0, flexible_maximum=2),
        Target(category="age", value="young", minimum=2, maximum=2, flexible_minimum=0, flexible_maximum=2),
    )
    assert relaxations(pool, stiff, 4) == ()
    eased = (stiff[0], Target(category="age", value="young", minimum=2, maximum=2))
    assert relaxations(pool, eased, 4) == ()
    assert [str(each) for each in relaxations(pool, some_targets("age old 0 2", "age young 2 2"), 4)] == [
        "age: young ≥ 2 → 1 + age: old ≤ 2 → 3"
    ]


def test_possible_targets_need_no_relaxation_and_shut_nobody_out():
    pool = a_pool("age", alike(4, "old", "o"))
    assert relaxations(pool, some_targets("age old 0 2"), 2) == ()
    assert unselectable(pool, some_targets("age old 0 2"), 2) == ()


def test_who_is_shut_out_is_told_by_which_target():
    pool = a_pool("age sex", {"a": "old f", "b": "teen f", "c": "old m", "d": "old m"})
    targets = some_targets("age old 0 4", "age teen 0 0", "sex f 0 4", "sex m 0 4")
    assert [(each.ids, tuple(map(str, each.conflict))) for each in unselectable(pool, targets, 2)] == [
        (("b",), ("age: teen ≤ 0",))
    ]


def test_where_no_panel_is_possible_nobody_is_singled_out():
    assert unselectable(a_pool("age", alike(4, "old", "o")), some_targets("age old 3 3"), 2) == ()
