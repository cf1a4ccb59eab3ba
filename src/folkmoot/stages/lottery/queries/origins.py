"""Reads of where each seat came from: which draw named whom, through which door she came, and what became of her."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, QuerySet

from folkmoot.commons.assemblies.queries import Assembly, Term, terms
from folkmoot.stages.lottery.models import CallUp, Draw, Respondent
from folkmoot.stages.lottery.queries.alternates import call_ups
from folkmoot.stages.lottery.queries.lotteries import draws

FIRST, FURTHER, ROTATION, UNDRAWN = "first", "further", "rotation", "undrawn"
ALTERNATE, SUBSTITUTE = "alternate", "substitute"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One person who was drawn or sat: by which lottery (0: by none), of which kind, in which seat from when to when.

    `respondent` is her line of the pool, `None` where it is gone; `tries` are the calls to her.
    """

    pseudonym: str
    kind: str
    lottery: int
    drawn_at: datetime | None
    respondent: Respondent | None
    tries: int
    seat: int | None
    since: datetime | None
    until: datetime | None


def seat_origins(assembly: Assembly, people: QuerySet[Respondent]) -> list[Origin]:
    """Everybody who was drawn or sat, in the order of draws and seats; `people` is the list that somebody opened."""
    lines = {each.pseudonym: each for each in people.annotate(tries=Count("calls"))}
    sat = {each.membership.pseudonym: each for each in terms(assembly.body)}
    found, named = [], set()
    for draw in draws(assembly):
        named |= set(draw.selected)
        found += sorted((_origin(name, draw, lines, sat) for name in draw.selected), key=_by_seat)
    called = {each.pseudonym: each for each in call_ups(assembly)}
    others = [name for name in {**sat, **called} if name not in named]
    found += sorted((_origin(name, None, lines, sat) for name in others), key=_by_seat)
    return [_called(each, called[each.pseudonym]) if each.pseudonym in called else each for each in found]


def _called(origin: Origin, call: CallUp) -> Origin:
    """Who was called up came to her seat by that, whatever she was drawn for."""
    return replace(origin, kind=ALTERNATE if call.alternates else SUBSTITUTE, drawn_at=call.called_at)


def _origin(name: str, draw: Draw | None, lines: Mapping[str, Respondent], sat: Mapping[str, Term]) -> Origin:
    line, term = lines.get(name), sat.get(name)
    return Origin(
        pseudonym=name,
        kind=_kind(draw),
        lottery=draw.lottery.number if draw else 0,
        drawn_at=draw.drawn_at if draw else None,
        respondent=line,
        tries=getattr(line, "tries", 0),
        seat=term.seat.number if term else None,
        since=term.since if term else None,
        until=term.until if term else None,
    )


def _kind(draw: Draw | None) -> str:
    if draw is None:
        return UNDRAWN
    if draw.lottery.turn is not None:
        return ROTATION
    return FURTHER if draw.lottery.replacement else FIRST


def _by_seat(origin: Origin) -> tuple[bool, int, str]:
    return origin.seat is None, origin.seat or 0, origin.pseudonym


def kinds_in(origins: Iterable[Origin]) -> list[str]:
    """The kinds that occur, in the order in which they come."""
    return list(dict.fromkeys(each.kind for each in origins))
