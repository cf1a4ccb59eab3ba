"""What a rule found: winners, what stays tied, full tables, and the story of it, step by step."""

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from folkmoot.core.tally.tallies import Step

Cell: TypeAlias = str | int | Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A full table of a result: `code` says which, `columns` are codes or names, the first cell of a row its option."""

    code: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A counted vote. `winners` are options, counted from 0, in the order in which they won; `tied` those between whom
    the published rule does not decide (yet): then the vote is not finished.
    """

    winners: tuple[int, ...]
    tied: tuple[int, ...] = ()
    grids: tuple[Grid, ...] = ()
    steps: tuple[Step, ...]
