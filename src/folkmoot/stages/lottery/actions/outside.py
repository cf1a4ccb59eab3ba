"""Writes: a wave drawn elsewhere by `folkmoot invite`, because its register is too large or may not leave the house.

It is announced here before it is drawn there; the chance is typed here, and what was drawn must follow from it.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from folkmoot import clock
from folkmoot.commons.accounts.actions import log_access
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, handle_of, require
from folkmoot.core.canonical import Json, canonical_bytes, digest, read_canonical
from folkmoot.core.sortition import Plan, Source, plan_document
from folkmoot.core.sortition.announcements import (
    Inputs,
    InputsAreOthers,
    InvitationsUnreadable,
    check_first_draw,
    ids_digest,
    inputs_document,
    read_inputs,
    seed_from,
)
from folkmoot.core.sortition.frames import FrameColumns
from folkmoot.core.sortition.sources import source_document
from folkmoot.stages.lottery import faults
from folkmoot.stages.lottery.actions.frames import tell_frame
from folkmoot.stages.lottery.actions.waves import check_source, invite, locked_wave, tell_announced, tell_drawn
from folkmoot.stages.lottery.frame_files import FrameFile, read_frame
from folkmoot.stages.lottery.manifest import MANAGE
from folkmoot.stages.lottery.models import Frame, Wave
from folkmoot.stages.lottery.rules import refuse_plan


@transaction.atomic
def announce_outside(
    *,
    by: Person,
    assembly: Assembly,
    kind: str,
    label: str,
    inputs: bytes,
    chance: Plan,
    delete_on: date,
    answers_until: date | None = None,
) -> Wave:
    """Announce what `folkmoot invite` wrote as `inputs.json`; the register itself never comes here."""
    require(by, MANAGE, assembly)
    if assembly.opened_at is None:
        raise faults.AssemblyNotOpenYet(title=assembly.title)
    if delete_on <= clock.now().date():
        raise faults.DeletionDayPast
    refuse_plan(chance, now=clock.now())
    read = read_inputs(read_canonical(inputs.removesuffix(b"\n")))
    frame = _frame(assembly, kind, label, read, delete_on)
    tell_frame(frame=frame, by=handle_of(by, assembly))
    document = inputs_document(read)
    wave = Wave.objects.create(
        frame=frame,
        mark=f"{frame.letter}1@{assembly.slug}",
        number=1,
        test=False,
        size=read.size,
        inputs={"announced": document | {"salt": ""}, "chance": plan_document(chance)},
        inputs_sha256=digest(document),
        committed_at=clock.now(),
        answers_until=answers_until,
    )
    tell_announced(wave=wave, inputs=read, by=handle_of(by, assembly))
    return wave


def _frame(assembly: Assembly, kind: str, label: str, inputs: Inputs, delete_on: date) -> Frame:
    last = Frame.objects.filter(assembly=assembly).aggregate(last=Max("number"))["last"] or 0
    columns = inputs.columns
    return Frame.objects.create(
        assembly=assembly,
        number=last + 1,
        kind=kind,
        label=label,
        units=0,
        people=0,
        columns={"id": columns.id, "weight": columns.weight, "stratum": columns.stratum},
        salt=inputs.salt,
        sha256=inputs.frame_sha256,
        imported_at=clock.now(),
        delete_on=delete_on,
    )


@transaction.atomic
def bring_wave(*, by: Person, wave: Wave, source: Source, drawn: bytes, invited: bytes, filename: str) -> Wave:
    """Take in what `folkmoot invite --seed` drew with the seed that follows from `source`: its figures and its list.

    `drawn` is `invitations.json`, `invited` is `invited.csv`. All of it must fit together, or nothing is kept.
    """
    require(by, MANAGE, wave.frame.assembly)
    locked = locked_wave(wave=wave)
    frame = locked.frame
    if frame.salt is None or not frame.outside:
        raise faults.FrameDeleted
    check_source(wave=locked, source=source)
    chance, salt = source_document(source), bytes(frame.salt)
    document = _checked(read_canonical(drawn.removesuffix(b"\n")), locked, seed_from(chance, locked.inputs_sha256))
    means = FrameColumns(stratum=frame.columns["stratum"])
    file = read_frame(invited, filename, kind=Frame.Kind.LIST, means=means)
    if (len(file.units), _hashed(file, salt)) != (document["invited"], document["invited_sha256"]):
        raise faults.BroughtIsAnother
    invite(wave=locked, units=file.units, file=file)
    frame.strata = [[row["name"], row["units"], row["weight"]] for row in document["strata"]]
    frame.units, frame.people = (sum(row[place] for row in frame.strata) for place in (1, 2))
    frame.save(update_fields=["strata", "units", "people"])
    locked.source, locked.drawn_at, locked.size = chance, clock.now(), len(file.units)
    names = ("name", "units", "weight", "invitations", "certain")
    locked.strata = [[row[name] for name in names] for row in document["strata"]]
    locked.invited_sha256 = document["invited_sha256"]
    locked.save()
    log_access(by=by, what="imported a wave of invitations", subject=f"{frame.assembly.slug}: wave {locked.name}")
    published: dict[str, Json] = document | {"source": chance}
    tell_drawn(wave=locked, content=canonical_bytes(published), by=handle_of(by, frame.assembly))
    return locked


def _checked(document: Any, wave: Wave, seed: bytes) -> dict[str, Any]:
    for fault in check_first_draw(document):
        if fault is not None:
            raise fault
    if document["inputs_sha256"] != wave.inputs_sha256:
        raise InputsAreOthers
    if document["source"] != {"kind": "seed", "seed": seed.hex()}:
        raise faults.BroughtIsAnother
    if not isinstance(document.get("invited_sha256"), str):
        raise InvitationsUnreadable(place="invited_sha256")
    return dict(document)


def _hashed(file: FrameFile, salt: bytes) -> str:
    return ids_digest((unit.id for unit in file.units), salt)
