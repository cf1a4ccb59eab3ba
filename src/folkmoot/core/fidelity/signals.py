"""What a change of words points to: each signal names the words before and after that it rests on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from folkmoot.core.fidelity.alignment import content
from folkmoot.core.fidelity.lexicons import Lexicon, Phrase
from folkmoot.core.fidelity.quantities import MONEY, SHARE, YEAR, Bound, Quantity, quantities
from folkmoot.core.fidelity.wording import Token, tokens

_LOST: Final = 0.4  # share of content words gone from which a clause counts as changed ...
_REPLACED: Final = 0.5  # ... and share of these, in new ones, from which it is said in other words rather than narrowed


class Sign(StrEnum):
    """What was found. The first seven say less, the next seven more; the rest a person has to weigh."""

    DUTY_WEAKER = "duty-weaker"
    SOFTENER_ADDED = "softener-added"
    LATER = "later"
    LESS = "less"
    LIMIT_LOOSER = "limit-looser"
    BAN_NARROWER = "ban-narrower"
    WORDS_LOST = "words-lost"
    DUTY_STRONGER = "duty-stronger"
    SOFTENER_GONE = "softener-gone"
    EARLIER = "earlier"
    MORE = "more"
    LIMIT_TIGHTER = "limit-tighter"
    BAN_WIDER = "ban-wider"
    CONDITION_GONE = "condition-gone"
    CONDITION_ADDED = "condition-added"
    EXCEPTION_ADDED = "exception-added"
    NEGATION = "negation"
    NUMBER_CHANGED = "number-changed"
    NUMBER_GONE = "number-gone"
    REWORDED = "reworded"


WEAKER: Final = frozenset(list(Sign)[:7])
STRONGER: Final = frozenset(list(Sign)[7:14])
CONDITIONING: Final = frozenset({Sign.CONDITION_ADDED, Sign.EXCEPTION_ADDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One sign, with the words before and after; either is empty where there are none."""

    sign: Sign
    before: str = ""
    after: str = ""


def signals(before: str, after: str, lexicon: Lexicon) -> tuple[Signal, ...]:
    """Everything in which `after` differs from `before` that a drafter of laws would change on purpose."""
    old, new = tokens(before), tokens(after)
    found = (*_duty(old, new, lexicon), *_phrases(old, new, lexicon), *_numbers(old, new, lexicon))
    went = {Sign.CONDITION_GONE, Sign.SOFTENER_GONE} & {signal.sign for signal in found}
    return found if went else (*found, *_content(before, after, lexicon))  # what went took its own words along


def phrases_in(words: Sequence[Token], phrases: frozenset[Phrase]) -> tuple[str, ...]:
    """The longest of `phrases` at each place, in order, without overlap; marks between words do not part a phrase."""
    keys = [token.key for token in words if token.is_word]
    longest = max(map(len, phrases), default=0)
    found, at = [], 0
    while at < len(keys):
        sizes = (size for size in range(min(longest, len(keys) - at), 0, -1) if tuple(keys[at : at + size]) in phrases)
        size = next(sizes, 0)
        if size:
            found.append(" ".join(keys[at : at + size]))
        at += size or 1
    return tuple(found)


def _duty(old: Sequence[Token], new: Sequence[Token], lexicon: Lexicon) -> Iterator[Signal]:
    """The strongest word of duty on each side; a side without one says nothing."""
    (strong, before), (weak, after) = _strongest(old, lexicon), _strongest(new, lexicon)
    if strong and weak and strong != weak:
        sign = Sign.DUTY_WEAKER if weak < strong else Sign.DUTY_STRONGER
        yield Signal(sign=sign, before=before, after=after)


def _strongest(words: Sequence[Token], lexicon: Lexicon) -> tuple[int, str]:
    found = phrases_in(words, frozenset(lexicon.duties))
    return max(((lexicon.duties[tuple(each.split())], each) for each in found), default=(0, ""), key=lambda one: one[0])


def _phrases(old: Sequence[Token], new: Sequence[Token], lexicon: Lexicon) -> Iterator[Signal]:
    """Softeners, conditions, exceptions and negations that came or went."""
    lists = (
        (lexicon.softeners, Sign.SOFTENER_ADDED, Sign.SOFTENER_GONE),
        (lexicon.conditions, Sign.CONDITION_ADDED, Sign.CONDITION_GONE),
        (lexicon.exceptions, Sign.EXCEPTION_ADDED, Sign.CONDITION_GONE),
    )
    for phrases, came, went in lists:
        before, after = phrases_in(old, phrases), phrases_in(new, phrases)
        if added := [each for each in after if each not in before and not before]:
            yield Signal(sign=came, after=", ".join(added))
        if gone := [each for each in before if each not in after and not after]:
            yield Signal(sign=went, before=", ".join(gone))
    before, after = phrases_in(old, lexicon.negations), phrases_in(new, lexicon.negations)
    if bool(before) != bool(after):
        yield Signal(sign=Sign.NEGATION, before=", ".join(before), after=", ".join(after))


def _numbers(old: Sequence[Token], new: Sequence[Token], lexicon: Lexicon) -> Iterator[Signal]:
    """Numbers of the same unit, in their order; equal ones first fall away on both sides."""
    ours, theirs = quantities(old, lexicon), quantities(new, lexicon)
    is_ban = bool(phrases_in(old, lexicon.bans))
    for unit in dict.fromkeys(each.unit for each in ours):
        before, after = _rest(ours, theirs, unit), _rest(theirs, ours, unit)
        for one, other in zip(before, after, strict=False):
            yield Signal(sign=_direction(one, other, is_ban=is_ban), before=one.text, after=other.text)
        for one in before[len(after) :]:
            yield Signal(sign=Sign.NUMBER_GONE, before=one.text)


def _rest(these: Sequence[Quantity], others: Sequence[Quantity], unit: str) -> list[Quantity]:
    values = {each.value for each in others if each.unit == unit}
    return [each for each in these if each.unit == unit and each.value not in values]


def _direction(before: Quantity, after: Quantity, *, is_ban: bool) -> Sign:
    """Whether a changed number says less or more, as far as its bound or unit tells.

    A year or term moves; at least and at most say it; of money and shares, less is less; of anything else only a
    person knows. In a ban the bound says what is banned (above 1,400 kg), so that it reads the other way round.
    """
    smaller = after.value < before.value
    bound = Bound.BY if before.unit == YEAR else before.bound
    if bound is Bound.NONE and before.unit in {SHARE, MONEY}:
        bound = Bound.AT_LEAST
    ways = _IN_A_BAN if is_ban and bound in _IN_A_BAN else _BY_BOUND
    down, up = ways.get(bound, (Sign.NUMBER_CHANGED, Sign.NUMBER_CHANGED))
    return down if smaller else up


# What a smaller number says, and a greater one.
_BY_BOUND: Final = {
    Bound.BY: (Sign.EARLIER, Sign.LATER),
    Bound.WITHIN: (Sign.EARLIER, Sign.LATER),
    Bound.AT_LEAST: (Sign.LESS, Sign.MORE),
    Bound.AT_MOST: (Sign.LIMIT_TIGHTER, Sign.LIMIT_LOOSER),
}
_IN_A_BAN: Final = {
    Bound.AT_LEAST: (Sign.BAN_WIDER, Sign.BAN_NARROWER),
    Bound.AT_MOST: (Sign.BAN_NARROWER, Sign.BAN_WIDER),
}


def _content(before: str, after: str, lexicon: Lexicon) -> Iterator[Signal]:
    """Content words of the recommendation that are gone, if they are many: narrowed, or said in other words."""
    old, new = content(before, lexicon), content(after, lexicon)
    gone, came = old - new, new - old
    if old and len(gone) >= _LOST * len(old):
        sign = Sign.REWORDED if len(came) >= _REPLACED * len(gone) else Sign.WORDS_LOST
        yield Signal(sign=sign, before=_words_of(before, gone, lexicon), after=_words_of(after, came, lexicon))


def _words_of(text: str, stems: frozenset[str], lexicon: Lexicon) -> str:
    """The words of `text` with these stems, as written, each once."""
    return ", ".join(dict.fromkeys(token.text for token in tokens(text) if content(token.text, lexicon) & stems))
