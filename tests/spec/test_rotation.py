"""Rotation as real councils do it, turn by turn: who leaves, who is drawn, and for how long anybody sits."""

import pytest

from folkmoot.core.sortition.rotation import (
    Bar,
    GroupsOutOfRange,
    ReturningOutOfRange,
    Sitter,
    TermRule,
    barred,
    check_rule,
    group_sizes,
    next_turn,
    turn_due,
)

SIZES = [(24, 3, (8, 8, 8)), (89, 2, (44, 45)), (100, 1, (100,)), (10, 3, (3, 3, 4))]


@pytest.mark.parametrize(("seats", "groups", "sizes"), SIZES)
def test_seats_fall_vacant_in_groups_as_equal_as_whole_numbers_allow(seats, groups, sizes):
    assert group_sizes(seats, groups) == sizes


@pytest.mark.parametrize("groups", [0, 4])
def test_more_groups_than_seats_or_none_are_refused(groups):
    with pytest.raises(GroupsOutOfRange):
        group_sizes(3, groups)


def run(seats, groups, turns, returning=0):
    """Every turn after the founding one, and how many turns each person who left had sat, by the turn she began."""
    rule = TermRule(seats=seats, groups=groups, returning=returning)
    sitters = [Sitter(id=f"t0-{n:03}", since=0) for n in range(seats)]
    told, sat = [], {}
    for number in range(1, turns + 1):
        turn = next_turn(sitters, rule, number=number, seed="public")
        sat |= {each.id: (each.since, number - each.since) for each in sitters if each.id in turn.leaving}
        sitters = [each for each in sitters if each.id not in turn.leaving]
        sitters += [Sitter(id=f"t{number}-{n:03}", since=number) for n in range(turn.drawn)]
        told.append((len(turn.leaving), turn.drawn, len(turn.by_lot), len(sitters)))
    return told, sat


def test_a_council_of_24_renews_a_third_every_half_year_and_nobody_sits_longer_than_eighteen_months():
    told, sat = run(24, 3, 6)
    assert told == [(8, 8, 8, 24), (8, 8, 8, 24), (8, 8, 0, 24), (8, 8, 0, 24), (8, 8, 0, 24), (8, 8, 0, 24)]
    assert {turns for since, turns in sat.values() if since} == {3}
    assert sorted({turns for since, turns in sat.values() if not since}) == [1, 2, 3]


def test_an_assembly_of_89_renews_its_halves_in_turn_and_one_of_100_everybody_each_year():
    told, sat = run(89, 2, 4)
    assert [(leaving, sitting) for leaving, _, _, sitting in told] == [(45, 89), (44, 89), (45, 89), (44, 89)]
    assert {turns for since, turns in sat.values() if since} == {2}
    assert [row[:2] for row in run(100, 1, 3)[0]] == [(100, 100)] * 3


def test_a_seat_that_is_vacant_already_counts_towards_the_group():
    sitters = [Sitter(id=f"m{n}", since=0) for n in range(5)]
    turn = next_turn(sitters, TermRule(seats=6, groups=3), number=1, seed="public")
    assert (len(turn.leaving), turn.drawn) == (1, 2)


def test_where_everybody_is_renewed_a_third_may_return_once_by_lot():
    told, sat = run(99, 1, 4, returning=33)
    # of the founding 99, 33 stay for one more year; then they leave for certain, and 33 of the 66 others return
    assert told == [(66, 66, 66, 99), *[(66, 66, 33, 99)] * 3]
    assert sorted(set(sat.values())) == [(0, 1), (0, 2), (1, 1), (1, 2), (2, 1), (2, 2), (3, 1)]


@pytest.mark.parametrize(("groups", "returning"), [(2, 10), (1, 99), (1, 120)])
def test_some_return_only_where_all_leave_at_once_and_never_all_of_them(groups, returning):
    with pytest.raises(ReturningOutOfRange):
        check_rule(TermRule(seats=99, groups=groups, returning=returning))


DUE = [
    # who sits, by the turn her seat was renewed; seats, groups, turn → for certain, among whom by lot, how many
    ({0: 24}, 24, 3, 1, (0, 24, 8)),
    ({0: 16, 1: 8}, 24, 3, 2, (0, 16, 8)),
    ({0: 8, 1: 8, 2: 8}, 24, 3, 3, (8, 0, 0)),
    ({0: 7, 1: 8, 2: 8}, 24, 3, 3, (7, 0, 0)),
    ({0: 5, 1: 8, 2: 8}, 24, 3, 2, (5, 0, 0)),
    ({0: 89}, 89, 2, 1, (0, 89, 45)),
    ({0: 44, 1: 45}, 89, 2, 2, (44, 0, 0)),
    ({0: 100}, 100, 1, 1, (100, 0, 0)),
]


@pytest.mark.parametrize(("sits", "seats", "groups", "number", "expected"), DUE)
def test_chance_decides_only_among_those_who_began_together_and_cannot_all_stay(sits, seats, groups, number, expected):
    sitters = [Sitter(id=f"t{since}-{n:03}", since=since) for since, people in sits.items() for n in range(people)]
    due = turn_due(sitters, TermRule(seats=seats, groups=groups), number=number)
    assert (len(due.over), len(due.lots), due.by_lot) == expected


BARS = [
    # left at turns, most times, pause, the turn whose seats are drawn
    ((), 1, 0, 4, None),
    ((1,), 1, 0, 9, Bar.OFTEN_ENOUGH),
    ((1,), 2, 0, 1, None),
    ((1,), 2, 2, 2, Bar.TOO_SOON),
    ((1,), 2, 2, 3, None),
    ((1, 4), 2, 0, 9, Bar.OFTEN_ENOUGH),
    ((1, 4, 7), 0, 2, 8, Bar.TOO_SOON),
    ((1, 4, 7), 0, 2, 9, None),
]


@pytest.mark.parametrize(("left", "most", "pause", "number", "expected"), BARS)
def test_who_has_sat_is_drawn_again_only_after_the_pause_and_not_more_often_than_the_rule_allows(
    left, most, pause, number, expected
):
    assert barred(left, TermRule(seats=24, groups=3, most=most, pause=pause), number=number) == expected
