"""A witness cosigns offline what only grew, and nothing else."""

import pytest

from folkmoot.__main__ import main
from folkmoot.core.record.proofs import GrowthProof, LineProof, write_growth_proof, write_line_proof
from tests.core.record.sample import KEY, OTHER_KEY, acts, export
from tests.core.record.test_proofs import LINES, TREE

VKEY = str(KEY.verifier)


def written(folder, files):
    for path, content in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return str(folder)


@pytest.fixture
def own(tmp_path, capsys):
    """A witness's key file, and its public key as it was told."""
    assert main(["witness", str(tmp_path / "own.key"), "--new", "witness.example.org/w1"]) == 0
    return str(tmp_path / "own.key"), capsys.readouterr().out.splitlines()[-1]


@pytest.fixture
def early(tmp_path):
    return written(tmp_path / "early", export(acts()[:7], at="2026-03-08T00:00:00Z"))


@pytest.fixture
def late(tmp_path):
    return written(tmp_path / "late", export())


def test_a_witness_cosigns_first_and_again_and_everybody_sees_it(own, early, late, tmp_path, capsys):
    key, public = own
    first, second = str(tmp_path / "first"), str(tmp_path / "second")
    assert main(["witness", early, "--as", key, "--key", VKEY, "--first", "--out", first]) == 0
    assert main(["witness", late, "--as", key, "--key", VKEY, "--checkpoint", first, "--out", second]) == 0
    capsys.readouterr()
    assert main(["verify", late, "--key", VKEY, "--checkpoint", first, "--witness", public]) == 0
    told = capsys.readouterr().out
    assert "The witness “witness.example.org/w1” cosigned this checkpoint" in told
    assert "The first 7 lines are those of the checkpoint you kept" in told


@pytest.mark.parametrize(
    "files",
    [
        export(acts()[:5], at="2026-06-20T12:00:00Z"),
        export([*acts()[:3], *acts()[4:]]),
        export(key=OTHER_KEY),
        {**export(), "entries.jsonl": b""},
    ],
)
def test_what_did_not_only_grow_is_not_cosigned(files, own, early, tmp_path, capsys):
    first, out = str(tmp_path / "first"), tmp_path / "second"
    assert main(["witness", early, "--as", own[0], "--key", VKEY, "--first", "--out", first]) == 0
    bad = written(tmp_path / "bad", files)
    assert main(["witness", bad, "--as", own[0], "--key", VKEY, "--checkpoint", first, "--out", str(out)]) == 1
    assert not out.exists()
    assert "This does not hold." in capsys.readouterr().out


def test_a_witness_says_what_it_knows(own, early, tmp_path, capsys):
    out = ["--out", str(tmp_path / "out")]
    for said, wanted in (
        (["--as", own[0], "--first", *out], "Name the key of the record with --key"),
        (["--as", own[0], "--key", VKEY, *out], "or say --first"),
        (["--as", own[0], "--key", VKEY, "--first", "--checkpoint", early, *out], "or say --first"),
        (["--key", VKEY, "--first", *out], "The key cannot be read"),
    ):
        assert main(["witness", early, *said]) == 2
        assert wanted in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_the_key_of_a_record_is_no_key_of_a_witness(early, tmp_path):
    (tmp_path / "record-key").write_text(KEY.private_text())
    said = ["--as", str(tmp_path / "record-key"), "--key", VKEY, "--first", "--out", str(tmp_path / "out")]
    assert main(["witness", early, *said]) == 2


def test_a_key_is_never_written_over_another_and_is_nobody_elses(own, tmp_path):
    assert main(["witness", own[0], "--new", "another"]) == 2
    assert (tmp_path / "own.key").stat().st_mode & 0o777 == 0o600
    assert main(["witness", str(tmp_path / "bad"), "--new", "two words"]) == 2


def test_one_entry_is_verified_by_its_proof_alone(tmp_path, capsys):
    proof = LineProof(line=LINES[4], index=4, path=TREE.inclusion(4, 13), checkpoint=export()["checkpoint"])
    (tmp_path / "entry-4.tlog-proof").write_bytes(write_line_proof(proof))
    assert main(["verify", str(tmp_path / "entry-4.tlog-proof"), "--key", VKEY]) == 0
    told = capsys.readouterr().out
    assert "Line 5 is one of the 13 lines" in told
    assert "lottery.drawn, in the assembly river-forum" in told


def test_growth_is_verified_by_two_small_files(tmp_path, early):
    proof = GrowthProof(old_size=7, path=TREE.consistency(7, 13), checkpoint=export()["checkpoint"])
    (tmp_path / "since-7.txt").write_bytes(write_growth_proof(proof))
    said = ["verify", str(tmp_path / "since-7.txt"), "--key", VKEY]
    assert main([*said, "--checkpoint", f"{early}/checkpoint"]) == 0
    assert main(said) == 1
