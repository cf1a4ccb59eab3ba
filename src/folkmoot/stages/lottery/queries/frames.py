"""Reads of frames and waves by their numbers and names, and of what has to go by the clock."""

from django.db.models import QuerySet

from folkmoot import clock
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.core.sortition import Plan, read_plan
from folkmoot.core.sortition.announcements import Inputs, read_inputs
from folkmoot.stages.lottery.models import Frame, Invitation, Wave


def frame_numbered(assembly: Assembly, number: int) -> Frame | None:
    """Frame `number`, with its file."""
    return Frame.objects.filter(assembly=assembly, number=number).first()


def wave_named(assembly: Assembly, name: str) -> Wave | None:
    """The wave called `A1` or `TEST-A1`, without the file of its frame."""
    found = Wave.objects.filter(frame__assembly=assembly, mark=f"{name}@{assembly.slug}")
    return found.select_related("frame__assembly").defer("frame__content").first()


def waves_of(frame: Frame) -> QuerySet[Wave]:
    """All waves of a frame, real ones first."""
    return frame.waves.order_by("test", "number")


def waiting_waves(frame: Frame) -> QuerySet[Wave]:
    """Waves that were announced, and neither drawn nor withdrawn."""
    return frame.waves.filter(drawn_at=None, withdrawn_at=None)


def chance_of(wave: Wave) -> Plan:
    """Where its chance was declared to come from."""
    return read_plan(wave.inputs["chance"])


def inputs_of(wave: Wave, salt: bytes) -> Inputs:
    """What was announced of a wave. The salt stays with the frame's file, and goes with it."""
    return read_inputs(wave.inputs["announced"] | {"salt": salt.hex()})


def invited_before(wave: Wave) -> frozenset[str]:
    """The units that earlier waves of the same frame invited: real ones for a real wave, tests for a test."""
    earlier = Wave.objects.filter(frame_id=wave.frame_id, test=wave.test, number__lt=wave.number)
    return frozenset(Invitation.objects.filter(wave__in=earlier).values_list("unit", flat=True))


def frames_to_delete() -> QuerySet[Frame]:
    """Frames whose file is kept beyond the day that was named for it."""
    return Frame.objects.filter(deleted_at=None, delete_on__lte=clock.now().date())


def public_waves(assembly: Assembly) -> list[Wave]:
    """Every real wave that was announced, by frame and number."""
    found = Wave.objects.filter(frame__assembly=assembly, test=False).order_by("frame__number", "number")
    return list(found.select_related("frame").defer("frame__content"))


def wave_path(assembly: Assembly, name: str) -> str:
    """The path in the public record of the figures of a wave that was drawn."""
    return f"assemblies/{assembly.slug}/invitations-{name}.json"
