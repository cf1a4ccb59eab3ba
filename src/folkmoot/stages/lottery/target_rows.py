"""One target as a row of JSON, `[category, value, at least, at most]`, and as the line that a person types."""

import re
from collections.abc import Sequence
from typing import Any

from folkmoot.core.sortition import Target

_LINE = re.compile(r"(?P<category>[^:]+):(?P<value>.+)=(?P<number>[^=]*)")
_RANGE = re.compile(r"(?P<low>\d{1,6})\s*[-–]\s*(?P<high>\d{1,6})")


def target_row(target: Target) -> list[Any]:
    """A hard target as it is stored."""
    return [target.category, target.value, target.minimum, target.maximum]


def target_of(row: Sequence[Any]) -> Target:
    """A stored row as a target."""
    category, value, minimum, maximum = row
    return Target(category=category, value=value, minimum=minimum, maximum=maximum)


def target_line(row: Sequence[Any]) -> str:
    """A stored row as it is typed: `age: 16-25 = 67-200`."""
    category, value, minimum, maximum = row
    return f"{category}: {value} = {minimum}-{maximum}"


def typed_line(text: str) -> tuple[str, str, str] | None:
    """Category, value and what stands behind the last equals sign of a line such as `age: 16-25 = 1.5`."""
    read = _LINE.fullmatch(text)
    return (read["category"].strip(), read["value"].strip(), read["number"].strip()) if read else None


def typed_target(text: str) -> Target | None:
    """A line such as `age: 16-25 = 67-200`; `None` where it is none."""
    line = typed_line(text)
    span = _RANGE.fullmatch(line[2]) if line else None
    if line is None or span is None or int(span["low"]) > int(span["high"]):
        return None
    return target_of([line[0], line[1], int(span["low"]), int(span["high"])])
