"""Writes: add a frame, delete its file, blank those who were invited. Figures stay; people do not."""

import secrets
from datetime import date

from django.db import transaction
from django.db.models import Max

from folkmoot import clock
from folkmoot.commons.accounts.actions import log_access
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, handle_of, require
from folkmoot.commons.publicrecord.actions import append_entry
from folkmoot.core.canonical import sha256_hex
from folkmoot.core.sortition.frames import FrameColumns
from folkmoot.stages.lottery import faults, queries
from folkmoot.stages.lottery.frame_files import read_frame
from folkmoot.stages.lottery.manifest import MANAGE
from folkmoot.stages.lottery.models import Frame, Invitation


@transaction.atomic
def add_frame(
    *,
    by: Person,
    assembly: Assembly,
    kind: str,
    label: str,
    filename: str,
    content: bytes,
    means: FrameColumns,
    delete_on: date,
) -> Frame:
    """Keep a file to draw invitations from, until the day named; its figures enter the record. All of it or nothing."""
    require(by, MANAGE, assembly)
    if assembly.opened_at is None:
        raise faults.AssemblyNotOpenYet(title=assembly.title)
    if delete_on <= clock.now().date():
        raise faults.DeletionDayPast
    strata = read_frame(content, filename, kind=kind, means=means).strata
    last = Frame.objects.filter(assembly=assembly).aggregate(last=Max("number"))["last"] or 0
    frame = Frame.objects.create(
        assembly=assembly,
        number=last + 1,
        kind=kind,
        label=label,
        units=sum(units for _, units, _ in strata),
        people=sum(weight for _, _, weight in strata),
        columns={"id": means.id, "weight": means.weight, "stratum": means.stratum},
        strata=strata,
        filename=filename[:200],
        content=content,
        salt=secrets.token_bytes(16),
        sha256=sha256_hex(content),
        imported_at=clock.now(),
        delete_on=delete_on,
    )
    log_access(by=by, what="imported a frame", subject=f"{assembly.slug}: frame {frame.number}, {frame.units} rows")
    tell_frame(frame=frame, by=handle_of(by, assembly))
    return frame


def tell_frame(*, frame: Frame, by: str) -> None:
    """Enter a new frame into the record: its figures, unless its file stays outside and nobody knows them yet."""
    known = not frame.outside
    append_entry(
        kind="lottery.frame_added",
        assembly=frame.assembly.slug,
        by=by,
        data={
            "frame": frame.letter,
            "kind": frame.kind,
            "label": frame.label,
            "units": frame.units if known else None,
            "people": frame.people if known else None,
            "strata": len(frame.strata) if known else None,
            "delete_on": frame.delete_on.isoformat(),
        },
    )


@transaction.atomic
def delete_frame(*, by: Person, frame: Frame) -> Frame:
    """Delete the file before its day. Refused while a wave waits for its draw from it."""
    require(by, MANAGE, frame.assembly)
    waiting = queries.waiting_waves(frame).first()
    if waiting is not None:
        raise faults.WaveWaits(wave=waiting.name)
    log_access(by=by, what="deleted a frame", subject=f"{frame.assembly.slug}: frame {frame.number}")
    return _deleted(frame, by=handle_of(by, frame.assembly))


@transaction.atomic
def delete_due_frames() -> int:
    """Delete every file whose day has come, whatever waits for it; how many. The clock acts."""
    due = list(queries.frames_to_delete().select_related("assembly"))
    for frame in due:
        _deleted(frame, by="")
    return len(due)


def _deleted(frame: Frame, *, by: str) -> Frame:
    frame.content, frame.salt, frame.filename, frame.deleted_at = None, None, "", clock.now()
    frame.save(update_fields=["content", "salt", "filename", "deleted_at"])
    append_entry(kind="lottery.frame_deleted", assembly=frame.assembly.slug, by=by, data={"frame": frame.letter})
    return frame


def erase_invitations(*, assembly: Assembly) -> int:
    """Blank whom every invitation went to; how many. Reference, stratum and what became of it stay."""
    told = ("unit", "name", "address", "postcode", "city", "languages", "phone", "decline_reason")
    return Invitation.objects.filter(assembly=assembly).update(**dict.fromkeys(told, ""))
