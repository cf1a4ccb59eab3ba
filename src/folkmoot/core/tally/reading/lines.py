"""What the readers of ballot files share: numbers as they are typed, and faults that name a line."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import TypeVar

from folkmoot.core.faults import Fault, Faults

Read = TypeVar("Read")
_MOST_DIGITS = 30


class AmountUnreadable(Fault):
    """The `line` says `text` where an amount (`what`) is wanted: a number that is not below zero."""


class OptionNotKnown(Fault):
    """The `line` names `option`, which is none of those to decide between."""


class OptionMarkedTwice(Fault):
    """The `line` names `option` twice."""


class FileIncomplete(Fault):
    """The file says that it has `declared` entries of a kind (`what`), and `found` are there."""


class NumberUnreadable(Fault):
    """The `line` says `text` where a whole number (`what`) of at least `least` is wanted."""


def amount(text: str, *, line: int, what: str) -> Fraction:
    """An exact amount from decimal text, such as `4000`, `4000.50` or `4000,50`. Raises `AmountUnreadable`."""
    plain = text.strip().replace(",", ".")
    whole, point, part = plain.partition(".")
    digits = whole + part
    if not (digits.isascii() and digits.isdigit()) or len(digits) > _MOST_DIGITS or (point and not part and not whole):
        raise AmountUnreadable(line=line, text=text, what=what)
    return Fraction(int(digits), 10 ** len(part))


def whole(text: str, *, line: int, what: str, least: int = 0) -> int:
    """A whole number of at least `least`. Raises `NumberUnreadable`."""
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit()) or len(plain) > _MOST_DIGITS or int(plain) < least:
        raise NumberUnreadable(line=line, text=text, what=what, least=least)
    return int(plain)


def all_read(readings: Iterable[Callable[[], Read]]) -> list[Read]:
    """What each reading gives. Raises `Faults` with the problems of all of them."""
    read: list[Read] = []
    faults: list[Fault] = []
    for reading in readings:
        try:
            read.append(reading())
        except Fault as fault:
            faults.append(fault)
        except Faults as several:
            faults += several.faults
    if faults:
        raise Faults(*faults)
    return read
