"""An export that nobody touched, and what may be said about it; what cannot be exported at all."""

import pytest

from folkmoot.core.record.checkpoints import PathIsNotAllowed, open_checkpoint
from folkmoot.core.record.entries import IndexIsNotNext
from folkmoot.core.record.exports import PathIsTaken, build_export, check_export
from folkmoot.core.record.findings import Outcome
from folkmoot.core.record.merkle import Tree, inclusion_holds, leaf_hash
from folkmoot.core.record.notes import read_verifier_key
from tests.core.record.sample import KEY, ORIGIN, OTHER_KEY, SIGNED_AT, acts, attachments, export

OWN = ("checkpoint", "entries.jsonl", "key.vkey", "leaves.txt")


def codes(report, outcome):
    return [one.code for one in report.of(outcome)]


def test_an_export_holds_the_lines_their_hashes_the_checkpoint_the_key_and_what_lines_refer_to():
    assert sorted(export()) == sorted([*attachments(), *OWN, "tile/0/000.p/13"])


def test_an_untouched_export_holds():
    report = check_export(export())

    assert (report.holds, codes(report, Outcome.FAILS)) == (True, [])


def test_without_anything_from_elsewhere_what_only_others_know_is_said_to_stay_unproven():
    unproven = codes(check_export(export()), Outcome.UNPROVEN)

    assert unproven == [
        "whose_key",
        "past_is_unproven",
        "freeze_not_told",
        "lottery_without_pool",
        "kinds_not_replayed",
    ]


def test_with_a_trusted_key_it_is_no_longer_open_whose_key_it_is():
    report = check_export(export(), trusted_key=KEY.verifier)

    assert (report.holds, "whose_key" in codes(report, Outcome.UNPROVEN)) == (True, False)


def test_with_a_checkpoint_kept_earlier_the_past_is_proven():
    kept = export(acts()[:5], at="2026-02-03T00:00:00Z")["checkpoint"]
    report = check_export(export(), kept_checkpoint=kept)

    past = next(one for one in report.findings if one.code == "past_holds")
    assert (report.holds, past.params) == (True, {"count": 5, "at": "2026-02-03T00:00:00Z"})


def test_a_checkpoint_of_the_empty_record_is_kept_as_well():
    kept = export([], at="2026-01-01T00:00:00Z")["checkpoint"]

    assert check_export(export(), kept_checkpoint=kept).holds


def test_an_empty_record_holds():
    assert check_export(export([], beside={})).holds


def test_what_is_late_is_a_fact_with_its_day():
    (late,) = check_export(export()).of(Outcome.FACT)

    assert late.code == "duty_unanswered"
    assert (late.params["duty"], late.params["day"]) == ("mayor-report", 6)


def test_a_duty_is_in_its_first_day_right_after_it_was_due():
    (late,) = check_export(export(at="2026-06-14T22:00:01Z")).of(Outcome.FACT)

    assert late.params["day"] == 1


def test_a_duty_is_not_late_at_the_moment_it_is_due():
    assert check_export(export(at="2026-06-14T22:00:00Z")).of(Outcome.FACT) == ()


def test_kinds_that_cannot_be_replayed_are_listed():
    named = [one for one in check_export(export()).findings if one.code == "kinds_not_replayed"]

    assert [one.params for one in named] == [{"kinds": ("1 assembly.opened",)}]


def test_anybody_can_prove_a_single_line_from_the_files():
    files = export()
    checkpoint, _ = open_checkpoint(files["checkpoint"])
    leaves = [bytes.fromhex(line) for line in files["leaves.txt"].decode().split()]
    leaf = leaf_hash(files["entries.jsonl"].split(b"\n")[4])

    proof = Tree().extend(leaves).inclusion(4, len(leaves))

    assert inclusion_holds(leaf=leaf, index=4, size=checkpoint.size, proof=proof, root=checkpoint.root)


def test_the_key_in_the_export_is_the_one_that_signed():
    assert read_verifier_key(export()["key.vkey"].decode().strip()) == KEY.verifier


def test_the_same_record_is_exported_byte_for_byte_the_same():
    assert export() == export()


def test_an_unknown_second_signature_is_said_and_does_no_harm():
    files = export()
    other = export(key=OTHER_KEY)["checkpoint"].rpartition(b"\n\n")[2]
    files["checkpoint"] += other

    report = check_export(files)

    assert (report.holds, "unknown_signature" in codes(report, Outcome.UNPROVEN)) == (True, True)


@pytest.mark.parametrize("path", ["checkpoint", "entries.jsonl", "leaves.txt", "key.vkey"])
def test_an_attachment_cannot_take_the_place_of_the_records_own_files(path):
    with pytest.raises(PathIsTaken):
        export(beside={path: b""})


@pytest.mark.parametrize("path", ["../up", "/root", "a b", "assemblies/å.json"])
def test_an_attachment_needs_a_plain_path(path):
    with pytest.raises(PathIsNotAllowed):
        export(beside={path: b""})


def test_lines_out_of_order_are_not_signed():
    lines = export()["entries.jsonl"].split(b"\n")[:-1]

    with pytest.raises(IndexIsNotNext):
        build_export(lines[::-1], {}, key=KEY, origin=ORIGIN, at=SIGNED_AT)
