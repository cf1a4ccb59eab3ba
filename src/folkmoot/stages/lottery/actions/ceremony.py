"""Writes: chance enters part by part, as it was declared; when all of it is there, the panel is drawn at once."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from folkmoot import clock
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import handle_of, require
from folkmoot.commons.publicrecord.actions import append_entry
from folkmoot.core.canonical import Json, read_canonical
from folkmoot.core.sortition import (
    BeaconRound,
    PlannedParties,
    PlannedRound,
    commitment_of,
    draw_by,
    read_lottery,
    read_parts,
)
from folkmoot.core.sortition import Draw as Drawn
from folkmoot.core.sortition import Lottery as Found
from folkmoot.core.sortition.beacons import beacon_of, can_verify, check_signature
from folkmoot.core.sortition.sealing import panel_salt
from folkmoot.core.sortition.sources import CommitmentBroken, Source, source_document
from folkmoot.manifest import Role
from folkmoot.stages.lottery import faults, queries
from folkmoot.stages.lottery.actions.attestations import Oath, attest
from folkmoot.stages.lottery.actions.states import all_become
from folkmoot.stages.lottery.chances import physical, read_pasted_round, read_shown
from folkmoot.stages.lottery.figures import parts_frozen, purpose_of, seats_by_target
from folkmoot.stages.lottery.manifest import ATTEST, MANAGE, READ_BALLS
from folkmoot.stages.lottery.models import ChancePart, Draw, Lottery, PartyWord, Reading
from folkmoot.stages.lottery.rules import State, Status, waits_for_chance
from folkmoot.stages.lottery.target_rows import target_row


@transaction.atomic
def read_chance(
    *, by: Person, lottery: Lottery, shown: str, witness: bool, part: int = 0, oath: Oath | None = None
) -> Draw | None:
    """Type what balls or dice show, as operator or as witness; the draw, if that was the last that was owed.

    The two must be two people. Readings that differ are kept and settle nothing: either reads again until they agree.
    A witness may swear to what she saw in the same breath (`oath`).
    """
    require(by, ATTEST if witness else MANAGE, lottery.assembly)
    locked, planned = _owed(lottery, part, ("balls", "dice"))
    typed = read_shown(shown, planned.planned, locked.panels)
    other = locked.readings.filter(part=part, witness=not witness).first()
    if other is not None and other.person_id == by.pk:
        raise faults.SecondPersonNeeded
    handle = handle_of(by, lottery.assembly, Role.WITNESS if witness else None)
    mine = {"handle": handle, "person": by, "shown": typed, "at": clock.now()}
    Reading.objects.update_or_create(lottery=locked, part=part, witness=witness, defaults=mine)
    if witness and oath is not None:
        attest(by=by, lottery=locked, oath=oath)
    if other is None or other.shown != typed:
        return None
    handles = {witness: handle, not witness: other.handle}
    _settle(locked, part, physical(planned.planned, typed), operator=handles[False], witness=handles[True])
    return _draw_if_complete(locked, by)


@transaction.atomic
def enter_round(*, by: Person, lottery: Lottery, pasted: str, part: int = 0, later: bool = False) -> Draw | None:
    """Paste a beacon's round, as a mirror serves it or its signature alone; the draw, if that was the last owed.

    The signature is checked, so one person suffices. A later round than the announced one stands in only where she says
    that the announced one never appeared (`later`).
    """
    require(by, READ_BALLS, lottery.assembly)
    locked, planned = _owed(lottery, part, ("beacon",))
    announced = planned.planned
    assert isinstance(announced, PlannedRound)  # noqa: S101 - tells the type checker what `_owed` made sure of
    number, signature = read_pasted_round(pasted, announced.round)
    if number < announced.round or (number > announced.round and not later):
        raise faults.RoundIsAnother(declared=announced.round, found=number)
    if not can_verify():
        raise faults.BeaconNotInstalled
    check_signature(number, signature, beacon_of(announced.chain))
    found = BeaconRound(chain=announced.chain, round=number, signature=signature)
    _settle(locked, part, found, operator=handle_of(by, lottery.assembly))
    return _draw_if_complete(locked, by)


@transaction.atomic
def take_commitment(*, by: Person, lottery: Lottery, party: str, commitment: str, part: int = 0) -> PartyWord:
    """Enter what a party commits itself to: 64 hexadecimal digits, once, in time. It is public at once."""
    require(by, READ_BALLS, lottery.assembly)
    locked, planned = _owed_by(lottery, part, party)
    given = commitment.strip().lower()
    if len(given) != 64 or set(given) - set("0123456789abcdef"):
        raise faults.CommitmentMalformed
    if locked.party_words.filter(name=party).exists():
        raise faults.PartyHasCommitted(party=party)
    if _now() > datetime.fromisoformat(planned.commit_by):
        raise faults.WordTooLate(party=party)
    _tell(locked, by, "lottery.committed", {"party": party, "commitment": given})
    return PartyWord.objects.create(lottery=locked, name=party, commitment=given, committed_at=clock.now())


@transaction.atomic
def take_word(*, by: Person, lottery: Lottery, party: str, value: str, nonce: str, part: int = 0) -> Draw | None:
    """Enter the word and nonce that a party reveals; the draw, if that was the last that was owed.

    Only when nobody can commit to anything any more, and only what the party had committed itself to.
    """
    require(by, READ_BALLS, lottery.assembly)
    locked, planned = _owed_by(lottery, part, party)
    kept = {each.name: each for each in locked.party_words.all()}
    if party not in kept:
        raise faults.PartyHasNotCommitted(party=party)
    if len(kept) < len(planned.names) and _now() <= datetime.fromisoformat(planned.commit_by):
        raise faults.WordTooEarly(party=party)
    if kept[party].value is not None or _now() > datetime.fromisoformat(planned.reveal_by):
        raise faults.WordTooLate(party=party)
    if commitment_of(party, value, nonce) != kept[party].commitment:
        raise CommitmentBroken(name=party)
    _tell(locked, by, "lottery.revealed", {"party": party, "value": value, "nonce": nonce})
    locked.party_words.filter(name=party).update(value=value, nonce=nonce, revealed_at=clock.now())
    return _draw_if_complete(locked, by)


@transaction.atomic
def draw_panel(*, by: Person, lottery: Lottery) -> Draw:
    """Make the draw where nothing more is owed: by the rule silent parties are left out; an objection was withdrawn."""
    require(by, MANAGE, lottery.assembly)
    locked = _locked(lottery)
    if queries.objections(locked):
        raise faults.ObjectionStands
    drawn = _draw_if_complete(locked, by)
    if drawn is None:
        raise faults.ChanceIncomplete
    return drawn


def _locked(lottery: Lottery) -> Lottery:
    locked = Lottery.objects.select_for_update().get(pk=lottery.pk)
    if not waits_for_chance(locked):
        raise faults.LotteryNotPublished(number=locked.number)
    return locked


def _owed(lottery: Lottery, part: int, kinds: tuple[str, ...]) -> tuple[Lottery, queries.PartStanding]:
    """The lottery, locked, and its part, where that is of one of these kinds, not settled, and still in time."""
    locked = _locked(lottery)
    parts = queries.standing(locked)
    if part >= len(parts) or parts[part].kind not in kinds or parts[part].source is not None:
        raise faults.PartNotOwed
    until = parts[part].until
    if until is not None and _now() >= until:
        raise faults.PartTooLate
    return locked, parts[part]


def _owed_by(lottery: Lottery, part: int, party: str) -> tuple[Lottery, PlannedParties]:
    locked, found = _owed(lottery, part, ("parties",))
    planned = found.planned
    assert isinstance(planned, PlannedParties)  # noqa: S101 - tells the type checker what `_owed` made sure of
    if party not in planned.names:
        raise faults.PartNotOwed
    return locked, planned


def _now() -> datetime:
    """In whole seconds, as the record writes moments."""
    return clock.now().replace(microsecond=0)


def _tell(lottery: Lottery, by: Person, kind: str, data: dict[str, Json]) -> None:
    handle = handle_of(by, lottery.assembly)
    append_entry(kind=kind, assembly=lottery.assembly.slug, by=handle, data={"number": lottery.number, **data})


def _settle(lottery: Lottery, part: int, source: Source, *, operator: str, witness: str = "") -> None:
    """Keep a part for good. One of several is told by itself, because it must be known before the next one is."""
    document = source_document(source)
    now = clock.now()
    ChancePart.objects.create(lottery=lottery, part=part, source=document, operator=operator, witness=witness, at=now)
    if len(queries.declared(lottery).parts) > 1:
        told: dict[str, Json] = {"number": lottery.number, "part": part, "source": document}
        told["witness"] = witness or None
        append_entry(kind="lottery.chance_entered", assembly=lottery.assembly.slug, by=operator, data=told)


def _draw_if_complete(lottery: Lottery, by: Person) -> Draw | None:
    source = queries.chance_so_far(lottery)
    if source is None or queries.objections(lottery):
        return None
    return _draw(lottery, source, by)


def _draw(lottery: Lottery, source: Source, by: Person) -> Draw:
    panels = read_lottery(read_canonical(bytes(lottery.document or b"")))
    drawn = draw_by(panels, source, published=lottery.sha256)
    parts = _parts_drawn(lottery, panels, drawn)
    if not lottery.leaving:  # whoever leaves by lot sits until the turn is made
        _call_up(lottery, drawn.selected, parts)
    Lottery.objects.filter(pk=lottery.pk).update(state=State.DRAWN)
    met = seats_by_target(lottery.frozen, lottery.figures, drawn.selected)
    read = lottery.chance_parts.exclude(witness="").last()
    kept = Draw.objects.create(
        lottery=lottery,
        source=source_document(source),
        panel=drawn.number,
        selected=list(drawn.selected),
        met=met,
        parts=parts,
        operator=read.operator if read else handle_of(by, lottery.assembly),
        witness=read.witness if read else "",
        drawn_at=clock.now(),
    )
    _tell_draw(lottery, kept)
    return kept


def _parts_drawn(lottery: Lottery, panels: Found, drawn: Drawn) -> list[dict[str, Any]]:
    """Of several panels: who was drawn for each of them, and how each meets its own targets."""
    asked = parts_frozen(lottery.frozen)
    if lottery.parts is None:
        people = {part.name: drawn.selected for part in asked}
    else:
        people = read_parts(read_canonical(bytes(lottery.parts)), panels).people_of(drawn.number)
    return [
        {
            "name": part.name,
            "substitutes": part.substitutes,
            "selected": list(people[part.name]),
            "met": seats_by_target(
                lottery.frozen | {"targets": [target_row(each) for each in part.targets]}, {}, people[part.name]
            ),
        }
        for part in asked
    ]


def _call_up(lottery: Lottery, selected: Collection[str], parts: list[dict[str, Any]]) -> None:
    """Whoever was drawn is asked to sit; the people of a panel of substitutes stand by."""
    standing_by = {name for part in parts if part["substitutes"] for name in part["selected"]}
    people = queries.respondents(lottery.assembly)
    all_become(people=people.filter(pseudonym__in=set(selected) - standing_by), status=Status.SELECTED)
    all_become(people=people.filter(pseudonym__in=standing_by), status=Status.SUBSTITUTE)


def _tell_draw(lottery: Lottery, drawn: Draw) -> None:
    told: dict[str, Any] = {
        "number": lottery.number,
        "sha256": lottery.sha256,
        "source": drawn.source,
        "panel": drawn.panel,
        "selected": drawn.selected,
        "targets": [dict(zip(("category", "value", "min", "max", "seats"), row, strict=True)) for row in drawn.met],
        "witness": drawn.witness or None,
        **purpose_of(lottery),
    }
    if drawn.parts:
        told["parts"] = [{name: part[name] for name in ("name", "substitutes", "selected")} for part in drawn.parts]
    if lottery.sealed:
        told["salt"] = panel_salt(bytes(lottery.seal or b""), drawn.panel).hex()
    append_entry(kind="lottery.drawn", assembly=lottery.assembly.slug, by=drawn.operator, data=told)
