"""What must be true of every rule whatever the ballots, and each beside the definition written out step by step."""

from collections import Counter
from fractions import Fraction
from itertools import pairwise as steps
from itertools import permutations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.core.tally.deciding import decide
from folkmoot.core.tally.medians import MajorityValue, level_up, lower_median
from folkmoot.core.tally.methods import Unranked
from folkmoot.core.tally.profiles import Kind, Option, Profile, Turnout, grouped
from folkmoot.core.tally.ranking import borda_points, condorcet_winner, pairwise, paths_won, strongest_paths
from folkmoot.core.tally.ruling import rule_from

NAMES = "abcd"
OPTIONS = tuple(Option(id=name) for name in NAMES)
APPROVALS = st.lists(st.sets(st.integers(0, 3), min_size=1).map(lambda marked: tuple(sorted(marked))), max_size=12)
GRADES = st.lists(st.tuples(*[st.one_of(st.none(), st.integers(0, 4))] * 4), max_size=12)


@st.composite
def rankings(draw: st.DrawFn) -> list[tuple[tuple[int, ...], ...]]:
    """Rankings that may leave options out and place several alike."""
    ballots = []
    for _ in range(draw(st.integers(0, 10))):
        places = draw(st.lists(st.integers(0, 4), min_size=4, max_size=4))
        tiers = tuple(
            tuple(option for option, place in enumerate(places) if place == each) for each in sorted(set(places) - {0})
        )
        ballots += [tiers] if tiers else []
    return ballots


def profile(kind: Kind, ballots: Any) -> Profile:
    rows = list(ballots)
    return Profile(
        kind=kind, options=OPTIONS, ballots=grouped((row, 1) for row in rows), turnout=Turnout(cast=len(rows))
    )


RULES = [
    (Kind.APPROVAL, {"method": "approval", "seats": 2}),
    (Kind.APPROVAL, {"method": "approval", "threshold": {"fraction": "1/2", "of": "cast", "strict": True}}),
    (Kind.GRADES, {"method": "score", "scale": "0-4", "seats": 2}),
    (Kind.GRADES, {"method": "majority-judgement", "scale": "0-4"}),
    (Kind.GRADES, {"method": "agreement", "scale": "0-4", "agree": 2, "threshold": {"fraction": "2/3", "of": "valid"}}),
    (Kind.RANKING, {"method": "plurality", "seats": 2}),
    (Kind.RANKING, {"method": "borda"}),
    (Kind.RANKING, {"method": "condorcet"}),
]


@given(st.sampled_from(RULES), APPROVALS, GRADES, rankings(), st.permutations(range(4)), st.randoms())
def test_neither_the_order_of_ballots_nor_the_names_of_options_decide(case, approvals, grades, ranked, names, chance):
    kind, plain = case
    rows: Any = {Kind.APPROVAL: approvals, Kind.GRADES: grades, Kind.RANKING: ranked}[kind]
    rule = rule_from(plain)
    before = decide(profile(kind, rows), rule)
    moved = [renamed(kind, row, names) for row in chance.sample(rows, len(rows))]
    after = decide(profile(kind, moved), rule)
    assert {names[each] for each in before.winners} == set(after.winners)
    assert {names[each] for each in before.tied} == set(after.tied)


def renamed(kind: Kind, row: Any, names: Any) -> Any:
    if kind is Kind.APPROVAL:
        return tuple(sorted(names[option] for option in row))
    if kind is Kind.GRADES:
        return tuple(row[names.index(place)] for place in range(4))
    return tuple(tuple(sorted(names[option] for option in tier)) for tier in row)


COUNTS = st.lists(st.integers(0, 6), min_size=3, max_size=4)


@given(st.lists(COUNTS, min_size=2, max_size=2).filter(lambda pair: len(pair[0]) == len(pair[1])))
@settings(max_examples=200)
def test_a_majority_value_is_the_medians_taken_away_one_by_one(pair):
    first, second = level_up([counts if sum(counts) else [1, *counts[1:]] for counts in pair])
    mine, theirs = one_by_one(first), one_by_one(second)
    assert (first < second) == (mine < theirs)
    assert (first == second) == (mine == theirs)
    apart = first.difference(second)
    place = next((at for at, (one, other) in enumerate(zip(mine, theirs, strict=True)) if one != other), None)
    assert (apart and tuple(apart)) == (None if place is None else (place, mine[place], theirs[place]))


def one_by_one(value: MajorityValue) -> list[int]:
    left = sorted(grade for grade, count in enumerate(value.given) for _ in range(count))
    return [left.pop((len(left) + 1) // 2 - 1) for _ in range(len(left))]


@given(COUNTS.filter(any))
def test_half_of_all_say_at_least_the_median_and_half_at_most(counts):
    median, total = lower_median(counts), sum(counts)
    assert 2 * sum(counts[: median + 1]) >= total
    assert 2 * sum(counts[median:]) > total


@given(rankings())
def test_borda_points_are_the_mean_over_all_strict_orders_that_agree_with_a_ballot(ballots):
    """With unplaced options sharing the last place, each ballot gives 3 + 2 + 1 + 0 points."""
    for ballot in ballots:
        tiers = [*ballot, tuple(each for each in range(4) if all(each not in tier for tier in ballot))]
        orders = [order for order in permutations(range(4)) if agrees(order, tiers)]
        expected = [sum(Fraction(3 - order.index(each)) for order in orders) / len(orders) for each in range(4)]
        assert borda_points(profile(Kind.RANKING, [ballot]), Unranked.SHARED) == expected


def agrees(order: tuple[int, ...], tiers: list[tuple[int, ...]]) -> bool:
    place = {option: number for number, tier in enumerate(tiers) for option in tier}
    return [place[option] for option in order] == sorted(place[option] for option in order)


@given(rankings())
def test_every_pair_is_counted_one_to_one_and_schulze_elects_whom_everybody_is_beaten_by(ballots):
    pairs = pairwise(profile(Kind.RANKING, ballots))
    for one, other in permutations(range(4), 2):
        assert pairs[one][other] == sum(place_of(ballot, one) < place_of(ballot, other) for ballot in ballots)
    paths = strongest_paths(pairs)
    assert paths == paths_by_hand(pairs)
    best = condorcet_winner(pairs)
    won = [each for each, lost in enumerate(paths_won(paths)) if not lost]
    assert won
    assert best is None or won == [best]


def place_of(ballot: tuple[tuple[int, ...], ...], option: int) -> int:
    return next((place for place, tier in enumerate(ballot) if option in tier), 99)


def paths_by_hand(pairs: list[list[int]]) -> list[list[int]]:
    """The strongest of all simple paths, tried one by one."""
    strength: Counter[tuple[int, int]] = Counter()
    for size in (2, 3, 4):
        for walk in permutations(range(4), size):
            links = [pairs[a][b] if pairs[a][b] > pairs[b][a] else 0 for a, b in steps(walk)]
            strength[walk[0], walk[-1]] = max(strength[walk[0], walk[-1]], min(links))
    return [[strength[one, other] if one != other else 0 for other in range(4)] for one in range(4)]
