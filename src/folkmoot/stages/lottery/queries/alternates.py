"""Reads of those who stand by: the lists of alternates, who was called up, and who fits a vacant seat best."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from folkmoot.commons.assemblies.queries import Assembly, sitting
from folkmoot.core.sortition import Pool, Target, remaining_pool
from folkmoot.core.sortition.alternates import best_substitutes
from folkmoot.stages.lottery.models import AlternateList, CallUp
from folkmoot.stages.lottery.queries.frame_seats import all_targets
from folkmoot.stages.lottery.queries.lotteries import draws
from folkmoot.stages.lottery.queries.parts import panels_of, parts_asked
from folkmoot.stages.lottery.queries.pool import pool_of, respondents, targets
from folkmoot.stages.lottery.queries.rotation import barred_people
from folkmoot.stages.lottery.rules import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one panel stands: its `name` (empty where there is one), its targets, who holds its seats, how many are
    vacant, and the people who may be asked: members, those who stand by and the rest of the pool.
    """

    name: str
    targets: tuple[Target, ...]
    seated: tuple[str, ...]
    vacant: int
    pool: Pool
    waiting: tuple[str, ...]


def alternate_lists(assembly: Assembly) -> QuerySet[AlternateList]:
    """Every list that was asked for, in order."""
    return AlternateList.objects.filter(assembly=assembly)


def call_ups(assembly: Assembly) -> QuerySet[CallUp]:
    """Everybody who was called up, in order."""
    return CallUp.objects.filter(assembly=assembly).select_related("alternates")


def panels_sitting(assembly: Assembly) -> list[str]:
    """The names of the panels that sit; one empty name where one panel is drawn."""
    return [part.name for part in parts_asked(assembly, ()) if not part.substitutes] or [""]


def panel_standing(assembly: Assembly, panel: str) -> Standing:
    """How the panel of this name stands. Others' members, and whoever lives with them, are not among its people."""
    shared = targets(assembly)
    part = next((each for each in parts_asked(assembly, shared) if each.name == panel), None)
    wanted, seats = (part.targets, part.seats) if part else (all_targets(assembly, shared), assembly.body.seats)
    everybody = respondents(assembly).exclude(pseudonym__in=barred_people(assembly))
    asked = set(everybody.filter(status=Status.SELECTED).values_list("pseudonym", flat=True))
    holding = asked | {term.membership.pseudonym for term in sitting(assembly.body)}
    panels = panels_of(draws(assembly), call_ups(assembly))
    seated = tuple(sorted(name for name in holding if panels.get(name, "") == panel))
    people = everybody.filter(status__in=(Status.POOL, Status.SUBSTITUTE)) | respondents(assembly).filter(
        pseudonym__in=holding
    )
    return Standing(
        name=panel,
        targets=wanted,
        seated=seated,
        vacant=max(0, seats - len(seated)),
        pool=remaining_pool(pool_of(assembly, people, wanted), seated=holding - set(seated)),
        waiting=_waiting(assembly, panel),
    )


def _waiting(assembly: Assembly, panel: str) -> tuple[str, ...]:
    """Who stands by for this panel: its own alternates, and those drawn to stand by for any."""
    here = respondents(assembly).filter(status=Status.SUBSTITUTE).values_list("pseudonym", flat=True)
    listed = {name: each.panel for each in alternate_lists(assembly).exclude(kept_at=None) for name in each.names}
    return tuple(name for name in here if listed.get(name, panel) == panel)


def drawn_to_stand_by(assembly: Assembly) -> list[str]:
    """Everybody whom a draw named to stand by."""
    parts = (part for each in draws(assembly) for part in each.parts)
    return [name for part in parts if part["substitutes"] for name in part["selected"]]


def without(pool: Pool, names: Collection[str]) -> Pool:
    """The pool less some of its people."""
    return replace(pool, respondents=tuple(each for each in pool.respondents if each.id not in names))


def best_call_ups(assembly: Assembly) -> list[tuple[str, str]]:
    """Who should take the vacant seats, as (pseudonym, panel): those with whom the targets are missed least."""
    found: list[tuple[str, str]] = []
    for panel in panels_sitting(assembly):
        how = panel_standing(assembly, panel)
        if not how.vacant or not how.waiting:
            continue
        taken = {name for name, _ in found}
        free = [name for name in how.waiting if name not in taken]
        chosen = best_substitutes(
            pool=how.pool, targets=how.targets, seated=how.seated, waiting=free, vacant=how.vacant
        )
        found += [(name, panel) for name in chosen]
    return found


def is_outdated(alternates: AlternateList) -> bool:
    """Whether others sit now than those for whom the list was computed, or one of its people cannot stand by any more.

    Whoever stands by on the list that this one would replace can.
    """
    if alternates.figures["seated"] != list(panel_standing(alternates.assembly, alternates.panel).seated):
        return True
    before = newest_kept(list(alternate_lists(alternates.assembly)), alternates.panel)
    people = respondents(alternates.assembly).filter(pseudonym__in=alternates.names)
    free = set(people.filter(status=Status.POOL).values_list("pseudonym", flat=True))
    standing = people.filter(status=Status.SUBSTITUTE, pseudonym__in=before.names if before else ())
    return len(free) + standing.count() != len(alternates.names)


def newest_kept(lists: Sequence[AlternateList], panel: str) -> AlternateList | None:
    """The list that holds for a panel now."""
    return next((each for each in reversed(lists) if each.kept_at and each.panel == panel), None)
