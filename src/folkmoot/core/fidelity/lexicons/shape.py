"""What a lexicon holds, and how its lists are written: phrases between commas, words between white space."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Phrase: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """One language. `duties` are phrases by strength: 3 binds, 2 urges, 1 allows. `decimal` parts whole and fraction.

    `softeners` turn doing into trying; `conditions` and `exceptions` make it depend, or exempt; `negations` turn it
    round; after `bans` a figure says how far the ban reaches. `at_least` and `at_most` stand before a figure,
    `deadlines` before a day or year, `within` before a span of time, whose units are `spans`. `numbers` are one to
    twelve in words; `stop` are words that carry no content. All as tokens are compared: lower case, no apostrophes.
    """

    language: str
    stemmer: str
    decimal: str
    duties: Mapping[Phrase, int]
    softeners: frozenset[Phrase]
    conditions: frozenset[Phrase]
    exceptions: frozenset[Phrase]
    negations: frozenset[Phrase]
    bans: frozenset[Phrase]
    at_least: frozenset[Phrase]
    at_most: frozenset[Phrase]
    deadlines: frozenset[Phrase]
    within: frozenset[Phrase]
    spans: frozenset[str]
    numbers: Mapping[str, int]
    stop: frozenset[str]


def phrases(text: str) -> frozenset[Phrase]:
    """The phrases between the commas of `text`."""
    return frozenset(tuple(phrase.split()) for phrase in text.casefold().split(","))


def duties(*, binds: str, urges: str, allows: str) -> Mapping[Phrase, int]:
    """Phrases of duty with their strength."""
    return {phrase: strength for strength, text in enumerate((allows, urges, binds), 1) for phrase in phrases(text)}


def numbers(text: str) -> Mapping[str, int]:
    """The words for one, two, three …; a stroke parts several words for one number."""
    return {word: number for number, every in enumerate(text.casefold().split(), 1) for word in every.split("/")}


def words(text: str) -> frozenset[str]:
    """The words of `text`."""
    return frozenset(text.casefold().split())
