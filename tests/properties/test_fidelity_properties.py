"""What always holds of a comparison, whatever the texts."""

from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.fidelity.clauses import clauses
from folkmoot.core.fidelity.comparison import compare
from folkmoot.core.fidelity.lexicons import LEXICONS
from folkmoot.core.fidelity.verdicts import Verdict
from folkmoot.core.fidelity.wording import Kind, changed_words

LANGUAGES = st.sampled_from(sorted(LEXICONS))
# Any signs at all, and texts that look like laws: clauses of real words, figures and marks in any order.
WORDS = st.sampled_from(
    (
        "city",
        "must",
        "may",
        "plant",
        "trees",
        "by",
        "2030",
        "at",
        "least",
        "50",
        "%",
        "if",
        "possible,",
        "not",
        "homes;",
    )
)
SENTENCES = st.lists(WORDS, max_size=9).map(lambda words: f"The {' '.join(words)}. ")
LAWS = st.lists(SENTENCES, max_size=6).map("".join)
TEXTS = st.one_of(LAWS, st.text(max_size=120))


@given(TEXTS)
def test_no_word_is_lost_when_a_text_is_cut_into_clauses(text):
    letters = [sign for sign in text if sign.isalpha()]
    kept = [sign for clause in clauses(text) for sign in clause.text if sign.isalpha()]

    assert len(letters) - len(kept) <= 4 * (text.count("\n") + text.count("\r") + len(text.splitlines()) + 1)


@given(LAWS)
def test_a_text_without_list_marks_keeps_every_word_in_its_clauses(text):
    cut = " ".join(clause.text for clause in clauses(text)).split()

    assert [word for word in cut if word != "%."] == [word for word in text.split() if word != "%."]


@given(TEXTS, LANGUAGES)
def test_what_was_adopted_word_by_word_is_kept(text, language):
    found = compare(text, text, language=language)

    assert {judgement.suggested for judgement in found.judgements} <= {Verdict.KEPT}
    assert found.added == ()


@given(TEXTS, TEXTS, LANGUAGES)
def test_every_clause_stands_in_the_comparison(asked, adopted, language):
    found = compare(asked, adopted, language=language)
    taken = {clause for judgement in found.judgements for clause in judgement.adopted}

    assert tuple(judgement.asked for judgement in found.judgements) == clauses(asked)
    assert taken | set(found.added) == set(clauses(adopted))
    assert not taken & set(found.added)
    for judgement in found.judgements:
        assert (judgement.suggested is Verdict.DROPPED) == (not judgement.adopted)


@given(TEXTS, TEXTS)
def test_changed_words_hold_both_texts_in_full(before, after):
    runs = changed_words(before, after)

    assert " ".join(run.text for run in runs if run.kind is not Kind.ADDED).split() == before.split()
    assert " ".join(run.text for run in runs if run.kind is not Kind.REMOVED).split() == after.split()
