"""Predicates over lotteries and respondents."""

from folkmoot.stages.lottery.models import Lottery, Respondent

State, Status = Lottery.State, Respondent.Status

PUBLIC = frozenset({State.PUBLISHED, State.WITHDRAWN, State.DRAWN})
FOUND = frozenset({State.FOUND, *PUBLIC})
NOT_SEATED = frozenset({Status.POOL, Status.DECLINED, Status.WITHDRAWN})


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
