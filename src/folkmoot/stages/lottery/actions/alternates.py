"""Writes: alternates are asked for, computed, kept; whoever stands by and fits best is called up for a vacant seat."""

from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from folkmoot import clock
from folkmoot.commons.accounts.actions import log_access
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, handle_of, require
from folkmoot.commons.publicrecord.actions import append_entry
from folkmoot.core.canonical import Json
from folkmoot.core.faults import Fault, Faults
from folkmoot.core.sortition.alternates import AlternatesTooMany, DropOut, DropOutMalformed, choose_alternates
from folkmoot.core.sortition.commitments import commitment, salt_for
from folkmoot.stages.lottery import faults, queries
from folkmoot.stages.lottery.actions.inputs import pool_secret
from folkmoot.stages.lottery.actions.states import all_become, become
from folkmoot.stages.lottery.manifest import MANAGE
from folkmoot.stages.lottery.models import AlternateList, CallUp
from folkmoot.stages.lottery.rules import Status

SETS = 30
Factor = tuple[str, str, Decimal]


@transaction.atomic
def ask_alternates(
    *, by: Person, assembly: Assembly, panel: str, count: int, chance: Decimal, factors: Sequence[Factor] = ()
) -> AlternateList:
    """Ask for `count` alternates of a panel that was drawn; `compute_alternates` finds them, nothing is public yet."""
    require(by, MANAGE, assembly)
    if not queries.draws(assembly).exists():
        raise faults.FirstDrawMissing
    if (waiting := queries.waiting_lottery(assembly)) is not None:
        raise faults.LotteryWaitsForDraw(number=waiting.number)
    if not 0 <= chance < 1:
        raise DropOutMalformed(chance=str(chance))
    people = queries.respondents(assembly).filter(status__in=(Status.POOL, Status.SUBSTITUTE)).count()
    if not 1 <= count <= people:
        raise AlternatesTooMany(wanted=count, available=people)
    last = queries.alternate_lists(assembly).aggregate(last=Max("number"))["last"] or 0
    told = [[category, value, str(factor)] for category, value, factor in factors]
    return AlternateList.objects.create(
        assembly=assembly,
        number=last + 1,
        panel=panel,
        count=count,
        drop_out={"chance": str(chance), "factors": told},
        asked_at=clock.now(),
    )


def compute_alternates(*, asked: AlternateList) -> AlternateList:
    """Find the alternates that were asked for, and what they are worth; the worker acts. A fault is kept with them."""
    how = queries.panel_standing(asked.assembly, asked.panel)
    drawn = set(queries.drawn_to_stand_by(asked.assembly))
    pool = queries.without(how.pool, drawn)
    factors = {(category, value): float(factor) for category, value, factor in asked.drop_out["factors"]}
    drop_out = DropOut(chance=float(asked.drop_out["chance"]), factors=factors)
    try:
        found = choose_alternates(
            pool=pool, targets=how.targets, panel=how.seated, count=asked.count, drop_out=drop_out, sets=SETS
        )
    except (Fault, Faults) as error:
        told = error.faults if isinstance(error, Faults) else (error,)
        asked.figures = {"faults": [[fault.code, fault.params] for fault in told]}
    else:
        asked.names = list(found.ids)
        asked.figures = {name: f"{getattr(found, name):.2f}" for name in ("loss", "without", "ranked", "bound")}
        asked.figures |= {"sets": found.sets, "exact": found.exact, "seated": list(how.seated)}
    asked.save(update_fields=["names", "figures"])
    return asked


@transaction.atomic
def keep_alternates(*, by: Person, alternates: AlternateList) -> AlternateList:
    """Let these alternates stand by, in the place of an earlier list for the same panel. Their seals become public.

    Refused where they were computed for other members than sit now, or one of them left the pool meanwhile.
    """
    assembly = alternates.assembly
    require(by, MANAGE, assembly)
    locked = AlternateList.objects.select_for_update().get(pk=alternates.pk)
    how = queries.panel_standing(assembly, locked.panel)
    if locked.kept_at or not locked.names or locked.figures["seated"] != list(how.seated):
        raise faults.AlternatesOutdated(number=locked.number)
    before = queries.newest_kept(list(queries.alternate_lists(assembly)), locked.panel)
    people = queries.respondents(assembly)
    if before is not None:
        all_become(people=people.filter(pseudonym__in=before.names, status=Status.SUBSTITUTE), status=Status.POOL)
    free = people.filter(pseudonym__in=locked.names, status=Status.POOL)
    if free.count() != len(locked.names):
        raise faults.AlternatesOutdated(number=locked.number)
    all_become(people=free, status=Status.SUBSTITUTE)
    locked.kept_at = clock.now()
    locked.save(update_fields=["kept_at"])
    _tell_kept(by, locked)
    return locked


def _tell_kept(by: Person, kept: AlternateList) -> None:
    figures = kept.figures
    append_entry(
        kind="lottery.alternates",
        assembly=kept.assembly.slug,
        by=handle_of(by, kept.assembly),
        data={
            "number": kept.number,
            "panel": kept.panel or None,
            "seals": sorted(commitment(_salt(kept, name), name) for name in kept.names),
            "chance": kept.drop_out["chance"],
            "factors": kept.drop_out["factors"],
            "missed": {name: figures[name] for name in ("loss", "without", "ranked", "bound")},
            "sets": figures["sets"],
            "exact": figures["exact"],
        },
    )


def _salt(alternates: AlternateList, name: str) -> bytes:
    """What opens the seal of one alternate."""
    return salt_for(pool_secret(assembly=alternates.assembly), "folkmoot-alternate-v1", f"{alternates.number}/{name}")


@transaction.atomic
def call_up(*, by: Person, assembly: Assembly) -> list[CallUp]:
    """Ask those who stand by and fit best to take the vacant seats; the figures choose, nobody else does."""
    require(by, MANAGE, assembly)
    if (waiting := queries.waiting_lottery(assembly)) is not None:
        raise faults.LotteryWaitsForDraw(number=waiting.number)
    chosen, lists = queries.best_call_ups(assembly), list(queries.alternate_lists(assembly))
    if not chosen:
        raise faults.NobodyStandsBy
    drawn = set(queries.drawn_to_stand_by(assembly))
    sources = {name: None if name in drawn else _list_with(name, lists) for name, _ in chosen}
    return [_call(by, assembly, name, panel, sources[name]) for name, panel in chosen]


def _list_with(name: str, lists: Sequence[AlternateList]) -> AlternateList | None:
    return next((each for each in reversed(lists) if each.kept_at and name in each.names), None)


def _call(by: Person, assembly: Assembly, name: str, panel: str, source: AlternateList | None) -> CallUp:
    become(respondent=queries.respondents(assembly).get(pseudonym=name), status=Status.SELECTED)
    told: dict[str, Json] = {"member": name, "panel": panel or None}
    told |= {"alternates": source.number, "salt": _salt(source, name).hex()} if source else {"alternates": None}
    append_entry(kind="lottery.called_up", assembly=assembly.slug, by=handle_of(by, assembly), data=told)
    log_access(by=by, what="called up somebody who stood by", subject=name)
    return CallUp.objects.create(
        assembly=assembly, pseudonym=name, panel=panel, alternates=source, called_at=clock.now()
    )
