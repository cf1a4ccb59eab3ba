"""Thresholds as a table: counts and a rule in, the decision out. `docs/spec/tally.md` tells the same in words."""

from fractions import Fraction

import pytest

from folkmoot.core.tally.counting import Choice
from folkmoot.core.tally.rules import SIMPLE_MAJORITY, Base, Counts, Rule, Tie
from folkmoot.core.tally.tallies import tally


def counts(yes: int, no: int, abstain: int = 0, blank: int = 0, spoilt: int = 0, **people: int) -> Counts:
    """Counts in which everybody eligible was present and voted, unless `people` says otherwise."""
    cast = yes + no + abstain + blank + spoilt
    present = people.get("present", cast)
    return Counts(
        eligible=people.get("eligible", present),
        present=present,
        cast=cast,
        yes=yes,
        no=no,
        abstain=abstain,
        blank=blank,
        spoilt=spoilt,
    )


def at_least(fraction: str, of: Base, *, blanks_count: bool = True) -> Rule:
    return Rule(fraction=Fraction(fraction), of=of, blanks_count=blanks_count)


def more_than(fraction: str, of: Base) -> Rule:
    return Rule(fraction=Fraction(fraction), of=of, strict=True)


VALID, CAST, PRESENT, ELIGIBLE = Base.VALID, Base.CAST, Base.PRESENT, Base.ELIGIBLE
CHAIR = Rule(fraction=Fraction(1, 2), of=VALID, strict=True, tie=Tie.CASTING_VOTE)

# what it is about, counts, rule, base, needed, adopted
TABLE = [
    ("simple majority: one more yes", counts(51, 50), SIMPLE_MAJORITY, 101, 51, True),
    ("simple majority: an exact tie fails", counts(50, 50), SIMPLE_MAJORITY, 100, 51, False),
    ("simple majority: abstentions do not count", counts(2, 1, abstain=97), SIMPLE_MAJORITY, 3, 2, True),
    ("simple majority: a single yes is enough", counts(1, 0), SIMPLE_MAJORITY, 1, 1, True),
    ("simple majority: nobody voted", counts(0, 0, present=30), SIMPLE_MAJORITY, 0, 1, False),
    ("simple majority: all abstained", counts(0, 0, abstain=30), SIMPLE_MAJORITY, 0, 1, False),
    ("75.6 % of 82 is 62: adopted by 3/4", counts(62, 20), at_least("3/4", VALID), 82, 62, True),
    ("75.6 % is not 76 %", counts(62, 20), at_least("76/100", VALID), 82, 63, False),
    ("4/5 reached exactly", counts(80, 20), at_least("4/5", VALID), 100, 80, True),
    ("4/5 missed by one", counts(79, 21), at_least("4/5", VALID), 100, 80, False),
    ("more than 4/5 is not reached by 4/5", counts(80, 20), more_than("4/5", VALID), 100, 81, False),
    ("4/5 of a number that five does not divide", counts(41, 10), at_least("4/5", VALID), 51, 41, True),
    ("4/5 of 51 is more than 40", counts(40, 11), at_least("4/5", VALID), 51, 41, False),
    ("70 % of cast, blanks count", counts(70, 20, blank=10), at_least("7/10", CAST), 100, 70, True),
    ("70 % of cast, blanks count, missed", counts(69, 20, blank=11), at_least("7/10", CAST), 100, 70, False),
    (
        "70 % of cast, blanks do not count",
        counts(63, 20, abstain=7, blank=6, spoilt=4),
        at_least("7/10", CAST, blanks_count=False),
        90,
        63,
        True,
    ),
    ("70 % of cast: abstentions always count", counts(69, 0, abstain=31), at_least("7/10", CAST), 100, 70, False),
    ("70 % in floats would be 70.00000000000001", counts(7, 3), at_least("7/10", VALID), 10, 7, True),
    ("2/3 of 100 is 67", counts(66, 34), at_least("2/3", VALID), 100, 67, False),
    ("2/3 of 99 is 66", counts(66, 33), at_least("2/3", VALID), 99, 66, True),
    ("more than 2/3 of 99 is 67", counts(66, 33), more_than("2/3", VALID), 99, 67, False),
    (
        "half of those present, absent from the vote",
        counts(40, 5, present=89),
        more_than("1/2", PRESENT),
        89,
        45,
        False,
    ),
    ("half of those present", counts(45, 5, present=89), more_than("1/2", PRESENT), 89, 45, True),
    ("half of all who may vote", counts(56, 0, eligible=150), more_than("1/2", ELIGIBLE), 150, 76, False),
    ("at least half is reached by half", counts(50, 50), at_least("1/2", VALID), 100, 50, True),
    ("all must agree, and do", counts(12, 0), at_least("1", PRESENT), 12, 12, True),
    ("all must agree, one abstains", counts(11, 0, abstain=1), at_least("1", PRESENT), 12, 12, False),
    ("nobody is there", counts(0, 0, eligible=100, present=0), at_least("1/2", PRESENT), 0, 1, False),
    (
        "all papers blank, blanks do not count",
        counts(0, 0, blank=9),
        at_least("1/2", CAST, blanks_count=False),
        0,
        1,
        False,
    ),
    (
        "French convention: 149 of 150 would do for all but one",
        counts(149, 1),
        at_least("149/150", CAST),
        150,
        149,
        True,
    ),
]


@pytest.mark.parametrize(
    ("counted", "rule", "base", "needed", "adopted"), [row[1:] for row in TABLE], ids=[r[0] for r in TABLE]
)
def test_a_vote_is_decided_by_whole_numbers(counted, rule, base, needed, adopted):
    result = tally(counted, rule)

    assert (result.base, result.needed, result.reached, result.adopted) == (base, needed, counted.yes, adopted)


@pytest.mark.parametrize(
    ("yes", "no", "vote", "adopted", "step"),
    [
        (50, 50, Choice.YES, True, "tie_casting_vote_yes"),
        (50, 50, Choice.NO, False, "tie_casting_vote_no"),
        (50, 50, None, False, "tie_awaits_casting_vote"),
        (51, 50, None, True, "reached"),
        (50, 51, None, False, "reached"),
    ],
)
def test_a_casting_vote_decides_a_tie_and_nothing_else(yes, no, vote, adopted, step):
    result = tally(counts(yes, no), CHAIR, casting_vote=vote)

    assert (result.adopted, result.steps[-2].code) == (adopted, step)
