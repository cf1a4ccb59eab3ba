"""Which clause became which: clauses of the recommendation matched with clauses of the adopted text, in any order."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import snowballstemmer  # type: ignore[import-untyped]
from scipy.optimize import linear_sum_assignment

from folkmoot.core.fidelity.clauses import Clause
from folkmoot.core.fidelity.lexicons import Lexicon
from folkmoot.core.fidelity.wording import tokens

Weights = Mapping[str, float]
_ALIKE: Final = 0.2  # weighted Dice coefficient from which two clauses may be the same one
_PART: Final = 0.45  # share of a clause's weight from which it may be a part of another


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One clause of the recommendation and the clauses of the adopted text that took it up; none: it was dropped."""

    asked: Clause
    adopted: tuple[Clause, ...]


def content(text: str, lexicon: Lexicon) -> frozenset[str]:
    """The stems of the words that carry content, and the figures, of a text (Porter's Snowball stemmers)."""
    return _stems(text, lexicon, lexicon.stop)


def align(asked: Sequence[Clause], adopted: Sequence[Clause], lexicon: Lexicon) -> tuple[Match, ...]:
    """Match each of `asked` with what took it up in `adopted`, so that the likeness of all pairs together is greatest.

    Likeness is Dice's coefficient over content words, rare words weighing more. Clauses left over join a pair where
    most of their words stand: a clause split in two, or two merged in one. Matches come in the order of `asked`;
    what is in none of them was added. `O(n³)` for n clauses (Kuhn 1955; scipy's assignment).
    """
    ours = [_telling(clause.text, lexicon) for clause in asked]
    theirs = [_telling(clause.text, lexicon) for clause in adopted]
    weights = _weights([*ours, *theirs])
    taken = _pairs(ours, theirs, weights)
    _join_split(taken, ours, theirs, weights)
    _join_merged(taken, ours, theirs, weights)
    return tuple(
        Match(asked=clause, adopted=tuple(adopted[index] for index in sorted(taken[number])))
        for number, clause in enumerate(asked)
    )


def _telling(text: str, lexicon: Lexicon) -> frozenset[str]:
    """What a clause is found by: its content, or all its words where none carries any."""
    return content(text, lexicon) or _stems(text, lexicon, frozenset())


def _stems(text: str, lexicon: Lexicon, left_out: frozenset[str]) -> frozenset[str]:
    stem = _stemmer(lexicon.stemmer)
    words = (token for token in tokens(text) if token.is_figure or (token.is_word and token.key not in left_out))
    return frozenset(token.key if token.is_figure else stem(token.key) for token in words)


@lru_cache
def _stemmer(name: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - the library has no types
    return lru_cache(maxsize=50_000)(snowballstemmer.stemmer(name).stemWord)


def _weights(every: Sequence[frozenset[str]]) -> dict[str, float]:
    """A word in few clauses tells more: 1 over the number of clauses that have it, in either text."""
    seen = Counter(word for words in every for word in words)
    return {word: 1 / number for word, number in seen.items()}


def _mass(words: frozenset[str], weights: Weights) -> float:
    return sum(weights[word] for word in sorted(words))  # sorted: the same sum on every machine


def _pairs(ours: Sequence[frozenset[str]], theirs: Sequence[frozenset[str]], weights: Weights) -> list[set[int]]:
    taken: list[set[int]] = [set() for _ in ours]
    if ours and theirs:
        alike = np.array([[_dice(one, other, weights) for other in theirs] for one in ours])
        for number, index in zip(*linear_sum_assignment(alike, maximize=True), strict=True):
            if alike[number, index] >= _ALIKE:
                taken[number].add(int(index))
    return taken


def _dice(one: frozenset[str], other: frozenset[str], weights: Weights) -> float:
    together = _mass(one, weights) + _mass(other, weights)
    return 2 * _mass(one & other, weights) / together if together else 0.0


def _join_split(
    taken: list[set[int]], ours: Sequence[frozenset[str]], theirs: Sequence[frozenset[str]], weights: Weights
) -> None:
    """Clauses of the adopted text left over join the pair whose recommendation holds most of their words."""
    used = set().union(*taken)
    for index, words in enumerate(theirs):
        if index not in used and (best := _holder(words, ours, weights)) is not None and taken[best]:
            taken[best].add(index)


def _join_merged(
    taken: list[set[int]], ours: Sequence[frozenset[str]], theirs: Sequence[frozenset[str]], weights: Weights
) -> None:
    """Clauses of the recommendation left over are taken up where most of their words stand already."""
    for number, words in enumerate(ours):
        if not taken[number] and (best := _holder(words, theirs, weights)) is not None:
            taken[number].add(best)


def _holder(words: frozenset[str], others: Sequence[frozenset[str]], weights: Weights) -> int | None:
    """The first clause that holds the largest share of `words`, if that is most of them and more than one word."""
    shares = [(_mass(words & other, weights), -index) for index, other in enumerate(others) if len(words & other) > 1]
    share, place = max(shares, default=(0.0, 0))
    return -place if share >= _PART * _mass(words, weights) > 0 else None
