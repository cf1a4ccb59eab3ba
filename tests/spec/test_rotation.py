"""Rotation as real councils do it, turn by turn: who leaves, who is drawn, and for how long anybody sits."""

import pytest

from folkmoot.core.sortition.rotation import GroupsOutOfRange, Sitter, group_sizes, next_turn

SIZES = [(24, 3, (8, 8, 8)), (89, 2, (44, 45)), (100, 1, (100,)), (10, 3, (3, 3, 4))]


@pytest.mark.parametrize(("seats", "groups", "sizes"), SIZES)
def test_seats_fall_vacant_in_groups_as_equal_as_whole_numbers_allow(seats, groups, sizes):
    assert group_sizes(seats, groups) == sizes


@pytest.mark.parametrize("groups", [0, 4])
def test_more_groups_than_seats_or_none_are_refused(groups):
    with pytest.raises(GroupsOutOfRange):
        group_sizes(3, groups)


def run(seats, groups, turns):
    """Every turn after the founding one, and how many turns each person who left had sat, by the turn she began."""
    sitters = [Sitter(id=f"t0-{n:03}", since=0) for n in range(seats)]
    told, sat = [], {}
    for number in range(1, turns + 1):
        turn = next_turn(sitters, seats=seats, groups=groups, number=number, seed="public")
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
    turn = next_turn(sitters, seats=6, groups=3, number=1, seed="public")
    assert (len(turn.leaving), turn.drawn) == (1, 2)
