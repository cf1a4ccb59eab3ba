"""One line, and one growth, each proven by a small file alone; and who cosigned it."""

import pytest

from folkmoot.core.record.exports import check_export
from folkmoot.core.record.findings import Outcome
from folkmoot.core.record.merkle import Tree, leaf_hash
from folkmoot.core.record.notes import (
    COSIGNATURE,
    SignatureDoesNotHold,
    SigningKey,
    cosign_note,
    cosigned_at,
    read_note,
    read_signing_key,
    read_verifier_key,
    verify_note,
)
from folkmoot.core.record.proofs import (
    GrowthProof,
    LineProof,
    ProofIsNotReadable,
    check_proof,
    read_proof,
    write_growth_proof,
    write_line_proof,
)
from tests.core.record.sample import KEY, ORIGIN, OTHER_KEY, acts, export

WITNESS = SigningKey(name="witness.example.org/w1", secret=bytes(range(5, 37)), sort=COSIGNATURE)
SEEN = 1_782_000_000
LINES = export()["entries.jsonl"].split(b"\n")[:-1]
TREE = Tree().extend(map(leaf_hash, LINES))
KEPT = export(acts()[:7], at="2026-03-08T00:00:00Z")["checkpoint"]


def line_proof(index=4, **changes):
    given = {"line": LINES[index], "index": index, "path": TREE.inclusion(index, 13)}
    return write_line_proof(LineProof(**{**given, "checkpoint": export()["checkpoint"], **changes}))


def growth_proof(**changes):
    given = {"old_size": 7, "path": TREE.consistency(7, 13), "checkpoint": export()["checkpoint"]}
    return write_growth_proof(GrowthProof(**{**given, **changes}))


def said(report):
    return [(one.outcome, one.code) for one in report.findings]


def test_a_proof_of_a_line_has_the_form_of_the_specification():
    head, extra, index, *_ = line_proof().decode().split("\n")
    assert (head, extra.split(" ")[0], index) == ("c2sp.org/tlog-proof@v1", "extra", "index 4")
    assert line_proof().endswith(b"\n\n" + export()["checkpoint"])


def test_the_request_to_a_witness_has_the_form_of_the_specification():
    assert growth_proof().startswith(b"old 7\n")
    assert growth_proof().endswith(b"\n\n" + export()["checkpoint"])


@pytest.mark.parametrize("index", range(13))
def test_every_line_is_proven_by_its_file_and_the_key(index):
    assert said(check_proof(line_proof(index), trusted_key=KEY.verifier)) == [
        (Outcome.HOLDS, "line_is_in_tree"),
        (Outcome.FACT, "line_says"),
        (Outcome.HOLDS, "signature_holds"),
    ]


def test_without_the_key_whose_checkpoint_it_is_stays_unproven():
    assert (Outcome.UNPROVEN, "proof_without_key") in said(check_proof(line_proof()))


BROKEN = {
    "another line": (lambda: line_proof(line=LINES[5]), "line_is_not_in_tree"),
    "another index": (lambda: line_proof(index=5, line=LINES[4]), "line_is_not_in_tree"),
    "a way that is too short": (lambda: line_proof(path=TREE.inclusion(4, 13)[:-1]), "line_is_not_in_tree"),
    "the checkpoint of another day": (lambda: line_proof(checkpoint=KEPT), "line_is_not_in_tree"),
    "another key": (lambda: line_proof(checkpoint=export(key=OTHER_KEY)["checkpoint"]), "note_is_not_signed"),
    "a forged signature": (lambda: line_proof().replace(b"at 2026-06", b"at 2026-05"), "signature_does_not_hold"),
    "no index": (lambda: line_proof().replace(b"index 4\n", b""), "proof_is_not_readable"),
    "an index with a nought before": (lambda: line_proof().replace(b"index 4", b"index 04"), "proof_is_not_readable"),
    "a hash that is none": (lambda: line_proof(path=(b"short",)), "proof_is_not_readable"),
    "a line in another spelling": (lambda: line_proof().replace(b"extra ", b"extra  "), "proof_is_not_readable"),
    "no checkpoint": (lambda: line_proof(checkpoint=b""), "note_is_not_readable"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_proof_that_was_touched_is_named(name):
    proof, code = BROKEN[name]
    assert check_proof(proof(), trusted_key=KEY.verifier).first_failure.code == code


def test_two_checkpoints_are_consistent_by_a_file_alone():
    assert said(check_proof(growth_proof(), trusted_key=KEY.verifier, kept_checkpoint=KEPT)) == [
        (Outcome.HOLDS, "past_holds"),
        (Outcome.HOLDS, "signature_holds"),
    ]


def test_growth_from_nothing_needs_no_way():
    empty = export([], at="2026-01-01T00:00:00Z", beside={})["checkpoint"]
    proof = growth_proof(old_size=0, path=())
    assert check_proof(proof, trusted_key=KEY.verifier, kept_checkpoint=empty).holds


GROWN_OTHERWISE = {
    "another way": (lambda: growth_proof(path=TREE.consistency(6, 13)), KEPT, "growth_is_not_proven"),
    "another beginning": (lambda: growth_proof(old_size=6), KEPT, "growth_is_from_another_size"),
    "nothing kept": (growth_proof, None, "growth_needs_a_kept_checkpoint"),
    "nonsense kept": (growth_proof, b"nothing\n", "note_is_not_readable"),
    "another record kept": (
        growth_proof,
        export(acts()[:7], key=OTHER_KEY, at="2026-03-08T00:00:00Z")["checkpoint"],
        "kept_checkpoint_is_by_another_key",
    ),
}


@pytest.mark.parametrize("name", GROWN_OTHERWISE)
def test_a_record_that_grew_otherwise_is_named(name):
    proof, kept, code = GROWN_OTHERWISE[name]
    assert check_proof(proof(), trusted_key=KEY.verifier, kept_checkpoint=kept).first_failure.code == code


@pytest.mark.parametrize("data", [b"", b"c2sp.org/tlog-proof@v1\n", b"old x\n\n", b"\xff"])
def test_what_is_no_proof_is_refused(data):
    with pytest.raises(ProofIsNotReadable):
        read_proof(data)


def test_proofs_are_read_as_they_were_written():
    assert write_line_proof(read_proof(line_proof())) == line_proof()
    assert write_growth_proof(read_proof(growth_proof())) == growth_proof()


# cosignatures


def test_a_witness_key_has_the_sort_and_the_hash_of_the_specification():
    text = str(WITNESS.verifier)
    assert read_verifier_key(text) == WITNESS.verifier
    assert read_signing_key(WITNESS.private_text()) == WITNESS
    assert WITNESS.verifier.id != SigningKey(name=WITNESS.name, secret=WITNESS.secret).verifier.id
    assert text.split("+", 2)[2].startswith("B")  # 0x04 in Base64


def test_a_cosignature_is_of_the_whole_text_and_of_its_time():
    note = read_note(cosign_note(export()["checkpoint"], WITNESS, SEEN))
    signature = verify_note(note, WITNESS.verifier)
    assert (cosigned_at(signature), len(signature.value)) == (SEEN, 72)
    assert verify_note(note, KEY.verifier).name == ORIGIN


def test_a_cosignature_that_was_moved_in_time_does_not_hold():
    note = read_note(cosign_note(export()["checkpoint"], WITNESS, SEEN))
    own, other = note.signatures
    moved = type(other)(name=other.name, key_id=other.key_id, value=bytes(8) + other.value[8:], line=other.line)
    with pytest.raises(SignatureDoesNotHold):
        verify_note(type(note)(text=note.text, signatures=(own, moved)), WITNESS.verifier)


def cosigned(**changes):
    files = export()
    return {**files, "checkpoint": cosign_note(files["checkpoint"], WITNESS, SEEN), **changes}


def test_who_cosigned_is_said_where_the_key_of_the_witness_is_known():
    report = check_export(cosigned(), witnesses=[WITNESS.verifier])
    assert report.holds
    found = next(one for one in report.findings if one.code == "cosigned")
    assert dict(found.params) == {"name": WITNESS.name, "at": "2026-06-21T00:00:00Z"}


def test_an_unknown_witness_and_a_missing_one_stay_unproven():
    assert (Outcome.UNPROVEN, "unknown_signature") in said(check_export(cosigned()))
    assert (Outcome.UNPROVEN, "not_cosigned") in said(check_export(export(), witnesses=[WITNESS.verifier]))


def test_a_kept_checkpoint_says_who_cosigned_it():
    kept = cosign_note(KEPT, WITNESS, SEEN)
    found = said(check_export(export(), kept_checkpoint=kept, witnesses=[WITNESS.verifier]))
    assert (Outcome.HOLDS, "cosigned") in found
    assert (Outcome.HOLDS, "past_holds") in found


def test_a_forged_cosignature_is_named():
    forged = cosigned()["checkpoint"].replace(b"at 2026-06-20", b"at 2026-06-21")
    report = check_export({**export(), "checkpoint": forged}, witnesses=[WITNESS.verifier])
    assert [one.code for one in report.of(Outcome.FAILS)] == ["signature_does_not_hold"] * 2


def test_a_cosignature_at_a_moment_of_no_calendar_is_named():
    late = cosign_note(export()["checkpoint"], WITNESS, 2**63 - 1)
    report = check_export({**export(), "checkpoint": late}, witnesses=[WITNESS.verifier])
    assert report.first_failure.code == "cosignature_time_is_wrong"
