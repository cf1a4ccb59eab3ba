"""Every fault code as a sentence, marked for translation, without Django.

One module a room, each with a `SENTENCES` table: code → English template with `{param}` places. A sentence says what
happened and what to do next; that nothing is lost is said by the page around it.
"""

from collections.abc import Callable

from folkmoot.core.faults import Fault, Param
from folkmoot.messages import (
    accounts,
    assemblies,
    ballots,
    contract,
    deliberation,
    fidelity,
    files,
    followup,
    invitations,
    languages,
    lottery,
    meetings,
    panels,
    publicrecord,
    recommendations,
    record,
    seating,
    sortition,
    tally,
    targets,
)

SENTENCES: dict[str, str] = {
    **sortition.SENTENCES,
    **targets.SENTENCES,
    **panels.SENTENCES,
    **invitations.SENTENCES,
    **seating.SENTENCES,
    **tally.SENTENCES,
    **fidelity.SENTENCES,
    **record.SENTENCES,
    **files.SENTENCES,
    **publicrecord.SENTENCES,
    **accounts.SENTENCES,
    **assemblies.SENTENCES,
    **languages.SENTENCES,
    **contract.SENTENCES,
    **lottery.SENTENCES,
    **meetings.SENTENCES,
    **deliberation.SENTENCES,
    **ballots.SENTENCES,
    **recommendations.SENTENCES,
    **followup.SENTENCES,
}

# Values that are words of ours, not of the person who typed them: code → English.
WORDS: dict[str, str] = {**assemblies.WORDS, **lottery.WORDS}


def sentence(fault: Fault, translate: Callable[[str], str] = str) -> str:
    """Say `fault` in words; `translate` turns the English template into the reader's language."""
    said = {name: _plain(value, translate) for name, value in fault.params.items()}
    return translate(SENTENCES[fault.code]).format(**said)


def _plain(value: Param, translate: Callable[[str], str]) -> str:
    if isinstance(value, tuple):
        return ", ".join(_plain(each, translate) for each in value)
    return translate(WORDS[value]) if isinstance(value, str) and value in WORDS else str(value)
