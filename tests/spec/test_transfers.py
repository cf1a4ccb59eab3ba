"""Seats by transferred votes: rankings in, the elected and every count out. In words: `docs/spec/transfers.md`."""

from fractions import Fraction

import pytest

from folkmoot.core.tally.deciding import decide
from folkmoot.core.tally.named import RULES
from folkmoot.core.tally.profiles import Kind, Option, Profile, Turnout, grouped
from folkmoot.core.tally.reading import read_preflib
from folkmoot.core.tally.ruling import rule_from
from folkmoot.core.tally.transfers.parcels import apportioned
from folkmoot.messages.tally import explain


def counted(text: str, name: str, seats: int, /, **changes):
    """Rankings such as `40 abc, 20 b` by a named rule; a slash between options that are alike (`a/b`)."""
    seed = changes.pop("seed", None)
    lines = [line.split() for line in text.split(",")]
    letters = sorted({letter for _, ranking in lines for letter in ranking if letter.isalpha()})
    ballots = [(tuple(tiers(ranking, letters)), int(count)) for count, ranking in lines]
    profile = Profile(
        kind=Kind.RANKING,
        options=tuple(Option(id=letter) for letter in letters),
        ballots=grouped(ballots),
        turnout=Turnout(cast=sum(count for _, count in ballots)),
    )
    return profile, decide(profile, rule_from({**RULES[name], "seats": seats, **changes}), seed=seed)


def tiers(ranking: str, letters: list[str]):
    while ranking:
        width = 3 if ranking[1:2] == "/" else 1
        yield tuple(letters.index(letter) for letter in ranking[:width:2])
        ranking = ranking[width:]


def elected(*vote, **changes) -> str:
    profile, outcome = counted(*vote, **changes)
    return "".join(profile.options[each].id for each in outcome.winners) + "?" * bool(outcome.tied)


TABLE = [
    ("a majority needs no transfer", ("6 a, 5 b", "instant-runoff", 1), {}, "a"),
    ("the papers of the last decide", ("4 a, 3 bc, 2 cb", "instant-runoff", 1), {}, "b"),
    ("papers without a next preference are lost", ("4 a, 3 bc, 2 c", "instant-runoff", 1), {}, "a"),
    ("a surplus moves on weighted", ("9 ab, 4 c, 3 d", "wigm-stv", 2), {}, "ac"),
    ("who is left takes the seats that are left", ("9 a, 1 b, 1 c", "wigm-stv", 3), {}, "abc"),
    ("a tie of the last awaits the lot", ("4 a, 2 b, 2 c, 3 d", "instant-runoff", 1), {}, "?"),
    ("or is broken by it", ("4 a, 2 bd, 2 cd, 3 d", "instant-runoff", 1), {"seed": b"\x01"}, "d"),
    (
        "by an earlier count, where the rule says so",
        ("5 a, 3 d, 4 cd, 2 bd, 1 eb", "irish-stv", 1),
        {"ties": ["earliest-count", "order"]},
        "d",
    ),
    (
        "two alike on a ballot: it counts up to there",
        ("3 a, 2 bc/d, 4 c", "instant-runoff", 1),
        {"ties": ["order"]},
        "c",
    ),
]


@pytest.mark.parametrize(("vote", "changes", "won"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_who_is_elected(vote, changes, won):
    assert elected(*vote, **changes) == won


def test_weighted_papers_keep_their_worth_and_five_decimals_cut_it():
    text = "9 ab, 4 c, 3 bd"
    assert rows(text, "wigm-stv") == {"a": (9, 6), "b": (3, 6), "c": (4, 4), "d": (0, 0)}
    thirds = "7 ab, 2 c, 1 d, 1 cd"
    assert rows(thirds, "wigm-stv")["b"][1] == 3
    assert rows(thirds, "scottish-stv")["b"][1] == Fraction(7 * 42857, 100_000)


def rows(text: str, name: str):
    _, outcome = counted(text, name, 2)
    return {row[0]: row[1:-1] for row in outcome.grids[0].rows}


def test_whole_papers_of_the_last_parcel_move_in_proportion():
    found = rows("9 ab, 3 ac, 4 c, 3 d", "irish-stv")  # quota 7: five papers of twelve move
    assert [found[each][1] for each in "abcd"] == [7, 4, 5, 3]
    assert apportioned([9, 3], 5) == [4, 1]
    assert apportioned([1, 1, 1], 2) == [1, 1, 0]
    assert apportioned([2, 2], 3, prefer=lambda at: at) == [1, 2]


def test_a_count_tells_its_story():
    _, outcome = counted("6 ab, 2 c, 1 b", "irish-stv", 2)
    assert explain(outcome) == (
        "9 ballots name somebody; for 2 seats the quota is 4 votes.",
        "Count 1. Votes that went nowhere so far: 0.",
        "a: 6",
        "c: 2",
        "b: 1",
        "a reaches the quota with 6 votes and has seat 1.",
        "The surplus of a, 2 votes, moves on.",
        "Count 2. Votes that went nowhere so far: 0.",
        "b: 3",
        "c: 2",
        "c has the fewest votes, 2, and is excluded; its papers move on.",
        "Count 3. Votes that went nowhere so far: 2.",
        "b: 3",
        "As many seats are left as options: b has seat 2 with 3 votes.",
    )


@pytest.mark.parametrize("name", ["irish-stv", "scottish-stv"])
@pytest.mark.parametrize(
    ("file", "seats", "historical"),
    [
        ("00001-00000001.soi", 4, ["G.V. Wright F.F.", "Jim Glennon F.F.", "Sean Ryan Lab", "Trevor Sargent G.P."]),
        ("00001-00000002.soi", 3, ["Brian Lenihan F.F.", "Joan Burton Lab", "Joe Higgins S.P."]),
    ],
)
def test_ireland_2002_elects_whom_it_elected(name, file, seats, historical, data_folder):
    profile = read_preflib((data_folder / "ballots" / "preflib" / file).read_text())
    outcome = decide(profile, rule_from({**RULES[name], "seats": seats}))
    assert sorted(profile.options[each].name for each in outcome.winners) == historical
