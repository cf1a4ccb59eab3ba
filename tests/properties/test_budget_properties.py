"""Equal shares beside the definition written out voter by voter, and what must hold for every budget vote."""

from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.core.tally.budgets.purses import Backing, Purses
from folkmoot.core.tally.budgets.shares import buy, market_of
from folkmoot.core.tally.deciding import decide
from folkmoot.core.tally.profiles import Kind, Option, Profile, Turnout, grouped
from folkmoot.core.tally.ruling import rule_from
from folkmoot.core.tally.ties import Breaker, TieBreak

COSTS = st.lists(st.integers(1, 12), min_size=2, max_size=5)
LIKINGS = st.lists(st.lists(st.integers(0, 3), min_size=5, max_size=5), min_size=1, max_size=7)


def points(rows: Any, costs: list[int], *, approval: bool) -> Profile:
    """The ballots as points, or as approvals wherever points are above 0."""
    options = tuple(Option(id="abcde"[place], cost=Fraction(cost)) for place, cost in enumerate(costs))
    marked = [tuple((at, liking) for at, liking in enumerate(row[: len(costs)]) if liking) for row in rows]
    ballots: Any = [tuple(at for at, _ in marks) for marks in marked] if approval else marked
    blank = sum(not marks for marks in marked)
    return Profile(
        kind=Kind.APPROVAL if approval else Kind.POINTS,
        options=options,
        ballots=grouped((ballot, 1) for ballot in ballots if ballot),
        turnout=Turnout(cast=len(rows), blank=blank),
        budget=Fraction(20),
    )


def voter_by_voter(rows: Any, costs: list[int], endowment: Fraction, worth: list[int]) -> list[int]:
    """The method as its authors define it: the least rate at which a project is paid, again and again."""
    money = [endowment] * len(rows)
    bought: list[int] = []
    while True:
        rates = {}
        for option, cost in enumerate(costs):
            fans = [voter for voter, row in enumerate(rows) if row[option]]
            if option in bought or sum(money[voter] for voter in fans) < cost or not fans:
                continue
            # The rate lies at one of the points where somebody has just enough, or between two of them.
            points_at = sorted({money[voter] / rows[voter][option] for voter in fans})
            for end in points_at:
                poor = [voter for voter in fans if money[voter] / rows[voter][option] < end]
                rich = [voter for voter in fans if voter not in poor]
                rate = Fraction(cost - sum(money[voter] for voter in poor)) / sum(rows[voter][option] for voter in rich)
                if rate <= end:
                    rates[option] = rate / worth[option]
                    break
        if not rates:
            return bought
        best = min(rates, key=lambda option: (rates[option], option))
        for voter, row in enumerate(rows):
            money[voter] -= min(money[voter], rates[best] * worth[best] * row[best])
        bought.append(best)


@given(LIKINGS, COSTS, st.fractions(Fraction(1, 3), 9, max_denominator=7), st.booleans(), st.booleans())
@settings(max_examples=200)
def test_equal_shares_buy_what_the_definition_buys(rows, costs, endowment, approval, by_money):
    profile = points(rows, costs, approval=approval)
    worth = costs if by_money else [1] * len(costs)
    breaker = Breaker(options=profile.options, ties=(TieBreak.ORDER,), support=[0] * len(costs))
    found = buy(market_of(profile, [Fraction(each) for each in worth]), endowment, breaker)
    plain = [[min(liking, 1) if approval else liking for liking in row[: len(costs)]] for row in rows]
    assert [each.option for each in found.purchases] == voter_by_voter(plain, costs, endowment, worth)
    assert found.cost <= endowment * len(rows)


RULES: list[dict[str, Any]] = [
    {"method": "equal-shares", "completion": ["add1"]},
    {"method": "equal-shares", "completion": ["add1", "utilitarian"], "stop": "exhausted", "endowment": "whole"},
    {"method": "equal-shares", "completion": ["utilitarian"], "satisfaction": "cardinality", "compare": "satisfaction"},
    {"method": "greedy", "least_votes": 2},
]


@given(st.sampled_from(RULES), LIKINGS, COSTS, st.randoms())
def test_no_rule_overspends_or_depends_on_the_order_of_ballots(plain, rows, costs, chance):
    rule = rule_from({**plain, "ties": ["order"]})
    outcome = decide(points(rows, costs, approval=True), rule)
    assert sum(costs[each] for each in outcome.winners) <= 20
    assert len(set(outcome.winners)) == len(outcome.winners)
    shuffled = chance.sample(rows, len(rows))
    assert decide(points(shuffled, costs, approval=True), rule) == outcome
    if "utilitarian" in plain.get("completion", []):
        supported = {at for row in rows for at, liking in enumerate(row[: len(costs)]) if liking}
        left = 20 - sum(costs[each] for each in outcome.winners)
        assert all(costs[each] > left for each in supported - set(outcome.winners))


def test_a_price_found_among_purses_is_paid_to_the_last_unit():
    import numpy as np

    counts = np.array([2, 1, 1], dtype=np.int64)
    purses = Purses(counts, Fraction(10, 3))
    both = Backing(groups=np.array([0, 1]), liking_at=np.array([0, 0]), likings=(1,))
    rate = purses.rate(both, purses.shares(both), Fraction(7))
    assert rate == Fraction(7, 3)
    assert purses.pay(both, purses.shares(both), rate) == 0
    everybody = Backing(groups=np.array([0, 1, 2]), liking_at=np.array([0, 0, 0]), likings=(1,))
    rate = purses.rate(everybody, purses.shares(everybody), Fraction(6))
    assert rate == 3
    assert purses.pay(everybody, purses.shares(everybody), rate) == 3
    assert purses.rate(everybody, purses.shares(everybody), Fraction(1)) is None
