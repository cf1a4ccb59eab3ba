"""Numbers in a clause: their exact value, unit, and what stands before them: at least, at most, by, within."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from folkmoot.core.fidelity.lexicons.shape import Lexicon, Phrase, words
from folkmoot.core.fidelity.wording import Token

_CURRENCIES: Final = words("€ $ £ ¥ eur euro euros dkk kr kroner chf gbp usd dollars pounds")
SHARE, MONEY, YEAR = "%", "money", "calendar-year"
_REACH: Final = 3  # how many words before a number its bound is looked for
_YEARS: Final = range(1900, 2200)


class Bound(StrEnum):
    """How a number limits. BY: a day or year; WITHIN: a span of time from something; NONE: it only says how much."""

    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    BY = "by"
    WITHIN = "within"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number: exact `value`, `unit` (one of three above, else the word after it), `bound`, and its `text`."""

    value: Fraction
    unit: str
    bound: Bound
    text: str


def quantities(line: Sequence[Token], lexicon: Lexicon) -> tuple[Quantity, ...]:
    """Every number of a clause in its order, in digits or in words (one to twelve, where a unit of time follows)."""
    found = []
    for at, token in enumerate(line):
        value = _value(line, at, lexicon)
        if value is not None:
            unit, until = _unit(line, at, value)
            bound = _bound(line[max(0, at - _REACH) : at], unit, lexicon)
            text = " ".join(each.text for each in line[at:until]).replace(" %", " %")
            found.append(Quantity(value=value, unit=unit, bound=bound, text=text if until > at + 1 else token.text))
    return tuple(found)


def _value(line: Sequence[Token], at: int, lexicon: Lexicon) -> Fraction | None:
    token = line[at]
    if token.is_figure:
        return _figure(token.text, lexicon.decimal)
    counted = lexicon.numbers.get(token.key)
    is_span = at + 1 < len(line) and line[at + 1].key in lexicon.spans
    return Fraction(counted) if counted and is_span else None


def _figure(text: str, decimal: str) -> Fraction:
    """2.5 and 2,5 by the language's own mark; three digits after any other mark are thousands."""
    whole, mark, rest = text.rpartition(decimal)
    if not mark or not rest.isdigit() or decimal in whole:
        whole, rest = text, ""
    digits = "".join(sign for sign in whole if sign.isdigit()) or "0"
    kept = "".join(sign for sign in rest if sign.isdigit())
    return Fraction(int(digits + kept), 10 ** len(kept))


def _unit(line: Sequence[Token], at: int, value: Fraction) -> tuple[str, int]:
    """The unit, and the place after it."""
    after = line[at + 1] if at + 1 < len(line) else None
    if after and after.key in {"%", "percent", "procent", "prozent", "pct"}:
        return SHARE, at + 2
    if after and after.key in _CURRENCIES:
        return MONEY, at + 2
    if at and line[at - 1].key in _CURRENCIES:
        return MONEY, at + 1
    if value in _YEARS and len(line[at].text) == 4:
        return YEAR, at + 1
    return (after.key, at + 2) if after and after.is_word else ("", at + 1)


def _bound(before: Sequence[Token], unit: str, lexicon: Lexicon) -> Bound:
    """The phrase that ends within reach before the number, as far as it fits the unit."""
    keys = tuple(token.key for token in before if token.is_word)
    if unit == YEAR:
        return Bound.BY if _ends_with(keys, lexicon.deadlines) else Bound.NONE
    ways = [(Bound.AT_MOST, lexicon.at_most), (Bound.AT_LEAST, lexicon.at_least)]
    if unit in lexicon.spans:
        ways.append((Bound.WITHIN, lexicon.within))
    return next((bound for bound, phrases in ways if _ends_with(keys, phrases)), Bound.NONE)


def _ends_with(keys: tuple[str, ...], phrases: frozenset[Phrase]) -> bool:
    """Whether one of `phrases` stands at the end, or one word before it (at least *some* 30)."""
    ends = (keys, keys[:-1])
    return any(end[-len(phrase) :] == phrase for end in ends for phrase in phrases if end)
