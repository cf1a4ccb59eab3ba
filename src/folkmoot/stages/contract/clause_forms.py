"""The form of one page of the contract's editor, made from the clauses that stand on it.

A field's type says how it is asked: a text as a box, a list of texts as lines, a span as a number and its unit, a list
of rows as so many groups of fields and two empty ones. The core reads back what was written, clause by clause.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from folkmoot.core.contract.clause import Clause
from folkmoot.core.contract.clauses import KINDS, Clauses, clause_as_plain, read_clause
from folkmoot.core.contract.mandate import Influence
from folkmoot.core.contract.spans import Span, Unit
from folkmoot.stages.contract.labels import CHOICES, CLAUSE_TITLES, FIELDS, UNIT_LABELS
from folkmoot.stages.contract.sections import Section

EMPTY_ROWS = 2
MOST_ROWS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One question: its name among the form's fields, its key among the labels, the type of what is answered.

    `owed` marks the texts without which nothing is offered for signature.
    """

    name: str
    key: str
    kind: Any
    in_row: bool = False
    optional: bool = False
    owed: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields that ask it."""
        return (f"{self.name}-count", f"{self.name}-unit") if self.kind is Span else (self.name,)

    def form_fields(self) -> dict[str, forms.Field]:
        """The fields that ask it: one, or two for a span."""
        label, hint = (str(words) for words in FIELDS[self.key])
        if self.kind is Span:
            units = list(_choices(Unit, UNIT_LABELS))
            unit = forms.ChoiceField(label=_("… counted in"), choices=units, required=not self.in_row)
            whole = forms.IntegerField(
                label=label, help_text=hint, min_value=1, max_value=3650, required=not (self.in_row or self.optional)
            )
            return {f"{self.name}-count": whole, f"{self.name}-unit": unit}
        made = _field(self.kind, in_row=self.in_row, optional=self.optional)
        made.label, made.help_text = label, hint
        made.required = made.required or self.owed
        return {self.name: made}

    def initial(self, stored: Any) -> dict[str, Any]:
        """What the fields show for a stored value."""
        if self.kind is Span:
            shown = stored or {"count": None, "unit": Unit.MONTHS.value}
            return {f"{self.name}-count": shown["count"], f"{self.name}-unit": shown["unit"]}
        if isinstance(stored, list):
            lines = self.kind == tuple[str, ...]
            return {self.name: "\n".join(stored) if lines else ", ".join(str(each) for each in stored)}
        return {self.name: stored}

    def written(self, cleaned: Mapping[str, Any]) -> Any:
        """The plain value that was written; `None` where nothing was."""
        if self.kind is Span:
            count = cleaned.get(f"{self.name}-count")
            return {"count": count, "unit": cleaned.get(f"{self.name}-unit") or Unit.DAYS.value} if count else None
        value = cleaned.get(self.name)
        if self.kind == tuple[str, ...]:
            return [line.strip() for line in value.splitlines() if line.strip()] if value else []
        if isinstance(value, date):
            return value.isoformat()
        return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some questions of a clause; those of one row of a list stand under its title."""

    title: str
    hint: str | Promise
    fields: tuple[BoundField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One clause on the page."""

    title: str | Promise
    parts: tuple[Part, ...]


class MonthsField(forms.CharField):
    """Whole months with commas between them: `3, 6, 12`."""

    def clean(self, value: Any) -> list[int]:
        """The months, sorted, each once."""
        try:
            found = sorted({int(each) for each in super().clean(value).replace(",", " ").split()})
        except ValueError:
            raise forms.ValidationError(_("Write whole numbers with commas between them: 3, 6, 12.")) from None
        if any(not 1 <= each <= 240 for each in found):
            raise forms.ValidationError(_("Months lie between 1 and 240."))
        return found


class SectionForm(forms.Form):
    """The clauses of `section` as fields; after `is_valid`, `read` has them as values."""

    def __init__(self, section: Section, clauses: Clauses, data: Mapping[str, Any] | None = None) -> None:
        """Ask what stands in `clauses`, or what `data` answers."""
        super().__init__(data)
        self.section = section
        self.read: dict[str, Clause] = {}
        self.asked: dict[str, dict[str, list[list[Leaf]]]] = {
            name: dict(self._ask(name, clause_as_plain(getattr(clauses, name)))) for name in section.clauses
        }

    def _ask(self, clause: str, stored: Mapping[str, Any]) -> Iterator[tuple[str, list[list[Leaf]]]]:
        hints = get_type_hints(KINDS[clause])
        for each in fields(KINDS[clause]):
            key, value = f"{clause}.{each.name}", stored[each.name]
            if (row := _row(hints[each.name])) is not None:
                rows = [_leaves(row, key, place) for place in range(self._rows(key, value))]
                given = [*value, *([None] * len(rows))]
                for leaves, shown in zip(rows, given, strict=False):
                    self._add(leaves, shown or {})
                yield each.name, rows
            else:
                optional = isinstance(hints[each.name], UnionType)
                owed = each.name in {"words", "form"} and any(gap.required for gap in KINDS[clause]().gaps())
                kind = _bare(hints[each.name])
                leaf = Leaf(name=key.replace(".", "-"), key=key, kind=kind, optional=optional, owed=owed)
                self._add([leaf], {each.name: value})
                yield each.name, [[leaf]]

    def _rows(self, key: str, value: list[Any]) -> int:
        """How many rows are asked: as many as were sent, else what is stored and some empty ones."""
        start = f"{key.replace('.', '-')}-"
        places = {name[len(start) :].split("-")[0] for name in self.data if name.startswith(start)}
        sent = [int(place) for place in places if place.isdecimal()]
        return min(MOST_ROWS, max(sent) + 1 if sent else len(value) + EMPTY_ROWS)

    def _add(self, leaves: list[Leaf], stored: Mapping[str, Any]) -> None:
        for leaf in leaves:
            self.fields.update(leaf.form_fields())
            self.initial.update(leaf.initial(stored.get(leaf.key.rsplit(".", 1)[1])))

    @property
    def groups(self) -> list[Group]:
        """The page as it is shown: clause by clause, every row of a list under its own title."""
        return [Group(title=CLAUSE_TITLES[name], parts=tuple(self._parts(name))) for name in self.asked]

    def _parts(self, clause: str) -> Iterator[Part]:
        for name, rows in self.asked[clause].items():
            title, hint = FIELDS[f"{clause}.{name}"]
            for place, leaves in enumerate(rows, start=1):
                asked = tuple(self[each] for leaf in leaves for each in leaf.names)
                in_row = leaves[0].in_row
                yield Part(
                    title=f"{title} · {place}" if in_row else "",
                    hint=hint if place == 1 and in_row else "",
                    fields=asked,
                )

    def clean(self) -> dict[str, Any]:
        """Every clause is read by the core; a share lies above 0 and at most at 1."""
        cleaned = super().clean() or {}
        written = {
            name: {each: self._written(rows, cleaned) for each, rows in asked.items()}
            for name, asked in self.asked.items()
        }
        upper, lower = cleaned.get("threshold-numerator"), cleaned.get("threshold-denominator")
        if upper and lower and upper > lower:
            self.add_error("threshold-numerator", _("The upper number cannot be larger than the lower one."))
        if upper and upper == lower and cleaned.get("threshold-strict"):
            self.add_error("threshold-strict", _("Nothing can be more than all. Untick this or lower the share."))
        if not self.errors:
            self.read = {name: read_clause(name, values) for name, values in written.items()}
        return cleaned

    def _written(self, rows: list[list[Leaf]], cleaned: Mapping[str, Any]) -> Any:
        if not rows[0][0].in_row:
            return rows[0][0].written(cleaned)
        return [found for leaves in rows if (found := self._row_written(leaves, cleaned))]

    def _row_written(self, leaves: list[Leaf], cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """A row that was begun; a question that it leaves out is asked for by name."""
        found = {leaf.key.rsplit(".", 1)[1]: leaf.written(cleaned) for leaf in leaves}
        if not any(found.values()):
            return {}
        for leaf, value in zip(leaves, found.values(), strict=True):
            if not value and not leaf.optional and (first := leaf.names[0]) not in self.errors:
                self.add_error(first, _("This row is begun. Fill this in too, or empty the row."))
        return {name: "" if value is None else value for name, value in found.items()}


def _field(kind: Any, *, in_row: bool, optional: bool) -> forms.Field:
    if kind in _MADE:
        return _MADE[kind](in_row, optional)
    choices = list(_choices(kind, CHOICES[kind]))
    if in_row:
        return forms.ChoiceField(required=False, choices=[("", "—"), *choices])
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect if kind is Influence else forms.Select)


def _texts(*_: bool) -> forms.Field:
    return forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 4}))


def _months(*_: bool) -> forms.Field:
    return MonthsField(required=False)


def _flag(*_: bool) -> forms.Field:
    return forms.BooleanField(required=False)


def _number(_in_row: bool, optional: bool) -> forms.Field:
    return forms.IntegerField(required=not optional, min_value=0 if optional else 1, max_value=1000)


def _day(*_: bool) -> forms.Field:
    return forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def _text(in_row: bool, _optional: bool) -> forms.Field:
    return forms.CharField(required=False, widget=forms.TextInput() if in_row else forms.Textarea(attrs={"rows": 3}))


_MADE: dict[Any, Callable[[bool, bool], forms.Field]] = {
    tuple[str, ...]: _texts,
    tuple[int, ...]: _months,
    bool: _flag,
    int: _number,
    date: _day,
    str: _text,
}


def _choices(kind: type[Enum], labels: Mapping[Any, Any]) -> Iterator[tuple[str, Any]]:
    return ((str(each.value), labels[each]) for each in kind)


def _row(kind: Any) -> Any:
    """The type of a list's rows, `None` where the type is no list of rows."""
    if get_origin(kind) is tuple and is_dataclass(get_args(kind)[0]):
        return get_args(kind)[0]
    return None


def _bare(kind: Any) -> Any:
    return next(each for each in get_args(kind) if each is not NoneType) if isinstance(kind, UnionType) else kind


def _leaves(row: Any, key: str, place: int) -> list[Leaf]:
    hints = get_type_hints(row)
    return [
        Leaf(
            name=f"{key.replace('.', '-')}-{place}-{each.name}",
            key=f"{key}.{each.name}",
            kind=hints[each.name],
            in_row=True,
            optional=each.default is not MISSING,
        )
        for each in fields(cast("Any", row))
    ]
