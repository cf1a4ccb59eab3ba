"""A result explains itself; counts and rules that cannot be are refused, all at once."""

from fractions import Fraction

import pytest

from folkmoot.core.faults import Faults
from folkmoot.core.tally.counting import (
    BallotDoesNotFit,
    Choice,
    ElectoratesDiffer,
    count_ballots,
    merge_counts,
    sorted_ballots,
)
from folkmoot.core.tally.plain import (
    ballots_to_plain,
    item_from_plain,
    item_to_plain,
    rule_from_plain,
    rule_to_plain,
)
from folkmoot.core.tally.rules import (
    SIMPLE_MAJORITY,
    Base,
    CastingVoteNeedsSimpleMajority,
    Counts,
    Rule,
    ThresholdCannotBePassed,
    ThresholdIsOutOfRange,
    Tie,
)
from folkmoot.core.tally.tallies import CastingVoteIsNotAsked, CastingVoteIsNotAVote, percent, tally
from folkmoot.messages.tally import STEPS, explain

COUNTS = Counts(eligible=100, present=89, cast=82, yes=62, no=15, abstain=3, blank=1, spoilt=1)
RULE = Rule(fraction=Fraction(3, 4), of=Base.CAST)
CHAIR = Rule(fraction=Fraction(1, 2), of=Base.VALID, strict=True, tie=Tie.CASTING_VOTE)
YES, NO, ABSTAIN, BLANK, SPOILT = Choice


def test_a_result_tells_how_it_came_about():
    assert explain(tally(COUNTS, RULE)) == (
        "100 may vote, 89 were present, 82 ballots were cast: 62 yes, 15 no, 3 abstentions, 1 blank, 1 spoilt.",
        "The threshold is taken of all ballots cast, blank and spoilt ones too: 82.",
        "At least 3/4 of 82 is needed: 62 yes votes.",
        "62 of 82 voted yes, that is 75.6 %.",
        "So it is adopted.",
    )


def test_a_tie_is_told_as_a_tie():
    tied = Counts(eligible=10, present=10, cast=10, yes=5, no=5)

    assert explain(tally(tied, SIMPLE_MAJORITY))[-2:] == (
        "Yes and no are equal, and the rule says that a tie is not adopted.",
        "So it is not adopted.",
    )


def test_a_vote_of_nobody_is_told_as_such():
    empty = Counts(eligible=10, present=0, cast=0, yes=0, no=0)

    assert explain(tally(empty, SIMPLE_MAJORITY))[-2:] == (
        "There is nobody to take the threshold of, so nothing can be adopted.",
        "So it is not adopted.",
    )


@pytest.mark.parametrize("of", Base)
@pytest.mark.parametrize("blanks_count", [True, False])
def test_every_step_has_a_sentence(of, blanks_count):
    result = tally(COUNTS, Rule(fraction=Fraction(1, 3), of=of, blanks_count=blanks_count))

    assert {step.code for step in result.steps} <= set(STEPS)


def test_the_share_is_exact():
    assert tally(COUNTS, RULE).share == Fraction(31, 41)


def test_the_share_of_nobody_is_none():
    assert tally(Counts(eligible=1, present=0, cast=0, yes=0, no=0), RULE).share is None


@pytest.mark.parametrize(
    ("share", "text"),
    [("0", "0.0"), ("1", "100.0"), ("7996/10000", "79.9"), ("2/3", "66.6"), ("62/82", "75.6"), ("1/1000", "0.1")],
)
def test_per_cent_are_rounded_down_so_that_nothing_seems_to_reach_what_it_did_not(share, text):
    assert percent(Fraction(share)) == text


@pytest.mark.parametrize("fraction", ["0", "-1/2", "3/2"])
def test_a_threshold_lies_above_nothing_and_at_most_at_all(fraction):
    with pytest.raises(ThresholdIsOutOfRange):
        Rule(fraction=Fraction(fraction), of=Base.CAST)


def test_nobody_can_reach_more_than_all():
    with pytest.raises(ThresholdCannotBePassed):
        Rule(fraction=Fraction(1), of=Base.CAST, strict=True)


@pytest.mark.parametrize(
    "rule",
    [
        {"fraction": Fraction(2, 3), "of": Base.VALID, "strict": True},
        {"fraction": Fraction(1, 2), "of": Base.CAST, "strict": True},
        {"fraction": Fraction(1, 2), "of": Base.VALID},
    ],
)
def test_a_casting_vote_belongs_to_a_simple_majority(rule):
    with pytest.raises(CastingVoteNeedsSimpleMajority):
        Rule(tie=Tie.CASTING_VOTE, **rule)


def test_a_casting_vote_that_nobody_asked_for_is_refused():
    with pytest.raises(CastingVoteIsNotAsked):
        tally(COUNTS, CHAIR, casting_vote=Choice.YES)


def test_a_casting_vote_is_yes_or_no():
    with pytest.raises(CastingVoteIsNotAVote):
        tally(Counts(eligible=2, present=2, cast=2, yes=1, no=1), CHAIR, casting_vote=Choice.ABSTAIN)


def test_every_inconsistency_is_named_at_once():
    with pytest.raises(Faults) as caught:
        Counts(eligible=10, present=11, cast=12, yes=14, no=-1)

    assert [(one.code, one.params) for one in caught.value.faults] == [
        ("count_is_negative", {"field": "no"}),
        ("cast_is_not_the_sum", {"cast": 12, "sum": 13}),
        ("more_cast_than_present", {"cast": 12, "present": 11}),
        ("more_present_than_eligible", {"present": 11, "eligible": 10}),
    ]


def test_ballots_are_counted_item_by_item():
    counted = count_ballots([[YES, NO], [YES, ABSTAIN], [BLANK, SPOILT]], items=["a", "b"], eligible=5, present=4)

    assert counted == {
        "a": Counts(eligible=5, present=4, cast=3, yes=2, no=0, blank=1),
        "b": Counts(eligible=5, present=4, cast=3, yes=0, no=1, abstain=1, spoilt=1),
    }


def test_no_ballots_count_nothing():
    assert count_ballots([], items=[1], eligible=5, present=4) == {
        1: Counts(eligible=5, present=4, cast=0, yes=0, no=0)
    }


def test_a_ballot_with_another_number_of_choices_is_named():
    with pytest.raises(BallotDoesNotFit) as caught:
        count_ballots([[YES, NO], [YES]], items=[1, 2], eligible=5, present=4)

    assert caught.value.params == {"ballot": 2, "found": 1, "items": 2}


def test_more_ballots_than_people_present_are_refused():
    with pytest.raises(Faults) as caught:
        count_ballots([[YES]] * 5, items=[1], eligible=5, present=4)

    assert [one.code for one in caught.value.faults] == ["more_cast_than_present"]


def test_device_and_paper_are_counted_together():
    device = Counts(eligible=20, present=12, cast=7, yes=4, no=3)
    paper = Counts(eligible=20, present=12, cast=5, yes=2, no=1, abstain=1, blank=1)

    assert merge_counts(device, paper) == Counts(
        eligible=20, present=12, cast=12, yes=6, no=4, abstain=1, blank=1, spoilt=0
    )


def test_device_and_paper_together_cannot_be_more_than_were_present():
    half = Counts(eligible=20, present=12, cast=7, yes=4, no=3)

    with pytest.raises(Faults):
        merge_counts(half, half)


def test_device_and_paper_name_the_same_people():
    device, paper = (Counts(eligible=20, present=present, cast=0, yes=0, no=0) for present in (12, 13))

    with pytest.raises(ElectoratesDiffer) as caught:
        merge_counts(device, paper)

    assert caught.value.params == {"field": "present", "first": 12, "second": 13}


def test_published_ballots_are_sorted():
    assert sorted_ballots([[YES, NO], [NO, YES], [ABSTAIN, YES]]) == [["abstain", "yes"], ["no", "yes"], ["yes", "no"]]


@pytest.mark.parametrize(("count", "published"), [(0, False), (19, False), (20, True)])
def test_ballots_stand_in_clear_from_twenty_on(count, published):
    assert (ballots_to_plain([[YES]] * count) is not None) == published


def test_a_rule_is_read_back_as_it_was_written():
    for rule in (RULE, SIMPLE_MAJORITY, CHAIR):
        assert rule_from_plain(rule_to_plain(rule)) == rule


def test_a_rule_stands_in_the_record_without_floats():
    assert rule_to_plain(RULE) == {
        "fraction": [3, 4],
        "of": "cast",
        "strict": False,
        "blanks_count": True,
        "tie": "fails",
    }


def test_an_item_stands_in_the_record_with_all_its_counts():
    plain = item_to_plain(tally(COUNTS, RULE), number=7, sha256="ab")

    assert plain == {
        "number": 7,
        "sha256": "ab",
        "yes": 62,
        "no": 15,
        "abstain": 3,
        "blank": 1,
        "spoilt": 1,
        "cast": 82,
        "adopted": True,
    }
    assert item_from_plain(plain, rule=RULE, eligible=100, present=89) == tally(COUNTS, RULE)


def test_a_tie_that_was_broken_stands_in_the_record_with_the_casting_vote():
    tied = Counts(eligible=2, present=2, cast=2, yes=1, no=1)
    result = tally(tied, CHAIR, casting_vote=Choice.YES)
    plain = item_to_plain(result, number=1, sha256="ab", casting_vote=Choice.YES)

    assert plain["casting_vote"] == "yes"
    assert item_from_plain(plain, rule=CHAIR, eligible=2, present=2) == result


def test_a_count_that_is_no_whole_number_is_not_read():
    plain = item_to_plain(tally(COUNTS, RULE), number=7, sha256="ab")

    with pytest.raises(TypeError):
        item_from_plain({**plain, "yes": True}, rule=RULE, eligible=100, present=89)
