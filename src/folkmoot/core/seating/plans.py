"""A plan for all rounds: searched for, and explained by its figures."""

from dataclasses import dataclass

import numpy as np

from folkmoot.core.chance import Dice
from folkmoot.core.faults import Fault
from folkmoot.core.seating.annealing import anneal
from folkmoot.core.seating.boards import Board, Counts, board_of
from folkmoot.core.seating.constructions import construction
from folkmoot.core.seating.figures import Figures, figures
from folkmoot.core.seating.rooms import SeatingTask, Seats, check_task

LABEL = "folkmoot-seating-v1"
_WORK = 4_000_000  # people × rounds × places that are looked at for one unit of effort: about a second
_MOST, _LEAST, _EACH = 1_000, 100, 12  # steps at most, at least, and at most for each person
_MILD = 2.0  # a temperature at which a construction is not forgotten


class WishesNotKept(Fault):
    """No plan was found that keeps every wish: `count` are broken in the best one, the first about `ids`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """`id` sits in `round` at the table `to`, where an earlier plan had her at `origin`."""

    id: str
    round: int
    origin: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatingPlan:
    """Who sits where, the ids of a table in order, and how good that is.

    The same `seed` and `effort` give the same seats for the same task. `moves`: who was moved to mend an earlier plan.
    """

    task: SeatingTask
    seats: Seats
    figures: Figures
    seed: bytes
    effort: int
    moves: tuple[Move, ...] = ()


def plan_seating(task: SeatingTask, *, seed: bytes, effort: int = 1) -> SeatingPlan:
    """Plan all rounds at once. More `effort` searches so many times longer.

    Raises `Faults` where the task cannot be, and `WishesNotKept` where no plan was found that keeps every wish.
    """
    check_task(task)
    board = board_of(task)
    dice = Dice(seed, label=LABEL)
    built = construction(board)
    if built is not None and _perfect(figures(task, as_names(board, built))):
        return finished(board, built, seed=seed, effort=effort)
    steps = steps_for(board, effort)
    if built is not None:
        seats = anneal(board, built, dice, steps=steps, hot=_MILD)
    else:
        seats = anneal(board, dealt(board, dice), dice, steps=steps)
    return finished(board, seats, seed=seed, effort=effort)


def _perfect(found: Figures) -> bool:
    return found.pairs == found.ceiling.pairs and not found.uneven and not found.broken


def steps_for(board: Board, effort: int) -> int:
    """How many steps of the search are worth so much effort."""
    size = board.people * len(board.sizes) * board.width
    return effort * max(min(_WORK // max(size, 1), _MOST, _EACH * board.people), _LEAST)


def dealt(board: Board, dice: Dice) -> Counts:
    """A first plan (R, T, c): who is there in each round, at her table where she is pinned, else by lot."""
    rounds, tables = board.sizes.shape
    seats = np.full((rounds, tables, board.width), board.people, dtype=np.int64)
    pinned = board.task.pinned()
    names = [table.name for table in board.task.tables]
    for number in range(rounds):
        rows: list[list[int]] = [[] for _ in names]
        others: list[int] = []
        for each in board.task.present(number + 1):
            table = pinned.get((each.id, number + 1))
            (rows[names.index(table)] if table else others).append(board.number_of[each.id])
        free = [place for place, row in enumerate(rows) for _ in range(int(board.sizes[number, place]) - len(row))]
        for place, person in zip(free, dice.shuffled(sorted(others)), strict=True):
            rows[place].append(person)
        for place, row in enumerate(rows):
            seats[number, place, : len(row)] = sorted(row)
    return seats


def finished(board: Board, seats: Counts, *, seed: bytes, effort: int) -> SeatingPlan:
    """The plan of these seats with its figures. Raises `WishesNotKept`."""
    named = as_names(board, seats)
    found = figures(board.task, named)
    if found.broken:
        raise WishesNotKept(count=len(found.broken), ids=found.broken[0].ids)
    return SeatingPlan(task=board.task, seats=named, figures=found, seed=seed, effort=effort)


def as_names(board: Board, seats: Counts) -> Seats:
    """Numbers as ids, in order."""
    return tuple(
        tuple(
            tuple(board.ids[person] for person in sorted(table.tolist()) if person < board.people) for table in round_
        )
        for round_ in seats
    )
