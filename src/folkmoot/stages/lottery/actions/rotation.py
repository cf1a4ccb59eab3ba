"""Writes: how seats are renewed, who leaves by lot, and the turn itself."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from folkmoot import clock
from folkmoot.commons.accounts.actions import log_access
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.actions import end_terms
from folkmoot.commons.assemblies.queries import Assembly, handle_of, require
from folkmoot.commons.publicrecord.actions import append_entry
from folkmoot.core.canonical import Json
from folkmoot.core.sortition import Objective
from folkmoot.core.sortition.rotation import check_rule
from folkmoot.stages.lottery import faults, queries
from folkmoot.stages.lottery.actions.lotteries import begin_lottery
from folkmoot.stages.lottery.actions.states import all_become
from folkmoot.stages.lottery.manifest import MANAGE
from folkmoot.stages.lottery.models import Lottery, TermRule, Turn
from folkmoot.stages.lottery.rules import State, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRule:
    """How seats are to be renewed; each value as in the model `TermRule`."""

    groups: int
    months: int
    begins_on: date | None = None
    returning: int = 0
    most: int = 1
    pause: int = 0


@transaction.atomic
def set_term_rule(*, by: Person, assembly: Assembly, rule: SeatRule) -> TermRule:
    """Declare in public how the seats are renewed, from the next turn on; each change is told with its day."""
    require(by, MANAGE, assembly)
    if assembly.opened_at is None:
        raise faults.AssemblyNotOpenYet(title=assembly.title)
    _refuse_while_waiting(assembly)
    values = {name: getattr(rule, name) for name in SeatRule.__slots__}
    kept, _new = TermRule.objects.update_or_create(assembly=assembly, defaults=values | {"set_at": clock.now()})
    check_rule(queries.rule_of(kept))
    told: dict[str, Json] = {name: value for name, value in values.items() if name != "begins_on"}
    told |= {"seats": assembly.body.seats, "begins": rule.begins_on.isoformat() if rule.begins_on else None}
    append_entry(kind="lottery.terms_set", assembly=assembly.slug, by=handle_of(by, assembly), data=told)
    return kept


@transaction.atomic
def start_leaving(*, by: Person, assembly: Assembly, panels: int = 1000) -> Lottery:
    """Freeze among whom chance decides who leaves at the next turn; `compute_lottery` does the work.

    Everybody has the same chance. It is published and drawn like any other lottery, once for a turn.
    """
    require(by, MANAGE, assembly)
    standing = _standing(assembly)
    if standing.lottery is not None and standing.lottery.state == State.DRAWN:
        raise faults.LeaversDrawn(number=standing.lottery.number)
    if not standing.due.by_lot:
        raise faults.NobodyLeavesByLot
    return begin_lottery(
        by=by,
        assembly=assembly,
        inputs=queries.inputs_of_leaving(assembly),
        objective=Objective.LEXIMIN,
        panels=panels,
        leaving=True,
        turn=standing.number,
    )


@transaction.atomic
def make_turn(*, by: Person, assembly: Assembly) -> Turn:
    """Renew the seats of the next turn: who leaves has served, her seat is vacant, and the pool takes people again.

    Refused while chance has not said who leaves, or while somebody who was drawn has not answered.
    """
    require(by, MANAGE, assembly)
    _refuse_while_waiting(assembly)
    standing = _standing(assembly)
    if standing.leaving is None:
        raise faults.LeaversNotDrawn(people=standing.due.by_lot)
    if owed := queries.vacancies(assembly).waiting:
        raise faults.AnswersStillOwed(people=owed)
    taken = {each.seat for each in standing.members if each.member not in standing.leaving}
    turn = Turn.objects.create(
        assembly=assembly,
        number=standing.number,
        leaving=list(standing.leaving),
        seats=[seat for seat in range(1, assembly.body.seats + 1) if seat not in taken],
        lottery=standing.lottery,
        made_at=clock.now(),
    )
    end_terms(by=by, assembly=assembly, pseudonyms=standing.leaving)
    all_become(
        people=queries.respondents(assembly).filter(pseudonym__in=standing.leaving, status=Status.CONFIRMED),
        status=Status.SERVED,
    )
    log_access(by=by, what="renewed seats", subject=f"{assembly.slug}: turn {turn.number}")
    _tell_turn(by, turn, standing)
    return turn


def _tell_turn(by: Person, turn: Turn, standing: queries.TurnStanding) -> None:
    members: list[Json] = [{"member": each.member, "seat": each.seat, "since": each.since} for each in standing.members]
    append_entry(
        kind="lottery.rotated",
        assembly=turn.assembly.slug,
        by=handle_of(by, turn.assembly),
        data={
            "turn": turn.number,
            "members": members,
            "leaving": turn.leaving,
            "lottery": turn.lottery.number if turn.lottery else None,
            "seats": turn.seats,
        },
    )


def _standing(assembly: Assembly) -> queries.TurnStanding:
    if queries.term_rule(assembly) is None:
        raise faults.TermsNotSet
    standing = queries.turn_standing(assembly)
    if standing is None:
        raise faults.NobodySits
    return standing


def _refuse_while_waiting(assembly: Assembly) -> None:
    waiting = queries.waiting_lottery(assembly)
    if waiting is not None:
        raise faults.LotteryWaitsForDraw(number=waiting.number)
