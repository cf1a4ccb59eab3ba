"""Mending a plan when people are missing or come late: as few as possible of the others change tables.

Rounds that were held stay as they were. In the others a table keeps those who are still there, and tables with most of
them keep most; only as many move as it takes to even the tables out and to keep every wish. Who these are is searched
for, so that tables stay mixed and people meet.
"""

from collections import Counter
from dataclasses import replace

import numpy as np

from folkmoot.core.chance import Dice
from folkmoot.core.faults import Fault
from folkmoot.core.seating.annealing import anneal
from folkmoot.core.seating.boards import MOVED, Board, Counts, board_of
from folkmoot.core.seating.plans import LABEL, Move, SeatingPlan, finished, steps_for
from folkmoot.core.seating.rooms import RoomTable, SeatingTask, Seats, check_task, suits, table_sizes


class PlanOfOtherTables(Fault):
    """The earlier plan has other tables or rounds than the task (`rounds`, `tables`)."""


class HeldOutOfRange(Fault):
    """So many rounds (`held`) of `rounds` were to stay as they are."""


def replan(task: SeatingTask, before: Seats, *, held: int, seed: bytes, effort: int = 1) -> SeatingPlan:
    """Mend the plan `before` for those who are there now, keeping its first `held` rounds.

    Who is away in a round that was held is read from the plan, not from the task. Raises `Faults`, `WishesNotKept`,
    `PlanOfOtherTables` and `HeldOutOfRange`.
    """
    if len(before) != task.rounds or any(len(round_) != len(task.tables) for round_ in before):
        raise PlanOfOtherTables(rounds=task.rounds, tables=len(task.tables))
    if not 0 <= held <= task.rounds:
        raise HeldOutOfRange(held=held, rounds=task.rounds)
    task = _as_it_was(task, before, held)
    check_task(task)
    tables_of = _tables_of(task, before)
    board = board_of(task, _sizes(task, before, tables_of, held))
    _prefer_the_old(board, tables_of, held)
    dice = Dice(seed, label=LABEL)
    seats = anneal(board, _first(board, before, tables_of, held, dice), dice, steps=steps_for(board, effort))
    plan = finished(board, seats, seed=seed, effort=effort)
    return replace(plan, moves=_moves(plan, tables_of))


def _as_it_was(task: SeatingTask, before: Seats, held: int) -> SeatingTask:
    """The task, with those away in the rounds that were held who did not sit then."""
    sat = [{id_ for table in round_ for id_ in table} for round_ in before[:held]]
    people = tuple(
        replace(
            each,
            away=frozenset(number for number in each.away if number > held)
            | {number for number, ids in enumerate(sat, 1) if each.id not in ids},
        )
        for each in task.attendees
    )
    return replace(
        task, attendees=people, pins=tuple(pin for pin in task.pins if pin.round is None or pin.round > held)
    )


def _tables_of(task: SeatingTask, before: Seats) -> dict[tuple[str, int], RoomTable]:
    """The table that somebody had in a round."""
    return {
        (id_, number): table
        for number, round_ in enumerate(before, 1)
        for table, company in zip(task.tables, round_, strict=True)
        for id_ in company
    }


def _sizes(task: SeatingTask, before: Seats, tables_of: dict[tuple[str, int], RoomTable], held: int) -> Counts:
    sizes = []
    for number in range(1, task.rounds + 1):
        if number <= held:
            sizes.append([len(table) for table in before[number - 1]])
            continue
        old = [(each, tables_of[each.id, number]) for each in task.present(number) if (each.id, number) in tables_of]
        kept = Counter(table.name for each, table in old if suits(each, table))
        sizes.append(list(table_sizes(task, number, kept=kept)))
    return np.array(sizes, dtype=np.int64)


def _prefer_the_old(board: Board, tables_of: dict[tuple[str, int], RoomTable], held: int) -> None:
    """Put a price on leaving the table one had, and hold the rounds that are over."""
    names = [table.name for table in board.task.tables]
    for (id_, number), table in tables_of.items():
        if id_ in board.number_of:
            board.places[number - 1, board.number_of[id_], :] += MOVED
            board.places[number - 1, board.number_of[id_], names.index(table.name)] -= MOVED
    board.stuck[:held] = 1


def _first(board: Board, before: Seats, tables_of: dict[tuple[str, int], RoomTable], held: int, dice: Dice) -> Counts:
    """The plan as it was, without those who are away; where a table has too many, the lot says who gets up."""
    rounds, tables = board.sizes.shape
    seats = np.full((rounds, tables, board.width), board.people, dtype=np.int64)
    for number, round_ in enumerate(before):
        there = {board.number_of[each.id] for each in board.task.present(number + 1)}
        company = [sorted({board.number_of.get(id_, -1) for id_ in table} & there) for table in round_]
        ranked = [
            company[place] if number < held else _ranked(board, number, place, company[place], dice)
            for place in range(tables)
        ]
        rows = [row[: board.sizes[number, place]] for place, row in enumerate(ranked)]
        seated = {person for row in rows for person in row}
        standing = dice.shuffled(sorted(there - seated))
        for place, row in enumerate(rows):
            row += [standing.pop() for _ in range(int(board.sizes[number, place]) - len(row))]
            seats[number, place, : len(row)] = row
    return seats


def _ranked(board: Board, number: int, place: int, company: list[int], dice: Dice) -> list[int]:
    """Those of a table, whoever has to stay there first."""
    return sorted(dice.shuffled(company), key=lambda person: board.places[number, person, place])


def _moves(plan: SeatingPlan, tables_of: dict[tuple[str, int], RoomTable]) -> tuple[Move, ...]:
    found = []
    for number, round_ in enumerate(plan.seats, 1):
        for table, company in zip(plan.task.tables, round_, strict=True):
            for id_ in company:
                old = tables_of.get((id_, number))
                if old is not None and old.name != table.name:
                    found.append(Move(id=id_, round=number, origin=old.name, to=table.name))
    return tuple(sorted(found, key=lambda move: (move.round, move.id)))
