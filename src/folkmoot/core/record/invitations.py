"""Waves of invitations, worked out again: announced before chance entered, and drawn by the chance declared."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from folkmoot.core.canonical import instant, read_canonical, sha256_hex
from folkmoot.core.faults import Fault
from folkmoot.core.record.chances import RoundWasKnown
from folkmoot.core.record.entries import Entry
from folkmoot.core.record.findings import Finding, holds_at, unproven_at
from folkmoot.core.record.stories import Story, number, text
from folkmoot.core.sortition.announcements import InvitationsUnreadable, check_first_draw
from folkmoot.core.sortition.beacons import beacon_of, can_verify, check_signature, round_time
from folkmoot.core.sortition.plans import KINDS, Plan, PlannedRound, departures, read_plan
from folkmoot.core.sortition.reading import Reader
from folkmoot.core.sortition.sources import BeaconRound, Source, parts_of, read_source


class WaveWasNotAnnounced(Fault):
    """The invitations `wave` were drawn or withdrawn without having been announced, or a second time."""


class WaveFileIsMissing(Fault):
    """The file (`path`) of a wave that was drawn is not in the export, or has another hash."""


class WaveIsAnother(Fault):
    """The invitations `wave` were drawn from other inputs, or come to another number, than the record says."""


def check_announced(entry: Entry, story: Story) -> Iterator[Finding]:
    """`lottery.wave_announced`: once, and no round of a beacon in its chance had appeared by then."""
    wave, plan = text(entry, "wave"), read_plan(entry.data["chance"])
    if story.find("wave", wave) is not None:
        raise WaveWasNotAnnounced(wave=wave)
    story.keep("wave", wave, (text(entry, "inputs_sha256"), plan))
    for part in plan.parts:
        if isinstance(part, PlannedRound):
            at = round_time(part.round, beacon_of(part.chain))
            if at <= datetime.fromisoformat(entry.at):
                raise RoundWasKnown(round=part.round, announced=entry.at, at=instant(at))
    kinds = tuple(KINDS[type(part)] for part in plan.parts)
    yield holds_at(entry, "wave_announced", wave=wave, size=number(entry, "size"), kinds=kinds)


def check_drawn(entry: Entry, story: Story) -> Iterator[Finding]:
    """`lottery.wave_drawn`: as announced, by the chance declared; its figures agree with each other."""
    wave = text(entry, "wave")
    inputs, plan = _open(story, wave)
    story.keep("wave over", wave, entry)
    document = _file(story, text(entry, "file"), text(entry, "sha256"))
    for fault in check_first_draw(document):
        if fault is not None:
            raise fault
    if (document["inputs_sha256"], document["invited"]) != (inputs, number(entry, "invited")):
        raise WaveIsAnother(wave=wave)
    source = read_source(Reader(document["source"], fault=InvitationsUnreadable))
    for fault in departures(plan, source):
        raise fault
    yield holds_at(entry, "wave_drawn", wave=wave, invited=document["invited"], strata=len(document["strata"]))
    yield from _signatures(entry, source)
    yield unproven_at(entry, "wave_without_frame", wave=wave)


def check_withdrawn(entry: Entry, story: Story) -> Iterator[Finding]:
    """`lottery.wave_withdrawn`: after it was announced; from here on it cannot be drawn."""
    wave = text(entry, "wave")
    _open(story, wave)
    story.keep("wave over", wave, entry)
    yield from ()


def _open(story: Story, wave: str) -> tuple[str, Plan]:
    """Inputs and chance of a wave that was announced, and neither drawn nor withdrawn."""
    found: tuple[str, Plan] | None = story.find("wave", wave)
    if found is None or story.find("wave over", wave) is not None:
        raise WaveWasNotAnnounced(wave=wave)
    return found


def _file(story: Story, path: str, sha256: str) -> Any:
    if path not in story.files or sha256_hex(story.files[path]) != sha256:
        raise WaveFileIsMissing(path=path)
    return read_canonical(story.files[path])


def _signatures(entry: Entry, source: Source) -> Iterator[Finding]:
    for part in parts_of(source):
        if isinstance(part, BeaconRound) and can_verify():
            check_signature(part.round, part.signature, beacon_of(part.chain))
        elif isinstance(part, BeaconRound):
            yield unproven_at(entry, "beacon_unverified")
