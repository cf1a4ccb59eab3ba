"""What the columns and cells of somebody's file most likely mean. Only suggestions: a person accepts them.

A cell that differs from a value by capitals and spaces alone is that value; everything else is a guess.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from rapidfuzz import fuzz, process

from folkmoot.core.sortition.ages import age_in, are_ages, bracket_of, span_of
from folkmoot.core.sortition.headings import PEOPLE, SAME_ANSWER, bare, question_of

_LOOKED_AT = 400  # rows that tell what a column holds
_MOSTLY = 0.6
_CLOSE = 83  # per cent of letters in common, from which on one spelling is taken for another


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """A `cell` of a category's column that `people` people have, and the `value` it most likely means, or `""`."""

    cell: str
    people: int
    value: str


def alike(text: str) -> str:
    """Text without what typing alone makes different: capitals, spaces, composed or decomposed letters."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def match_columns(
    columns: Sequence[str], rows: Sequence[Sequence[str]], values: Mapping[str, Sequence[str]]
) -> dict[int, str]:
    """The place of each column of people that is understood → `id`, `name`, … (`headings.PEOPLE`) or a category.

    `values` are the categories of the targets, each with its values. A category is found by its name, by another word
    for the same question, or by a column that holds its values; a person's name and address may have several columns.
    """
    found = _by_name(columns, values)
    for place, column in enumerate(columns):
        known = PEOPLE.get(bare(column))
        if place not in found and known and (known in {"name", "address"} or known not in found.values()):
            found[place] = known
    for category in values:
        if category not in found.values():
            found |= _by_content(category, values[category], rows, set(range(len(columns))) - set(found))
    if "id" not in found.values():
        found |= _numbering(rows, [place for place in range(len(columns)) if place not in found])
    return found


def match_value(cell: str, values: Sequence[str]) -> str:
    """The value among `values` that a cell most likely means, or `""`."""
    same = [value for value in values if alike(value) == alike(cell)]
    if same or not cell.strip():
        return same[0] if same else ""
    by_word = [value for value in values if _answer(value) == _answer(cell)]
    if len(by_word) == 1:
        return by_word[0]
    span = span_of(cell)
    if span:
        return next((value for value in values if span_of(value) == span), "")
    return _nearest(cell, values)


def match_cells(cells: Iterable[str], values: Sequence[str]) -> tuple[Spelling, ...]:
    """Each different cell that is none of the `values`, capitals aside, with a suggestion; the most frequent first."""
    exact = {alike(value) for value in values}
    counts = Counter(" ".join(cell.split()) for cell in cells if alike(cell) and alike(cell) not in exact)
    return tuple(
        Spelling(cell=cell, people=people, value=match_value(cell, values)) for cell, people in counts.most_common()
    )


def hold_ages(cells: Iterable[str], values: Sequence[str], on: date) -> bool:
    """Whether most cells are ages, years or dates of birth that fall into the `values` of a category of ages."""
    if not are_ages(values):
        return False
    filled = [cell for cell in cells if cell.strip()]
    return _share([bool(bracket_of(age_in(cell, on), values)) for cell in filled]) >= _MOSTLY


def _by_name(columns: Sequence[str], values: Mapping[str, Sequence[str]]) -> dict[int, str]:
    found: dict[int, str] = {}
    for key in (str, alike, bare, question_of):
        for category in values:
            free = [place for place in range(len(columns)) if place not in found]
            fitting = [place for place in free if key(columns[place]) == key(category)]
            if fitting and category not in found.values():
                found[fitting[0]] = category
    return found


def _by_content(
    category: str, values: Sequence[str], rows: Sequence[Sequence[str]], places: set[int]
) -> dict[int, str]:
    scores = {}
    for place in sorted(places):
        cells = [row[place] for row in islice(rows, _LOOKED_AT) if row[place].strip()]
        scores[place] = _share([bool(match_value(cell, values)) for cell in cells])
    best = max(scores, key=lambda place: scores[place], default=None)
    return {best: category} if best is not None and scores[best] >= _MOSTLY else {}


def _numbering(rows: Sequence[Sequence[str]], places: Sequence[int]) -> dict[int, str]:
    """The first column in which every row has something short of its own."""
    for place in places:
        cells = [row[place] for row in rows]
        if cells and all(cells) and len(set(cells)) == len(cells) and max(map(len, cells)) <= 20:
            return {place: "id"}
    return {}


def _answer(text: str) -> str:
    words = bare(text)
    return SAME_ANSWER.get(words, words)


def _nearest(cell: str, values: Sequence[str]) -> str:
    words = bare(cell)
    begun = [value for value in values if len(words) > 2 and bare(value).startswith(words)]
    if len(begun) == 1:
        return begun[0]
    if len(words) < 4:
        return ""
    spelt = [(bare(value), value) for value in values]
    spelt += [(word, value) for word, means in SAME_ANSWER.items() for value in values if means == _answer(value)]
    close = process.extract(words, [word for word, _ in spelt], scorer=fuzz.ratio, score_cutoff=_CLOSE, limit=None)
    meant = {spelt[place][1] for _, _, place in close}
    return meant.pop() if len(meant) == 1 else ""


def _share(answers: Sequence[bool]) -> float:
    return sum(answers) / len(answers) if answers else 0.0
