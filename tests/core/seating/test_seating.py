"""Seating on known ground: Kirkman's girls, affine planes, a forum's own people, and tasks that cannot be."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from folkmoot.core.faults import Faults
from folkmoot.core.seating import (
    Attendee,
    Limit,
    Pin,
    RoomTable,
    SeatingColumns,
    SeatingTask,
    Wish,
    WishesNotKept,
    figures,
    plan_seating,
    read_attendees,
    replan,
)
from folkmoot.core.seating.bounds import ceiling
from folkmoot.core.seating.replanning import HeldOutOfRange, PlanOfOtherTables
from folkmoot.messages import sentence

SEED = b"seed"


def task_of(people, tables, rounds, **more):
    return SeatingTask(
        attendees=tuple(Attendee(id=f"p{n:03}") for n in range(people)),
        tables=tuple(RoomTable(name=str(n + 1)) for n in range(tables)),
        rounds=rounds,
        **more,
    )


def test_a_schedule_is_measured_and_its_bound_is_everybody():
    people = tuple(Attendee(id=letter) for letter in "ABCDEFGHI")
    rounds = ("ABC DEF GHI", "ADG BEH CFI", "AEI BFG CDH", "AFH BDI CEG")
    seats = tuple(tuple(tuple(table) for table in round_.split()) for round_ in rounds)
    task = SeatingTask(attendees=people, tables=tuple(RoomTable(name=n) for n in "123"), rounds=4)
    found = figures(task, seats)
    assert (found.pairs, found.ceiling.pairs, found.ceiling.limit) == (36, 36, Limit.EVERYBODY)
    assert (found.most_often, set(found.met)) == (1, {(letter, 8) for letter in "ABCDEFGHI"})
    swapped = (seats[0], seats[0], *seats[2:])
    assert (figures(task, swapped).pairs, figures(task, swapped).most_often) == (27, 2)


BUILT = [(9, 3, 4), (16, 4, 5), (25, 5, 6), (64, 8, 9), (81, 9, 10), (100, 13, 6), (110, 16, 8), (55, 11, 9), (7, 2, 1)]


@pytest.mark.parametrize(("people", "tables", "rounds"), BUILT)
def test_where_algebra_knows_a_plan_nobody_meets_anybody_twice(people, tables, rounds):
    plan = plan_seating(task_of(people, tables, rounds), seed=SEED)
    assert plan.figures.pairs == plan.figures.ceiling.pairs
    assert plan.figures.most_often == 1
    sizes = {len(table) for round_ in plan.seats for table in round_}
    assert sizes == {people // tables, -(-people // tables)}


BOUNDS = [
    (100, 13, 6, 2016, Limit.SEATS),
    (10, 2, 9, 45, Limit.EVERYBODY),
    (40, 5, 6, 765, Limit.CROWDED),  # eight people from five tables: three pairs at each table have met
    (8, 2, 2, 20, Limit.CROWDED),
]


def in_turn(task):
    """Any plan: those who are there are dealt to the tables in turn."""
    there = [[each.id for each in task.present(number)] for number in range(1, task.rounds + 1)]
    return tuple(tuple(tuple(ids[n :: len(task.tables)]) for n in range(len(task.tables))) for ids in there)


@pytest.mark.parametrize(("people", "tables", "rounds", "pairs", "limit"), BOUNDS)
def test_the_bound_says_which_argument_gives_it(people, tables, rounds, pairs, limit):
    found = ceiling(in_turn(task_of(people, tables, rounds)))
    assert (found.pairs, found.limit) == (pairs, limit)


def test_who_comes_rarely_bounds_how_many_pairs_there_can_be():
    away = ({1, 3, 4}, {1, 2})  # the other seven come always
    task = task_of(9, 3, 5)
    late = tuple(replace(each, away=frozenset(rounds)) for each, rounds in zip(task.attendees, away, strict=False))
    found = ceiling(in_turn(replace(task, attendees=(*late, *task.attendees[2:]))))
    assert (found.pairs, found.limit) == (33, Limit.PERSONS)


def forum():
    """Forty people of a real panel (pseudonymised by its publishers), with seven attributes."""
    rows = list(csv.reader((Path("tests/data/seating/sf_f_40.csv")).read_text().splitlines()))
    attributes, people = read_attendees(rows[0], list(enumerate(rows[1:], 2)), SeatingColumns())
    return SeatingTask(
        attributes=attributes, attendees=people, tables=tuple(RoomTable(name=str(n)) for n in range(1, 6)), rounds=6
    )


def test_a_real_panel_is_mixed_better_than_any_published_plan_of_the_peer():
    found = plan_seating(forum(), seed=SEED).figures
    assert found.pairs > 570  # groupselect 237, its fork 540
    assert found.uneven_cells < 30  # 126 and 123
    assert len(found.shares) == 5 * 6 * 20
    share = found.shares[0]
    assert (share.round, share.table, share.attribute, share.value, share.least, share.most) == (
        1,
        "1",
        "a",
        "a1",
        4,
        4,
    )


def test_facilitators_come_out_even_though_it_costs_new_faces():
    task = task_of(20, 4, 3, attributes=("role",), spread=frozenset({"role"}))
    people = tuple(
        replace(each, features=("facilitator" if n < 6 else "member",)) for n, each in enumerate(task.attendees)
    )
    plan = plan_seating(replace(task, attendees=people), seed=SEED)
    counts = [sum(id_ < "p006" for id_ in table) for round_ in plan.seats for table in round_]
    assert set(counts) == {1, 2}


def test_languages_and_steps_say_who_sits_where():
    task = task_of(12, 3, 4)
    people = (
        replace(task.attendees[0], languages=frozenset({"fr"})),
        replace(task.attendees[1], step_free=True),
        *task.attendees[2:],
    )
    tables = (
        RoomTable(name="1", step_free=False, languages=frozenset({"en"})),
        RoomTable(name="2", step_free=False, languages=frozenset({"en", "fr"})),
        RoomTable(name="3", languages=frozenset({"en"})),
    )
    plan = plan_seating(replace(task, attendees=people, tables=tables), seed=SEED)
    assert ["p000" in round_[1] and "p001" in round_[2] for round_ in plan.seats] == [True] * 4


def test_a_hand_made_change_shows_what_it_breaks():
    task = task_of(9, 3, 4, pins=(Pin(id="p000", table="1"),), apart=(("p001", "p002"),), together=(("p003", "p004"),))
    seats = plan_seating(task, seed=SEED).seats
    spoilt = (
        tuple(tuple(f"p{n:03}" for n in row) for row in ((3, 1, 2), (0, 4, 5), (6, 7, 8))),
        *seats[1:],
    )
    broken = figures(task, spoilt).broken
    assert [(each.wish, each.round, each.table, each.ids) for each in broken] == [
        (Wish.APART, 1, "1", ("p001", "p002")),
        (Wish.TOGETHER, 1, "1", ("p003", "p004")),
        (Wish.PIN, 1, "2", ("p000",)),
    ]


IMPOSSIBLE = [
    (task_of(0, 3, 2), "nobody_to_seat"),
    (task_of(9, 0, 2), "nobody_to_seat"),
    (task_of(9, 3, 61), "seating_too_large"),
    (task_of(9, 3, 2, pins=(Pin(id="x", table="1"),)), "wish_for_nobody"),
    (task_of(9, 3, 2, pins=(Pin(id="p000", table="9"),)), "wish_for_no_table"),
    (task_of(9, 3, 2, pins=(Pin(id="p000", table="1", round=3),)), "wish_for_no_table"),
    (task_of(9, 3, 2, pins=(Pin(id="p000", table="1"), Pin(id="p000", table="2", round=2))), "pins_disagree"),
    (task_of(9, 3, 2, together=(("p000", "p001", "p002", "p003"),)), "too_many_together"),
    (task_of(9, 3, 2, together=(("p000", "p001"),), apart=(("p001", "p000"),)), "together_and_apart"),
    (
        task_of(9, 3, 2, apart=(("p000", "p001"),), pins=tuple(Pin(id=f"p00{n}", table="2") for n in (0, 1))),
        "together_and_apart",
    ),
    (replace(task_of(9, 1, 1), tables=(RoomTable(name="1", seats=8),)), "too_few_seats"),
    (
        replace(
            task_of(9, 2, 1, pins=tuple(Pin(id=f"p00{n}", table="1") for n in range(3))),
            tables=(RoomTable(name="1", seats=2), RoomTable(name="2")),
        ),
        "table_overfull",
    ),
    (replace(task_of(9, 2, 1), tables=(RoomTable(name="1"), RoomTable(name="1"))), "table_named_twice"),
    (replace(task_of(2, 1, 1), attendees=(Attendee(id="a"), Attendee(id="a"))), "seated_twice"),
    (
        replace(
            task_of(1, 1, 1),
            attendees=(Attendee(id="a", step_free=True),),
            tables=(RoomTable(name="1", step_free=False),),
        ),
        "no_table_suits",
    ),
]


@pytest.mark.parametrize(("task", "code"), IMPOSSIBLE, ids=lambda value: value if isinstance(value, str) else "")
def test_what_cannot_be_is_refused_with_its_place_and_remedy(task, code):
    with pytest.raises(Faults) as caught:
        plan_seating(task, seed=SEED)
    assert {fault.code for fault in caught.value.faults} == {code}
    assert all(len(sentence(fault)) > 30 for fault in caught.value.faults)


def test_wishes_that_only_the_search_finds_impossible_are_told():
    crowd = tuple((f"p00{a}", f"p00{b}") for a in range(4) for b in range(a))
    with pytest.raises(WishesNotKept) as caught:  # four people apart from each other at three tables
        plan_seating(task_of(9, 3, 1, apart=crowd), seed=SEED)
    assert caught.value.params["count"] == 1


def test_a_newcomer_takes_a_free_place_and_nobody_else_moves():
    task = task_of(11, 3, 3)
    plan = plan_seating(task, seed=SEED)
    more = replace(task, attendees=(*task.attendees, Attendee(id="late")))
    mended = replan(more, plan.seats, held=1, seed=SEED)
    assert (mended.moves, mended.seats[0]) == ((), plan.seats[0])
    assert [sum("late" in table for table in round_) for round_ in mended.seats] == [0, 1, 1]


def test_a_plan_for_other_tables_is_not_mended():
    plan = plan_seating(task_of(9, 3, 2), seed=SEED)
    with pytest.raises(PlanOfOtherTables):
        replan(task_of(9, 4, 2), plan.seats, held=0, seed=SEED)
    with pytest.raises(HeldOutOfRange):
        replan(task_of(9, 3, 2), plan.seats, held=3, seed=SEED)
