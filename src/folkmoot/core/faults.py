"""What can go wrong, as values: a code and its parameters. The sentences live in `folkmoot.messages`."""

import re
from typing import ClassVar, TypeAlias

Param: TypeAlias = str | int | tuple[str, ...] | None


class Fault(Exception):  # noqa: N818 - the field's word; an error class is named after what happened
    """One thing that went wrong. A subclass names it; `params` say where and with which values.

    `code` is the subclass's name in snake case (`QuotasCannotBeMet` → `quotas_cannot_be_met`) and never changes
    once released: machines and translations refer to it.
    """

    code: ClassVar[str] = "fault"

    def __init_subclass__(cls) -> None:
        cls.code = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    def __init__(self, **params: Param) -> None:
        super().__init__(self.code, params)
        self.params = params

    def __str__(self) -> str:
        inside = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({inside})"


class Faults(Exception):  # noqa: N818
    """Several faults found in one pass, so that a person can mend them all at once. Never empty."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults = faults

    def __str__(self) -> str:
        return "; ".join(str(fault) for fault in self.faults)
