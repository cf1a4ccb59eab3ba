"""A text is cut into clauses without losing a word."""

import pytest

from folkmoot.core.fidelity.clauses import clauses

TABLE = [
    ("", []),
    (" \n\n ", []),
    ("One. Two! Three?", ["One.", "Two!", "Three?"]),
    ("No mark at the end", ["No mark at the end"]),
    ("Trees are planted; lawns are kept.", ["Trees are planted;", "lawns are kept."]),
    ("1. Trees.\n2) Lawns.\n(a) Ponds.\niv. Paths.", ["Trees.", "Lawns.", "Ponds.", "Paths."]),
    ("- Trees\n– Lawns\n• Ponds", ["Trees", "Lawns", "Ponds"]),
    ("A line that\nwas broken by a page.", ["A line that was broken by a page."]),
    ("A heading\n\nA text.", ["A heading", "A text."]),
    ("As art. 5 says, cf. no. 3, it is so.", ["As art. 5 says, cf. no. 3, it is so."]),
    ("Det gælder fra 1. januar 2030. Så er det slut.", ["Det gælder fra 1. januar 2030.", "Så er det slut."]),
    ("Es gilt ab 1. Januar. Danach nicht.", ["Es gilt ab 1. Januar.", "Danach nicht."]),
    ("Im 21. Jahrhundert. Danach.", ["Im 21. Jahrhundert.", "Danach."]),
    ("Everybody under 18. Nobody else.", ["Everybody under 18.", "Nobody else."]),
    ("50. ", ["50."]),
    ("It costs 2.5 million. It is paid.", ["It costs 2.5 million.", "It is paid."]),
    ("Kommunen, f.eks. Aarhus, skal svare.", ["Kommunen, f.eks. Aarhus, skal svare."]),
    ("„Alle sollen mitreden.“ So steht es da.", ["„Alle sollen mitreden.“", "So steht es da."]),
    ("Mr. J. Smith signs.", ["Mr. J. Smith signs."]),
    ("… … !", []),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_clauses_are_sentences_parts_and_items(text, expected):
    assert [clause.text for clause in clauses(text)] == expected


def test_clauses_are_numbered_from_one():
    assert [clause.number for clause in clauses("One. Two. Three.")] == [1, 2, 3]
