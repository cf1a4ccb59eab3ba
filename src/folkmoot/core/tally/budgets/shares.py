"""The Method of Equal Shares: everybody has the same share of the budget, and supporters buy what they like together.

Again and again the project is bought whose supporters pay the least for each unit of liking; whoever has less than her
part pays all that she has. Source: D. Peters, G. Pierczyński and P. Skowron, Proportional Participatory Budgeting with
Additive Utilities (NeurIPS 2021).

A price never falls while money is spent, so the last known price of a project bounds its next one from below: projects
are asked again in the order of these bounds, and most are not asked at all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush

import numpy as np

from folkmoot.core.tally.budgets.purses import Backing, Purses, Share, Whole
from folkmoot.core.tally.profiles import Approvals, Points, Profile
from folkmoot.core.tally.tallies import Step
from folkmoot.core.tally.ties import Breaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """Projects, what they cost, who supports them, and how much one unit of liking is `worth` for each. `bounds` are
    the prices if everybody could pay her part, least first: no price is ever lower.
    """

    costs: tuple[Fraction, ...]
    worth: tuple[Fraction, ...]
    backings: tuple[Backing, ...]
    counts: Whole
    bounds: tuple[tuple[Fraction, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """A project bought: its supporters pay `rate` for each unit of liking; of them `poor` had less and paid it all."""

    option: int
    rate: Fraction
    supporters: int
    poor: int
    ties: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """What equal shares of `endowment` buy, in order, and what it costs."""

    endowment: Fraction
    purchases: tuple[Purchase, ...]
    cost: Fraction


Priced = tuple[Fraction, int, list[Share]]


def market_of(profile: "Profile[Approvals] | Profile[Points]", worth: Sequence[Fraction]) -> Market:
    """The projects of a vote; `worth` is what a unit of liking counts for each."""
    backers: list[list[tuple[int, int]]] = [[] for _ in profile.options]
    for group, (marks, _) in enumerate(profile.ballots):
        for mark in marks:
            option, liking = mark if isinstance(mark, tuple) else (mark, 1)
            backers[option].append((group, liking))
    costs = tuple(option.cost or Fraction() for option in profile.options)
    counts = [count for _, count in profile.ballots]
    weights = [sum(counts[group] * liking for group, liking in behind) for behind in backers]
    return Market(
        costs=costs,
        worth=tuple(worth),
        backings=tuple(map(_backing, backers)),
        counts=np.array(counts, dtype=np.int64),
        bounds=tuple(sorted(_bounds(costs, worth, weights))),
    )


def buy(market: Market, endowment: Fraction, breaker: Breaker, *, most: Fraction | None = None) -> Bought:
    """Spend equal shares. Where it is clear that more than `most` is spent, the rest is not worked out.

    A project without supporters or cost is never bought. Raises `OpenTie` where the published rule does not decide.
    """
    purses = Purses(market.counts, endowment)
    queue = list(market.bounds)
    purchases: list[Purchase] = []
    spent = Fraction()
    while queue and (most is None or spent <= most):
        best = _best(market, purses, queue)
        if not best:
            break
        chosen, ties = breaker.first(sorted(option for _, option, _ in best))
        for rate, option, shares in best:
            if option != chosen:
                heappush(queue, (rate, option))
                continue
            poor = purses.pay(market.backings[option], shares, rate * market.worth[option])
            supporters = sum(voters for _, _, voters in shares)
            purchases.append(Purchase(option=option, rate=rate, supporters=supporters, poor=poor, ties=ties))
            spent += market.costs[option]
    return Bought(endowment=endowment, purchases=tuple(purchases), cost=spent)


def _bounds(
    costs: Sequence[Fraction], worth: Sequence[Fraction], weights: Sequence[int]
) -> Iterator[tuple[Fraction, int]]:
    for option, (cost, unit, weight) in enumerate(zip(costs, worth, weights, strict=True)):
        if cost and unit and weight:
            yield cost / weight / unit, option


def _best(market: Market, purses: Purses, queue: list[tuple[Fraction, int]]) -> list[Priced]:
    """The projects with the least price now, taken from the queue; those that nobody can pay any more are dropped."""
    best: list[Priced] = []
    while queue and (not best or queue[0][0] <= best[0][0]):
        _, option = heappop(queue)
        shares = purses.shares(market.backings[option])
        rate = purses.rate(market.backings[option], shares, market.costs[option])
        if rate is None:
            continue
        rate /= market.worth[option]
        if best and rate > best[0][0]:
            heappush(queue, (rate, option))
        elif best and rate < best[0][0]:
            for other_rate, other, _ in best:
                heappush(queue, (other_rate, other))
            best = [(rate, option, shares)]
        else:
            best.append((rate, option, shares))
    return best


def _backing(backers: Sequence[tuple[int, int]]) -> Backing:
    likings = sorted({liking for _, liking in backers})
    places = {liking: place for place, liking in enumerate(likings)}
    return Backing(
        groups=np.array([group for group, _ in backers], dtype=np.int64),
        liking_at=np.array([places[liking] for _, liking in backers], dtype=np.int64),
        likings=tuple(likings) or (1,),
    )
