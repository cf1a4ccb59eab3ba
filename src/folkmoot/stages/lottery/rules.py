"""Predicates over lotteries and respondents, and what may be declared as chance."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from folkmoot.core.sortition import Plan, PlannedParties, PlannedRound
from folkmoot.core.sortition.beacons import beacon_of, can_verify, round_time
from folkmoot.stages.lottery import faults
from folkmoot.stages.lottery.models import Lottery, Respondent

State, Status = Lottery.State, Respondent.Status

# What may become of a person, in one table. An answer to a test never turns into anything but nothing. Who is confirmed
# may come to be *attended* and *completed*: meetings tell that of her, here she stays confirmed. Whose term ends at a
# turn has served, and may say yes again in a later round.
TRANSITIONS: Mapping[Respondent.Status, frozenset[Respondent.Status]] = {
    Status.INVITED: frozenset({Status.POOL, Status.TEST, Status.DECLINED, Status.DELETED}),
    Status.TEST: frozenset({Status.DELETED}),
    Status.POOL: frozenset(
        {Status.SELECTED, Status.SUBSTITUTE, Status.DECLINED, Status.WITHDRAWN, Status.REMOVED, Status.DELETED}
    ),
    Status.SELECTED: frozenset(
        {Status.CONFIRMED, Status.DECLINED, Status.WITHDRAWN, Status.REMOVED, Status.SUBSTITUTE}
    ),
    Status.SUBSTITUTE: frozenset(
        {Status.SELECTED, Status.POOL, Status.DECLINED, Status.WITHDRAWN, Status.REMOVED, Status.DELETED}
    ),
    Status.CONFIRMED: frozenset({Status.SERVED, Status.WITHDRAWN, Status.REMOVED}),
    Status.SERVED: frozenset({Status.POOL, Status.DELETED}),
    Status.DECLINED: frozenset({Status.INVITED, Status.DELETED}),
    Status.WITHDRAWN: frozenset({Status.INVITED, Status.DELETED}),
    Status.REMOVED: frozenset({Status.POOL, Status.DELETED}),
    Status.DELETED: frozenset(),
}

PUBLIC = frozenset({State.PUBLISHED, State.WITHDRAWN, State.DRAWN})
FOUND = frozenset({State.FOUND, *PUBLIC})
LEAD = timedelta(hours=1)
NOT_SEATED = frozenset(before for before, after in TRANSITIONS.items() if Status.DELETED in after)
WAS_DRAWN = frozenset({Status.SELECTED, Status.SUBSTITUTE, Status.CONFIRMED, Status.SERVED})
# Who said yes and may be drawn, was drawn or sits: the people whom a list of the pool shows.
SAID_YES = frozenset({Status.POOL, Status.SELECTED, Status.SUBSTITUTE, Status.CONFIRMED})

# Who once said yes, whatever became of it; who said no from the beginning has told nothing of herself.
ANSWERED = frozenset(Status) - {Status.INVITED, Status.TEST, Status.DELETED}


def may_become(before: str, after: str) -> bool:
    """Whether somebody whose status is `before` may come to be `after`; staying what she is changes nothing."""
    return before == after or Status(after) in TRANSITIONS[Status(before)]


def is_public(lottery: Lottery) -> bool:
    """Whether everybody may see the lottery's panels."""
    return lottery.state in PUBLIC


def is_found(lottery: Lottery) -> bool:
    """Whether the lottery was computed to the end."""
    return lottery.state in FOUND


def waits_for_chance(lottery: Lottery) -> bool:
    """Whether the lottery is published and not drawn yet."""
    return lottery.state == State.PUBLISHED


def waits_for_answer(respondent: Respondent) -> bool:
    """Whether somebody was drawn and has not said yes or no."""
    return respondent.status == Status.SELECTED


def refuse_plan(plan: Plan, *, now: datetime) -> None:
    """Raise where chance that is declared at `now` could be known, or steered by whoever speaks last.

    A beacon's round must lie `LEAD` ahead; parties commit, then speak, and all of them before that round.
    """
    rounds = [round_time(part.round, beacon_of(part.chain)) for part in plan.parts if isinstance(part, PlannedRound)]
    if rounds and not can_verify():
        raise faults.BeaconNotInstalled
    if any(at - now < LEAD for at in rounds):
        raise faults.RoundTooSoon(minutes=int(LEAD.total_seconds() // 60))
    for part in plan.parts:
        if isinstance(part, PlannedParties):
            _refuse_parties(part, [now, *rounds])


def _refuse_parties(part: PlannedParties, bounds: list[datetime]) -> None:
    names = {" ".join(name.split()).casefold() for name in part.names}
    if len(names) < max(2, len(part.names)) or "" in names:
        raise faults.PartiesTooFew
    commit, reveal = datetime.fromisoformat(part.commit_by), datetime.fromisoformat(part.reveal_by)
    if not (bounds[0] < commit < reveal and all(reveal <= at for at in bounds[1:])):
        raise faults.PartyTimesDisordered
