"""Writes: two people read the balls, each for herself; when they agree, the panel is drawn."""

from django.db import transaction

from folkmoot import clock
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import handle_of, require
from folkmoot.commons.publicrecord.actions import append_entry
from folkmoot.core.canonical import read_canonical
from folkmoot.core.sortition import Balls, draw_by, read_lottery
from folkmoot.core.sortition.sealing import panel_salt
from folkmoot.core.sortition.sources import number_chosen
from folkmoot.manifest import Role
from folkmoot.stages.lottery import faults, queries
from folkmoot.stages.lottery.actions.states import all_become
from folkmoot.stages.lottery.figures import seats_by_target
from folkmoot.stages.lottery.manifest import ATTEST, MANAGE
from folkmoot.stages.lottery.models import Draw, Lottery, Reading
from folkmoot.stages.lottery.rules import State, Status, waits_for_balls


@transaction.atomic
def read_balls(*, by: Person, lottery: Lottery, balls: str, witness: bool, attestation: str = "") -> Draw | None:
    """Type the digits on the balls, as operator or as witness; the draw once both have typed the same, else `None`.

    Whoever misread may type again until the draw. Different digits are refused and store nothing.
    """
    require(by, ATTEST if witness else MANAGE, lottery.assembly)
    locked = Lottery.objects.select_for_update().get(pk=lottery.pk)
    if not waits_for_balls(locked):
        raise faults.LotteryNotPublished(number=locked.number)
    digits = _digits(balls, locked.panels)
    other = locked.readings.filter(witness=not witness).first()
    if other is not None and other.person_id == by.pk:
        raise faults.SecondPersonNeeded
    if other is not None and other.balls != digits:
        raise faults.BallsDiffer
    handle = handle_of(by, lottery.assembly, Role.WITNESS if witness else None)
    Reading.objects.update_or_create(
        lottery=locked,
        witness=witness,
        defaults={"handle": handle, "person": by, "balls": digits, "attestation": attestation, "at": clock.now()},
    )
    return _draw(locked) if other is not None else None


def _digits(balls: str, panels: int) -> str:
    found = "".join(balls.split())
    if not (found.isascii() and found.isdigit()):
        raise faults.BallsMalformed
    number_chosen(Balls(digits=tuple(map(int, found))), panels)
    return found


def _draw(lottery: Lottery) -> Draw:
    operator, witness = lottery.readings.get(witness=False), lottery.readings.get(witness=True)
    digits = tuple(map(int, operator.balls))
    panels = read_lottery(read_canonical(bytes(lottery.document or b"")))
    drawn = draw_by(panels, Balls(digits=digits), published=lottery.sha256)
    all_become(
        people=queries.respondents(lottery.assembly).filter(pseudonym__in=drawn.selected), status=Status.SELECTED
    )
    Lottery.objects.filter(pk=lottery.pk).update(state=State.DRAWN)
    met = seats_by_target(lottery.frozen, drawn.selected)
    opening = {"salt": panel_salt(bytes(lottery.seal or b""), drawn.number).hex()} if lottery.sealed else {}
    append_entry(
        kind="lottery.drawn",
        assembly=lottery.assembly.slug,
        by=operator.handle,
        data={
            "number": lottery.number,
            "sha256": lottery.sha256,
            "source": {"kind": "balls", "digits": list(digits)},
            "panel": drawn.number,
            "selected": list(drawn.selected),
            "targets": [dict(zip(("category", "value", "min", "max", "seats"), row, strict=True)) for row in met],
            "witness": witness.handle,
            "attested": witness.attestation or None,
            **opening,
        },
    )
    return Draw.objects.create(
        lottery=lottery,
        balls=operator.balls,
        panel=drawn.number,
        selected=list(drawn.selected),
        met=met,
        operator=operator.handle,
        witness=witness.handle,
        attestation=witness.attestation,
        drawn_at=clock.now(),
    )
