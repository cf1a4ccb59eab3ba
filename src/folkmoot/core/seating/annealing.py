"""The search: people swap tables within a round, at random at first, then only where it makes the plan better.

In every step the tables of each round are paired off by chance, and for each pair all swaps of one person with another
are weighed in one stroke: what it costs or saves in people met again, in tables uneven, in wishes broken. One swap, or
none, is taken: by the Gumbel trick each with the chance that it has at the temperature of the step (heat bath). Two
pairs of one round never touch, so their swaps may be made together; two rounds hardly do. The last steps take one round
at a time and only what is better, so the outcome is a plan that no such swap improves much.

All chance comes from `core.chance`, all numbers are whole or multiples of 1/1024, and nothing but sums and products is
taken of them: the same seed gives the same plan on every machine.
"""

from math import log

import numpy as np

from folkmoot.core.chance import Dice
from folkmoot.core.seating.boards import Board, Counts, Floats

HOT, COLD = 5.0, 0.75  # temperatures in the costs of `boards`, first and last
_LEVELS = 4096
_GUMBEL = np.array([round(-log(-log((n + 0.5) / _LEVELS)) * 1024) / 1024 for n in range(_LEVELS)], dtype=np.float32)
_STOCK = 1 << 16  # random numbers are thrown once and read again from a random place
_NEVER = np.float32(1e6)


class Noise:
    """Random numbers in quantity from one seed: a stock of them, read from a place that the dice choose."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        words = np.array(dice.words(_STOCK), dtype=np.int64)
        self._stock: Floats = _GUMBEL[words % _LEVELS]

    def gumbel(self, rows: int, columns: int) -> Floats:
        """So many rows and columns of Gumbel noise."""
        wanted = rows * columns
        begin = self._dice.below(_STOCK)
        if begin + wanted <= _STOCK:
            return self._stock[begin : begin + wanted].reshape(rows, columns)
        around: Floats = np.take(self._stock, np.arange(begin, begin + wanted), mode="wrap")
        return around.reshape(rows, columns)

    def orders(self, rows: int, length: int) -> Counts:
        """For each row the numbers 0 … length-1 in random order."""
        return np.argsort(self.gumbel(rows, length), axis=1, kind="stable")


class Game:
    """A plan under search: who sits where, who met whom how often, and what each table has of each value."""

    def __init__(self, board: Board, seats: Counts) -> None:
        self.board, self.seats = board, seats
        n, (rounds, tables, _) = board.people, seats.shape
        self.met: Counts = np.zeros((n + 1, n + 1), dtype=np.int64)
        for table in seats.reshape(rounds * tables, -1):
            self.met[np.ix_(table, table)] += 1
        self._nobody_meets()
        self.held: Floats = board.values[seats].sum(axis=2)

    def _nobody_meets(self) -> None:
        self.met[-1] = self.met[:, -1] = 0
        np.fill_diagonal(self.met, 0)

    def step(self, rounds: Counts, noise: Noise, temperature: float) -> int:
        """Weigh all swaps between tables paired off in each of `rounds` and make some; how many were made."""
        order = noise.orders(len(rounds), self.seats.shape[1])
        half = order.shape[1] // 2
        at = np.repeat(rounds, half)
        one, other = order[:, :half].ravel(), order[:, half : 2 * half].ravel()
        costs = self._costs(at, one, other)
        width = costs.shape[1]
        scores = noise.gumbel(len(at), width * width + 1) * np.float32(temperature)
        scores[:, :-1] -= costs.reshape(len(at), -1)
        chosen = scores.argmax(axis=1)
        made = np.flatnonzero(chosen < width * width)
        if len(made):
            self._swap(at[made], one[made], other[made], *np.divmod(chosen[made], width))
        return len(made)

    def _costs(self, at: Counts, one: Counts, other: Counts) -> Floats:
        """What each swap costs: (pairs of tables, places of the one, places of the other)."""
        board = self.board
        left, right = self.seats[at, one], self.seats[at, other]
        fresh = np.take(board.again, self.met) + board.pairs
        known = np.take(board.again, np.maximum(self.met - 1, 0)) + board.pairs
        fresh[-1] = fresh[:, -1] = known[-1] = known[:, -1] = 0
        np.fill_diagonal(known, 0)
        across = fresh[left[:, :, None], right[:, None, :]]
        of_left = across.sum(axis=2) - known[left[:, :, None], left[:, None, :]].sum(axis=2)
        of_right = across.sum(axis=1) - known[right[:, :, None], right[:, None, :]].sum(axis=2)
        of_left += self._moves(at, left, one, other)
        of_right += self._moves(at, right, other, one)
        uneven = self._uneven(at, left, right, one, other)
        costs: Floats = of_left[:, :, None] + of_right[:, None, :] - 2 * across + uneven
        return costs

    def _moves(self, at: Counts, people: Counts, here: Counts, there: Counts) -> Floats:
        """What it costs each of `people` to go from one table to another, whomever she meets."""
        rows, places = at[:, None], self.board.places
        costs = places[rows, people, there[:, None]] - places[rows, people, here[:, None]]
        return costs + _NEVER * self.board.stuck[rows, people]

    def _uneven(self, at: Counts, left: Counts, right: Counts, one: Counts, other: Counts) -> Floats:
        """What each swap costs in balance: two tables change by one person's values against another's."""
        more_one, less_one = self._slopes(at, one)
        more_other, less_other = self._slopes(at, other)
        of_left, of_right = self.board.values[left], self.board.values[right]
        leave = of_left @ (less_one + more_other)[:, :, None]
        come = of_right @ (more_one + less_other)[:, :, None]
        bend = (more_one + less_one + more_other + less_other)[:, None, :]
        return leave + come.transpose(0, 2, 1) - (of_left * bend) @ of_right.transpose(0, 2, 1)

    def _slopes(self, at: Counts, tables: Counts) -> tuple[Floats, Floats]:
        """What one more, and one less, of each value would cost at these tables."""
        held, least, most = self.held[at, tables], self.board.least[at, tables], self.board.most[at, tables]
        weights = self.board.weights
        more = np.where(held >= most, weights, 0) - np.where(held < least, weights, 0)
        less = np.where(held <= least, weights, 0) - np.where(held > most, weights, 0)
        return more, less

    def _swap(self, at: Counts, one: Counts, other: Counts, left: Counts, right: Counts) -> None:
        """Swap the person at place `left` of each table `one` with her at place `right` of the table `other`."""
        leaving, coming = self.seats[at, one, left], self.seats[at, other, right]
        self._count(leaving, self.seats[at, one], -1)
        self._count(coming, self.seats[at, other], -1)
        self.seats[at, one, left], self.seats[at, other, right] = coming, leaving
        self._count(coming, self.seats[at, one], 1)
        self._count(leaving, self.seats[at, other], 1)
        self._nobody_meets()
        change = self.board.values[coming] - self.board.values[leaving]
        self.held[at, one] += change
        self.held[at, other] -= change

    def _count(self, people: Counts, tables: Counts, times: int) -> None:
        rows = np.broadcast_to(people[:, None], tables.shape)
        np.add.at(self.met, (rows, tables), times)
        np.add.at(self.met, (tables, rows), times)


def anneal(board: Board, seats: Counts, dice: Dice, *, steps: int, hot: float = HOT, cold: float = COLD) -> Counts:
    """The seats (R, T, c) after so many steps from `seats`; none of the board's stuck people moves."""
    game, noise = Game(board, seats.copy()), Noise(dice)
    rounds = np.arange(len(seats))
    for step in range(steps):
        game.step(rounds, noise, hot + (cold - hot) * step / steps)
    for step in range(len(rounds) * (steps // 10 + 10)):
        game.step(rounds[step % len(rounds)][None], noise, 0.0)
    return game.seats
