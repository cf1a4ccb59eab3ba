"""What openly published panels give away of people's answers, to somebody who has learned those of a single panel.

Every panel meets the targets, so the number of women on it hardly varies, and nor does any other count that a target
holds. An answer is therefore a direction in which the panels, taken together, hardly vary; who knows the answers of the
people on one panel (they sit in a hall, and their pseudonyms are public) can carry them along such directions to
everybody else. Measured in `benchmarks/inference.py`; decided upon in `docs/adr/0008-panels-are-sealed.md`.
"""

from dataclasses import dataclass

import numpy as np

from folkmoot.core.sortition.lotteries import Lottery
from folkmoot.core.sortition.pools import Pool, canonical_pool
from folkmoot.core.sortition.profiles import Counts, Floats

MOST_PEOPLE = 3000  # the work grows with their cube
SEEN = 5
_SLACK = 1e-6  # keeps the equations solvable where panels say nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Of `others` people outside a panel that was seen, of how many every answer was `told` by the open panels.

    `guessed` is of how many it would be by naming the most frequent answers. All are averages over the panels seen.
    """

    others: int
    told: int
    guessed: int


def told_by_panels(lottery: Lottery, pool: Pool) -> Told | None:
    """Attack an open `lottery` of `pool` as somebody would who saw one panel; each of its first five panels in turn.

    `None` for pools of more than `MOST_PEOPLE` people, for pools without answers, and where nobody is outside a panel.
    """
    held = np.array([place for place, tickets in enumerate(lottery.tickets) if tickets], dtype=np.int64)
    if not pool.categories or not lottery.seats < len(held) <= MOST_PEOPLE:
        return None
    answers = _answers(canonical_pool(pool))[held]
    varies, place_of = _how_panels_vary(lottery, held), {int(person): place for place, person in enumerate(held)}
    seen = [np.array([place_of[person] for person in panel], dtype=np.int64) for panel in lottery.panels[:SEEN]]
    right = np.array([_right(varies, answers, panel) for panel in seen])
    told, guessed = right.mean(axis=0)
    return Told(others=len(held) - lottery.seats, told=round(float(told)), guessed=round(float(guessed)))


def _answers(pool: Pool) -> Counts:
    """People × categories, each answer as a number."""
    columns = zip(*(person.features for person in pool.respondents), strict=True)
    return np.array([np.unique(column, return_inverse=True)[1] for column in columns], dtype=np.int64).T


def _how_panels_vary(lottery: Lottery, held: Counts) -> Floats:
    """People × people: how much the panels vary along each direction, once the number of seats is taken off."""
    sits = np.zeros((len(lottery.panels), len(lottery.ids)))
    for number, panel in enumerate(lottery.panels):
        sits[number, list(panel)] = 1.0
    sits = sits[:, held] - lottery.seats / len(held)
    found: Floats = sits.T @ sits / len(lottery.panels)
    return found


def _right(varies: Floats, answers: Counts, panel: Counts) -> tuple[int, int]:
    """How many of the others are told, and how many guessed, in every answer."""
    others = np.setdiff1d(np.arange(len(answers)), panel)
    within = varies[np.ix_(others, others)] + _SLACK * np.eye(len(others))
    carried: Floats = np.asarray(-np.linalg.solve(within, varies[np.ix_(others, panel)]), dtype=np.float64)
    told, guessed = np.ones(len(others), dtype=bool), np.ones(len(others), dtype=bool)
    for column in answers.T:
        told &= _carried(carried, column[panel], int(column.max()) + 1) == column[others]
        guessed &= column[others] == np.bincount(column).argmax()
    return int(told.sum()), int(guessed.sum())


def _carried(carried: Floats, known: Counts, values: int) -> Counts:
    """The likeliest value of everybody else, from the values known of the panel."""
    shown = np.eye(values)[known]
    usual = shown.mean(axis=0)
    likeliest: Counts = (usual + carried @ (shown - usual)).argmax(axis=1)
    return likeliest
