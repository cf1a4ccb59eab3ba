"""What holds of every seating plan, on random rooms: everybody sits once, wishes are kept, only the seed decides."""

from collections import Counter
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from folkmoot.core.chance import Dice
from folkmoot.core.faults import Fault, Faults
from folkmoot.core.seating import (
    Attendee,
    Pin,
    RoomTable,
    SeatingTask,
    check_task,
    figures,
    plan_seating,
    replan,
)
from folkmoot.core.seating.boards import board_of
from folkmoot.core.seating.plans import as_names, dealt

SEED = b"a public seed"


@st.composite
def tasks(draw, wishes=True):
    """Up to 14 people with two attributes at up to 4 tables in up to 4 rounds, some away, perhaps with wishes."""
    count, tables, rounds = draw(st.integers(5, 14)), draw(st.integers(2, 4)), draw(st.integers(1, 4))
    away = st.sets(st.integers(1, rounds), max_size=rounds - 1) if wishes else st.just(set())
    people = tuple(
        Attendee(
            id=f"p{n:02}",
            features=draw(st.tuples(st.sampled_from("xy"), st.sampled_from(["", "u", "v", "w"]))),
            away=frozenset(draw(away)),
            step_free=wishes and n == 3,
        )
        for n in range(count)
    )
    room = tuple(RoomTable(name=f"T{n}", step_free=n == 0 or not wishes) for n in range(tables))
    task = SeatingTask(attributes=("one", "two"), attendees=people, tables=room, rounds=rounds)
    if not wishes:
        return task
    pin = Pin(id="p01", table=draw(st.sampled_from(room)).name, round=draw(st.none() | st.integers(1, rounds)))
    return replace(task, pins=(pin,), apart=(("p00", "p02"),), together=(("p02", "p04"),))


@settings(max_examples=8, deadline=None)
@given(tasks(), st.randoms(use_true_random=False))
def test_everybody_sits_once_a_round_wishes_are_kept_and_only_the_seed_decides(task, shuffler):
    try:
        plan = plan_seating(task, seed=SEED)
    except (Fault, Faults):
        assume(False)
    for number, round_ in enumerate(plan.seats, 1):
        there = {each.id for each in task.present(number)}
        assert sorted(id_ for table in round_ for id_ in table) == sorted(there)
        sizes = [len(table) for table in round_]
        assert max(sizes) - min(sizes) <= 1
        for table, company in zip(task.tables, round_, strict=True):
            assert not {"p00", "p02"} <= set(company)
            assert len({"p02", "p04"} & set(company)) in {0, len({"p02", "p04"} & there)}
            assert table.step_free or "p03" not in company
            pinned = task.pinned().get(("p01", number))
            assert pinned is None or "p01" not in company or table.name == pinned
    assert plan.figures.pairs <= plan.figures.ceiling.pairs
    shuffled = replace(task, attendees=tuple(shuffler.sample(task.attendees, len(task.attendees))))
    assert plan_seating(shuffled, seed=SEED).seats == plan.seats
    renamed = replace(
        task,
        attendees=tuple(replace(each, id=f"member {each.id}") for each in task.attendees),
        pins=tuple(replace(pin, id=f"member {pin.id}") for pin in task.pins),
        apart=(("member p00", "member p02"),),
        together=(("member p02", "member p04"),),
    )
    again = plan_seating(renamed, seed=SEED).seats
    assert again == tuple(tuple(tuple(f"member {id_}" for id_ in table) for table in round_) for round_ in plan.seats)


@settings(max_examples=40, deadline=None)
@given(tasks(), st.binary(min_size=1, max_size=4))
def test_no_plan_whatever_passes_the_bound(task, seed):
    task = replace(task, apart=(), together=())
    try:
        check_task(task)
    except Faults:
        assume(False)
    board = board_of(task)
    found = figures(task, as_names(board, dealt(board, Dice(seed, label="any"))))
    assert found.pairs <= found.ceiling.pairs
    assert sum(count for _, count in found.met) == 2 * found.pairs


@settings(max_examples=8, deadline=None)
@given(tasks(wishes=False), st.data())
def test_a_mended_plan_keeps_what_was_held_and_moves_as_few_as_even_tables_allow(task, data):
    plan = plan_seating(task, seed=SEED)
    held = data.draw(st.integers(0, task.rounds - 1))
    missing = data.draw(st.sets(st.sampled_from([each.id for each in task.attendees]), min_size=1, max_size=3))
    later = frozenset(range(held + 1, task.rounds + 1))
    now = replace(
        task, attendees=tuple(replace(each, away=later if each.id in missing else each.away) for each in task.attendees)
    )
    mended = replan(now, plan.seats, held=held, seed=SEED)
    assert mended.seats[:held] == plan.seats[:held]
    fewest = 0
    for before, after in zip(plan.seats[held:], mended.seats[held:], strict=True):
        sizes = sorted((len(set(table) - missing) for table in before), reverse=True)
        even = sorted(map(len, after), reverse=True)
        assert even[0] - even[-1] <= 1
        assert sorted(id_ for table in after for id_ in table) == sorted({e.id for e in task.attendees} - missing)
        fewest += sum(max(0, size - room) for size, room in zip(sizes, even, strict=True))
    assert len(mended.moves) == fewest
    assert Counter(move.round > held for move in mended.moves)[False] == 0
