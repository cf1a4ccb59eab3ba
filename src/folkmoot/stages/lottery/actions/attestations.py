"""Writes: a witness says in public what she saw, or objects; while an objection stands, nothing is drawn."""

from dataclasses import dataclass

from django.db import transaction

from folkmoot import clock
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import handle_of, require
from folkmoot.commons.publicrecord.actions import append_entry
from folkmoot.core.canonical import Json
from folkmoot.manifest import Role
from folkmoot.stages.lottery import faults
from folkmoot.stages.lottery.manifest import ATTEST
from folkmoot.stages.lottery.models import Attestation, Lottery
from folkmoot.stages.lottery.rules import State, waits_for_chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Oath:
    """What a witness says: whether she agrees, in which words, and who she is, as far as she wants that public."""

    agrees: bool
    words: str = ""
    name: str = ""
    office: str = ""


@transaction.atomic
def attest(*, by: Person, lottery: Lottery, oath: Oath) -> Attestation:
    """Say in public what she saw, at the moment where the lottery stands. Her newest word counts.

    An objection needs words; it stops the draw until she takes it back, and after the draw it stands beside it.
    """
    require(by, ATTEST, lottery.assembly)
    locked = Lottery.objects.select_for_update().get(pk=lottery.pk)
    if not (waits_for_chance(locked) or locked.state == State.DRAWN):
        raise faults.LotteryNotPublished(number=locked.number)
    if not oath.agrees and not oath.words.strip():
        raise faults.WordingMissing
    said = {name: getattr(oath, name).strip() for name in ("name", "office", "words")}
    handle, moment = handle_of(by, lottery.assembly, Role.WITNESS), _moment(locked)
    told: dict[str, Json] = {"number": locked.number, "moment": str(moment), "agrees": oath.agrees}
    told.update({name: value or None for name, value in said.items()})
    append_entry(kind="lottery.attested", assembly=lottery.assembly.slug, by=handle, data=told)
    return Attestation.objects.create(
        lottery=locked, moment=moment, handle=handle, person=by, agrees=oath.agrees, at=clock.now(), **said
    )


def _moment(lottery: Lottery) -> Attestation.Moment:
    if lottery.state == State.DRAWN:
        return Attestation.Moment.DRAWN
    entered = lottery.readings.exists() or lottery.chance_parts.exists() or lottery.party_words.exists()
    return Attestation.Moment.CHANCE if entered else Attestation.Moment.PUBLISHED
