"""The chance of a draw in the record: declared with the lottery, entered part by part in its order, and attested."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from folkmoot.core.canonical import instant
from folkmoot.core.faults import Fault
from folkmoot.core.record.entries import Entry
from folkmoot.core.record.findings import Finding, fact, holds_at, unproven_at
from folkmoot.core.record.stories import Story, number, text
from folkmoot.core.sortition.beacons import beacon_of, round_time
from folkmoot.core.sortition.draw_checks import left_open
from folkmoot.core.sortition.draws import read_draw
from folkmoot.core.sortition.plans import (
    KINDS,
    Plan,
    PlannedParties,
    PlannedRound,
    later_rounds,
    read_plan,
    silent_parties,
)
from folkmoot.core.sortition.sources import Parties, commitment_of, parts_of, source_document


class RoundWasKnown(Fault):
    """The beacon's round `round` was announced at `announced`, when it had appeared already (`at`)."""


class PartWasLate(Fault):
    """The part `kind` of the chance was entered at `entered`, when the beacon's round of `at` was known."""


class PartIsAnother(Fault):
    """The part `kind` of the chance that the draw used is not the one that was entered for it."""


class PartyIsUnknown(Fault):
    """Nobody called `party` was to give a commitment or a word for this lottery, or she has given it already."""


class WordWasLate(Fault):
    """The commitment or word of `party` came at `given`, outside the time declared for it, before or after `bound`."""


class WordIsAnother(Fault):
    """What `party` revealed is not what it had committed itself to."""


class WitnessObjected(Fault):
    """A draw was made while the objection of a witness (`witness`) stood."""


def check_declared(entry: Entry, story: Story) -> Iterator[Finding]:
    """The `chance` of `lottery.published`: readable, and no round of a beacon that had appeared by then."""
    which = number(entry, "number")
    if entry.data.get("chance") is None:
        yield unproven_at(entry, "chance_not_declared", number=which)
        return
    plan = read_plan(entry.data["chance"])
    story.keep("plan", which, plan)
    yield holds_at(entry, "chance_declared", number=which, kinds=tuple(KINDS[type(part)] for part in plan.parts))
    for part in plan.parts:
        if isinstance(part, PlannedRound):
            at = round_time(part.round, beacon_of(part.chain))
            if instant(at) <= entry.at:
                raise RoundWasKnown(round=part.round, announced=entry.at, at=instant(at))
            minutes = int((at - datetime.fromisoformat(entry.at)).total_seconds() // 60)
            yield holds_at(entry, "round_announced", round=part.round, at=instant(at), minutes=minutes)


def check_entered(entry: Entry, story: Story) -> Iterator[Finding]:
    """`lottery.chance_entered`: one part of a combined chance, before the beacon's round that it is joined with."""
    which, place, part = number(entry, "number"), number(entry, "part"), entry.data["source"]
    if part["kind"] != "beacon":
        for at in _round_times(story, which):
            if entry.at >= at:
                raise PartWasLate(kind=part["kind"], entered=entry.at, at=at)
    story.keep("part", (which, place), part)
    yield holds_at(entry, "part_entered", number=which, kind=part["kind"])


def _round_times(story: Story, which: int) -> list[str]:
    plan: Plan | None = story.find("plan", which)
    rounds = [part for part in plan.parts if isinstance(part, PlannedRound)] if plan else []
    return [instant(round_time(part.round, beacon_of(part.chain))) for part in rounds]


def check_committed(entry: Entry, story: Story) -> Iterator[Finding]:
    """`lottery.committed`: by a party that was named, once, in time."""
    which, party, planned = _party(entry, story)
    if story.find("commitment", (which, party)) is not None:
        raise PartyIsUnknown(party=party)
    if entry.at > planned.commit_by:
        raise WordWasLate(party=party, given=entry.at, bound=planned.commit_by)
    story.keep("commitment", (which, party), text(entry, "commitment"))
    yield from ()


def check_revealed(entry: Entry, story: Story) -> Iterator[Finding]:
    """`lottery.revealed`: what was committed to, when nobody could commit to anything any more, and in time."""
    which, party, planned = _party(entry, story)
    given = [story.find("commitment", (which, name)) for name in planned.names]
    if entry.at > planned.reveal_by or (entry.at <= planned.commit_by and None in given):
        raise WordWasLate(party=party, given=entry.at, bound=planned.reveal_by)
    value, nonce = text(entry, "value"), text(entry, "nonce")
    if commitment_of(party, value, nonce) != story.find("commitment", (which, party)):
        raise WordIsAnother(party=party)
    story.keep("word", (which, party), (value, nonce))
    yield holds_at(entry, "word_holds", number=which, party=party)


def _party(entry: Entry, story: Story) -> tuple[int, str, PlannedParties]:
    which, party = number(entry, "number"), text(entry, "party")
    plan: Plan | None = story.find("plan", which)
    for part in plan.parts if plan else ():
        if isinstance(part, PlannedParties) and party in part.names:
            return which, party, part
    raise PartyIsUnknown(party=party)


def check_attested(entry: Entry, story: Story) -> Iterator[Finding]:
    """`lottery.attested`: a witness says what she saw; an objection stands until she herself takes it back."""
    story.keep("objection", (number(entry, "number"), str(entry.by)), not entry.data["agrees"])
    yield from ()


def check_used(entry: Entry, story: Story, draw: Any) -> Iterator[Finding]:
    """What `lottery.drawn` used: the parts and words that were entered, with no objection standing."""
    which, source = number(entry, "number"), read_draw(draw).source
    for name, stands in story.all_of("objection").items():
        if isinstance(name, tuple) and name[0] == which and stands:
            raise WitnessObjected(witness=name[1])
    for place, part in enumerate(parts_of(source)):
        entered = story.find("part", (which, place))
        joined = isinstance(part, Parties) or len(parts_of(source)) == 1
        if not joined and entered != source_document(part):
            raise PartIsAnother(kind=KINDS[type(part)])
        if isinstance(part, Parties):
            yield from _words_used(entry, story, part)
    plan: Plan | None = story.find("plan", which)
    for announced, used in later_rounds(plan, source) if plan else []:
        yield fact("round_later", announced=announced, used=used)
    for code in left_open(draw):
        yield unproven_at(entry, code)


def known_when_withdrawn(entry: Entry, story: Story) -> Iterator[Finding]:
    """A fact about `lottery.withdrawn`, if its chance could be known by then: somebody may not have liked it."""
    which = number(entry, "number")
    known = [at for at in _round_times(story, which) if at <= entry.at]
    if known or any(isinstance(name, tuple) and name[0] == which for name in story.all_of("part")):
        yield fact("withdrawn_when_known", number=which, at=known[0] if known else entry.at)


def _words_used(entry: Entry, story: Story, part: Parties) -> Iterator[Finding]:
    which = number(entry, "number")
    for party in part.parties:
        word = story.find("word", (which, party.name)) or (None, None)
        if (party.commitment, party.value, party.nonce) != (story.find("commitment", (which, party.name)), *word):
            raise PartIsAnother(kind="parties")
    if silent := silent_parties(part):
        plan: Plan = story.find("plan", which)
        until = next(planned.reveal_by for planned in plan.parts if isinstance(planned, PlannedParties))
        if entry.at <= until:
            raise WordWasLate(party=silent[0], given=entry.at, bound=until)
        yield fact("parties_silent", names=silent)
