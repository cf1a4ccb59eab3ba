"""What must be true of every vote, whatever the numbers."""

from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.tally.counting import Choice, count_ballots, merge_counts, sorted_ballots
from folkmoot.core.tally.plain import rule_from_plain, rule_to_plain
from folkmoot.core.tally.rules import Base, Counts, Rule
from folkmoot.core.tally.tallies import tally

numbers = st.integers(0, 60)
ballots = st.lists(st.lists(st.sampled_from(Choice), min_size=3, max_size=3), max_size=40)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    denominator = draw(st.integers(1, 1000))
    fraction = Fraction(draw(st.integers(1, denominator)), denominator)
    strict = draw(st.booleans()) and fraction < 1
    return Rule(fraction=fraction, of=draw(st.sampled_from(Base)), strict=strict, blanks_count=draw(st.booleans()))


@st.composite
def some_counts(draw: st.DrawFn) -> Counts:
    yes, no, abstain, blank, spoilt = (draw(numbers) for _ in range(5))
    cast = yes + no + abstain + blank + spoilt
    present = cast + draw(numbers)
    return Counts(
        eligible=present + draw(numbers),
        present=present,
        cast=cast,
        yes=yes,
        no=no,
        abstain=abstain,
        blank=blank,
        spoilt=spoilt,
    )


@given(some_counts(), rules())
def test_adopted_means_that_the_share_reaches_the_fraction(counts, rule):
    result = tally(counts, rule)

    reached = result.share is not None and (
        result.share > rule.fraction if rule.strict else result.share >= rule.fraction
    )
    assert result.adopted == (reached and counts.yes > 0)


@given(some_counts(), rules())
def test_needed_is_the_smallest_number_of_yes_votes_that_would_do(counts, rule):
    result = tally(counts, rule)

    def enough(yes: int) -> bool:
        part = rule.fraction * result.base
        return yes >= 1 and (yes > part if rule.strict else yes >= part)

    assert (enough(result.needed), enough(result.needed - 1)) == (True, False)


@given(some_counts(), rules())
def test_one_more_yes_from_somebody_who_said_no_never_harms(counts, rule):
    if counts.no == 0 or not tally(counts, rule).adopted:
        return
    better = {name: getattr(counts, name) for name in ("eligible", "present", "cast", "abstain", "blank", "spoilt")}

    assert tally(Counts(yes=counts.yes + 1, no=counts.no - 1, **better), rule).adopted


@given(rules())
def test_a_rule_survives_the_record(rule):
    assert rule_from_plain(rule_to_plain(rule)) == rule


@given(ballots, st.randoms())
def test_the_order_of_ballots_changes_nothing(rows, chance):
    shuffled = chance.sample(rows, len(rows))
    people: dict[str, Any] = {"items": "abc", "eligible": 50, "present": 40}

    assert count_ballots(rows, **people) == count_ballots(shuffled, **people)
    assert sorted_ballots(rows) == sorted_ballots(shuffled)


@given(ballots, st.integers(0, 40))
def test_device_and_paper_counted_apart_make_the_same_as_counted_together(rows, cut):
    people: dict[str, Any] = {"items": "a", "eligible": 50, "present": 40}
    column = [row[:1] for row in rows]

    merged = merge_counts(count_ballots(column[:cut], **people)["a"], count_ballots(column[cut:], **people)["a"])

    assert merged == count_ballots(column, **people)["a"]
