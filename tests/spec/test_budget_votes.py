"""Budget votes as tables: ballots, costs and a rule in, projects out. The words are in `docs/spec/budgets.md`."""

import csv
from fractions import Fraction

import pytest

from folkmoot.core.faults import Faults
from folkmoot.core.tally.deciding import decide
from folkmoot.core.tally.named import RULES
from folkmoot.core.tally.profiles import Option
from folkmoot.core.tally.reading import described, read_ballots, read_pabulib
from folkmoot.core.tally.ruling import rule_from
from folkmoot.messages import sentence
from folkmoot.messages.tally import explain


def decided(text: str, costs: str, budget, /, **plain):
    """Ballots as CSV, costs in the order of the columns, and a rule: the profile and what is decided."""
    rule = rule_from({**RULES[plain.pop("name", "equal-shares")], **plain})
    rows = [tuple(line.split(",")) for line in text.split()]
    cast = read_ballots(rows[0], list(enumerate(rows[1:], 2)), rule)
    options = [Option(id=each.id, cost=Fraction(cost)) for each, cost in zip(cast.options, costs.split(), strict=True)]
    cast = described(cast, options, None if budget is None else Fraction(budget))
    return cast, decide(cast, rule)


def chosen(*vote, **plain) -> str:
    cast, outcome = decided(*vote, **plain)
    ids = [option.id for option in cast.options]
    return "".join(ids[each] for each in outcome.winners) + "?" * bool(outcome.tied)


# 60 voters in the east, 40 in the west; greedy gives everything to the east.
EAST_AND_WEST = "a,b,c,d,ballots x,x,x,,60 ,,,x,40"
TABLE = [
    ("greedy takes the best supported", (EAST_AND_WEST, "30 30 30 35", 100), {"name": "greedy"}, "abc"),
    ("equal shares give each half its part", (EAST_AND_WEST, "30 30 30 35", 100), {"ties": ["order"]}, "abd"),
    ("who has less pays all that she has", ("a,b x,x x, x,", "3 3", 6), {"ties": ["order"]}, "a"),
    ("equal shares may leave money over", ("a,b,ballots x,,2 ,x,1", "3 3", 6), {}, "a"),
    ("Add1 raises every share", ("a,b,ballots x,,2 ,x,1", "3 3", 6), {"completion": ["add1"]}, "ab"),
    (
        "the utilitarian completion spends the rest",
        ("a,b,ballots x,,2 ,x,1", "3 3", 6),
        {"completion": ["utilitarian"]},
        "ab",
    ),
    (
        "Add1 stops before it overspends",
        ("a,b,c,ballots x,,,3 ,x,,2 ,,x,2", "3 3 3", 8),
        {"completion": ["add1"], "ties": ["order"]},
        "a",
    ),
    (
        "a rule may stop as soon as nothing more fits",
        ("a,b,c,ballots x,,,4 ,x,,2 ,,x,1", "4 4 8", 9),
        {"completion": ["add1"], "stop": "exhausted"},
        "ab",
    ),
    ("satisfaction is money: two dear votes beat one cheap", ("a,b,ballots x,,2 ,x,1", "2 1", 3), {}, "ab"),
    (
        "by money spent, the dear one first, and then there is no money for the other",
        ("a,b,ballots x,x,3 x,,1", "6 2", 8),
        {},
        "a",
    ),
    ("by projects, the cheap one first", ("a,b,ballots x,x,3 x,,1", "6 2", 8), {"satisfaction": "cardinality"}, "ba"),
    ("a tie is broken by the rule", ("a,b x,x x,x", "2 2", 2), {"ties": ["order"]}, "a"),
    ("or awaits the lot", ("a,b x,x x,x", "2 2", 2), {}, "?"),
    ("the dearer one first where the rule says so", ("a,b x,x x,x", "2 2", 2), {"ties": ["dear", "order"]}, "a"),
    ("greedy: a tie that does not matter is none", ("a,b x,x", "1 1", 2), {"name": "greedy"}, "ab"),
    ("greedy: a tie that matters is one", ("a,b x,x", "1 1", 1), {"name": "greedy"}, "?"),
    ("greedy goes on with what fits", ("a,b,ballots x,x,1 x,,1", "3 1", 2), {"name": "greedy"}, "b"),
    ("or ends at what does not", ("a,b,ballots x,x,1 x,,1", "3 1", 2), {"name": "greedy", "skips": False}, ""),
    (
        "greedy with a least number of votes",
        ("a,b,ballots x,x,1 x,,1", "3 1", 9),
        {"name": "greedy", "least_votes": 2},
        "a",
    ),
    (
        "greedy by votes for each unit of cost",
        ("a,b,ballots x,x,1 x,,1", "6 2", 6),
        {"name": "greedy", "satisfaction": "cardinality"},
        "b",
    ),
    (
        "points: who gives more pays more",
        ("a,b 3,1 0,2", "2 2", 4),
        {"satisfaction": "points", "ties": ["order"]},
        "ab",
    ),
    ("nobody votes", ("a,ballots x,0", "1", 1), {}, ""),
]


@pytest.mark.parametrize(("vote", "rule", "won"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_what_is_chosen(vote, rule, won):
    assert chosen(*vote, **rule) == won


def test_the_comparison_takes_the_greedy_outcome_where_more_voters_like_it():
    vote = ("a,b,c,ballots x,x,,5 ,,x,1", "3 3 2", 8)
    assert chosen(*vote, ties=["order"]) == "ab"
    _, outcome = decided(*vote, compare="satisfaction", ties=["order"])
    assert [step.code for step in outcome.steps][-2:] == ["greedy_preferred", "spent"]
    assert chosen(*vote, compare="satisfaction", ties=["order"]) == "abc"


def test_a_budget_vote_tells_its_story():
    _, outcome = decided("a,b,ballots x,x,1 x,,1 ,x,1", "3 2", 5, completion=["add1"], ties=["order"])
    assert explain(outcome) == (
        "The budget of 5 is shared by 3 voters: 1.6666… each.",
        "So that more of it is used, every share is raised 1 times by 1, to 2.6666….",
        "Raising it further would buy nothing more that fits.",
        "a, b are level. a comes first, because it stands first on the ballot.",
        "a is bought for 3: its 2 supporters pay 1.5 each.",
        "b is bought for 2: its 2 supporters pay 1 each.",
        "All of it costs 5 of 5; 0 is left.",
    )


def test_a_vote_without_costs_or_budget_is_refused():
    rule = rule_from(RULES["equal-shares"])
    cast = read_ballots(("a", "b"), [(2, ("x", ""))], rule)
    with pytest.raises(Faults) as refused:
        decide(cast, rule)
    assert [sentence(fault) for fault in refused.value.faults] == [
        "a has no cost. Give it in a table of options (option, cost) with --options.",
        "b has no cost. Give it in a table of options (option, cost) with --options.",
        "Nobody said how much may be spent. Give it with --budget.",
    ]
    with pytest.raises(Faults) as refused:
        described(cast, [Option(id="a"), Option(id="c")])
    assert [sentence(fault) for fault in refused.value.faults] == [
        "The ballots have the option “b”, the list of options has not. Add it there.",
        "The list of options has “c”, the ballots have not. Add a column, or take it out.",
    ]


def official(text: str) -> list[str]:
    """The ids that the city selected."""
    rows = list(csv.reader(text[text.index("PROJECTS") : text.index("\nVOTES")].splitlines()[1:], delimiter=";"))
    at = rows[0].index("selected")
    return sorted(row[0] for row in rows[1:] if row[at] == "1")


@pytest.mark.parametrize(
    ("city", "rule", "winners"),
    [
        ("Netherlands_Assen_2024", {"name": "equal-shares-add1"}, 9),
        ("Poland_Swiecie_2023", {"name": "equal-shares-add1"}, 17),
        ("Poland_Wieliczka_2023_Green_Budget", {"name": "equal-shares-add1-comparison"}, 30),
        ("Poland_Lodz_2022", {"name": "greedy", "least_votes": 100}, 16),
    ],
)
def test_official_results_come_out_again(city, rule, winners, data_folder):
    text = (data_folder / "ballots" / "pabulib" / f"{city}.pb").read_text()
    profile = read_pabulib(text)
    outcome = decide(profile, rule_from({**RULES[rule.pop("name")], **rule}))
    assert sorted(profile.options[each].id for each in outcome.winners) == official(text)
    assert len(outcome.winners) == winners
