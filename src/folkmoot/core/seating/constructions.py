"""Plans that algebra gives: for some numbers of tables nobody meets anybody twice, which is proved, not searched for.

Let the number of tables q be a prime or the power of one, and let people stand in columns of q, as many columns as a
table has places. In round r the person in row x of column i goes to table x + r·i, reckoned in the field of q elements.
Two people of different columns share a table in the one round r = (y - x)/(i - j), or never; two of one column never
do. That holds for up to q rounds of tables with up to q places. Where people are q², one round more is had: each column
sits at a table of its own, and then everybody has met everybody (an affine plane; for nine people it is Kirkman's
square). Sources: Kirkman 1850; Bose 1938 on orthogonal Latin squares; Colbourn and Dinitz, *Handbook of Combinatorial
Designs*, 2nd ed., III.3.
"""

from itertools import product

import numpy as np

from folkmoot.core.seating.boards import Board, Counts

MOST_TABLES = 128  # the tables of a field grow with the square of its size


def construction(board: Board) -> Counts | None:
    """Seats (R, T, c) in which nobody meets anybody twice; `None` where none is known for these numbers.

    People who are alike stand in one column, so that each table gets one of them. Wishes play no part.
    """
    rounds, tables = board.sizes.shape
    full = board.people == tables * tables and rounds == tables + 1
    if not _even(board) or board.width > tables or rounds > tables + full:
        return None
    field = _field(tables)
    if field is None:
        return None
    plus, times = field
    standing = sorted(range(board.people), key=lambda person: (board.values[person].tolist(), person))
    column, row = np.divmod(np.arange(board.people), tables)
    at = [plus[row, times[min(r, tables - 1), column]] for r in range(rounds)]
    if full:
        at[-1] = column
    return _seated(board, np.array(standing), np.array(at))


def _even(board: Board) -> bool:
    """Whether everybody is there in each round, and tables are as even as they can be."""
    sizes = board.sizes
    return bool((sizes.sum(axis=1) == board.people).all() and (sizes.max(axis=1) - sizes.min(axis=1) <= 1).all())


def _seated(board: Board, standing: Counts, at: Counts) -> Counts:
    """Seats from the table of each place in each round; within a round the fuller tables are those of the board."""
    rounds, tables = board.sizes.shape
    seats = np.full((rounds, tables, board.width), board.people, dtype=np.int64)
    for number in range(rounds):
        companies = sorted((standing[at[number] == table] for table in range(tables)), key=lambda each: -len(each))
        for table, company in zip(np.argsort(-board.sizes[number], kind="stable"), companies, strict=True):
            seats[number, table, : len(company)] = company
    return seats


def _field(order: int) -> tuple[Counts, Counts] | None:
    """The tables of addition and multiplication of the field of so many elements; `None` where there is none."""
    prime = next((n for n in range(2, order + 1) if order % n == 0), 0)
    if not prime or order > MOST_TABLES:
        return None
    power = next(k for k in range(1, order) if prime**k >= order)
    if prime**power != order:
        return None
    digits = np.array(list(product(range(prime), repeat=power)), dtype=np.int64)[:, ::-1]
    value = prime ** np.arange(power)
    plus = ((digits[:, None, :] + digits[None, :, :]) % prime) @ value
    tries = (_times(digits, np.array(low), prime) @ value for low in product(range(prime), repeat=power))
    return plus, next(table for table in tries if _no_divisors_of_nothing(table))


def _times(digits: Counts, low: Counts, prime: int) -> Counts:
    """Products of polynomials (q, q, power), where the next higher power of the unknown is the polynomial `low`."""
    order, power = digits.shape
    found = np.zeros((order, order, power), dtype=np.int64)
    shifted = np.broadcast_to(digits[None, :, :], found.shape)
    for place in range(power):
        found = (found + digits[:, None, place, None] * shifted) % prime
        top = shifted[:, :, -1:]
        shifted = (np.concatenate([np.zeros_like(top), shifted[:, :, :-1]], axis=2) + top * low) % prime
    return found


def _no_divisors_of_nothing(table: Counts) -> bool:
    """Whether only a product with nothing is nothing: then it is a field."""
    return bool((table[1:, 1:] != 0).all())
