"""What always holds for contracts of power, whatever they say."""

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from types import NoneType
from typing import get_args, get_origin, get_type_hints

from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.canonical import canonical_bytes, read_canonical
from folkmoot.core.contract.amendments import amendments
from folkmoot.core.contract.clauses import KINDS, Clauses, as_plain, from_plain
from folkmoot.core.contract.spans import Span, Unit

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31))
SPANS = st.builds(Span, count=st.integers(1, 240), unit=st.sampled_from(Unit))


def values(kind):
    """Any value of a type as a clause's annotations give it."""
    if kind in (str, bool, int, date):
        return {str: st.text(max_size=8), bool: st.booleans(), int: st.integers(1, 99), date: DAYS}[kind]
    if kind is Span:
        return SPANS
    if get_origin(kind) is tuple:
        return st.lists(values(get_args(kind)[0]), max_size=3).map(tuple)
    if NoneType in get_args(kind):
        return st.one_of(st.none(), *(values(each) for each in get_args(kind) if each is not NoneType))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(kind)
    assert is_dataclass(kind)
    hints = get_type_hints(kind)
    return st.builds(kind, **{each.name: values(hints[each.name]) for each in fields(kind)})


CLAUSES = st.builds(Clauses, **{name: values(kind) for name, kind in KINDS.items() if name != "threshold"})


@given(CLAUSES)
def test_a_contract_read_from_its_stored_bytes_is_the_same(clauses):
    assert from_plain(read_canonical(canonical_bytes(as_plain(clauses)))) == clauses


@given(CLAUSES)
def test_the_same_contract_is_no_amendment(clauses):
    assert amendments(clauses, clauses) == ()


@given(CLAUSES)
def test_every_pledge_has_a_name_of_its_own(clauses):
    names = [pledge.name for pledge in clauses.pledges()]
    assert len(names) == len(set(names))


@given(CLAUSES, CLAUSES)
def test_what_is_loosened_is_among_what_differs(before, after):
    for each in amendments(before, after):
        assert set(each.loosened) <= set(each.fields)


@given(SPANS, DAYS, DAYS)
def test_a_later_hand_over_is_never_due_earlier(span, one, other):
    assert (span.after(min(one, other)) <= span.after(max(one, other))) is True


@given(SPANS, DAYS)
def test_a_span_lies_ahead_and_close_to_its_mean_length(span, day):
    found = (span.after(day) - day).days
    assert found > 0
    assert abs(found - span.days) <= 4
