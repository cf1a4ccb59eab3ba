"""What a new version of a contract changes, and where it promises less than the version before."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from folkmoot.core.contract.clause import Clause
from folkmoot.core.contract.clauses import Clauses, clause_as_plain, from_plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """One clause that differs; `loosened` names the fields in which it promises less than before."""

    before: Clause
    after: Clause
    loosened: tuple[str, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that differ."""
        before, after = clause_as_plain(self.before), clause_as_plain(self.after)
        return tuple(name for name in after if before[name] != after[name])


def amendments(before: Clauses, after: Clauses) -> tuple[Amendment, ...]:
    """The clauses that differ between two versions, in the order in which they are read."""
    return tuple(
        Amendment(before=old, after=new, loosened=tuple(old.loosened(new)))
        for old, new in zip(before, after, strict=True)
        if old != new
    )


def loosened(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """What the plain values of a later version promise less, as `clause.field`, in the order in which it is read.

    Raises `ClauseIsUnknown` or `ClauseIsUnreadable`.
    """
    found = amendments(from_plain(before), from_plain(after))
    return [f"{each.after.name}.{field}" for each in found for field in each.loosened]
