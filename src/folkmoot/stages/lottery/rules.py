"""Predicates over lotteries and respondents."""

from collections.abc import Mapping

from folkmoot.stages.lottery.models import Lottery, Respondent

State, Status = Lottery.State, Respondent.Status

# What may become of a person, in one table. An answer to a test never turns into anything but nothing. Who is confirmed
# may come to be *attended* and *completed*: meetings tell that of her, here she stays confirmed.
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
    Status.CONFIRMED: frozenset({Status.WITHDRAWN, Status.REMOVED}),
    Status.DECLINED: frozenset({Status.INVITED, Status.DELETED}),
    Status.WITHDRAWN: frozenset({Status.INVITED, Status.DELETED}),
    Status.REMOVED: frozenset({Status.POOL, Status.DELETED}),
    Status.DELETED: frozenset(),
}

PUBLIC = frozenset({State.PUBLISHED, State.WITHDRAWN, State.DRAWN})
FOUND = frozenset({State.FOUND, *PUBLIC})
NOT_SEATED = frozenset(before for before, after in TRANSITIONS.items() if Status.DELETED in after)
# Who said yes and may be drawn, was drawn or sits: the people whom a list of the pool shows.
SAID_YES = frozenset({Status.POOL, Status.SELECTED, Status.SUBSTITUTE, Status.CONFIRMED})


def may_become(before: str, after: str) -> bool:
    """Whether somebody whose status is `before` may come to be `after`; staying what she is changes nothing."""
    return before == after or Status(after) in TRANSITIONS[Status(before)]


def is_public(lottery: Lottery) -> bool:
    """Whether everybody may see the lottery's panels."""
    return lottery.state in PUBLIC


def is_found(lottery: Lottery) -> bool:
    """Whether the lottery was computed to the end."""
    return lottery.state in FOUND


def waits_for_balls(lottery: Lottery) -> bool:
    """Whether the lottery is published and not drawn yet."""
    return lottery.state == State.PUBLISHED


def waits_for_answer(respondent: Respondent) -> bool:
    """Whether somebody was drawn and has not said yes or no."""
    return respondent.status == Status.SELECTED
