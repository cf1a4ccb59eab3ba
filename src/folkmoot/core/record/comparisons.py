"""What somebody found became of a recommendation's words, worked out again: nothing asked or adopted is left out."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from folkmoot.core.faults import Fault
from folkmoot.core.fidelity.verdicts import Verdict
from folkmoot.core.fidelity.wording import tokens
from folkmoot.core.record.entries import Entry
from folkmoot.core.record.findings import Finding
from folkmoot.core.record.promises import RecommendationIsUnknown
from folkmoot.core.record.stories import Story, rows, text

_LONGER_THAN_A_MARK: Final = 5  # letters; marks of list items are left out of clauses and are shorter


class VerdictIsUnknown(Fault):
    """A clause of a recommendation (`recommendation`) has a verdict (`verdict`) that it cannot have."""


class WordsAreLeftOut(Fault):
    """A comparison of a recommendation (`recommendation`) leaves out or makes up words, such as `word`."""


def check_compared(entry: Entry, story: Story) -> Iterator[Finding]:
    """`followup.compared`: every word of the recommendation and of the adopted text stands in its clauses."""
    recommendation, clauses = entry.data["recommendation"], rows(entry, "clauses")
    _require_verdicts(clauses, str(recommendation))
    asked = _handed_over(story, recommendation)
    _require_whole(asked, (clause["recommended"] for clause in clauses), str(recommendation))
    taken = {text: None for clause in clauses for text in clause["adopted"]}  # one clause may take up two
    _require_whole(text(entry, "text"), (*taken, *entry.data["added"]), str(recommendation))
    yield from ()


def _require_verdicts(clauses: Iterable[dict[str, Any]], recommendation: str) -> None:
    known = {verdict.value for verdict in Verdict} - {Verdict.ADDED.value}
    for clause in clauses:
        if clause["verdict"] not in known:
            raise VerdictIsUnknown(recommendation=recommendation, verdict=str(clause["verdict"]))


def _handed_over(story: Story, recommendation: int | str) -> str:
    """The words of a recommendation, as they were frozen before they were handed over."""
    for name in story.all_of("handed over"):
        if isinstance(name, tuple) and name[0] == recommendation:
            frozen: Entry = story.find("frozen", name)
            return next(str(row["text"]) for row in rows(frozen, "texts") if row["sha256"] == name[1])
    raise RecommendationIsUnknown(recommendation=str(recommendation))


def _require_whole(whole: str, parts: Iterable[str], recommendation: str) -> None:
    there, here = _words([whole]), _words(parts)
    if different := sorted((there - here) + (here - there)):
        raise WordsAreLeftOut(recommendation=recommendation, word=different[0])


def _words(texts: Iterable[str]) -> Counter[str]:
    every = (token.key for text in texts for token in tokens(text))
    return Counter(key for key in every if len(key) >= _LONGER_THAN_A_MARK)
