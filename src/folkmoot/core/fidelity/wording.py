"""Words and figures of a text, and what changed between two texts, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final
from unicodedata import normalize

# A figure with its separators (30,000 · 2.5 · 1 000 with a no-break space), a run of letters, or one mark.
_TOKEN: Final = re.compile(r"\d+(?:[.,'’\u00a0\u202f]\d+)*|[^\W\d_]+|[^\w\s]|_")


class Kind(StrEnum):
    """What happened to a run of words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Consecutive words of one kind; a removed run stands before the added one that replaces it."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word, figure or mark: as written, as compared (composed, lower case), and where it begins in its text."""

    text: str
    key: str
    start: int

    @property
    def is_word(self) -> bool:
        """Whether it is a run of letters."""
        return self.text[0].isalnum() and not self.is_figure

    @property
    def is_figure(self) -> bool:
        """Whether it is a number in digits."""
        return self.text[0].isdecimal()


def tokens(text: str) -> tuple[Token, ...]:
    """The words, figures and marks of `text` in their order; apostrophes and hyphens part words (l'eau: l, ', eau)."""
    return tuple(
        Token(text=found[0], key=normalize("NFC", found[0]).casefold(), start=found.start())
        for found in _TOKEN.finditer(text)
    )


def changed_words(before: str, after: str) -> tuple[Run, ...]:
    """What happened to `before` on its way to `after`, in reading order; every word of both stands in one run.

    Words are what white space parts, so that a mark stays with its word. By difflib's longest matching blocks.
    """
    old, new = before.split(), after.split()
    runs: list[Run] = []
    for kind, start, stop, left, right in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(Run(kind=Kind.SAME, text=" ".join(old[start:stop])))
            continue
        if start < stop:
            runs.append(Run(kind=Kind.REMOVED, text=" ".join(old[start:stop])))
        if left < right:
            runs.append(Run(kind=Kind.ADDED, text=" ".join(new[left:right])))
    return tuple(runs)
