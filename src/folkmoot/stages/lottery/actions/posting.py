"""Writes: a wave's letters are posted, and some come back."""

from collections.abc import Sequence

from django.db import transaction

from folkmoot import clock
from folkmoot.commons.accounts.actions import log_access
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import require
from folkmoot.core.faults import Faults
from folkmoot.stages.lottery import faults
from folkmoot.stages.lottery.manifest import MANAGE
from folkmoot.stages.lottery.models import Invitation, Wave

State = Invitation.State


@transaction.atomic
def post_letters(*, by: Person, wave: Wave) -> int:
    """Note that a wave's letters went to the post today; how many of them nobody has answered."""
    require(by, MANAGE, wave.frame.assembly)
    if wave.drawn_at is None or wave.withdrawn_at is not None:
        raise faults.WaveNotDrawn(wave=wave.name)
    wave.sent_at = clock.now()
    wave.save(update_fields=["sent_at"])
    return wave.invitations.filter(state=State.DRAWN).update(state=State.SENT)


@transaction.atomic
def unpost_letters(*, by: Person, wave: Wave) -> None:
    """They were not posted after all; what came back or was answered stays."""
    require(by, MANAGE, wave.frame.assembly)
    wave.sent_at = None
    wave.save(update_fields=["sent_at"])
    wave.invitations.filter(state=State.SENT).update(state=State.DRAWN)


@transaction.atomic
def take_back_letters(*, by: Person, wave: Wave, references: Sequence[str]) -> int:
    """Note which letters the post brought back, by their references; how many are new. All of them or none.

    An answer outweighs a letter that came back. Raises `Faults` with every line that names no letter of the wave.
    """
    require(by, MANAGE, wave.frame.assembly)
    wanted = [each.strip().upper() for each in references]
    known = set(wave.invitations.filter(reference__in=wanted).values_list("reference", flat=True))
    unknown = [(line, each) for line, each in enumerate(wanted, 1) if each and each not in known]
    if unknown:
        raise Faults(*(faults.LetterUnknown(line=line, reference=each) for line, each in unknown))
    open_ones = wave.invitations.filter(reference__in=known, state__in=(State.DRAWN, State.SENT))
    log_access(by=by, what="noted letters that came back", subject=f"{wave.frame.assembly.slug}: wave {wave.name}")
    return open_ones.update(state=State.RETURNED)
