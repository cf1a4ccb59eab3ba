"""Canonical JSON: the samples of RFC 8785 that have no floats, and what this project refuses beside them.

Also the files without floats with which its author tests implementations (https://github.com/cyberphone/json-canonicalization,
`testdata`, Apache License 2.0); `structures.json` has one float, which stands here as the whole number it is.
"""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from folkmoot.core.canonical import NotCanonical, canonical_bytes, digest, instant, read_canonical, sha256_hex

# RFC 8785, section 3.2.3: keys are sorted by their UTF-16 code units, so U+1F600 stands before U+FB33.
RFC_KEYS = {
    "\u20ac": "Euro Sign",
    "\r": "Carriage Return",
    "\ufb33": "Hebrew Letter Dalet With Dagesh",
    "1": "One",
    "\U0001f600": "Emoji: Grinning Face",
    "\u0080": "Control",
    "\u00f6": "Latin Small Letter O With Diaeresis",
}
RFC_ORDER = [
    "Carriage Return",
    "One",
    "Control",
    "Latin Small Letter O With Diaeresis",
    "Euro Sign",
    "Emoji: Grinning Face",
    "Hebrew Letter Dalet With Dagesh",
]
# RFC 8785, section 3.2.2, without its numbers.
RFC_STRING = "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/"
RFC_STRING_BYTES = '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'.encode()


OF_THE_AUTHOR = {
    "french": (
        (
            '{"sin": "ingnore locale", "péché": "is wrong according to French", "pêche": "but canonicalization MUST",'
            ' "peach": "This sorting order"}'
        ),
        (
            '{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST",'
            '"sin":"ingnore locale"}'
        ),
    ),
    "structures": (
        r'{"1": {"f": {"f": "hi","F": 5} ,"\n": 56}, "10": { }, "": "empty", "a": { }, "111": [ { } ], "A": { }}',
        r'{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{}],"A":{},"a":{}}',
    ),
    "unicode": (r'{"Unnormalized Unicode":"\u1e0d\u0307"}', '{"Unnormalized Unicode":"\u1e0d\u0307"}'),
    "weird": (
        (
            r'{"\u20ac": "Euro Sign", "1": "One", "\u0080": "Control\u007f", "\ud83d\ude02": "Smiley",'
            r' "\u00f6": "Latin Small Letter O With Diaeresis", "\ufb33": "Hebrew Letter Dalet With Dagesh",'
            r' "</script>": "Browser Challenge"}'
        ),
        (
            '{"1":"One","</script>":"Browser Challenge","\u0080":"Control\u007f",'
            '"\u00f6":"Latin Small Letter O With Diaeresis","\u20ac":"Euro Sign","\U0001f602":"Smiley",'
            '"\ufb33":"Hebrew Letter Dalet With Dagesh"}'
        ),
    ),
}


@pytest.mark.parametrize("name", OF_THE_AUTHOR)
def test_the_files_of_the_rfcs_author_are_written_as_he_writes_them(name):
    given, canonical = OF_THE_AUTHOR[name]

    assert canonical_bytes(json.loads(given)).decode() == canonical
    assert read_canonical(canonical.encode()) == json.loads(given)


def test_keys_are_sorted_as_in_the_rfc():
    assert list(read_canonical(canonical_bytes(RFC_KEYS)).values()) == RFC_ORDER


def test_text_is_escaped_as_in_the_rfc():
    assert canonical_bytes(RFC_STRING) == RFC_STRING_BYTES


def test_literals_are_written_without_spaces():
    assert canonical_bytes({"literals": [None, True, False], "a": {}}) == b'{"a":{},"literals":[null,true,false]}'


@pytest.mark.parametrize("number", [0, -1, 2**53 - 1, -(2**53) + 1])
def test_whole_numbers_that_every_language_holds_are_written_plainly(number):
    assert canonical_bytes(number) == str(number).encode()


@pytest.mark.parametrize(
    "value", [0.5, 1.0, float("nan"), [1, [2.0]], {"a": {"b": 0.1}}, 2**53, -(2**53), "\ud800", {1: "a"}, {"a"}, b"a"]
)
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(NotCanonical):
        canonical_bytes(value)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b" {}",
        b"{}\n",
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b"1.0",
        b"1e3",
        b"-0",
        b"NaN",
        b"Infinity",
        b"9007199254740993",
        b'"\\u00e9"',
        b'"\\/"',
        b'"\xff"',
        b'"\\ud800"',
        b"\xef\xbb\xbf{}",
        b"[" * 100_000,
    ],
)
def test_bytes_in_another_form_are_refused(data):
    with pytest.raises(NotCanonical):
        read_canonical(data)


def test_a_digest_does_not_depend_on_the_order_in_which_a_value_was_built():
    assert digest({"a": 1, "b": [2]}) == digest({"b": [2], "a": 1}) == sha256_hex(b'{"a":1,"b":[2]}')


def test_a_digest_is_the_published_sha256():
    assert sha256_hex(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_moment_is_written_in_utc_with_whole_seconds():
    copenhagen = timezone(timedelta(hours=1))

    assert instant(datetime(2026, 3, 1, 19, 30, 0, 999, tzinfo=copenhagen)) == "2026-03-01T18:30:00Z"
    assert instant(datetime(2026, 3, 1, tzinfo=UTC)) == "2026-03-01T00:00:00Z"


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        instant(datetime(2026, 3, 1))  # noqa: DTZ001
