"""What one assembly's lines have said so far, as far as later lines lean on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from folkmoot.core.faults import Fault
from folkmoot.core.record.entries import Entry

Name: TypeAlias = "str | int | tuple[str | int, ...]"


class ValueIsMissing(Fault):
    """An entry of `kind` lacks a value that its table in `docs/spec/record.md` demands, or has it in another form."""


@dataclass(slots=True, kw_only=True)
class Story:
    """One assembly while its lines are read in order.

    `files` are the export's; `kept` remembers, under a sort and a name (`("text", 3)`), what was said.
    """

    files: Mapping[str, bytes]
    kept: dict[tuple[str, Name], Any] = field(default_factory=dict)

    def keep(self, sort: str, name: Name, value: Any) -> None:
        """Remember `value` for later lines."""
        self.kept[sort, name] = value

    def find(self, sort: str, name: Name) -> Any:
        """What an earlier line said, or None."""
        return self.kept.get((sort, name))

    def all_of(self, sort: str) -> dict[Name, Any]:
        """Everything remembered of one sort, in the order in which it was first said."""
        return {name: value for (kind, name), value in self.kept.items() if kind == sort}


def number(entry: Entry, name: str) -> int:
    """The whole number in `data` called `name`; raises `ValueIsMissing`."""
    value = entry.data.get(name)
    if type(value) is not int:
        raise ValueIsMissing(kind=entry.kind, field=name)
    return value


def text(entry: Entry, name: str) -> str:
    """The text in `data` called `name`; raises `ValueIsMissing`."""
    value = entry.data.get(name)
    if not isinstance(value, str):
        raise ValueIsMissing(kind=entry.kind, field=name)
    return value


def rows(entry: Entry, name: str) -> list[dict[str, Any]]:
    """The list of objects in `data` called `name`; raises `ValueIsMissing`."""
    value = entry.data.get(name)
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise ValueIsMissing(kind=entry.kind, field=name)
    return value
