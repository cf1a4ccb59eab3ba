"""A budget vote from ballots to outcome: equal shares, completions, and the comparison with the greedy rule.

Equal shares alone leave money over, so cities complete them. Add1 gives everybody a little more than her share, as long
as what is bought still fits into the real budget; the utilitarian completion spends the rest greedily.
Source: https://equalshares.net/explanation; the completions follow Rey and Maly, arXiv:2303.00621.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from folkmoot.core.faults import Fault, Faults
from folkmoot.core.tally.budget_rules import (
    Comparison,
    Completion,
    Endowment,
    EqualShares,
    Greedy,
    Satisfaction,
    Sharers,
    Stop,
)
from folkmoot.core.tally.budgets import stories
from folkmoot.core.tally.budgets.greedy import Pick, greedy_picks
from folkmoot.core.tally.budgets.shares import Bought, Market, buy, market_of
from folkmoot.core.tally.outcomes import Outcome
from folkmoot.core.tally.profiles import Approvals, Option, Points, Profile
from folkmoot.core.tally.tallies import Step
from folkmoot.core.tally.ties import Breaker, OpenTie, lot_of

BudgetProfile = Profile[Approvals] | Profile[Points]


class BudgetMissing(Fault):
    """Nobody said how much may be spent."""


class CostMissing(Fault):
    """The project `option` has no cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """What was bought in the end, after every share was raised so many `times`, and what raising it `once_more` would
    have cost (None where it was not that which ended it).
    """

    bought: Bought
    times: int
    once_more: Fraction | None


def count_shares(profile: BudgetProfile, rule: EqualShares, *, seed: bytes | None = None) -> Outcome:
    """The Method of Equal Shares with the completions of the rule. Raises `Faults` where a cost or the budget lacks."""
    budget = _checked(profile)
    votes = _votes(profile)
    breaker = Breaker(options=profile.options, ties=rule.ties, support=votes, lot=lot_of(profile.options, seed))
    voters = profile.turnout.cast if rule.voters is Sharers.CAST else profile.turnout.valid
    told = [stories.shared(budget, voters, _endowment(budget, voters, rule))]
    try:
        raised = _raised(profile, rule, budget, voters, breaker)
        picks = _completed(profile, rule, budget, raised.bought, breaker)
        versus = _greedy(profile, rule.satisfaction, budget, breaker) if rule.compare is not Comparison.NONE else []
    except OpenTie as tie:
        return Outcome(winners=(), tied=tie.tied, steps=(*told, breaker.open_step(tie)))
    bought = raised.bought
    winners = (*(each.option for each in bought.purchases), *(pick.option for pick in picks))
    told += stories.raised(rule, raised.times, bought.endowment, raised.once_more)
    told += stories.bought(profile.options, bought, _worth(profile.options, rule.satisfaction))
    told += stories.picked(profile.options, picks, votes, budget - bought.cost)
    if rule.compare is not Comparison.NONE:
        winners, compared = _compared(profile, rule.compare, winners, [pick.option for pick in versus])
        told.append(compared)
    told.append(stories.spent(profile.options, winners, budget))
    grid = stories.projects(profile.options, votes, winners, bought, _worth(profile.options, rule.satisfaction))
    return Outcome(winners=winners, grids=(grid,), steps=tuple(told))


def count_greedy(profile: BudgetProfile, rule: Greedy, *, seed: bytes | None = None) -> Outcome:
    """The best supported projects that fit. Raises `Faults` where a cost or the budget is missing."""
    budget = _checked(profile)
    votes = _votes(profile)
    breaker = Breaker(options=profile.options, ties=rule.ties, support=votes, lot=lot_of(profile.options, seed))
    barred = [option for option, count in enumerate(votes) if count < rule.least_votes]
    try:
        picks = _greedy(profile, rule.satisfaction, budget, breaker, without=barred, skips=rule.skips)
    except OpenTie as tie:
        return Outcome(winners=(), tied=tie.tied, steps=(breaker.open_step(tie),))
    winners = tuple(pick.option for pick in picks)
    return Outcome(
        winners=winners,
        grids=(stories.projects(profile.options, votes, winners, None, ()),),
        steps=(
            *stories.barred(profile.options, votes, barred, rule.least_votes),
            *stories.picked(profile.options, picks, votes, budget),
            stories.spent(profile.options, winners, budget),
        ),
    )


def _checked(profile: BudgetProfile) -> Fraction:
    faults: list[Fault] = [CostMissing(option=option.label) for option in profile.options if option.cost is None]
    if profile.budget is None:
        faults.append(BudgetMissing())
    if faults or profile.budget is None:
        raise Faults(*faults)
    return profile.budget


def _votes(profile: BudgetProfile) -> list[int]:
    """How many ballots support each project, or what points it got."""
    votes = [0] * len(profile.options)
    for marks, count in profile.ballots:
        for mark in marks:
            option, liking = mark if isinstance(mark, tuple) else (mark, 1)
            votes[option] += liking * count
    return votes


def _endowment(budget: Fraction, voters: int, rule: EqualShares) -> Fraction:
    share = budget / voters if voters else Fraction()
    return share if rule.endowment is Endowment.EXACT else Fraction(floor(share))


def _worth(options: Sequence[Option], satisfaction: Satisfaction) -> tuple[Fraction, ...]:
    """What a unit of liking is worth: the money spent on what one likes, or one for each project or point."""
    return tuple(
        (option.cost or Fraction()) if satisfaction is Satisfaction.COST else Fraction(1) for option in options
    )


def _raised(profile: BudgetProfile, rule: EqualShares, budget: Fraction, voters: int, breaker: Breaker) -> Raised:
    market = market_of(profile, _worth(profile.options, rule.satisfaction))
    found = buy(market, _endowment(budget, voters, rule), breaker)
    times = 0
    while Completion.ADD1 in rule.completion and not _finished(market, rule, found, budget):
        more = buy(market, found.endowment + rule.step, breaker, most=budget)
        if more.cost > budget:
            return Raised(bought=found, times=times, once_more=more.cost)
        found, times = more, times + 1
    return Raised(bought=found, times=times, once_more=None)


def _finished(market: Market, rule: EqualShares, found: Bought, budget: Fraction) -> bool:
    """Whether nothing that anybody supports is left to buy, or (where the rule stops there) nothing that fits."""
    owned = {each.option for each in found.purchases}
    most = None if rule.stop is Stop.OVERSPENT else budget - found.cost
    return not any(
        cost and len(backing.groups) and option not in owned and (most is None or cost <= most)
        for option, (cost, backing) in enumerate(zip(market.costs, market.backings, strict=True))
    )


def _completed(
    profile: BudgetProfile, rule: EqualShares, budget: Fraction, bought: Bought, breaker: Breaker
) -> list[Pick]:
    if Completion.UTILITARIAN not in rule.completion:
        return []
    owned = {each.option for each in bought.purchases}
    return _greedy(profile, rule.satisfaction, budget - bought.cost, breaker, without=owned)


def _greedy(
    profile: BudgetProfile,
    satisfaction: Satisfaction,
    budget: Fraction,
    breaker: Breaker,
    *,
    without: Collection[int] = (),
    skips: bool = True,
) -> list[Pick]:
    """By votes where satisfaction is money (votes times cost, for each unit of cost), else by votes for each unit."""
    scores = [
        Fraction(votes) if satisfaction is Satisfaction.COST or not option.cost else votes / option.cost
        for option, votes in zip(profile.options, _votes(profile), strict=True)
    ]
    return greedy_picks(profile.options, scores, budget, breaker, without=without, skips=skips)


def _compared(
    profile: BudgetProfile, by: Comparison, shares: tuple[int, ...], greedy: Sequence[int]
) -> tuple[tuple[int, ...], Step]:
    """Which of two outcomes more voters prefer; equal shares stand where as many do."""
    mine = theirs = 0
    for marks, count in profile.ballots:
        one, other = (_satisfied(marks, by, winners) for winners in (shares, greedy))
        mine, theirs = mine + count * (one > other), theirs + count * (other > one)
    code = "shares_preferred" if mine >= theirs else "greedy_preferred"
    step = Step(code=code, params={"shares": mine, "greedy": theirs})
    return (shares if mine >= theirs else tuple(greedy)), step


def _satisfied(marks: Sequence[object], by: Comparison, winners: Collection[int]) -> int:
    """How many winners a ballot supports; for the exclusion ratio, whether any."""
    supported = sum((mark[0] if isinstance(mark, tuple) else mark) in winners for mark in marks)
    return supported if by is Comparison.SATISFACTION else min(supported, 1)
