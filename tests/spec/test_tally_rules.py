"""Each rule as a table: ballots in, winners and tables out. `docs/spec/tally-rules.md` tells the same in words."""

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from folkmoot.core.faults import Faults
from folkmoot.core.tally.deciding import decide
from folkmoot.core.tally.medians import lower_median
from folkmoot.core.tally.named import RULES
from folkmoot.core.tally.outcomes import Outcome
from folkmoot.core.tally.profiles import (
    BallotsOfAnotherKind,
    Cast,
    ElectorateUnknown,
    GradeTable,
    Kind,
    Option,
    Profile,
    Turnout,
    grouped,
)
from folkmoot.core.tally.reading import read_ballots
from folkmoot.core.tally.ruling import rule_from
from folkmoot.messages import sentence
from folkmoot.messages.tally import explain, figure

DATA = Path(__file__).parent.parent / "data" / "tally"


def counted(text: str, /, **rule) -> tuple[Cast, Outcome]:
    """Ballots as CSV and a rule as keywords: what is decided."""
    seed = rule.pop("seed", None)
    people = {name: rule.pop(name, None) for name in ("present", "eligible")}
    plain = {**RULES[rule.pop("name")], **rule} if "name" in rule else rule
    rows = [tuple(line.split(",")) for line in text.split()]
    method = rule_from(plain)
    cast = read_ballots(rows[0], list(enumerate(rows[1:], 2)), method, **people)
    return cast, decide(cast, method, seed=seed)


def winners(text: str, /, **rule) -> tuple[str, str]:
    """Who won, and who is tied, by their names run together."""
    cast, outcome = counted(text, **rule)
    ids = [option.id for option in cast.options]
    return "".join(ids[each] for each in outcome.winners), "".join(ids[each] for each in outcome.tied)


def grid(outcome: Outcome, code: str):
    return next(each for each in outcome.grids if each.code == code).rows


# Tennessee's capital, the usual example: https://en.wikipedia.org/wiki/Condorcet_method
TENNESSEE = "m,n,c,k,ballots 1,2,3,4,42 4,1,2,3,26 4,3,1,2,15 4,3,2,1,17"
# Nobody beats everybody: M. Schulze (2011), example 1.
SCHULZE = (
    "a,b,c,d,e,ballots 1,3,2,5,4,5 1,5,4,2,3,5 4,1,5,3,2,8 2,3,1,5,4,3 2,4,1,5,3,7 3,2,1,4,5,2 5,4,2,1,3,7 3,2,5,4,1,8"
)
APPROVALS = "a,b,c,ballots x,x,,40 x,,x,30 ,x,,21 ,,,9"

TABLE = [
    ("approval: the most often marked", APPROVALS, {"name": "approval"}, "a", ""),
    ("approval: the best two", APPROVALS, {"name": "approval", "seats": 2}, "ab", ""),
    (
        "approval: all that more than half of the valid ballots accept",
        APPROVALS,
        {"name": "approval-majority"},
        "ab",
        "",
    ),
    (
        "approval: 70 of 100 cast are enough for 7/10 where blanks count",
        APPROVALS,
        {"method": "approval", "threshold": {"fraction": "7/10", "of": "cast"}},
        "a",
        "",
    ),
    (
        "approval: 71 % are not",
        APPROVALS,
        {"method": "approval", "threshold": {"fraction": "71/100", "of": "cast"}},
        "",
        "",
    ),
    (
        "approval: 71 % of 91 ballots are, where blanks do not count",
        APPROVALS,
        {"method": "approval", "threshold": {"fraction": "71/100", "of": "cast", "blanks_count": False}},
        "a",
        "",
    ),
    ("a tie awaits the lot", "a,b x,x", {"name": "approval"}, "", "ab"),
    ("a tie that does not matter is none", "a,b,c x,x,", {"name": "approval", "seats": 2}, "ab", ""),
    ("the lot breaks it", "a,b x,x", {"name": "approval", "seed": b"\xaa"}, "a", ""),
    ("another lot breaks it the other way", "a,b x,x", {"name": "approval", "seed": b"\xa1"}, "b", ""),
    ("or the order on the ballot, where the rule says so", "a,b x,x", {"name": "approval", "ties": ["order"]}, "a", ""),
    ("a rule without a way out leaves a tie open", "a,b x,x", {"name": "approval", "ties": []}, "", "ab"),
    ("first places", TENNESSEE, {"name": "plurality"}, "m", ""),
    ("Borda", TENNESSEE, {"name": "borda"}, "n", ""),
    ("Condorcet", TENNESSEE, {"name": "condorcet"}, "n", ""),
    ("Condorcet where nobody beats everybody: Schulze", SCHULZE, {"name": "condorcet"}, "e", ""),
    ("score: the best mean", "a,b 7,10 8,0 9,3", {"name": "score-0-10"}, "a", ""),
    ("score: silence is left out", "a,b 7,10 8, 9,", {"name": "score-0-10"}, "b", ""),
    ("score: or counts as the lowest", "a,b 7,10 8, 9,", {"name": "score-0-10", "silent": "lowest"}, "a", ""),
    (
        "score: all that have at least a mean of 7",
        "a,b,c 7,10,6 7,4,7",
        {"method": "score", "scale": "0-10", "least": 7},
        "ab",
        "",
    ),
    (
        "agreement: the highest two of five points against a threshold",
        "a,b,ballots 4,5,6 3,1,4",
        {"method": "agreement", "scale": "1-5", "agree": 2, "threshold": {"fraction": "3/5", "of": "valid"}},
        "ab",
        "",
    ),
    (
        "agreement: silent ballots are blank",
        "a,b,ballots 4,5,6 3,1,3 ,1,1",
        {"method": "agreement", "scale": "1-5", "agree": 2, "threshold": {"fraction": "2/3", "of": "valid"}},
        "a",
        "",
    ),
    (
        "consensus: nobody objects",
        "a,b,ballots support,object,2 support,support,9",
        {"name": "consensus"},
        "a",
        "",
    ),
    (
        "consensus: so many may object",
        "a,b,ballots support,object,2 support,support,9",
        {"name": "consensus", "objections": 2},
        "ab",
        "",
    ),
    (
        "consensus: silence does not object, and does not support",
        "a,b ,support ,support",
        {"name": "consensus"},
        "b",
        "",
    ),
    (
        "consensus, else four fifths",
        "a,b,ballots support,object,2 support,support,8 object,support,3",
        {"name": "consensus-or-four-fifths"},
        "b",
        "",
    ),
    ("majority judgement: the median", "a,b 1,2 1,2 3,2", {"method": "majority-judgement", "scale": "1-3"}, "b", ""),
    (
        "majority judgement: equal medians, the next ones decide",
        "a,b 1,1 1,2 2,2 2,3 3,3",
        {"method": "majority-judgement", "scale": "1-3"},
        "b",
        "",
    ),
    (
        "majority judgement: the same grades stay tied",
        "a,b 1,2 2,1",
        {"method": "majority-judgement", "scale": "1-3"},
        "",
        "ab",
    ),
    ("yes or no: each item for itself", "a,b yes,no yes,yes no,no", {"name": "simple-majority"}, "a", ""),
    ("yes or no: two thirds", "a,b yes,no yes,yes no,no", {"name": "two-thirds"}, "a", ""),
]


@pytest.mark.parametrize(("text", "rule", "won", "tied"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_who_wins(text, rule, won, tied):
    assert winners(text, **rule) == (won, tied)


def test_a_ranking_gives_first_places_points_and_every_pair_whatever_decides():
    _, outcome = counted(TENNESSEE, name="plurality")
    assert grid(outcome, "first_places") == (("m", 42), ("n", 26), ("c", 15), ("k", 17))
    assert grid(outcome, "borda") == (("m", 126), ("n", 194), ("c", 173), ("k", 107))
    assert grid(outcome, "pairwise") == (
        ("m", 0, 42, 42, 42),
        ("n", 58, 0, 68, 68),
        ("c", 58, 32, 0, 83),
        ("k", 58, 32, 17, 0),
    )


def test_equal_places_share_their_points_and_what_is_not_placed_has_none_or_a_share():
    text = "a,b,c,d 1,1,2, "
    assert grid(counted(text, name="borda")[1], "borda") == (
        ("a", Fraction(5, 2)),
        ("b", Fraction(5, 2)),
        ("c", 1),
        ("d", 0),
    )
    assert grid(counted("a,b,c,d 1,,,", name="borda", unranked="shared")[1], "borda") == (
        ("a", 3),
        ("b", 1),
        ("c", 1),
        ("d", 1),
    )
    assert grid(counted(text, name="borda")[1], "first_places")[:2] == (("a", Fraction(1, 2)), ("b", Fraction(1, 2)))


def test_all_points_of_a_scale_are_published_and_not_only_the_mean():
    _, outcome = counted("a,b 7,10 8, 7,0", name="score-0-10")
    assert grid(outcome, "means") == (("a", 3, Fraction(22, 3)), ("b", 2, 5))
    assert grid(outcome, "grades") == (("a", *[0] * 7, 2, 1, 0, 0, 0), ("b", 1, *[0] * 9, 1, 1))


def test_a_result_tells_its_story():
    _, outcome = counted("a,b,c 2,3,1 2,2,1 1,2,3 2,1,", method="majority-judgement", scale="1-3")
    apart = "when the grades in the middle have been taken (75.0 %), the next middle grade is “3” for the first and "
    apart += "“2” for the second."
    assert explain(outcome) == (
        "The middle grade of b is “2”.",
        "The middle grade of a is “2”.",
        f"b comes before a: {apart}",
        "The middle grade of c is “1”.",
    )
    _, lot = counted("a,b x,x", name="approval", seed=b"\xaa")
    assert explain(lot)[-1] == "a, b are level. The lot falls on a."
    _, tied = counted("a,b x,x", name="approval")
    assert explain(tied)[-1] == "a, b are level, and the rule says that a lot decides. It has not been drawn."


def test_figures_are_cut_and_say_so():
    said = [
        figure(each) for each in (Fraction(22, 3), Fraction(5), Fraction(1, 8), Fraction(1, 100_000), 7, ("a", "b"))
    ]
    assert said == ["7.3333…", "5", "0.125", "0.0…", "7", "a, b"]


def test_each_component_must_agree_by_its_own_threshold():
    """One component that falls short stops a proposal that all together would carry."""
    half, more = {"fraction": "1/2", "of": "valid", "strict": True}, {"fraction": "2/3", "of": "valid"}
    rule = {"method": "components", "components": {"parliament": half, "council": half, "citizens": more}}
    text = "component,a,b,ballots parliament,yes,yes,108 council,no,no,28 council,yes,no,26 "
    text += "citizens,yes,yes,80 citizens,no,yes,28"
    cast, outcome = counted(text, **rule)
    assert winners(text, **rule) == ("", "")
    assert explain(outcome)[-1] == "Not adopted in: council. So it is not adopted."
    assert winners(text.replace("council,no,no,28", "council,no,no,25"), **rule) == ("a", "")
    assert [each.code for each in outcome.grids] == ["component parliament", "component council", "component citizens"]
    assert cast.turnout.cast == 270
    sums = "option,component,yes,no a,parliament,60,40 a,council,20,7 a,citizens,80,28"
    assert winners(sums, **rule) == ("a", "")


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("a yes", ["The table has no column “component”; it has a. Add it."]),
        (
            "component,a lords,yes",
            [
                "The ballots name the component “lords”. The rule knows: commons.",
                "There are no ballots from the component “commons”, whose agreement the rule asks for.",
            ],
        ),
        (
            "option,component,yes,no a,commons,1,0 b,lords,1,0",
            ["The component “lords” voted on other options than the first. Give all the same."],
        ),
    ],
)
def test_components_that_do_not_fit_are_told(text, sentences):
    with pytest.raises(Faults) as refused:
        counted(text, method="components", components={"commons": {"fraction": "1/2", "of": "valid"}})
    assert [sentence(fault) for fault in refused.value.faults] == sentences


def test_a_block_decides_its_items_and_may_be_split():
    rule = {"name": "simple-majority", "blocks": {"A": ["1", "2"], "B": ["3", "4"]}}
    cast, outcome = counted("A,B yes,no yes,yes no,no", **rule)
    assert [cast.options[each].label for each in outcome.winners] == ["1 · A (1)", "2 · A (2)"]
    assert winners("A,3,4 yes,no,yes yes,no,yes no,no,no", **rule) == ("124", "")
    with pytest.raises(Faults) as refused:
        counted("A,1,3 yes,yes,yes", **rule)
    assert [sentence(fault) for fault in refused.value.faults] == [
        "Item 1 is decided twice, also in A. Leave one column out.",
        "The rule has item 4 in block B, and the ballot has neither. Add one of the columns.",
    ]


def test_a_vote_by_consensus_tells_its_story():
    _, outcome = counted("a,b,ballots support,object,1 support,support,9", name="consensus-or-four-fifths")
    assert explain(outcome) == (
        "a:",
        "0 object; at most 0 may.",
        "So there is consensus: it is adopted.",
        "b:",
        "1 object; at most 0 may.",
        "So there is no consensus, and a threshold decides.",
        "10 may vote, 10 were present, 10 ballots were cast: 9 yes, 1 no, 0 abstentions, 0 blank, 0 spoilt.",
        "The threshold is taken of the yes and no votes: 10.",
        "At least 4/5 of 10 is needed: 8 yes votes.",
        "9 of 10 voted yes, that is 90.0 %.",
        "So it is adopted.",
    )


def test_a_threshold_of_those_present_needs_their_number():
    threshold = {"fraction": "1/2", "of": "present", "strict": True}
    with pytest.raises(ElectorateUnknown):
        counted("a x", method="approval", threshold=threshold)
    assert winners("a,ballots x,50", method="approval", threshold=threshold, present=99) == ("a", "")
    assert winners("a,ballots x,50", method="approval", threshold=threshold, present=100) == ("", "")


def test_ballots_of_another_kind_are_refused():
    cast = Profile(kind=Kind.RANKING, options=(Option(id="a"),), ballots=(), turnout=Turnout(cast=0))
    with pytest.raises(BallotsOfAnotherKind):
        decide(cast, rule_from(RULES["approval"]))


def test_nobody_voted_and_nothing_breaks():
    for name, plain in RULES.items():
        rule = rule_from(plain)
        if rule.kind is not Kind.CHOICES:
            cast = Profile(
                kind=rule.kind,
                options=(Option(id="a", cost=Fraction(1)),),
                ballots=grouped([]),
                turnout=Turnout(cast=0),
                budget=Fraction(2),
            )
            assert decide(cast, rule).winners in ((), (0,)), name


def test_the_published_grades_of_the_french_convention_count_no_opinion_as_the_lowest_grade():
    """143 measures: the published majority grade is that of all who answered; without "no opinion", ten are higher."""
    rows = list(csv.DictReader((DATA / "convention.csv").read_text().splitlines()))
    given = [[int(row[str(grade)]) for grade in range(1, 6)] for row in rows]
    silent = [int(row["none"]) for row in rows]
    table = GradeTable(
        options=tuple(Option(id=row["option"]) for row in rows),
        counts=tuple(map(tuple, given)),
        silent=tuple(silent),
        turnout=Turnout(cast=max(sum(each) + quiet for each, quiet in zip(given, silent, strict=True))),
    )
    ours = {}
    for silence in ("lowest", "left-out"):
        rule = rule_from({"method": "majority-judgement", "scale": "1-5", "silent": silence, "ties": ["order"]})
        ours[silence] = [row[1] for row in grid(decide(table, rule), "medians")]
    published = [row["published"] for row in rows]
    assert ours["lowest"] == published
    assert sum(int(mine) > int(theirs) for mine, theirs in zip(ours["left-out"], published, strict=True)) == 10
    assert [str(lower_median(each) + 1) for each in given] == ours["left-out"]
