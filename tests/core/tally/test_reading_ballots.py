"""Ballot files: what is read, and what each broken one is told."""

from fractions import Fraction

import pytest

from folkmoot.core.faults import Faults
from folkmoot.core.tally.methods import Method
from folkmoot.core.tally.named import named_rule
from folkmoot.core.tally.profiles import Kind, Turnout
from folkmoot.core.tally.reading import read_ballots, read_options, read_pabulib, read_preflib
from folkmoot.core.tally.reading.pabulib import KINDS
from folkmoot.messages import sentence

PB = """META
key;value
num_projects;3
num_votes;4
budget;100.50
vote_type;approval
PROJECTS
project_id;cost;name
a;40;Swings; and more
b;60,5;"A ""quoted"" bench"
c;9;
VOTES
voter_id;vote
1;b,a
2;a,b
3;
4;c
"""
SOI = """# FILE NAME: made.soi
# NUMBER VOTERS: 6
# ALTERNATIVE NAME 1: Ann
# ALTERNATIVE NAME 2: Bo
# ALTERNATIVE NAME 3: Cy
3: 1,2
2: 2,{1,3}
1: {1,2}
"""


def rule(name: str) -> Method:
    found = named_rule(name)
    assert found is not None
    return found


def told(read, *args):
    with pytest.raises(Faults) as refused:
        read(*args)
    return [sentence(fault) for fault in refused.value.faults]


def table(text, name, **people):
    rows = [tuple(line.split(",")) for line in text.strip().split("\n")]
    return read_ballots(rows[0], list(enumerate(rows[1:], 2)), rule(name), **people)


def test_a_budget_vote_is_read_with_costs_budget_and_equal_ballots_together():
    profile = read_pabulib(PB)
    assert [(each.id, each.name, each.cost) for each in profile.options] == [
        ("a", "Swings", 40),
        ("b", 'A "quoted" bench', Fraction(121, 2)),
        ("c", "", 9),
    ]
    assert profile.ballots == (((0, 1), 2), ((2,), 1))
    assert (profile.turnout, profile.budget) == (Turnout(cast=4, blank=1), Fraction(201, 2))


def test_other_votes_of_pabulib_are_rankings_and_points():
    ordinal = read_pabulib(PB.replace("approval", "ordinal"))
    assert ordinal.ballots == ((((0,), (1,)), 1), (((1,), (0,)), 1), (((2,),), 1))
    dealt = PB.replace("approval", "cumulative").replace("voter_id;vote", "voter_id;vote;points")
    lines = {"1;b,a": "1;b,a;3,2", "2;a,b": "2;a,b;2,3", "3;": "3;;", "4;c": "4;c;9"}
    for line, filled in lines.items():
        dealt = dealt.replace(f"\n{line}\n", f"\n{filled}\n")
    cumulative = read_pabulib(dealt)
    assert (cumulative.kind, cumulative.ballots) == (Kind.POINTS, ((((0, 2), (1, 3)), 2), (((2, 9),), 1)))
    broken = dealt.replace("1;b,a;3,2", "1;b,a;3")
    assert told(read_pabulib, broken) == ["Line 14 names 2 projects and gives points to 1. Give each its points."]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            PB.replace("4;c", "4;q").replace("1;b,a", "1;a,a"),
            [
                "Line 14 names “a” twice. Leave one of them out.",
                "Line 17 names “q”, which is no option of this vote. Look for a slip of the pen.",
            ],
        ),
        (
            PB.replace("a;40;", "a;forty;"),
            ["Line 9 says “forty” for cost. Write a number such as 4000 or 4000.50."],
        ),
        (PB.replace("c;9", "a;9"), ["Two options are called “a”. Give each a name of its own."]),
        (
            PB.replace("num_votes;4", "num_votes;5"),
            ["The file says that num_votes is 5; 4 are there. It may be cut off: fetch it again."],
        ),
        (PB.replace("budget;100.50\n", ""), ["The section META does not say budget. Add a line “budget;…”."]),
        (
            PB.replace("approval", "quadratic"),
            [f"Votes of the type “quadratic” cannot be read. Known are: {', '.join(KINDS)}."],
        ),
        (
            PB[: PB.index("VOTES")],
            ["The file has no section VOTES, or it is empty. Export it again from where it came."],
        ),
        (
            PB.replace("project_id;cost", "project_id;price"),
            ["The section PROJECTS has no column cost; it has project_id, price, name."],
        ),
    ],
)
def test_a_broken_budget_vote_is_told_line_by_line(text, sentences):
    assert told(read_pabulib, text) == sentences


def test_rankings_are_read_with_ties_in_braces():
    profile = read_preflib(SOI)
    assert [each.label for each in profile.options] == ["Ann (1)", "Bo (2)", "Cy (3)"]
    assert profile.ballots == ((((0,), (1,)), 3), (((1,), (0, 2)), 2), (((0, 1),), 1))
    assert profile.turnout == Turnout(cast=6)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            SOI.replace("3: 1,2", "x: 1,2").replace("1: {1,2}", "1: {1,2").replace("2: 2,", "2: 9,"),
            [
                "Line 6 says “x” for ballots. Write a whole number of at least 1.",
                "Line 7 names “9”, which is no option of this vote. Look for a slip of the pen.",
                "Line 8 is no ranking: “1: {1,2”. Write “ballots: 3,1,2”.",
            ],
        ),
        (SOI.replace("2: 2,{1,3}", "2: 2,{1,2}"), ["Line 7 names “2” twice. Leave one of them out."]),
        (
            SOI.replace("VOTERS: 6", "VOTERS: 8"),
            ["The file says that NUMBER VOTERS is 8; 6 are there. It may be cut off: fetch it again."],
        ),
        ("3: 1,2", ["The file does not name its alternatives. Add “# ALTERNATIVE NAME 1: …” for each."]),
    ],
)
def test_broken_rankings_are_told_line_by_line(text, sentences):
    assert told(read_preflib, text) == sentences


def test_a_table_of_ballots_is_read_as_its_rule_says():
    marks = table("ballot,a,b,ballots\n1,x,,2\n2,,,1\n3,x,ja,1\n4,spoilt,,1\n5,,blank,1", "approval", present=9)
    assert marks.ballots == (((0,), 2), ((0, 1), 1))
    assert marks.turnout == Turnout(cast=6, blank=2, spoilt=1, present=9)
    assert table("a,b,c\n2,1,\n1,1,2\n,,", "borda").ballots == ((((0, 1), (2,)), 1), (((1,), (0,)), 1))
    assert table("a,b\n0,10\n,7", "score-0-10").ballots == (((0, 10), 1), ((None, 7), 1))
    words = table("a,b\nStrongly agree,neither\n", "agreement-5")
    assert words.ballots == (((4, 2), 1),)
    yes = table("a,b\nyes,no\nabstain,\nspoilt,ja", "simple-majority", eligible=5)
    assert [(each.yes, each.no, each.abstain, each.blank, each.spoilt, each.eligible) for each in yes.counts] == [
        (1, 0, 1, 0, 1, 5),
        (1, 1, 0, 1, 0, 5),
    ]


def test_counts_are_read_where_the_rows_are_options():
    yes = table("option,yes,no,blank\nwind,7,2,1\nsun,3,,", "simple-majority", present=12)
    assert [(each.cast, each.yes, each.no, each.blank, each.present) for each in yes.counts] == [
        (10, 7, 2, 1, 12),
        (3, 3, 0, 0, 12),
    ]
    grades = table(
        "option,reject,poor,acceptable,good,very good,excellent,none\na,1,,,,,2,1\nb,,3,,,,,", "majority-judgement"
    )
    assert (grades.counts, grades.silent, grades.turnout.cast) == (((1, 0, 0, 0, 0, 2), (0, 3, 0, 0, 0, 0)), (1, 1), 4)


@pytest.mark.parametrize(
    ("text", "name", "sentences"),
    [
        (
            "a,b\nx,7\nmaybe,x",
            "approval",
            ["Row 2 says “7” under b. Write x, or nothing.", "Row 3 says “maybe” under a. Write x, or nothing."],
        ),
        ("a,b\n1,x", "borda", ["Row 2 says “x” under b. Write a whole number, or nothing."]),
        (
            "a,b\n11,3",
            "score-0-10",
            ["Row 2 says “11” under a. Write 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, or nothing."],
        ),
        (
            "a,b\nperhaps,yes",
            "two-thirds",
            ["Row 2 says “perhaps” under a. Write yes, no, abstain, spoilt, or nothing."],
        ),
        ("a,ballots\nx,-1", "approval", ["Line 2 says “-1” for ballots. Write a whole number of at least 0."]),
        ("ballot\n7", "approval", ["No column is an option. The columns are: ballot. Give each option a column."]),
        ("option,yes\na,7", "two-thirds", ["The table has no column “no”; it has option, yes. Add it."]),
        (
            "option,approvals\na,7",
            "approval",
            ["The method approval cannot be counted from sums. Give the ballots, a row for each."],
        ),
        (
            "a\nx\nx",
            "approval-1-present",
            ["2 ballots were cast by 1 people present. Check the ballots and the attendance list."],
        ),
    ],
)
def test_a_broken_table_is_told_row_by_row(text, name, sentences):
    people = {"present": 1} if name.endswith("-1-present") else {}
    assert told(lambda: table(text, name.removesuffix("-1-present"), **people)) == sentences


def test_options_have_names_and_costs():
    options = read_options(("option", "name", "cost"), [(2, ("a", "Swings", "40.5")), (3, ("b", "", ""))])
    assert [(each.id, each.label, each.cost) for each in options] == [
        ("a", "Swings (a)", Fraction(81, 2)),
        ("b", "b", None),
    ]
    assert told(read_options, ("name",), [(2, ("a",))]) == ["The table has no column “option”; it has name. Add it."]
