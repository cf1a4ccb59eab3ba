"""Ties are broken only by the rule that was published before the vote; what it leaves open stays open.

A lot is one order of all options, shuffled by the public chance of the vote: `Dice` over the ids in alphabetical order
(`folkmoot.core.chance`, label `tally.ties`). Whoever has the seed has the order.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from folkmoot.core.chance import Dice
from folkmoot.core.tally.profiles import Option
from folkmoot.core.tally.tallies import Step


class TieBreak(StrEnum):
    """One way out of a tie. VOTES: more ballots support it · CHEAP, DEAR: the lower, the higher cost · ORDER: it stands
    earlier among the options · LOT: public chance · EARLIEST, LATEST: it had more votes at the first, the last count at
    which they differ (where votes are transferred).
    """

    VOTES = "votes"
    CHEAP = "cheap"
    DEAR = "dear"
    ORDER = "order"
    LOT = "lot"
    EARLIEST = "earliest-count"
    LATEST = "latest-count"


class OpenTie(Exception):  # noqa: N818 - no error: a result that is not finished
    """The rule does not say, or cannot say without a lot, which of `tied` options comes first."""

    def __init__(self, tied: Sequence[int], *, awaits_lot: bool) -> None:
        super().__init__(tied)
        self.tied = tuple(tied)
        self.awaits_lot = awaits_lot


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaker:
    """The published way out of ties for one vote: `ties` in turn, with the `support` of each option and, where chance
    is given, its place in the `lot`.
    """

    options: tuple[Option, ...]
    ties: tuple[TieBreak, ...]
    support: Sequence[int]
    lot: tuple[int, ...] | None = None
    history: tuple[tuple[Fraction, ...], ...] = ()

    def first(self, tied: Sequence[int]) -> tuple[int, tuple[Step, ...]]:
        """Which of the tied options comes first, and how that was found. Raises `OpenTie`."""
        return self._one(tied, "tie_broken_by", min)

    def last(self, tied: Sequence[int]) -> tuple[int, tuple[Step, ...]]:
        """Which of the tied options comes last, and how that was found. Raises `OpenTie`."""
        return self._one(tied, "tie_lost_by", max)

    def _one(self, tied: Sequence[int], code: str, end: Callable[..., Any]) -> tuple[int, tuple[Step, ...]]:
        left = list(tied)
        if len(left) == 1:
            return left[0], ()
        for tie in self.ties:
            if tie is TieBreak.LOT and self.lot is None:
                raise OpenTie(left, awaits_lot=True)
            at_end = end(self._key(tie, option) for option in left)
            left = [option for option in left if self._key(tie, option) == at_end]
            if len(left) == 1:
                label = self.options[left[0]].label
                told = Step(
                    code=f"{code}_{tie.replace('-', '_')}", params={"options": self.labels(tied), "option": label}
                )
                return left[0], (told,)
        raise OpenTie(left, awaits_lot=False)

    def labels(self, options: Sequence[int]) -> tuple[str, ...]:
        """The options as a story calls them."""
        return tuple(self.options[option].label for option in options)

    def open_step(self, tie: OpenTie) -> Step:
        """The step that says what is still open."""
        code = "tie_awaits_lot" if tie.awaits_lot else "tie_stays_open"
        return Step(code=code, params={"options": self.labels(tie.tied)})

    def _key(self, tie: TieBreak, option: int) -> Any:
        if tie is TieBreak.VOTES:
            return -self.support[option]
        if tie in {TieBreak.EARLIEST, TieBreak.LATEST}:
            counts = self.history if tie is TieBreak.EARLIEST else self.history[::-1]
            return tuple(-votes[option] for votes in counts)
        if tie in {TieBreak.CHEAP, TieBreak.DEAR}:
            cost = self.options[option].cost or 0
            return cost if tie is TieBreak.CHEAP else -cost
        return option if tie is TieBreak.ORDER or self.lot is None else self.lot[option]


def lot_of(options: Sequence[Option], seed: bytes | None) -> tuple[int, ...] | None:
    """The place of each option in the order that public chance gives; None where no chance was given."""
    if seed is None:
        return None
    order = Dice(seed, label="tally.ties").shuffled(sorted(option.id for option in options))
    places = {id_: place for place, id_ in enumerate(order)}
    return tuple(places[option.id] for option in options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seated:
    """Who got a seat, best first, between whom a tie stays open, and the steps."""

    winners: tuple[int, ...]
    tied: tuple[int, ...]
    steps: tuple[Step, ...]


def seat_best(scores: Sequence[Any], among: Sequence[int], seats: int, breaker: Breaker) -> Seated:
    """The `seats` options with the highest `scores`, of those `among` whom there is to choose."""
    winners: list[int] = []
    steps: list[Step] = []
    left = list(among)
    while left and len(winners) < seats:
        best = max(scores[option] for option in left)
        level = [option for option in left if scores[option] == best]
        if len(level) <= seats - len(winners):
            winners += level
        else:
            try:
                winners += _chosen(level, seats - len(winners), breaker, steps)
            except OpenTie as tie:
                return Seated(winners=tuple(winners), tied=tuple(level), steps=(*steps, breaker.open_step(tie)))
        left = [option for option in left if option not in level]
    return Seated(winners=tuple(winners), tied=(), steps=tuple(steps))


def _chosen(level: list[int], seats: int, breaker: Breaker, steps: list[Step]) -> list[int]:
    """The first `seats` of options that are level."""
    chosen: list[int] = []
    told: list[Step] = []
    for _ in range(seats):
        first, how = breaker.first([option for option in level if option not in chosen])
        chosen.append(first)
        told += how
    steps += told
    return chosen
