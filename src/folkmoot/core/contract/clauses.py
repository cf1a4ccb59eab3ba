"""All clauses of a contract as one value, and as the plain values that are stored, hashed and signed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints

from folkmoot.core.canonical import Json
from folkmoot.core.contract.answers import Breach, FollowUp, Reaction, Reply, Sessions, Succession
from folkmoot.core.contract.clause import Clause, Gap, Pledge
from folkmoot.core.contract.conduct import DataRules, Independence, Payment, Publicity
from folkmoot.core.contract.mandate import (
    Calendar,
    CarveOuts,
    Constraints,
    InfluenceLevel,
    OnDisagreement,
    Output,
    Question,
    Routes,
    Scope,
    Threshold,
)
from folkmoot.core.faults import Fault


class ClauseIsUnknown(Fault):
    """A stored contract has a clause (`clause`) that no kind of clause is called."""


class ClauseIsUnreadable(Fault):
    """A stored clause (`clause`) holds something that its kind does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clauses:
    """What is promised, one clause of each kind. Texts are in the assembly's own language."""

    question: Question = field(default_factory=Question)
    calendar: Calendar = field(default_factory=Calendar)
    influence: InfluenceLevel = field(default_factory=InfluenceLevel)
    on_disagreement: OnDisagreement = field(default_factory=OnDisagreement)
    scope: Scope = field(default_factory=Scope)
    constraints: Constraints = field(default_factory=Constraints)
    routes: Routes = field(default_factory=Routes)
    carve_outs: CarveOuts = field(default_factory=CarveOuts)
    output: Output = field(default_factory=Output)
    threshold: Threshold = field(default_factory=Threshold)
    reply: Reply = field(default_factory=Reply)
    sessions: Sessions = field(default_factory=Sessions)
    follow_up: FollowUp = field(default_factory=FollowUp)
    reaction: Reaction = field(default_factory=Reaction)
    publicity: Publicity = field(default_factory=Publicity)
    data_rules: DataRules = field(default_factory=DataRules)
    payment: Payment = field(default_factory=Payment)
    independence: Independence = field(default_factory=Independence)
    succession: Succession = field(default_factory=Succession)
    breach: Breach = field(default_factory=Breach)

    def __iter__(self) -> Iterator[Clause]:
        """The clauses in the order in which they are read."""
        return (cast("Clause", getattr(self, each.name)) for each in fields(self))

    def having(self, changed: Iterable[Clause]) -> "Clauses":
        """The same contract with these clauses in the place of its own of their kinds."""
        given: dict[str, Any] = {each.name: each for each in changed}
        return replace(self, **given)

    def gaps(self) -> tuple[Gap, ...]:
        """What the contract leaves open, in the order in which it is read."""
        return tuple(gap for clause in self for gap in clause.gaps())

    def pledges(self) -> tuple[Pledge, ...]:
        """What somebody owes by it once the report is handed over."""
        return tuple(pledge for clause in self for pledge in clause.pledges())


KINDS: Mapping[str, type[Clause]] = {each.name: cast("type[Clause]", each.default_factory) for each in fields(Clauses)}


def as_plain(clauses: Clauses) -> dict[str, Json]:
    """The clauses as plain values: clause → field → value. Dates are ISO 8601, a span is its count and unit."""
    return cast("dict[str, Json]", _plain(clauses))


def from_plain(stored: Mapping[str, Any]) -> Clauses:
    """The clauses from plain values. A clause that is missing is the empty one of its kind.

    Contracts of before December 2026 kept fourteen values side by side; they are read into the clauses of today.
    Raises `ClauseIsUnknown` or `ClauseIsUnreadable`.
    """
    given = _grouped(stored) if "reply_within_days" in stored else stored
    return Clauses(**{name: read_clause(name, values) for name, values in given.items()})  # type: ignore[arg-type]


def read_clause(name: str, values: Mapping[str, Any]) -> Clause:
    """One clause from plain values. Raises `ClauseIsUnknown` or `ClauseIsUnreadable`."""
    if name not in KINDS:
        raise ClauseIsUnknown(clause=name)
    try:
        return cast("Clause", _read(KINDS[name], values))
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise ClauseIsUnreadable(clause=name) from error


def clause_as_plain(clause: Clause) -> dict[str, Json]:
    """One clause as plain values."""
    return cast("dict[str, Json]", _plain(clause))


def _plain(value: object) -> Json:
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Enum):
        return str(value.value)
    return value.isoformat() if isinstance(value, date) else cast("Json", value)


def _read(kind: Any, value: Any) -> object:
    if isinstance(kind, UnionType):
        return None if value is None else _read(next(each for each in get_args(kind) if each is not NoneType), value)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], each) for each in value)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return cast("type", kind)(**{name: _read(hints[name], each) for name, each in value.items()})
    if kind is date:
        return date.fromisoformat(value)
    return _exactly(kind, value)


def _exactly(kind: type, value: object) -> object:
    """A text, number, flag or word of a list: nothing is turned into something else."""
    if issubclass(kind, Enum):
        return kind(value)
    if type(value) is not kind:
        raise TypeError
    return value


def _grouped(flat: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The fourteen values of an older contract, as clauses."""
    return {
        "question": {"words": flat["question"]},
        "influence": {"level": flat["influence"]},
        "on_disagreement": {"words": flat["on_disagreement"]},
        "scope": {"off_the_table": flat["off_the_table"]},
        "threshold": {
            "numerator": flat["threshold_numerator"],
            "denominator": flat["threshold_denominator"],
            "of": flat["threshold_of"],
            "strict": flat["threshold_strict"],
            "blanks_count": flat["blanks_count"],
        },
        "reply": {"within": {"count": flat["reply_within_days"], "unit": "days"}, "form": flat["reply_form"]},
        "publicity": {"words": flat["publicity"]},
        "data_rules": {"words": flat["data_rules"]},
        "breach": {"words": flat["breach"]},
    }
