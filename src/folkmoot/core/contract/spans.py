"""How long after the hand-over something is due: days or calendar months, as the contract says it."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

# 400 years of the Gregorian calendar are 146,097 days in 4,800 months. Only comparisons of spans need this mean.
DAYS_IN_A_MONTH = Fraction(146_097, 4_800)


class Unit(StrEnum):
    """In what a span is counted."""

    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A length of time, `count` at least 1. Three months are three calendar months, not ninety days."""

    count: int
    unit: Unit = Unit.DAYS

    def after(self, day: date) -> date:
        """The day that lies this span after `day`; the 31st becomes the last of a shorter month."""
        if self.unit is Unit.DAYS:
            return day + timedelta(days=self.count)
        years, month = divmod(day.month - 1 + self.count, 12)
        year = day.year + years
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

    @property
    def days(self) -> Fraction:
        """The span in days, a month at its mean length: to tell which of two spans is the longer."""
        return self.count * (DAYS_IN_A_MONTH if self.unit is Unit.MONTHS else Fraction(1))


def months(count: int) -> Span:
    """So many calendar months."""
    return Span(count=count, unit=Unit.MONTHS)
