"""An amendment that hides what it loosens, or when it came, is named by whoever checks the record."""

from dataclasses import replace
from fractions import Fraction

import pytest

from folkmoot.core.canonical import digest
from folkmoot.core.contract.answers import Reply
from folkmoot.core.contract.clauses import Clauses, as_plain
from folkmoot.core.contract.spans import Span
from folkmoot.core.record.contracts import (
    DrawIsNotSaid,
    LooseningIsNotSaid,
    check_published,
    check_signed,
    threshold_promised,
)
from folkmoot.core.record.entries import Entry
from folkmoot.core.record.stories import Story
from folkmoot.core.tally.rules import Base, Rule

OLDER = {
    "question": "Why?", "influence": "consult", "on_disagreement": "x", "off_the_table": [], "reply_within_days": 90,
    "reply_form": "", "threshold_numerator": 4, "threshold_denominator": 5, "threshold_of": "cast",
    "threshold_strict": False, "blanks_count": True, "publicity": "x", "data_rules": "x", "breach": "x",
}  # fmt: skip
FIRST = as_plain(Clauses())
LATER = as_plain(Clauses().having([Reply(within=Span(count=180))]))
MARKED = {"loosened": ["reply.within"], "after_draw": False}


def published(story, version, clauses, **marks):
    """What a check finds of one publication, signed before."""
    contract = {"version": version, "clauses": clauses, "commissioners": [{"ref": "mayor", "office": "Mayor"}]}
    signed = {"version": version, "sha256": digest(contract), "commissioner": "mayor"}
    entry = Entry(index=version, at="2027-01-01T10:00:00Z", kind="contract.signed", data=signed, by="x", assembly="a")
    list(check_signed(entry, story))
    data = signed | {"contract": contract} | marks
    return [finding.code for finding in check_published(replace(entry, kind="contract.published", data=data), story)]


@pytest.fixture
def story():
    return Story(files={})


@pytest.mark.parametrize("first", [FIRST, OLDER])
def test_an_amendment_that_says_what_it_loosens_holds(story, first):
    published(story, 1, first)
    assert published(story, 2, LATER, loosened=["reply.within"], after_draw=False)[-1] == "amendment_holds"
    assert threshold_promised(story) == Rule(fraction=Fraction(4, 5), of=Base.CAST)


@pytest.mark.parametrize(
    ("marks", "fault"),
    [
        (MARKED | {"loosened": []}, LooseningIsNotSaid),
        (MARKED | {"loosened": ["reply.within", "scope.in_scope"]}, LooseningIsNotSaid),
        (MARKED | {"after_draw": True}, DrawIsNotSaid),
    ],
)
def test_a_mark_that_is_missing_or_made_up_is_named(story, marks, fault):
    published(story, 1, FIRST)
    with pytest.raises(fault):
        published(story, 2, LATER, **marks)


def test_after_a_draw_the_mark_must_say_so(story):
    published(story, 1, FIRST)
    story.keep("drawn", 1, "an entry")
    with pytest.raises(DrawIsNotSaid):
        published(story, 2, LATER, **MARKED)
    assert published(story, 3, LATER, loosened=[], after_draw=True)[-1] == "amendment_holds"
