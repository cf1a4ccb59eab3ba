"""Taking a published document apart, and naming the place of what is missing or of the wrong kind."""

from typing import Any

from folkmoot.core.faults import Fault

_TOO_LARGE = 2**53


class Reader:
    """One value inside a document. Every method with a `name` looks at that member; with `""` at the value itself.

    Raises `fault(place=...)`, where the place reads like `proof.levels[2].bound`.
    """

    __slots__ = ("_fault", "_place", "_value")

    def __init__(self, value: Any, *, fault: type[Fault], place: str = "") -> None:
        self._value, self._fault, self._place = value, fault, place

    def member(self, name: str) -> "Reader":
        """The member `name`."""
        if not name:
            return self
        place = f"{self._place}.{name}" if self._place else name
        if not isinstance(self._value, dict) or name not in self._value:
            raise self._fault(place=place)
        return Reader(self._value[name], fault=self._fault, place=place)

    def members(self, name: str = "") -> "list[Reader]":
        """The items of a list."""
        found = self.member(name)
        items = found._expect(list)
        return [Reader(item, fault=self._fault, place=f"{found._place}[{n}]") for n, item in enumerate(items)]

    def has(self, name: str) -> bool:
        """Whether there is a member `name` at all."""
        return isinstance(self._value, dict) and name in self._value

    def absent(self, name: str) -> bool:
        """Whether the member is null."""
        return self.member(name)._value is None

    def fault(self, name: str = "") -> Fault:
        """The fault that says that the member `name` is wrong, for what only its owner can tell."""
        return self._fault(place=self.member(name)._place)

    def text(self, name: str = "") -> str:
        """A text."""
        return str(self.member(name)._expect(str))

    def whole(self, name: str = "") -> int:
        """A whole number within ±(2^53 - 1), as canonical JSON has it."""
        found = self.member(name)
        number = int(found._expect(int))
        if abs(number) >= _TOO_LARGE:
            raise self._fault(place=found._place)
        return number

    def truth(self, name: str = "") -> bool:
        """True or false."""
        found = self.member(name)
        if not isinstance(found._value, bool):
            raise self._fault(place=found._place)
        return found._value

    def texts(self, name: str = "") -> tuple[str, ...]:
        """A list of texts."""
        return tuple(item.text() for item in self.members(name))

    def wholes(self, name: str = "") -> tuple[int, ...]:
        """A list of whole numbers."""
        return tuple(item.whole() for item in self.members(name))

    def _expect(self, kind: type) -> Any:
        if not isinstance(self._value, kind) or isinstance(self._value, bool):
            raise self._fault(place=self._place)
        return self._value
