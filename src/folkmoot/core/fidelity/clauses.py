"""A text cut into clauses: sentences, parts of a sentence that a semicolon ends, and items of a list."""

import re
from dataclasses import dataclass
from typing import Final

from folkmoot.core.fidelity.lexicons.shape import words

# What introduces an item of a list: a dash or dot, 1. or 2), (a), iv).
_BULLET: Final = re.compile(r"^\s*(?:[-–—•*·]\s+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+)(?=\S)", re.IGNORECASE)
# The end of a sentence: its mark, closing quotes and brackets, white space, and no small letter after it.
_END: Final = re.compile(r"(?:[.!?…]+[\"'»”’“‘)\]]*|;)\s+")
# Words that end in a point without ending a sentence, in the languages of the lexicons.
_SHORT: Final = words(
    """
    art arts no nos nr par para pct ca approx cf e.g i.e etc mr mrs ms dr st sec ch fig p pp vol stk jf fx bl.a f.eks
    mv m.m abs bzw z.b d.h ggf inkl max min mio mrd u.a vgl ziff al c.-à-d p.ex env nb bijv o.a enz resp t.a.v kap pkt
    lit u.s
    """
)
# What German counts with a point after the figure and a capital letter.
_COUNTED: Final = words(
    """
    januar jänner februar märz april mai juni juli august september oktober november dezember jahrhundert jahrhunderts
    """
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause: its number from 1 in its text, and its words with white space evened out, without list marks."""

    number: int
    text: str


def clauses(text: str) -> tuple[Clause, ...]:
    """Cut `text` into clauses in their order; no word is lost, none is written twice. Empty for an empty text.

    A line of its own begins a clause where it begins a list item or follows an empty line; other line breaks are
    white space, as in copied law texts. Marks of list items (1., (a), –) are left out.
    """
    parts = (part for block in _blocks(text) for part in _sentences(block))
    kept = [part for part in parts if any(sign.isalnum() for sign in part)]
    return tuple(Clause(number=number, text=part) for number, part in enumerate(kept, 1))


def _blocks(text: str) -> list[str]:
    blocks: list[str] = [""]
    for line in text.splitlines():
        mark = _BULLET.match(line)
        if mark or not line.strip():
            blocks.append("")
        blocks[-1] += " " + (line[mark.end() :] if mark else line)
    return [evened for block in blocks if (evened := " ".join(block.split()))]


def _sentences(block: str) -> list[str]:
    found, begin = [], 0
    for end in _END.finditer(block):
        if _ends(block, begin, end):
            found.append(block[begin : end.end()].strip())
            begin = end.end()
    return [*found, block[begin:].strip()]


def _ends(block: str, begin: int, end: re.Match[str]) -> bool:
    """Whether a point really ends a sentence: not after an abbreviation, an initial or a numeral (German 1. Januar)."""
    if not end[0].startswith("."):
        return True
    before = block[begin : end.start()].rsplit(maxsplit=1)
    word = before[-1].strip("(\"'«“‘[").casefold() if before else ""
    after = block[end.end() :].split(maxsplit=1)[:1]
    is_short = word in _SHORT or (len(word) == 1 and word.isalpha())
    is_numeral = word.isdecimal() and after and after[0].strip(",;.").casefold() in _COUNTED
    return not (is_short or is_numeral) and not block[end.end() : end.end() + 1].islower()
