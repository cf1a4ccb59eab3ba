"""One line of the record: written in one way, read back the same, and refused with its number where it is not."""

from contextlib import suppress

import pytest

from folkmoot.core.faults import Fault
from folkmoot.core.record.entries import (
    Entry,
    EnvelopeFieldIsWrong,
    EnvelopeIsNotComplete,
    IndexIsNotNext,
    LineIsNotCanonical,
    TimeRunsBackwards,
    entry_line,
    read_line,
    read_lines,
)

ENTRY = Entry(index=3, at="2026-03-01T18:30:00Z", kind="contract.published", data={"b": 1, "a": ["ø"]}, by="org-1")
LINE = (
    '{"assembly":null,"at":"2026-03-01T18:30:00Z","by":"org-1","data":{"a":["ø"],"b":1},'
    '"index":3,"kind":"contract.published","v":1}'
).encode()


def fault_of(line: bytes, index: int = 3) -> Fault:
    with pytest.raises(Fault) as caught:
        read_line(line, index)
    return caught.value


def test_an_entry_is_written_in_canonical_form():
    assert entry_line(ENTRY) == LINE


def test_a_line_is_read_back_as_the_same_entry():
    assert read_line(LINE, 3) == ENTRY


def test_lines_are_counted_from_one_where_people_read_them():
    assert ENTRY.line == 4


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (b"", LineIsNotCanonical),
        (b"not json", LineIsNotCanonical),
        (LINE + b" ", LineIsNotCanonical),
        (LINE.replace(b'"v":1', b'"v":1.0'), LineIsNotCanonical),
        (LINE.replace(b'"v":1', b'"v":1,"v":1'), LineIsNotCanonical),
        (LINE.replace("ø".encode(), b"\\u00f8"), LineIsNotCanonical),
        (LINE.replace("ø".encode(), b"\xff"), LineIsNotCanonical),
        (b"[]", EnvelopeIsNotComplete),
        (b'"text"', EnvelopeIsNotComplete),
        (LINE.replace(b',"v":1', b""), EnvelopeIsNotComplete),
        (LINE.replace(b'"v":1', b'"v":1,"w":1'), EnvelopeIsNotComplete),
        (LINE.replace(b'"v":1', b'"v":2'), EnvelopeFieldIsWrong),
        (LINE.replace(b'"v":1', b'"v":true'), EnvelopeFieldIsWrong),
        (LINE.replace(b'"index":3', b'"index":-3'), EnvelopeFieldIsWrong),
        (LINE.replace(b'"index":3', b'"index":"3"'), EnvelopeFieldIsWrong),
        (LINE.replace(b"18:30:00Z", b"18:30:00+00:00"), EnvelopeFieldIsWrong),
        (LINE.replace(b"2026-03-01", b"2026-02-30"), EnvelopeFieldIsWrong),
        (LINE.replace(b"2026-03-01T18:30:00Z", b"2026-03-01"), EnvelopeFieldIsWrong),
        (LINE.replace(b"contract.published", b"Contract"), EnvelopeFieldIsWrong),
        (LINE.replace(b'"assembly":null', b'"assembly":"a b"'), EnvelopeFieldIsWrong),
        (LINE.replace(b'"by":"org-1"', b'"by":""'), EnvelopeFieldIsWrong),
        (LINE.replace(b'{"a":[' + '"ø"'.encode() + b'],"b":1}', b"[]"), EnvelopeFieldIsWrong),
        (LINE.replace(b'"index":3', b'"index":4'), IndexIsNotNext),
    ],
)
def test_a_line_that_is_no_entry_is_refused_with_its_number(line, fault):
    found = fault_of(line)

    assert (type(found), found.params["line"]) == (fault, 4)


def test_missing_and_unknown_fields_are_named():
    assert fault_of(LINE.replace(b'"v":1', b'"w":1')).params == {"line": 4, "missing": ("v",), "unknown": ("w",)}


def test_a_wrong_field_is_named_with_what_stands_there():
    assert fault_of(LINE.replace(b'"v":1', b'"v":2')).params == {"line": 4, "field": "v", "found": "2"}


def test_an_index_out_of_turn_is_told_with_the_one_expected():
    assert fault_of(LINE, index=2).params == {"line": 3, "expected": 2, "found": 3}


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (Entry(index=0, at="yesterday", kind="a.b", data={}), EnvelopeFieldIsWrong),
        (Entry(index=0, at="2026-03-01T18:30:00Z", kind="nothing", data={}), EnvelopeFieldIsWrong),
        (Entry(index=0, at="2026-03-01T18:30:00Z", kind="a.b", data={"share": 0.5}), LineIsNotCanonical),
    ],
)
def test_what_could_not_be_read_back_is_never_written(entry, fault):
    with pytest.raises(fault):
        entry_line(entry)


def test_two_lines_of_the_same_second_may_follow_each_other():
    lines = [entry_line(Entry(index=n, at="2026-03-01T18:30:00Z", kind="a.b", data={})) for n in range(2)]

    assert [entry.index for entry in read_lines(lines)] == [0, 1]


def test_a_line_that_says_it_is_older_than_the_one_before_is_named():
    times = ("2026-03-01T18:30:00Z", "2026-03-01T18:29:59Z")
    lines = [entry_line(Entry(index=n, at=at, kind="a.b", data={})) for n, at in enumerate(times)]

    with pytest.raises(TimeRunsBackwards) as caught:
        list(read_lines(lines))

    assert caught.value.params == {"line": 2, "before": times[0], "found": times[1]}


@pytest.mark.parametrize("depth", [900, 940, 960, 980, 1_000, 3_000])
def test_deeply_nested_data_is_read_or_refused_and_never_fatal(depth):
    line = LINE.replace(b'"b":1', b'"b":' + b"[" * depth + b"]" * depth)

    with suppress(LineIsNotCanonical):
        assert entry_line(read_line(line, 3)) == line


def test_absurdly_nested_data_is_refused_and_not_fatal():
    assert type(fault_of(b"[" * 100_000)) is LineIsNotCanonical
