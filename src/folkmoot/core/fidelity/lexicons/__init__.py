"""The words of each language that bind, soften, exempt or set a limit.

The lists are this project's own and short on purpose: a word that stands here is one that a drafter of laws changes
when a promise shrinks (`docs/spec/fidelity.md`). A wrong or missing word is a defect. They hold function words in the
endings that occur, because stemmers spoil these; words that carry content are stemmed instead.
"""

from typing import Final

from folkmoot.core.faults import Fault
from folkmoot.core.fidelity.lexicons.danish import DANISH
from folkmoot.core.fidelity.lexicons.dutch import DUTCH
from folkmoot.core.fidelity.lexicons.english import ENGLISH
from folkmoot.core.fidelity.lexicons.french import FRENCH
from folkmoot.core.fidelity.lexicons.german import GERMAN
from folkmoot.core.fidelity.lexicons.shape import Lexicon, Phrase

__all__ = ["LEXICONS", "LanguageHasNoLexicon", "Lexicon", "Phrase", "lexicon"]

LEXICONS: Final = {each.language: each for each in (ENGLISH, DANISH, GERMAN, FRENCH, DUTCH)}


class LanguageHasNoLexicon(Fault):
    """A text is in a language (`language`) for which there is no lexicon; `known` are those that there are."""


def lexicon(language: str) -> Lexicon:
    """The lexicon of a language by its code (en, da, de, fr, nl); a region is not looked at (fr-BE: fr).

    Raises `LanguageHasNoLexicon`.
    """
    found = LEXICONS.get(language.partition("-")[0].casefold())
    if found is None:
        raise LanguageHasNoLexicon(language=language, known=tuple(LEXICONS))
    return found
