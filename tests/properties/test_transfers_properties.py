"""Transferred votes beside a count of single papers, and what must hold in every count."""

from fractions import Fraction
from math import floor
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.core.tally.deciding import decide
from folkmoot.core.tally.named import RULES
from folkmoot.core.tally.profiles import Kind, Option, Profile, Turnout, grouped
from folkmoot.core.tally.ruling import rule_from

PAPERS = st.lists(
    st.permutations(range(5)).flatmap(lambda order: st.integers(1, 5).map(lambda n: tuple(order[:n]))),
    min_size=1,
    max_size=25,
)


def profile_of(papers: Any) -> Profile:
    ballots = [(tuple((option,) for option in paper), 1) for paper in papers]
    options = tuple(Option(id=name) for name in "abcde")
    return Profile(kind=Kind.RANKING, options=options, ballots=grouped(ballots), turnout=Turnout(cast=len(ballots)))


def paper_by_paper(papers: Any, seats: int, decimals: int | None) -> list[int]:  # noqa: C901 - one count, read from top to bottom
    """The weighted rule on single papers: each has a worth and lies with one option. Ties go by order."""
    worth = [Fraction(1)] * len(papers)
    holder: list[int | None] = [paper[0] for paper in papers]
    continuing, elected, spent = [0, 1, 2, 3, 4], [], []
    quota = len(papers) // (seats + 1) + 1

    def votes(option: int) -> Fraction:
        return sum((worth[at] for at, held in enumerate(holder) if held == option), Fraction())

    def move(option: int, factor: Fraction) -> None:
        for at, held in enumerate(holder):
            if held == option:
                rest = papers[at][papers[at].index(option) + 1 :]
                holder[at] = next((each for each in rest if each in continuing), None)
                worth[at] *= factor
                if decimals is not None and factor != 1:
                    worth[at] = Fraction(floor(worth[at] * 10**decimals), 10**decimals)

    while True:
        for option in sorted(continuing, key=lambda each: (-votes(each), each)):
            elected += [option] if votes(option) >= quota else []
        continuing = [each for each in continuing if each not in elected]
        if len(continuing) <= seats - len(elected):
            return elected + sorted(continuing, key=lambda each: (-votes(each), each))
        if len(elected) == seats:
            return elected
        over = [each for each in elected if each not in spent and votes(each) > quota]
        if over:
            first = min(over, key=lambda each: (-votes(each), each))
            spent.append(first)
            move(first, (votes(first) - quota) / votes(first))
        else:
            last = max(continuing, key=lambda each: (-votes(each), each))
            continuing.remove(last)
            move(last, Fraction(1))


@given(PAPERS, st.integers(1, 4), st.sampled_from([None, 5, 1]))
@settings(max_examples=200)
def test_weighted_transfers_elect_whom_a_count_of_single_papers_elects(papers, seats, decimals):
    plain = {"method": "stv", "seats": seats, "ties": ["order"], **({} if decimals is None else {"decimals": decimals})}
    assert list(decide(profile_of(papers), rule_from(plain)).winners) == paper_by_paper(papers, seats, decimals)


@given(PAPERS, st.integers(1, 4), st.sampled_from(["irish-stv", "scottish-stv", "wigm-stv"]), st.randoms())
def test_every_seat_is_filled_no_vote_is_made_and_the_order_of_ballots_decides_nothing(papers, seats, name, chance):
    rule = rule_from({**RULES[name], "seats": seats})
    outcome = decide(profile_of(papers), rule, seed=b"\x01")
    assert len(outcome.winners) == seats
    for at in range(1, len(outcome.grids[0].columns) - 1):
        votes = [Fraction(row[at]) for row in outcome.grids[0].rows]
        assert sum(votes) <= len(papers)
        assert name != "irish-stv" or all(each.denominator == 1 for each in votes)
    assert decide(profile_of(chance.sample(papers, len(papers))), rule, seed=b"\x01") == outcome


@given(
    PAPERS,
    st.integers(1, 4),
    st.sampled_from(["irish-stv", "wigm-stv"]),
    st.sets(st.integers(0, 4), min_size=1, max_size=3),
)
def test_a_group_that_votes_alike_has_the_seats_that_its_numbers_earn(papers, seats, name, group):
    """Droop proportionality: k quotas of papers that put a group of at least k first elect at least k of it."""
    outcome = decide(profile_of(papers), rule_from({**RULES[name], "seats": seats}), seed=b"\x02")
    solid = sum(set(paper[: len(group)]) == group for paper in papers)
    quotas = solid // (len(papers) // (seats + 1) + 1)
    assert len(group & set(outcome.winners)) >= min(quotas, len(group))
