"""The whole comparison of an adopted text with a recommendation: a suggestion for each clause, with its reasons."""

from collections.abc import Sequence
from dataclasses import dataclass

from folkmoot.core.fidelity.alignment import Match, align
from folkmoot.core.fidelity.clauses import Clause, clauses
from folkmoot.core.fidelity.lexicons import Lexicon, lexicon
from folkmoot.core.fidelity.signals import CONDITIONING, STRONGER, WEAKER, Sign, Signal, signals
from folkmoot.core.fidelity.verdicts import Verdict
from folkmoot.core.fidelity.wording import Run, changed_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One clause of the recommendation, what took it up, the suggested verdict and what it rests on.

    `suggested` is None where only a person can tell: the signals point both ways, or a number changed whose direction
    no word tells. `runs` is what changed word by word, empty where the clause was dropped.
    """

    asked: Clause
    adopted: tuple[Clause, ...]
    suggested: Verdict | None
    signals: tuple[Signal, ...]
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A judgement for each clause of the recommendation, in order, and the clauses that were added."""

    judgements: tuple[Judgement, ...]
    added: tuple[Clause, ...]


def compare(asked: str, adopted: str, *, language: str) -> Comparison:
    """Hold `adopted` against `asked`, both in `language`. Raises `LanguageHasNoLexicon`.

    The same texts always give the same suggestions; nothing but the texts and the lists of words goes into them.
    """
    words, new = lexicon(language), clauses(adopted)
    matches = align(clauses(asked), new, words)
    taken = {clause.number for match in matches for clause in match.adopted}
    return Comparison(
        judgements=tuple(_judged(match, words) for match in matches),
        added=tuple(clause for clause in new if clause.number not in taken),
    )


def _judged(match: Match, words: Lexicon) -> Judgement:
    if not match.adopted:
        return Judgement(asked=match.asked, adopted=(), suggested=Verdict.DROPPED, signals=(), runs=())
    before, after = match.asked.text, " ".join(clause.text for clause in match.adopted)
    found = signals(before, after, words)
    return Judgement(
        asked=match.asked,
        adopted=match.adopted,
        suggested=suggestion(found),
        signals=found,
        runs=changed_words(before, after),
    )


def suggestion(found: Sequence[Signal]) -> Verdict | None:
    """The verdict that the signals add up to; None where they point both ways or nowhere."""
    signs = {signal.sign for signal in found}
    less, more = signs & WEAKER, signs & STRONGER
    if Sign.NEGATION in signs or (more and (less or signs & CONDITIONING)):
        return None
    if less:
        return Verdict.WEAKENED
    if signs & CONDITIONING:
        return Verdict.CONDITIONED
    if signs & {Sign.NUMBER_CHANGED, Sign.NUMBER_GONE, Sign.REWORDED}:
        return None
    return Verdict.STRENGTHENED if more else Verdict.KEPT
