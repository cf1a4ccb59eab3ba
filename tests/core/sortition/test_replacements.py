"""Vacant seats are filled from the not-selected, under what the targets still ask for."""

from folkmoot.core.sortition import Target, find_lottery, remaining_pool, remaining_targets
from tests.core.sortition.sample import a_pool, some_targets

PEOPLE = {
    "a": "old f",
    "b": "old m",
    "c": "young f",
    "d": "young m",
    "e": "old f",
    "f": "old m",
    "g": "young f",
    "h": "young m",
}
POOL = a_pool("age sex", PEOPLE, {"a": "Elm 1", "h": "Elm 1"})
TARGETS = some_targets("age old 2 2", "age young 2 2", "sex f 2 2", "sex m 2 2")


def test_targets_that_remain_count_those_who_stay():
    assert remaining_targets(POOL, TARGETS, ["a", "b", "c"]) == some_targets(
        "age old 0 0", "age young 1 1", "sex f 0 0", "sex m 1 1"
    )


def test_a_target_already_passed_becomes_zero_and_flexible_bounds_move_along():
    target = Target(category="age", value="old", minimum=1, maximum=1, flexible_minimum=0, flexible_maximum=3)
    assert remaining_targets(POOL, (target,), ["a", "b"]) == (
        Target(category="age", value="old", minimum=0, maximum=0, flexible_minimum=0, flexible_maximum=1),
    )


def test_households_of_the_seated_and_those_who_gave_up_are_left_out():
    left = remaining_pool(POOL, seated=["a", "b", "c"], unavailable=["d"])
    assert [person.id for person in left.respondents] == ["e", "f", "g"]


def test_a_vacant_seat_is_filled_by_the_same_lottery():
    left = remaining_pool(POOL, seated=["b", "c", "e"], unavailable=["d"])
    targets = remaining_targets(POOL, TARGETS, ["b", "c", "e"])
    lottery = find_lottery(pool=left, targets=targets, seats=1)
    assert {id_ for id_, held in zip(lottery.ids, lottery.tickets, strict=True) if held} == {"h"}
