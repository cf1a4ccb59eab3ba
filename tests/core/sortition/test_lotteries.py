"""The fairest lottery on real and on tiny pools, against known optima and against every panel there is."""

from fractions import Fraction

import pytest

from folkmoot.core.faults import Faults
from folkmoot.core.sortition import (
    Objective,
    Step,
    check_lottery,
    find_lottery,
    lottery_document,
    unselectable,
)
from folkmoot.core.sortition.checks import taken_as_stated
from folkmoot.core.sortition.lotteries import PanelCountOutOfRange
from tests.core.sortition.brute_force import all_panels, leximin_chances
from tests.core.sortition.sample import a_pool, alike, instance, some_targets

SMALLEST = {
    "syn_300_30": 0.0512821,
    "diversimax_wide_ranges_60": 0.1860465,
    "diversimax_exact_ranges_60": 0.1081081,
    "sf_fixture_22": 0.0909091,
    "syn_400_40": 0.0461538,
    "syn_825_75": 0.0454545,
    "example_large_200": 0.1,
}


def levels(lottery):
    """Everybody's chance before rounding, by id."""
    chance = [level.chance for level in lottery.proof.levels]
    pairs = zip(lottery.ids, lottery.proof.level_of, strict=True)
    return {id_: float(chance[level]) if level >= 0 else 0.0 for id_, level in pairs}


@pytest.mark.parametrize("name", SMALLEST)
def test_the_smallest_chance_is_the_known_optimum(name):
    pool, targets, seats = instance(name)
    lottery = find_lottery(pool=pool, targets=targets, seats=seats)
    assert round(float(lottery.proof.smallest), 7) == SMALLEST[name]
    assert lottery.proof.gap < Fraction(1, 10**6)
    assert lottery.proof.shortfall < Fraction(1, 10**6)
    assert lottery.proof.largest_deviation < Fraction(4, 1000)
    assert [finding for finding in check_lottery(lottery_document(lottery), pool=pool) if not finding.holds] == []


def test_maximin_has_the_same_smallest_chance_and_claims_no_more():
    pool, targets, seats = instance("diversimax_wide_ranges_60")
    lottery = find_lottery(pool=pool, targets=targets, seats=seats, objective=Objective.MAXIMIN)
    assert (lottery.objective, len(lottery.proof.levels)) == (Objective.MAXIMIN, 1)
    assert round(float(lottery.proof.smallest), 7) == 0.1860465
    assert [finding for finding in check_lottery(lottery_document(lottery), pool=pool) if not finding.holds] == []


# Of sf_fixture_22: the score, the smallest and the largest chance.
SCORES = {Objective.NASH: (0.1419028, 0.0877027, 0.2341451), Objective.GOLDILOCKS: (2.8917424, 0.0909091, 0.1875)}


@pytest.mark.parametrize("objective", SCORES)
def test_nash_and_goldilocks_on_a_real_pool_are_proved_to_a_millionth(objective):
    pool, targets, seats = instance("sf_fixture_22")
    lottery = find_lottery(pool=pool, targets=targets, seats=seats, objective=objective)
    proof = lottery.proof
    assert (
        round(float(proof.score.value), 7),
        round(float(proof.smallest), 7),
        round(float(proof.largest), 7),
    ) == SCORES[objective]
    assert proof.score.gap < Fraction(1, 10**6)
    assert [finding for finding in check_lottery(lottery_document(lottery), pool=pool) if not finding.holds] == []


def test_leximin_is_what_going_through_every_panel_gives():
    pool = a_pool(
        "age sex",
        {"a": "old f", "b": "old m", "c": "old m", "d": "young f", "e": "young m", "f": "young m", "g": "young m"},
    )
    targets = some_targets("age old 1 1", "age young 2 2", "sex f 1 2", "sex m 1 2")
    want = leximin_chances(all_panels(pool, targets, 3), 7)
    got = levels(find_lottery(pool=pool, targets=targets, seats=3))
    assert [round(got[person.id], 6) for person in pool.respondents] == [round(chance, 6) for chance in want]


def test_a_pool_whose_fairest_average_no_panels_reach_is_solved_exactly():
    people = {"p0": "x x", "p1": "x y", "p2": "x y", "p3": "y y", "p4": "x x", "p5": "x y", "p6": "y x"}
    homes = {"p0": "Elm 3", "p3": "Elm 3", "p4": "Elm 1", "p6": "Elm 2"}
    pool, targets = a_pool("A B", people, homes), some_targets("A x 3 4", "A y 1 3", "B x 2 2", "B y 3 3")
    want = leximin_chances(all_panels(pool, targets, 5), 7)
    lottery = find_lottery(pool=pool, targets=targets, seats=5)
    got = levels(lottery)
    assert {level.certificate for level in lottery.proof.levels} == {None}
    assert "bound_proved" not in [each.check for each in check_lottery(lottery_document(lottery), pool=pool)]
    assert taken_as_stated(lottery_document(lottery))["bounds_without_points"] == len(lottery.proof.levels)
    assert [round(got[person.id], 6) for person in pool.respondents] == [round(chance, 6) for chance in want]


def test_people_alike_share_their_seats_to_the_ticket():
    pool = a_pool("age", alike(7, "old", "o") | alike(3, "young", "y"))
    lottery = find_lottery(pool=pool, targets=some_targets("age old 2 2", "age young 1 1"), seats=3)
    tickets = dict(zip(lottery.ids, lottery.tickets, strict=True))
    assert sorted(tickets[f"o{number}"] for number in range(1, 8)) == [285, 285, 286, 286, 286, 286, 286]
    assert sorted(tickets[f"y{number}"] for number in range(1, 4)) == [333, 333, 334]


def test_people_whom_no_panel_can_hold_are_named_and_hold_no_ticket():
    pool = a_pool("age sex", {"a": "old f", "b": "old m", "c": "young m", "d": "young m"})
    targets = some_targets("age old 1 2", "age young 1 2", "sex f 1 1", "sex m 1 2")
    lottery = find_lottery(pool=pool, targets=targets, seats=2)
    assert lottery.unselectable == ("b",)
    assert dict(zip(lottery.ids, lottery.tickets, strict=True)) == {"a": 1000, "b": 0, "c": 500, "d": 500}
    assert [(each.ids, each.features) for each in unselectable(pool, targets, 2)] == [(("b",), ("old", "m"))]
    assert taken_as_stated(lottery_document(lottery))["shut_out_as_stated"] == 1


def test_a_household_never_sends_two():
    people = alike(6, "old", "p")
    pool = a_pool("age", people, {"p1": "Elm 1", "p2": "Elm 1", "p3": "Oak 2", "p4": "Oak 2"})
    lottery = find_lottery(pool=pool, targets=some_targets("age old 3 3"), seats=3)
    homes = {frozenset({0, 1}), frozenset({2, 3})}
    assert [panel for panel in lottery.panels if any(home <= set(panel) for home in homes)] == []
    assert [finding.fault for finding in check_lottery(lottery_document(lottery), pool=pool) if finding.fault] == []


def test_everybody_is_drawn_where_there_are_as_many_seats_as_people():
    pool = a_pool("age", alike(3, "old", "p"))
    lottery = find_lottery(pool=pool, targets=some_targets("age old 0 9"), seats=3, panels=10)
    assert (lottery.tickets, lottery.proof.smallest) == ((10, 10, 10), 1)


def test_seats_cannot_exceed_the_pool():
    pool = a_pool("age", alike(3, "old", "p"))
    for seats in (0, 4):
        with pytest.raises(Faults) as caught:
            find_lottery(pool=pool, targets=some_targets("age old 0 9"), seats=seats)
        assert [fault.code for fault in caught.value.faults] == ["seats_out_of_range"]


def test_a_lottery_has_at_least_one_panel():
    with pytest.raises(PanelCountOutOfRange):
        find_lottery(pool=a_pool("a", {"p": "x"}), targets=some_targets("a x 0 1"), seats=1, panels=0)


def test_progress_is_told_step_by_step():
    told = []
    pool = a_pool("age", alike(5, "old", "p"))
    find_lottery(pool=pool, targets=some_targets("age old 0 9"), seats=2, progress=told.append)
    assert [each.step for each in told][:1] == [Step.BOUND]
    assert [each.step for each in told][-1:] == [Step.ROUNDING]
    assert told[-1].bound == Fraction(2, 5)
