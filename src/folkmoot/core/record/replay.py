"""Working the record out again, line by line: one small checker a kind, and a word about every kind that has none."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from folkmoot.core.faults import Fault, Faults
from folkmoot.core.record import (
    chances,
    comparisons,
    contracts,
    decisions,
    draws,
    invitations,
    promises,
    rotations,
    standins,
)
from folkmoot.core.record.entries import Entry
from folkmoot.core.record.findings import ENTRIES_FILE, Finding, Outcome, fails, holds, unproven
from folkmoot.core.record.stories import Story, ValueIsMissing

Checker: TypeAlias = Callable[[Entry, Story], Iterator[Finding]]

CHECKERS: Final[Mapping[str, Checker]] = {
    "contract.signed": contracts.check_signed,
    "contract.published": contracts.check_published,
    "lottery.wave_announced": invitations.check_announced,
    "lottery.wave_drawn": invitations.check_drawn,
    "lottery.wave_withdrawn": invitations.check_withdrawn,
    "lottery.frozen": draws.check_frozen,
    "lottery.computed": draws.check_computed,
    "lottery.published": draws.check_lottery_published,
    "lottery.withdrawn": draws.check_withdrawn,
    "lottery.chance_entered": chances.check_entered,
    "lottery.committed": chances.check_committed,
    "lottery.revealed": chances.check_revealed,
    "lottery.attested": chances.check_attested,
    "lottery.drawn": draws.check_drawn,
    "lottery.alternates": standins.check_alternates,
    "lottery.called_up": standins.check_called_up,
    "lottery.terms_set": rotations.check_terms_set,
    "lottery.rotated": rotations.check_rotated,
    "assembly.seat_vacated": rotations.check_seat_vacated,
    "deliberation.frozen": decisions.check_frozen,
    "ballots.counted": decisions.check_counted,
    "recommendations.handed_over": decisions.check_handed_over,
    "duties.incurred": promises.check_incurred,
    "duties.discharged": promises.check_discharged,
    "duties.lapsed": promises.check_lapsed,
    "followup.kept": promises.check_kept,
    "followup.replied": promises.check_replied,
    "followup.compared": comparisons.check_compared,
}


def replay(entries: Sequence[Entry], files: Mapping[str, bytes], *, now: str) -> Iterator[Finding]:
    """Everything that `entries` (all of a record, in order) say and that can be worked out again from `files`.

    `now` is the moment up to which duties are held against the clock: that of the checkpoint.
    """
    stories: dict[str | None, Story] = {}
    broken: set[str] = set()
    for entry in entries:
        if entry.kind in CHECKERS:
            story = stories.setdefault(entry.assembly, Story(files=files))
            for finding in _check(entry, story):
                broken |= {entry.kind} if finding.outcome is Outcome.FAILS else set()
                yield finding
    yield from _summary(entries, broken)
    for story in stories.values():
        yield from promises.unanswered(story, now)


def _check(entry: Entry, story: Story) -> Iterator[Finding]:
    """The checker's findings; what it raises becomes findings too, also where the data have another shape."""
    try:
        yield from CHECKERS[entry.kind](entry, story)
    except Fault as fault:
        yield fails(fault, file=ENTRIES_FILE, line=entry.line)
    except Faults as several:
        for one in several.faults:
            yield fails(one, file=ENTRIES_FILE, line=entry.line)
    except KeyError as error:
        yield fails(ValueIsMissing(kind=entry.kind, field=str(error.args[0])), file=ENTRIES_FILE, line=entry.line)
    except (TypeError, ValueError, AttributeError, IndexError, ArithmeticError):
        yield fails(ValueIsMissing(kind=entry.kind, field="data"), file=ENTRIES_FILE, line=entry.line)


def _summary(entries: Sequence[Entry], broken: set[str]) -> Iterator[Finding]:
    counted = Counter(entry.kind for entry in entries)
    again = [kind for kind in CHECKERS if counted[kind] and kind not in broken]
    never = sorted(set(counted) - set(CHECKERS))
    if again:
        yield holds("kinds_replayed", file=ENTRIES_FILE, kinds=tuple(f"{counted[kind]} {kind}" for kind in again))
    if never:
        yield unproven(
            "kinds_not_replayed", file=ENTRIES_FILE, kinds=tuple(f"{counted[kind]} {kind}" for kind in never)
        )
