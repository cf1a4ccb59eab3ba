"""Rules as data: every choice is spelt out, read back as it was, and a slip of the pen is told."""

import tomllib
from fractions import Fraction

import pytest

from folkmoot.core.faults import Fault, Faults
from folkmoot.core.tally.methods import METHODS, Judgement, RuleDecidesNothing, Silence
from folkmoot.core.tally.named import RULES, named_rule
from folkmoot.core.tally.ruling import rule_from, rule_plain
from folkmoot.core.tally.ties import TieBreak
from folkmoot.messages import sentence


def told(toml: str) -> list[str]:
    with pytest.raises((Fault, Faults)) as refused:
        rule_from(tomllib.loads(toml))
    error = refused.value
    return [sentence(fault) for fault in (error.faults if isinstance(error, Faults) else [error])]


def unknown(key: str, known: str) -> str:
    return f"The rule says {key}, which means nothing here. Known: {known}. Look for a slip of the pen."


@pytest.mark.parametrize("name", RULES)
def test_a_named_rule_spells_out_every_choice_and_is_read_back_as_it_was(name):
    rule = named_rule(name)
    assert rule_from(rule_plain(rule)) == rule
    assert rule_plain(rule_from(rule_plain(rule))) == rule_plain(rule)


def test_no_other_name_is_a_rule():
    assert named_rule("random") is None


def test_a_rule_file_is_read():
    rule = rule_from(
        tomllib.loads(
            'method = "majority-judgement"\nseats = 2\nsilent = "left-out"\nties = ["order"]\n'
            'scale = ["no", "maybe", "yes"]\n'
        )
    )
    assert isinstance(rule, Judgement)
    assert (rule.seats, rule.silent, rule.ties) == (2, Silence.LEFT_OUT, (TieBreak.ORDER,))
    assert (rule.scale.grades, rule.scale.values) == (("no", "maybe", "yes"), (1, 2, 3))


def test_a_fraction_may_be_typed_in_several_ways():
    typed = ('"7/10"', '"0.7"', "[7, 10]", '" 7/10 "')
    rules = [rule_from(tomllib.loads(f'method="yes-no"\n[threshold]\nfraction={each}\nof="cast"')) for each in typed]
    assert [rule.threshold.fraction for rule in rules] == [Fraction(7, 10)] * 4


@pytest.mark.parametrize(
    ("toml", "sentences"),
    [
        (
            'method = "lottery"',
            [f"The rule says “lottery” for method. Wanted: {', '.join(each.method for each in METHODS)}."],
        ),
        (
            'method = "approval"\nseat = 3\nties = ["coin"]',
            [
                unknown("seat", "seats, threshold, ties"),
                f"The rule says “coin” for ties. Wanted: {', '.join(TieBreak)}.",
            ],
        ),
        ('method = "score"\nseats = 1', ["The rule does not say scale. Without it there is no result: add it."]),
        (
            'method = "approval"',
            [
                sentence(RuleDecidesNothing(method="approval")),
            ],
        ),
        (
            'method = "yes-no"\n[threshold]\nfraction = 0.7\nof = "cast"',
            ['The rule says “0.7” for threshold.fraction. Wanted: a fraction in quotes, such as "2/3".'],
        ),
        (
            'method = "yes-no"\n[threshold]\nfraction = "1e999999999"\nof = "cast"',
            ['The rule says “1e999999999” for threshold.fraction. Wanted: a fraction in quotes, such as "2/3".'],
        ),
        (
            'method = "yes-no"\n[threshold]\nfraktion = "2/3"\nof = "cast"',
            [
                unknown("threshold.fraktion", "fraction, of, strict, blanks_count, tie"),
                "The rule does not say threshold.fraction. Without it there is no result: add it.",
            ],
        ),
        (
            'method = "yes-no"\n[threshold]\nfraction = "3/2"\nof = "cast"',
            ["A threshold must lie above 0 and be at most 1; 3/2 does not."],
        ),
        (
            'method = "majority-judgement"\nscale = ["good", "good"]',
            ["A scale takes at least two grades, each different. This one has: good, good."],
        ),
        (
            'method = "majority-judgement"\nscale = "10-0"',
            ['The rule says “10-0” for scale. Wanted: a scale: "0-10", or a list of grades, worst first.'],
        ),
        (
            'method = "agreement"\nscale = ["no", "yes"]\nagree = 2\n[threshold]\nfraction = "1/2"\nof = "cast"',
            ["The rule says agree = 2, and the scale has 2 grades. At least one must be left."],
        ),
        (
            'method = "score"\nseats = 0\nscale = "0-10"',
            ["The rule says “0” for seats. Wanted: a whole number of at least 1."],
        ),
    ],
)
def test_a_slip_in_a_rule_is_told(toml, sentences):
    assert told(toml) == sentences
