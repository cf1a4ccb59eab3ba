"""A published comparison with an adopted text is checked for words left out, made up, or judged as nothing can be."""

import pytest

from folkmoot.core.record.exports import check_export
from folkmoot.core.record.findings import Outcome
from tests.core.record.sample import acts, export

ADOPTED = "Willows stand on one of the banks by 2035. Anglers pay nothing."
COMPARED = {
    "recommendation": 1,
    "title": "River act",
    "source": "",
    "on": "2026-06-01",
    "language": "en",
    "kind": "members",
    "assessor": "Members",
    "text": ADOPTED,
    "clauses": [
        {
            "recommended": "Willows on both banks by 2028.",
            "adopted": ["Willows stand on one of the banks by 2035."],
            "verdict": "weakened",
            "suggested": "weakened",
            "note": "",
        }
    ],
    "added": ["Anglers pay nothing."],
}


def checked(**changes):
    """What a check of the record finds wrong, once a comparison with these changes stands in it."""
    told = [*acts(), ("2026-06-02T09:00:00Z", "followup.compared", {**COMPARED, **changes})]
    report = check_export(export(told, at="2026-06-03T09:00:00Z"))
    return [(one.code, dict(one.params)) for one in report.of(Outcome.FAILS)]


def clause(**changes):
    return {"clauses": [{**COMPARED["clauses"][0], **changes}]}


def test_a_whole_comparison_holds():
    assert checked() == []


def test_list_marks_and_one_clause_taken_up_twice_do_no_harm():
    both = [{**COMPARED["clauses"][0], "recommended": part} for part in ("Willows on both banks", "by 2028.")]

    assert checked(clauses=both) == []
    assert checked(text=f"(a) {ADOPTED}") == []


WRONG = [
    ("a clause of the recommendation is left out", {"clauses": []}, "words_are_left_out", "banks"),
    ("its words are others", clause(recommended="Poplars on both banks."), "words_are_left_out", "poplars"),
    ("a clause of the law is left out", {"added": []}, "words_are_left_out", "anglers"),
    ("a clause of the law is made up", {"added": ["Anglers pay nothing.", "Boats too"]}, "words_are_left_out", "boats"),
]


@pytest.mark.parametrize(("changes", "code", "word"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_words_that_are_left_out_or_made_up_are_named(changes, code, word):
    assert checked(**changes) == [(code, {"recommendation": "1", "word": word})]


@pytest.mark.parametrize("verdict", ["added", "praised"])
def test_a_verdict_that_no_clause_can_have_is_named(verdict):
    assert checked(**clause(verdict=verdict)) == [
        ("verdict_is_unknown", {"recommendation": "1", "verdict": verdict}),
    ]


def test_what_was_not_handed_over_cannot_be_compared():
    assert checked(recommendation=2) == [("recommendation_is_unknown", {"recommendation": "2"})]


def test_a_comparison_without_its_words_is_refused():
    assert checked(text=None) == [("value_is_missing", {"kind": "followup.compared", "field": "text"})]
