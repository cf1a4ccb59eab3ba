"""Rounds of the public beacon, against rounds that it really signed."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from folkmoot.core.sortition.beacons import (
    QUICKNET,
    BeaconRandomnessWrong,
    BeaconRoundUnreadable,
    BeaconSignatureWrong,
    check_signature,
    randomness,
    read_round,
    round_at,
    round_time,
)

SIGNATURE = "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39"
ROUND_1000 = {"round": 1000, "randomness": randomness(SIGNATURE), "signature": SIGNATURE}


def test_round_1000_is_signed_by_the_beacon_and_gives_the_randomness_that_it_published():
    check_signature(1000, SIGNATURE)
    assert randomness(SIGNATURE) == "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd"


NO_SIGNATURES = {
    "of another round": (1001, SIGNATURE),
    "the other point with this x": (1000, "9" + SIGNATURE[1:]),
    "no point at all": (1000, "b" + "0" * 94 + "1"),
    "the zero of the group": (1000, "c" + "0" * 95),
    "not written in its short form": (1000, "0" + SIGNATURE[1:]),
    "a point outside the subgroup": (1000, "8" + "0" * 94 + "4"),  # x = 4 lies on the curve
}


@pytest.mark.parametrize("name", NO_SIGNATURES)
def test_what_the_beacon_did_not_sign_is_refused(name):
    with pytest.raises(BeaconSignatureWrong) as caught:
        check_signature(*NO_SIGNATURES[name])
    assert caught.value.params == {"round": NO_SIGNATURES[name][0]}


def test_every_round_has_its_second():
    at = datetime(2023, 8, 23, 15, 59, 24, tzinfo=UTC)
    assert round_time(1000) == at
    assert round_at(at) == 1000
    assert round_at(at.replace(second=25)) == 1001
    assert round_at(datetime(2020, 1, 1, tzinfo=UTC)) == 1
    assert round_time(1) == datetime.fromtimestamp(QUICKNET.genesis, UTC)


def test_the_json_of_a_mirror_is_read_whatever_its_case():
    assert read_round(ROUND_1000 | {"signature": SIGNATURE.upper() + "\n"}) == (1000, SIGNATURE)
    assert read_round({"round": 1000, "signature": SIGNATURE}) == (1000, SIGNATURE)


@pytest.mark.parametrize(
    "document",
    [None, [], {}, {"round": 1000}, {"round": "1000", "signature": SIGNATURE}, {"round": True, "signature": SIGNATURE}]
    + [{"round": 1, "signature": wrong} for wrong in ("", "xyz", SIGNATURE[:-2], 7)],
)
def test_what_is_no_round_is_told(document):
    with pytest.raises(BeaconRoundUnreadable):
        read_round(document)


def test_a_randomness_that_is_not_the_signatures_is_told():
    with pytest.raises(BeaconRandomnessWrong):
        read_round(ROUND_1000 | {"randomness": "0" * 64})


def test_the_arithmetic_leaves_the_guard_against_deep_recursion_where_it_was() -> None:
    program = (
        "import sys; from folkmoot.core.sortition import beacons; before = sys.getrecursionlimit();"
        f"beacons.check_signature(1000, {SIGNATURE!r}); print(sys.getrecursionlimit() - before)"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "0\n"
