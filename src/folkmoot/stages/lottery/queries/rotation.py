"""Reads of the rotation: the rule, who sits since which turn, the turn to come, and who may not be drawn again yet."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from folkmoot.commons.assemblies.queries import Assembly, Term, sitting
from folkmoot.core.sortition.rotation import Bar, Due, Sitter, barred, turn_due
from folkmoot.core.sortition.rotation import TermRule as Rule
from folkmoot.stages.lottery.models import Lottery, Respondent, TermRule, Turn
from folkmoot.stages.lottery.rules import State, Status

_OVER = (State.FAILED, State.CANCELLED, State.WITHDRAWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seated:
    """A sitting member: seat and pseudonym, and the turn at which that seat was renewed last (0: never)."""

    seat: int
    member: str
    since: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnStanding:
    """The turn that comes next: its day, who sits, who leaves for certain, and how far chance is where it decides.

    `lottery` finds those who leave by lot; `leaving` is everybody who leaves, `None` while chance is still owed.
    """

    number: int
    on: date | None
    members: tuple[Seated, ...]
    due: Due
    lottery: Lottery | None
    leaving: tuple[str, ...] | None


def term_rule(assembly: Assembly) -> TermRule | None:
    """The rule in force, if one is set."""
    return TermRule.objects.filter(assembly=assembly).first()


def rule_of(kept: TermRule) -> Rule:
    """The rule as the core takes it."""
    return Rule(
        seats=kept.assembly.body.seats,
        groups=kept.groups,
        returning=kept.returning,
        most=kept.most,
        pause=kept.pause,
    )


def turns(assembly: Assembly) -> QuerySet[Turn]:
    """The turns that were made, by number."""
    return Turn.objects.filter(assembly=assembly).select_related("lottery")


def seated(assembly: Assembly) -> tuple[Seated, ...]:
    """Who sits, by seat. Whoever filled a seat between two turns sits for the rest of its term."""
    renewed = {seat: turn.number for turn in turns(assembly) for seat in turn.seats}
    return tuple(
        Seated(seat=term.seat.number, member=term.membership.pseudonym, since=renewed.get(term.seat.number, 0))
        for term in sitting(assembly.body)
    )


def turn_standing(assembly: Assembly) -> TurnStanding | None:
    """How the next turn stands; `None` without a rule, or while nobody sits."""
    kept, members = term_rule(assembly), seated(assembly)
    if kept is None or not members:
        return None
    number = turns(assembly).count() + 1
    sitters = [Sitter(id=each.member, since=each.since) for each in members]
    due = turn_due(sitters, rule_of(kept), number=number)
    lottery = _lottery_of(assembly, number)
    return TurnStanding(
        number=number,
        on=day_of(kept, number),
        members=members,
        due=due,
        lottery=lottery,
        leaving=_leaving(due, lottery, members),
    )


def _lottery_of(assembly: Assembly, number: int) -> Lottery | None:
    found = Lottery.objects.filter(assembly=assembly, leaving=True, turn=number).exclude(state__in=_OVER)
    return found.select_related("draw").defer("document", "frozen", "seal").last()


def _leaving(due: Due, lottery: Lottery | None, members: tuple[Seated, ...]) -> tuple[str, ...] | None:
    drawn = lottery is not None and lottery.state == State.DRAWN
    if due.by_lot and not drawn:
        return None
    chosen = set(lottery.draw.selected) if lottery is not None and drawn else set()
    return tuple(sorted({each.member for each in members} & {*due.over, *chosen}))


def day_of(kept: TermRule, number: int) -> date | None:
    """The day of turn `number`: so many months after the day from which turns are counted."""
    if kept.begins_on is None:
        return None
    years, month = divmod(kept.begins_on.month - 1 + number * kept.months, 12)
    day = kept.begins_on.day
    while True:  # the last of a shorter month
        try:
            return date(kept.begins_on.year + years, month + 1, day)
        except ValueError:
            day -= 1


def barred_people(assembly: Assembly) -> dict[str, Bar]:
    """Pseudonym → why she may not be drawn now, of everybody in the pool who has sat before.

    She is known by her line, or by the e-mail address of somebody who has sat.
    """
    made = list(turns(assembly))
    kept = term_rule(assembly) if made else None
    if kept is None:
        return {}
    left = _left(assembly, made)
    bars = {name: bar for name, at in left.items() if (bar := barred(at, rule_of(kept), number=made[-1].number))}
    lines = Respondent.objects.filter(assembly=assembly)
    known = lines.filter(pseudonym__in=bars).exclude(email="").values_list("email", "pseudonym")
    by_email = {email.casefold(): bars[name] for email, name in known}
    pool = lines.filter(status=Status.POOL).values_list("pseudonym", "email")
    found = {name: bars.get(name) or by_email.get(email.casefold()) for name, email in pool}
    return {name: bar for name, bar in found.items() if bar is not None}


def _left(assembly: Assembly, made: list[Turn]) -> Mapping[str, list[int]]:
    """At which turns each former member left; who left between two turns left at the one before."""
    ended = Term.objects.filter(seat__body=assembly.body, until__isnull=False).order_by("until")
    left: dict[str, list[int]] = defaultdict(list)
    for name, until in ended.values_list("membership__pseudonym", "until"):
        left[name].append(sum(turn.made_at <= until for turn in made if until))
    return left
