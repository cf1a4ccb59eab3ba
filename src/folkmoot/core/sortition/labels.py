"""Which part is called what, and who of several alike goes where: nobody's chance of one part before another differs.

Two choices are left when a panel is divided: parts that ask for the same can change places, and so can people of one
profile. Both are made by what everybody holds so far, panel after panel, so that tickets even out; chance from the
pool's digest only breaks ties.
"""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from folkmoot.core.chance import Dice
from folkmoot.core.sortition.lotteries import Lottery
from folkmoot.core.sortition.parts import Part, interchangeable
from folkmoot.core.sortition.profiles import Counts, Floats

_ROUNDS = 3  # after the first, every panel's labels are chosen again in view of all the others


def labelled(
    lottery: Lottery, column_of: Counts, parts: Sequence[Part], divided: Sequence[Counts]
) -> tuple[tuple[int, ...], ...]:
    """For each panel of `lottery` the part of each of its places.

    `column_of` has the profile of each id, `divided` for each panel its parts as rows of people of each profile.
    """
    groups, shares = interchangeable(parts), np.array([part.seats for part in parts], dtype=np.float64)
    dice = Dice(lottery.pool_digest.encode(), label="folkmoot-parts-v1")
    held: Floats = np.zeros((len(lottery.ids), len(parts)))
    owns: list[Counts] = []
    for _ in range(_ROUNDS):
        for number, (panel, rows) in enumerate(zip(lottery.panels, divided, strict=True)):
            people = np.array(panel)
            if len(owns) == len(divided):
                held[people, owns[number]] -= 1
            used, columns = np.unique(column_of[people], return_inverse=True)
            due = held[people] / shares
            own = _shared_out(columns, _places_changed(rows[:, used], groups, _means(due, columns), dice), due, dice)
            owns[number : number + 1] = [own]
            held[people, own] += 1
    return tuple(tuple(own.tolist()) for own in owns)


def _means(held: Floats, columns: Counts) -> Floats:
    """What people of each profile hold on average in each part: a row for each part."""
    sums = np.array([np.bincount(columns, weights=each) for each in held.T])
    return sums / np.bincount(columns)


def _places_changed(rows: Counts, groups: Sequence[Sequence[int]], held: Floats, dice: Dice) -> Counts:
    """The parts of a panel, those that ask for the same in the order that evens out what people hold in each."""
    placed = np.array(rows)
    for group in groups:
        order = dice.shuffled(group)
        leaving, coming = linear_sum_assignment(rows[order] @ held[list(group)].T)
        placed[[group[each] for each in coming]] = rows[[order[each] for each in leaving]]
    return placed


def _shared_out(columns: Counts, rows: Counts, held: Floats, dice: Dice) -> Counts:
    """The part of each person of a panel: of people alike, each goes where she is due most."""
    own = np.zeros(len(columns), dtype=np.int64)
    for column in range(rows.shape[1]):
        places = dice.shuffled(np.flatnonzero(columns == column).tolist())
        seats = np.repeat(np.arange(len(rows)), rows[:, column])
        if len(places) > 1 and seats[0] != seats[-1]:
            _, chosen = linear_sum_assignment(held[places][:, seats])
            seats = seats[chosen]
        own[places] = seats
    return own
