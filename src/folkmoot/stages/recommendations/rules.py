"""Predicates over the report, and when replies fall due."""

from datetime import UTC, date, datetime, time

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.core.contract.spans import Span
from folkmoot.stages.recommendations.faults import AlreadyHandedOver
from folkmoot.stages.recommendations.models import HandOver


def require_not_handed_over(assembly: Assembly) -> None:
    """Raise `AlreadyHandedOver` from the hand-over on."""
    if HandOver.objects.filter(assembly=assembly).exists():
        raise AlreadyHandedOver(assembly=assembly.title)


def due_after(on: date, span: Span) -> datetime:
    """The last second (UTC) of the day that lies a span after `on`: a promise holds until the day is over."""
    return datetime.combine(span.after(on), time(23, 59, 59), tzinfo=UTC)
