"""Rounds of a public randomness beacon: when each appears, and whether its signature is the beacon's own.

A drand network of independent organisations signs the number of each round; nobody can know the signature before, and
everybody can check it after, from the network's public key alone. Source: drand's `bls-unchained-g1-rfc9380` scheme
(BLS12-381, signatures on G1, hash to curve after RFC 9380).
"""

import hashlib
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from folkmoot.core.faults import Fault

DST: Final = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"
_SIGNATURE_BYTES: Final = 48
_ARITHMETIC: Final = ("optimized_bls12_381", "bls.hash_to_curve", "bls.point_compression")  # an extra: loaded late


class BeaconUnknown(Fault):
    """No beacon with the chain hash `chain` is known here."""


class BeaconRoundUnreadable(Fault):
    """What was given is no round of the beacon: a signature of 96 hexadecimal digits, with the round's `round`."""


class BeaconSignatureWrong(Fault):
    """The signature given for `round` is not the beacon's."""


class BeaconRandomnessWrong(Fault):
    """The randomness given for `round` is not the SHA-256 of its signature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beacon:
    """A network that signs round after round: its chain hash, public key (both hexadecimal), first second, period."""

    name: str
    chain: str
    public_key: str
    genesis: int
    period: int


QUICKNET: Final = Beacon(
    name="drand quicknet",
    chain="52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
    public_key=(
        "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451"
        "0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
    ),
    genesis=1_692_803_367,
    period=3,
)
BEACONS: Final = {beacon.chain: beacon for beacon in (QUICKNET,)}


def beacon_of(chain: str) -> Beacon:
    """The beacon with this chain hash. Raises `BeaconUnknown`."""
    if chain not in BEACONS:
        raise BeaconUnknown(chain=chain)
    return BEACONS[chain]


def round_time(number: int, beacon: Beacon = QUICKNET) -> datetime:
    """When round `number` (from 1) is signed, UTC."""
    return datetime.fromtimestamp(beacon.genesis + (number - 1) * beacon.period, UTC)


def round_at(moment: datetime, beacon: Beacon = QUICKNET) -> int:
    """The first round that is signed at `moment` or later; at least 1."""
    waited = moment.timestamp() - beacon.genesis
    return max(1, 1 + int(-(-waited // beacon.period)))


def randomness(signature: str) -> str:
    """SHA-256 of a round's signature, both hexadecimal: what the beacon itself publishes as its randomness."""
    return hashlib.sha256(bytes.fromhex(signature)).hexdigest()


def read_round(document: Any) -> tuple[int, str]:
    """The round's number and signature from the JSON that every mirror of the beacon serves.

    Raises `BeaconRoundUnreadable`, and `BeaconRandomnessWrong` where it states another randomness than the signature's.
    """
    try:
        number, signature = document["round"], document["signature"].strip().lower()
        whole = type(number) is int and number > 0 and len(bytes.fromhex(signature)) == _SIGNATURE_BYTES
        stated = document.get("randomness") or randomness(signature)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BeaconRoundUnreadable(round=None) from error
    if not whole:
        raise BeaconRoundUnreadable(round=number if type(number) is int else None)
    if stated != randomness(signature):
        raise BeaconRandomnessWrong(round=number)
    return number, signature


def can_verify() -> bool:
    """Whether the arithmetic for signatures is installed (`py_ecc`, the extra `beacon`)."""
    return find_spec("py_ecc") is not None


def _arithmetic() -> tuple[Any, ...]:
    """The modules of the extra, loaded late. They lift Python's limit of recursion, which is a guard of the whole
    process: a deeply nested text would then end it instead of being refused. So the limit is put back.
    """
    limit = sys.getrecursionlimit()
    try:
        return tuple(import_module(f"py_ecc.{name}") for name in _ARITHMETIC)
    finally:
        sys.setrecursionlimit(limit)


def check_signature(number: int, signature: str, beacon: Beacon = QUICKNET) -> None:
    """Check that `signature` is the beacon's for round `number`; it takes about half a second.

    The point must be written in its one form, lie in the right subgroup and not be the zero of it; the message is the
    SHA-256 of the round as 8 bytes, big-endian. Raises `BeaconSignatureWrong`; `ImportError` without `can_verify`.
    """
    curve, hashing, points = _arithmetic()
    try:
        point = points.decompress_G1(int(signature, 16))
    except ValueError as error:
        raise BeaconSignatureWrong(round=number) from error
    if curve.is_inf(point) or not curve.is_inf(curve.multiply(point, curve.curve_order)):
        raise BeaconSignatureWrong(round=number)
    message = hashing.hash_to_G1(hashlib.sha256(number.to_bytes(8, "big")).digest(), DST, hashlib.sha256)
    data = bytes.fromhex(beacon.public_key)
    key = points.decompress_G2((int.from_bytes(data[:48], "big"), int.from_bytes(data[48:], "big")))
    signed = curve.pairing(curve.G2, point, final_exponentiate=False)
    expected = curve.pairing(key, curve.neg(message), final_exponentiate=False)
    if curve.final_exponentiate(signed * expected) != curve.FQ12.one():
        raise BeaconSignatureWrong(round=number)
