"""Writes: announce a wave of invitations, draw it, withdraw it; open the list of those invited."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from folkmoot import clock
from folkmoot.commons.accounts.actions import log_access
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import handle_of, require
from folkmoot.commons.publicrecord.actions import append_entry, attach_file
from folkmoot.core.canonical import canonical_bytes, digest, sha256_hex
from folkmoot.core.sortition import Plan, Source, plan_document
from folkmoot.core.sortition.announcements import (
    Inputs,
    draw_announced,
    first_draw_document,
    inputs_document,
    invited_before_of,
    seed_from,
)
from folkmoot.core.sortition.beacons import beacon_of, check_signature
from folkmoot.core.sortition.frames import FrameColumns, Unit, weight_in, weights_of
from folkmoot.core.sortition.invitations import FirstDraw, allocated, settled_plan
from folkmoot.core.sortition.phones import draw_numbers, numbers_wanted
from folkmoot.core.sortition.plans import departures
from folkmoot.core.sortition.sources import BeaconRound, parts_of, source_document
from folkmoot.stages.lottery import faults, queries
from folkmoot.stages.lottery.actions.inputs import pool_secret
from folkmoot.stages.lottery.codes import code_digest, code_for, plain_code
from folkmoot.stages.lottery.frame_files import FrameFile, read_frame
from folkmoot.stages.lottery.manifest import MANAGE
from folkmoot.stages.lottery.models import TEST_MARK, Frame, Invitation, Wave
from folkmoot.stages.lottery.rules import refuse_plan

BATCH = 500


@transaction.atomic
def announce_wave(
    *,
    by: Person,
    frame: Frame,
    size: int,
    chance: Plan,
    shares: Mapping[str, Fraction] | None = None,
    places: int = 0,
    test: bool = False,
    answers_until: date | None = None,
) -> Wave:
    """Fix in public all that a wave will be drawn from, and where its chance will come from. A test stays inside."""
    require(by, MANAGE, frame.assembly)
    file, salt = _file_of(frame)
    _refuse_while_waiting(frame, test=test)
    refuse_plan(chance, now=clock.now())
    last = frame.waves.filter(test=test).aggregate(last=Max("number"))["last"] or 0
    name = f"{TEST_MARK if test else ''}{frame.letter}{last + 1}"
    wave = Wave(frame=frame, mark=f"{name}@{frame.assembly.slug}", number=last + 1, test=test)
    before = queries.invited_before(wave)
    inputs = _inputs(frame, file, salt, size=size, shares=shares or {}, places=places, before=before)
    document = inputs_document(inputs)
    wave.size, wave.inputs_sha256, wave.answers_until = inputs.size, digest(document), answers_until
    wave.inputs = {"announced": document | {"salt": ""}, "chance": plan_document(chance)}
    wave.committed_at = clock.now()
    wave.save()
    if not test:
        tell_announced(wave=wave, inputs=inputs, by=handle_of(by, frame.assembly))
    return wave


def _file_of(frame: Frame) -> tuple[FrameFile, bytes]:
    if frame.content is None or frame.salt is None:
        raise faults.FrameDeleted
    means = FrameColumns(**frame.columns)
    return read_frame(bytes(frame.content), frame.filename, kind=frame.kind, means=means), bytes(frame.salt)


def _refuse_while_waiting(frame: Frame, *, test: bool) -> None:
    waiting = queries.waiting_waves(frame).filter(test=test).first()
    if waiting is not None:
        raise faults.WaveWaits(wave=waiting.name)


def _inputs(
    frame: Frame,
    file: FrameFile,
    salt: bytes,
    *,
    size: int,
    shares: Mapping[str, Fraction],
    places: int,
    before: frozenset[str],
) -> Inputs:
    """All that enters; raises what makes the draw impossible, so that nothing is announced that cannot be drawn."""
    since, hashed = invited_before_of(before, salt)
    inputs = Inputs(
        frame_sha256=frame.sha256,
        salt=salt,
        columns=FrameColumns(**frame.columns),
        plan={},
        places=places,
        each=-(-size // places) if places else 0,
        since=since,
        invited_before=hashed,
    )
    if file.blocks:
        plan = allocated(size, {name: weight for name, _, weight in file.strata}, shares)
        numbers_wanted(file.blocks, plan, before)
        return replace(inputs, plan=plan)
    counts = weights_of(unit for unit in file.units if unit.id not in before)
    if places:
        settled_plan({"": {1: sum(weight_in(found) > 0 for found in counts.values())}}, {"": places})
        return inputs
    plan = allocated(size, {name: weight_in(found) for name, found in counts.items()}, shares)
    settled_plan(counts, plan)
    return replace(inputs, plan=plan)


def tell_announced(*, wave: Wave, inputs: Inputs, by: str) -> None:
    """Enter the announcement of a wave into the record."""
    append_entry(
        kind="lottery.wave_announced",
        assembly=wave.frame.assembly.slug,
        by=by,
        data={
            "wave": wave.name,
            "frame": wave.frame.letter,
            "size": inputs.size,
            "plan": [[name, inputs.plan[name]] for name in sorted(inputs.plan)],
            "places": inputs.places,
            "since": inputs.since,
            "inputs_sha256": wave.inputs_sha256,
            "chance": wave.inputs["chance"],
        },
    )


@transaction.atomic
def draw_wave(*, by: Person, wave: Wave, source: Source) -> Wave:
    """Draw as announced, by the chance that was declared; each unit drawn becomes an invitation with a code."""
    require(by, MANAGE, wave.frame.assembly)
    locked = locked_wave(wave=wave)
    file, salt = _file_of(locked.frame)
    check_source(wave=locked, source=source)
    inputs, chance = queries.inputs_of(locked, salt), source_document(source)
    drawn = _drawn(file, inputs, chance, queries.invited_before(locked))
    invite(wave=locked, units=[one.unit for one in drawn.invited], file=file)
    document = first_draw_document(drawn, inputs_sha256=locked.inputs_sha256, source=chance, salt=salt)
    locked.source, locked.drawn_at = chance, clock.now()
    locked.strata = [[s.name, s.units, s.weight, s.invitations, s.certain] for s in drawn.strata]
    locked.size, locked.invited_sha256 = len(drawn.invited), str(document["invited_sha256"])
    locked.save()
    if not locked.test:
        tell_drawn(wave=locked, content=canonical_bytes(document), by=handle_of(by, locked.frame.assembly))
    return locked


def locked_wave(*, wave: Wave) -> Wave:
    """The wave, locked against a second draw. Raises `WaveIsOver` where it was drawn or withdrawn."""
    locked = Wave.objects.select_for_update(of=("self",)).select_related("frame__assembly").get(pk=wave.pk)
    if locked.drawn_at is not None or locked.withdrawn_at is not None:
        raise faults.WaveIsOver(wave=locked.name)
    return locked


def check_source(*, wave: Wave, source: Source) -> None:
    """Refuse chance that is not the one declared, or a beacon's round that nobody signed."""
    for fault in departures(queries.chance_of(wave), source):
        raise fault
    for part in parts_of(source):
        if isinstance(part, BeaconRound):
            check_signature(part.round, part.signature, beacon_of(part.chain))


def _drawn(file: FrameFile, inputs: Inputs, chance: Mapping[str, Any], before: frozenset[str]) -> FirstDraw:
    if file.blocks:
        seed = seed_from(chance, digest(inputs_document(inputs)))
        return draw_numbers(file.blocks, plan=inputs.plan, seed=seed, before=before)
    return draw_announced(inputs, file.units, source=chance, invited_before=before)


def invite(*, wave: Wave, units: Sequence[Unit], file: FrameFile) -> None:
    """Make an invitation with a code of each unit, in the order of letters."""
    assembly, name = wave.frame.assembly, wave.name
    secret = pool_secret(assembly=assembly)
    rows = (
        Invitation(
            assembly=assembly,
            wave=wave,
            reference=reference,
            code_digest=code_digest(secret, plain_code(code_for(secret, reference)) or ""),
            unit=unit.id,
            stratum=unit.stratum,
            **(file.told.get(unit.id, {}) or ({"phone": unit.id} if file.blocks else {"name": unit.id})),
        )
        for number, unit in enumerate(units, 1)
        for reference in (f"{name}-{number:05}",)
    )
    Invitation.objects.bulk_create(rows, batch_size=BATCH)


def tell_drawn(*, wave: Wave, content: bytes, by: str) -> None:
    """Enter a draw into the record, with the file of its figures."""
    assembly, name = wave.frame.assembly, wave.name
    path = queries.wave_path(assembly, name)
    attach_file(path=path, content=content)
    append_entry(
        kind="lottery.wave_drawn",
        assembly=assembly.slug,
        by=by,
        data={"wave": name, "invited": wave.size, "file": path, "sha256": sha256_hex(content)},
    )


@transaction.atomic
def withdraw_wave(*, by: Person, wave: Wave, reason: str) -> Wave:
    """Take back a wave that was announced and not drawn, with a reason that everybody reads."""
    require(by, MANAGE, wave.frame.assembly)
    locked = locked_wave(wave=wave)
    if not reason.strip():
        raise faults.WordingMissing
    locked.withdrawn_at, locked.reason = clock.now(), reason.strip()
    locked.save(update_fields=["withdrawn_at", "reason"])
    if not locked.test:
        append_entry(
            kind="lottery.wave_withdrawn",
            assembly=locked.frame.assembly.slug,
            by=handle_of(by, locked.frame.assembly),
            data={"wave": locked.name, "reason": locked.reason},
        )
    return locked


@transaction.atomic
def open_invitations(*, by: Person, wave: Wave, what: str) -> QuerySet[Invitation]:
    """Open the list of those whom a wave invited; who looked, and why, is written down first."""
    require(by, MANAGE, wave.frame.assembly)
    log_access(by=by, what=what, subject=f"{wave.frame.assembly.slug}: wave {wave.name}")
    return wave.invitations.all()
