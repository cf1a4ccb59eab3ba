"""Clauses find what took them up: moved, split, merged, dropped, added; and people's verdicts are held beside."""

from fractions import Fraction

import pytest

from folkmoot.core.fidelity.comparison import compare
from folkmoot.core.fidelity.lexicons import LEXICONS, LanguageHasNoLexicon, lexicon
from folkmoot.core.fidelity.quantities import MONEY, SHARE, YEAR, Bound, quantities
from folkmoot.core.fidelity.verdicts import JudgesDiffer, Verdict, agreement
from folkmoot.core.fidelity.wording import Kind, changed_words, tokens

TREES = "The city plants 3,000 trees along its streets."
BUSES = "Buses are free for everybody under 18."
PONDS = "Two ponds are dug in the park by 2030."


def taken(asked: str, adopted: str) -> tuple[list[list[int]], list[int]]:
    """The numbers of the clauses that took up each clause, and of those that were added."""
    found = compare(asked, adopted, language="en")
    return [[clause.number for clause in each.adopted] for each in found.judgements], [
        clause.number for clause in found.added
    ]


def test_clauses_are_found_in_another_order():
    assert taken(f"{TREES} {BUSES} {PONDS}", f"{PONDS} {TREES} {BUSES}") == ([[2], [3], [1]], [])


def test_what_nobody_took_up_was_dropped_and_what_nobody_asked_was_added():
    found = compare(f"{TREES} {BUSES}", f"{BUSES} The mayor's salary is doubled.", language="en")

    assert [judgement.suggested for judgement in found.judgements] == [Verdict.DROPPED, Verdict.KEPT]
    assert [clause.text for clause in found.added] == ["The mayor's salary is doubled."]


def test_one_clause_in_two_is_taken_up_by_both():
    asked = "The city plants 3,000 trees along its streets and waters them every summer week."
    adopted = "The city plants 3,000 trees along its streets. They are watered every summer week."

    assert taken(asked, adopted) == ([[1, 2]], [])


def test_two_clauses_in_one_are_both_taken_up():
    assert taken(
        f"{TREES} {PONDS}", "The city plants 3,000 trees along its streets and two ponds are dug in the park."
    ) == (
        [[1], [1]],
        [],
    )


def test_an_empty_law_drops_everything_and_an_empty_recommendation_asks_nothing():
    assert [each.suggested for each in compare(f"{TREES} {BUSES}", "", language="en").judgements] == [
        Verdict.DROPPED
    ] * 2
    assert compare("", TREES, language="en").judgements == ()
    assert [clause.text for clause in compare("", TREES, language="en").added] == [TREES]


def test_a_language_without_a_lexicon_is_named_with_those_that_have_one():
    with pytest.raises(LanguageHasNoLexicon) as raised:
        compare(TREES, TREES, language="is")
    assert raised.value.params == {"language": "is", "known": ("en", "da", "de", "fr", "nl")}


def test_a_region_does_not_matter():
    assert lexicon("fr-BE") is LEXICONS["fr"]
    assert lexicon("EN") is LEXICONS["en"]


def test_the_words_that_changed_stand_in_runs():
    runs = changed_words("Schools must teach first aid.", "Schools may teach first aid yearly.")

    assert [(run.kind, run.text) for run in runs] == [
        (Kind.SAME, "Schools"),
        (Kind.REMOVED, "must"),
        (Kind.ADDED, "may"),
        (Kind.SAME, "teach first"),
        (Kind.REMOVED, "aid."),
        (Kind.ADDED, "aid yearly."),
    ]


NUMBERS = [
    ("en", "at least 30 seats", Fraction(30), "seats", Bound.AT_LEAST),
    ("en", "no more than 2.5 hours", Fraction(5, 2), "hours", Bound.AT_MOST),
    ("en", "1,400,000 trees", Fraction(1_400_000), "trees", Bound.NONE),
    ("en", "by 2030", Fraction(2030), YEAR, Bound.BY),
    ("en", "55 %", Fraction(55), SHARE, Bound.NONE),
    ("en", "55 percent", Fraction(55), SHARE, Bound.NONE),
    ("en", "€3 million", Fraction(3), MONEY, Bound.NONE),
    ("en", "within three months", Fraction(3), "months", Bound.WITHIN),
    ("da", "2,5 timer", Fraction(5, 2), "timer", Bound.NONE),
    ("da", "1.400 kg", Fraction(1400), "kg", Bound.NONE),
    ("de", "höchstens 1.000 Euro", Fraction(1000), MONEY, Bound.AT_MOST),
    ("fr", "plus de 1\u202f400 kg", Fraction(1400), "kg", Bound.AT_LEAST),
    ("fr", "d'ici 2040", Fraction(2040), YEAR, Bound.BY),
    ("nl", "binnen zes maanden", Fraction(6), "maanden", Bound.WITHIN),
]


@pytest.mark.parametrize(("language", "text", "value", "unit", "bound"), NUMBERS)
def test_numbers_are_read_as_their_language_writes_them(language, text, value, unit, bound):
    (found,) = quantities(tokens(text), lexicon(language))

    assert (found.value, found.unit, found.bound) == (value, unit, bound)


def test_agreement_counts_equal_verdicts_and_leaves_open_ones_out():
    kept, weak, gone = Verdict.KEPT, Verdict.WEAKENED, Verdict.DROPPED
    found = agreement([kept, kept, weak, gone, None], [kept, weak, weak, gone, kept])

    # Observed 3/4; by chance (2·1 + 1·2 + 1·1) / 16 = 5/16; kappa = (12/16 - 5/16) / (11/16).
    assert (found.of, found.same, found.kappa, found.left_open) == (4, 3, Fraction(7, 11), 1)


def test_agreement_by_chance_alone_has_no_kappa():
    assert agreement([Verdict.KEPT, None], [Verdict.KEPT, Verdict.KEPT]).kappa is None
    assert agreement([None], [Verdict.KEPT]).kappa is None


@pytest.mark.parametrize(("first", "second"), [([], []), ([Verdict.KEPT], [])])
def test_judges_of_different_clauses_are_not_compared(first, second):
    with pytest.raises(JudgesDiffer):
        agreement(first, second)
