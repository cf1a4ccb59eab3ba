"""Time stamps of an authority that OpenSSL plays: `openssl ts` (RFC 3161) is another implementation than ours."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from folkmoot.core.record.exports import build_export, check_export
from folkmoot.core.record.findings import Finding
from folkmoot.core.record.stamps import (
    AuthorityIsNotReadable,
    Stamp,
    StampIsNotReadable,
    StampIsNotTheAuthoritys,
    check_stamp,
    read_authorities,
    read_stamp,
)
from tests.core.record.sample import KEY, ORIGIN, OTHER_KEY, SIGNED_AT, acts, attachments, export
from tests.core.record.town import answered, asked, found_authority

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl to play the authority")


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A folder with an authority that stamps (`tsa`), who vouches for it (`ca`), and one that has no part in it."""
    folder = tmp_path_factory.mktemp("town")
    found_authority(folder)
    return folder


@pytest.fixture(scope="module")
def stamped(town) -> Callable[[bytes], bytes]:
    """Has the town's authority stamp these bytes."""
    return lambda data: answered(town, asked(town, data))


@pytest.fixture(scope="module")
def early():
    """A checkpoint of the day after the vote."""
    return export(acts()[:7], at="2026-03-08T00:00:00Z")["checkpoint"]


@pytest.fixture(scope="module")
def answer(stamped, early):
    return stamped(early)


def authorities(town: Path, who: str):
    return read_authorities((town / f"{who}.pem").read_bytes())


def with_stamp(checkpoint: bytes | None, answer: bytes) -> dict[str, bytes]:
    """The record of a later day, with a stamped checkpoint among its files."""
    lines = export()["entries.jsonl"].split(b"\n")[:-1]
    beside = {**attachments(), "stamps/one/checkpoint.tsr": answer}
    if checkpoint is not None:
        beside["stamps/one/checkpoint"] = checkpoint
    return build_export(lines, beside, key=KEY, origin=ORIGIN, at=SIGNED_AT)


def of_stamps(files: dict[str, bytes], *who) -> list[Finding]:
    found = check_export(files, authorities=who).findings
    return [one for one in found if one.file == "stamps/one/checkpoint.tsr"]


def test_a_stamp_says_when_and_who_vouches_for_it(town, answer, early):
    stamp = check_stamp(answer, early, authorities(town, "ca"))

    assert stamp == Stamp(at=read_stamp(answer, early).at, issuer="CN=Town ca")


def test_with_the_certificate_of_the_authority_it_is_proven_that_the_lines_existed(town, answer, early):
    (found,) = of_stamps(with_stamp(early, answer), *authorities(town, "ca"))

    assert (found.code, found.params["count"], found.params["issuer"]) == ("stamp_holds", 7, "CN=Town ca")


def test_without_a_certificate_it_is_said_what_the_stamp_says_and_that_it_stays_unproven(answer, early):
    (found,) = of_stamps(with_stamp(early, answer))

    assert (found.outcome, found.code) == ("unproven", "stamp_without_authority")


def test_a_stamp_by_another_authority_is_named(town, answer, early):
    assert [one.code for one in of_stamps(with_stamp(early, answer), *authorities(town, "other"))] == [
        "stamp_is_not_the_authoritys"
    ]


def forked() -> bytes:
    """A checkpoint of another past, signed by the same key."""
    return export([*acts()[:6], (*acts()[6][:2], {})], at="2026-03-08T00:00:00Z")["checkpoint"]


WRONG: dict[str, tuple[Callable[[], bytes | None], str]] = {
    "of a past that was replaced": (forked, "stamped_past_is_another"),
    "of another record's checkpoint": (
        lambda: export(acts()[:7], at="2026-03-08T00:00:00Z", key=OTHER_KEY)["checkpoint"],
        "note_is_not_signed",
    ),
    "without its checkpoint": (lambda: None, "stamp_has_no_checkpoint"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_stamp_of_what_is_no_part_of_this_record_is_named(town, stamped, early, name):
    make, code = WRONG[name]
    checkpoint = make()
    files = with_stamp(checkpoint, stamped(checkpoint or early))

    assert [one.code for one in of_stamps(files, *authorities(town, "ca"))] == [code]


def test_a_stamp_of_something_else_is_named(stamped, early):
    assert [one.code for one in of_stamps(with_stamp(early, stamped(b"other")))] == ["stamp_is_of_something_else"]


def test_an_answer_to_another_request_is_refused(town, answer, early):
    with pytest.raises(StampIsNotTheAuthoritys):
        check_stamp(answer, early, authorities(town, "ca"), nonce=7)


@pytest.mark.parametrize("data", [b"", b"nothing", b"0" * 99])
def test_what_is_no_answer_is_refused(data, early):
    with pytest.raises(StampIsNotReadable):
        read_stamp(data, early)


def test_a_byte_changed_in_what_the_authority_signed_is_found(town, answer, early):
    changed = answer[:-1] + bytes([answer[-1] ^ 1])

    with pytest.raises(StampIsNotTheAuthoritys):
        check_stamp(changed, early, authorities(town, "ca"))


def test_what_is_no_certificate_is_refused():
    with pytest.raises(AuthorityIsNotReadable):
        read_authorities(b"-----BEGIN NOTHING-----\n")
