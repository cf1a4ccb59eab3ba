"""Addresses as people write them, brought to one spelling, so that those who live together are found.

The same home is written in many ways: "Nørregade 5, 2. th., 2100 København Ø", "NØRREG. 5 2 th 2100 Kbh". An address is
taken apart into street, house number, unit (box, flat, floor and side), postcode and place; long words become the short
ones that stand for several ("Street", "Saint" and "St." are all `st`), so that nothing hangs on the guess which it was.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from folkmoot.core.sortition.spellings import Spelling, spelling_of

_LETTERS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ø": "oe",
        "å": "aa",
        "æ": "ae",
        "œ": "oe",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "’": " ",
        "'": " ",
        "`": " ",
        "º": " ",
        "ª": " ",
    }
)
# The last of these in an address is its postcode: British, Dutch, five digits (also 123 45), Polish, Portuguese, four.
_POSTCODE = re.compile(
    r"(?<![\w/-])(?:[a-z]{1,2}\s?-\s?)?"
    r"([a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}|\d{4}\s?[a-z]{2}|\d{2}-\d{3}|\d{4}-\d{3}|\d{5}|\d{3}\s\d{2}|\d{4})(?![\w/-])"
)
_TOKEN = re.compile(r"\d+-\d+|\d+[a-z](?![a-z])|\d+|[^\W\d_]+")
_NUMBER = re.compile(r"(\d+(?:-\d+)?)(.*)")
_SUFFIXES = frozenset({"bis", "ter", "quater"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One address taken apart; every part is folded text and may be empty.

    `street` has no spaces; `name` is the street without its kind and `kind` that kind ("r", "st"); `number` is digits
    with a letter perhaps ("12a", "12-14"); `unit` tells homes of one building apart.
    """

    street: str
    name: str
    kind: str
    number: str
    unit: str
    postcode: str
    place: str

    @property
    def key(self) -> str:
        """What is equal for one household: a postcode stands for its place. Empty for an empty address."""
        parts = (self.street, self.number, self.unit, self.postcode or self.place)
        return "|".join(parts) if any(parts) else ""

    @property
    def building(self) -> str:
        """The digits of the house number: "12" of "12a"."""
        found = _NUMBER.match(self.number)
        return found[1] if found else ""


def folded(text: str) -> str:
    """Lower case, letters of many alphabets' accents as plain ones: "Møllevænget" is `moellevaenget`."""
    if text.isascii():
        return text.lower().translate(_LETTERS)
    composed = unicodedata.normalize("NFC", text).casefold().translate(_LETTERS)
    return "".join(c for c in unicodedata.normalize("NFKD", composed) if not unicodedata.combining(c))


def read_address(text: str, spelling: Spelling | None = None) -> Address:
    """Take an address apart by the abbreviations of `spelling` (those of every language that is known by default)."""
    return _read(" , ".join(text.splitlines()), spelling or spelling_of())


@lru_cache(maxsize=4096)
def _read(text: str, spelling: Spelling) -> Address:
    plain = folded(text)
    before, postcode, after = _postcode(plain)
    segments = [tokens for part in re.split(r"[,;()]", before) if (tokens := _tokens(part, spelling))]
    units, segments = _labelled_units(segments, spelling)
    at = next((n for n, tokens in enumerate(segments) if _house_number(tokens, spelling) is not None), None)
    if at is None:
        return _address([token for tokens in segments for token in tokens], "", units, postcode, after, spelling)
    street, number, rest, place = _around(segments, at, spelling)
    return _address(street, number, units or rest, postcode, f"{place} {after}", spelling)


def _postcode(plain: str) -> tuple[str, str, str]:
    """What stands before the postcode, the postcode without spaces, what stands after it."""
    found = [each for each in _POSTCODE.finditer(plain) if plain[: each.start()].strip(" ,")]
    if not found:
        return plain, "", ""
    last = found[-1]
    return plain[: last.start()], last[1].replace(" ", ""), plain[last.end() :]


def _tokens(part: str, spelling: Spelling) -> list[str]:
    joined: list[str] = []
    for token in _TOKEN.findall(part):
        short = _short_word(token, spelling)
        letter = len(short) == 1 and short.isalpha() and short not in spelling.labels
        if joined and joined[-1].isdigit() and (letter or short in _SUFFIXES):
            joined[-1] += short
        else:
            joined.append(short)
    return joined


@lru_cache(maxsize=65_536)
def _short_word(token: str, spelling: Spelling) -> str:
    """The short form of a word, or of the end of a compound."""
    if token in spelling.words:
        return spelling.words[token]
    for long, short in spelling.endings:
        if token.endswith(long) and len(token) > len(long):
            return token[: -len(long)] + short
    return token


def _labelled_units(segments: list[list[str]], spelling: Spelling) -> tuple[list[str], list[list[str]]]:
    """Units that a word announces ("box 3", "flat 2b"), and the segments without them, parted where one stood."""
    units: list[str] = []
    rest: list[list[str]] = []
    for tokens in segments:
        rest.append([])
        announced = False
        for place, token in enumerate(tokens):
            if announced:
                units.append(token)
                rest.append([])
            elif token not in spelling.labels:
                rest[-1].append(token)
            announced = not announced and token in spelling.labels and any(map(_short, tokens[place + 1 : place + 2]))
    return units, [tokens for tokens in rest if tokens]


def _short(token: str) -> bool:
    return token[0].isdigit() or len(token) <= 2


def _house_number(tokens: Sequence[str], spelling: Spelling) -> int | None:
    """Where the house number stands: first, or after the street with nothing but units behind it, or last of all."""
    digits = [place for place, token in enumerate(tokens) if token[0].isdigit()]
    if not digits or digits[0] == 0:
        return 0 if digits else None
    for place in digits:
        if all(_unit_like(token, spelling) for token in tokens[place + 1 :]):
            return place
    return digits[-1]


def _unit_like(token: str, spelling: Spelling) -> bool:
    return token[0].isdigit() or len(token) == 1 or token in spelling.sides or token in spelling.floors


def _around(segments: list[list[str]], at: int, spelling: Spelling) -> tuple[list[str], str, list[str], str]:
    """Street, house number, unit and place, seen from the segment that holds the number."""
    tokens, number = segments[at], _house_number(segments[at], spelling) or 0
    before, behind = tokens[:number], tokens[number + 1 :]
    others = [each for n, each in enumerate(segments) if n != at]
    if not before and behind and not all(_unit_like(token, spelling) for token in behind):
        street, rest = behind, []
    else:
        street, rest = before, behind
    if not street and others:
        street = others.pop(min(at, len(others) - 1))
    units = [token for each in others if all(_unit_like(token, spelling) for token in each) for token in each]
    places = [token for each in others if not all(_unit_like(token, spelling) for token in each) for token in each]
    places += [token for token in rest if not _unit_like(token, spelling)]
    unit = [token for token in [*rest, *units] if _unit_like(token, spelling) and token not in spelling.floors]
    return street, tokens[number], unit, " ".join(places)


def _address(
    street: Iterable[str], number: str, units: Sequence[str], postcode: str, place: str, spelling: Spelling
) -> Address:
    words = list(street)
    kinds = [word for word in words if word in spelling.kinds]
    name = "".join(word for word in words if word not in spelling.kinds)
    ending = next((short for _long, short in spelling.endings if name.endswith(short) and len(name) > len(short)), "")
    kind = kinds[0] if kinds else ending
    return Address(
        street="".join(words),
        name=name.removesuffix(ending) if ending and not kinds else name or "".join(words),
        kind=kind,
        number=number,
        unit=" ".join(sorted(units)),
        postcode=postcode,
        place="".join(re.findall(r"[^\W_]+", place)),
    )


def normal_name(name: str) -> str:
    """A person's name to compare: folded, without punctuation, its words sorted."""
    return " ".join(sorted(re.findall(r"[^\W\d_]+", folded(name))))


def with_own(spelling: Spelling, abbreviations: Mapping[str, str]) -> Spelling:
    """`spelling` with an organiser's own abbreviations on top: short form → long form, as she writes them."""
    own = {folded(long).strip(): folded(short).strip(" .") for short, long in abbreviations.items()}
    return Spelling(
        words={**spelling.words, **own},
        endings=spelling.endings,
        labels=spelling.labels,
        floors=spelling.floors,
        sides=spelling.sides,
        kinds=spelling.kinds,
    )
