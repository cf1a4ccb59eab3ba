"""Predicates over ballots."""

from datetime import datetime

from folkmoot.stages.ballots.models import Ballot


def is_open(ballot: Ballot) -> bool:
    """Whether votes are taken now."""
    return ballot.closed_at is None and ballot.cancelled_at is None


def is_counted(ballot: Ballot) -> bool:
    """Whether the ballot was closed and counted."""
    return ballot.closed_at is not None


def takes_statements(ballot: Ballot, now: datetime) -> bool:
    """Whether minority statements can be filed at `now`: from the count until the deadline."""
    return ballot.statements_until is not None and now <= ballot.statements_until
