import io
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from folkmoot.__main__ import main
from folkmoot.commons.publicrecord.actions import append_entry
from folkmoot.commons.publicrecord.queries import verifier_key
from folkmoot.core.record.checkpoints import open_checkpoint
from folkmoot.core.record.merkle import Tree, leaf_hash
from folkmoot.core.record.notes import read_verifier_key
from folkmoot.core.record.proofs import check_proof
from tests.builders import a_published_contract, a_published_lottery, an_open_assembly
from tests.core.record.town import answered, found_authority

pytestmark = pytest.mark.django_db


def test_the_archive_holds_under_the_free_standing_check(client, tmp_path):
    assembly = an_open_assembly(slug="harbour")
    a_published_lottery(assembly)
    archive = tmp_path / "record.zip"
    archive.write_bytes(client.get("/record/record.zip").content)
    run = subprocess.run(
        [sys.executable, "-m", "folkmoot", "verify", str(archive)], capture_output=True, text=True, check=False
    )
    assert (run.returncode, "DOES NOT HOLD" in run.stdout) == (0, False), run.stdout


def test_the_same_record_is_the_same_archive_but_for_the_moment_of_signing(client):
    a_published_contract(an_open_assembly(slug="harbour"))
    first, second = (zipfile.ZipFile(io.BytesIO(client.get("/record/record.zip").content)) for _ in range(2))
    assert first.namelist() == second.namelist()
    assert first.read("entries.jsonl") == second.read("entries.jsonl")


def test_the_record_is_found_by_assembly_kind_and_word(client):
    an_open_assembly(slug="harbour", title="Harbour forum")
    an_open_assembly(slug="council", title="Climate council")
    for query, found, not_found in (
        ("assembly=harbour", ">harbour<", ">council<"),
        ("q=Climate", ">council<", ">harbour<"),
        ("kind=contract.signed", "Nothing found", ">council<"),
    ):
        page = client.get(f"/record/?{query}").content.decode()
        assert found in page
        assert not_found not in page


def test_an_entry_is_shown_as_it_was_written(client):
    an_open_assembly(slug="harbour", title="Sø & havn <b>")
    page = client.get("/record/entries/0/").content.decode()
    assert "Sø &amp; havn &lt;b&gt;" in page
    assert client.get("/record/entries/1/").status_code == 404


def test_a_long_record_is_paged_with_few_queries(client, django_assert_max_num_queries):
    for number in range(120):
        append_entry(kind="assembly.opened", assembly="harbour", by="", data={"n": number})
    with django_assert_max_num_queries(12):
        assert client.get("/record/?page=2").status_code == 200


def test_files_that_the_record_does_not_have_are_not_found(client):
    assert client.get("/record/files/../settings.py").status_code == 404
    assert client.get("/record/files/assemblies/none/lottery-1.json").status_code == 404


def test_the_export_verb_writes_a_folder_whole_or_not_at_all(tmp_path):
    an_open_assembly(slug="harbour")
    call_command("export", out=tmp_path / "record", stdout=io.StringIO())
    assert sorted(path.name for path in (tmp_path / "record").iterdir()) == [
        "README.txt",
        "checkpoint",
        "entries.jsonl",
        "key.vkey",
        "leaves.txt",
        "tile",
    ]
    with pytest.raises(CommandError, match="already there"):
        call_command("export", out=tmp_path / "record")
    assert [path.name for path in tmp_path.iterdir()] == ["record"]


def test_an_archive_is_built_once_for_a_record_and_again_when_it_grew(client, the_clock):
    the_clock.goes_to(datetime(2026, 3, 1, 18, 30, tzinfo=UTC))
    an_open_assembly(slug="harbour")
    first = client.get("/record/record.zip").content
    the_clock.goes_to(datetime(2026, 3, 1, 18, 50, tzinfo=UTC))
    assert client.get("/record/record.zip").content == first
    append_entry(kind="assembly.opened", assembly="harbour", by="", data={})
    assert client.get("/record/record.zip").content != first
    the_clock.goes_to(datetime(2026, 3, 1, 19, 1, tzinfo=UTC))
    assert b"at 2026-03-01T19:01" in client.get("/record/checkpoint").content


def test_whoever_copies_the_files_has_the_tree_that_was_signed(client):
    for number in range(260):
        append_entry(kind="assembly.opened", assembly="harbour", by="", data={"n": number})
    checkpoint = open_checkpoint(client.get("/record/checkpoint").content)[0]
    leaves = client.get("/record/tile/0/000").content + client.get("/record/tile/0/001.p/4").content
    assert Tree().extend(leaves[at : at + 32] for at in range(0, len(leaves), 32)).root() == checkpoint.root
    lines = client.get("/record/entries.jsonl").content.splitlines()
    assert [leaf_hash(line) for line in lines] == [leaves[at : at + 32] for at in range(0, len(leaves), 32)]
    assert client.get("/record/tile/1/000.p/1").content == Tree().extend(map(leaf_hash, lines)).root(256)


@pytest.mark.parametrize(
    "path", ["0/001", "0/000.p/4", "0/000.p/0", "1/000.p/1", "00/000", "0/x000/000", "99/000", "x"]
)
def test_a_tile_that_the_tree_does_not_fill_is_not_found(client, path):
    for number in range(3):
        append_entry(kind="assembly.opened", assembly="harbour", by="", data={"n": number})
    assert client.get(f"/record/tile/{path}").status_code == 404
    assert client.get("/record/tile/0/000.p/3").status_code == 200


def test_an_entry_takes_its_proof_along(client):
    for number in range(5):
        append_entry(kind="assembly.opened", assembly="harbour", by="", data={"n": number})
    assert "/record/entries/3.tlog-proof" in client.get("/record/entries/3/").content.decode()
    proof = client.get("/record/entries/3.tlog-proof").content
    key = read_verifier_key(verifier_key())
    report = check_proof(proof, trusted_key=key)
    assert [one.code for one in report.findings] == ["line_is_in_tree", "line_says", "signature_holds"]
    assert client.get("/record/entries/5.tlog-proof").status_code == 404


def test_who_kept_a_checkpoint_takes_the_proof_that_the_record_only_grew(client):
    append_entry(kind="assembly.opened", assembly="harbour", by="", data={})
    kept = client.get("/record/checkpoint").content
    for number in range(4):
        append_entry(kind="assembly.opened", assembly="harbour", by="", data={"n": number})
    grown = client.get("/record/since/1").content
    assert check_proof(grown, trusted_key=read_verifier_key(verifier_key()), kept_checkpoint=kept).holds
    assert client.get("/record/since/0").status_code == 200
    assert client.get("/record/since/6").status_code == 404


@pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl to play the authority")
def test_a_time_stamp_is_asked_for_checked_kept_and_goes_with_the_record(client, tmp_path, capsys):
    found_authority(tmp_path)
    folder, authority = tmp_path / "stamp", tmp_path / "ca.pem"
    an_open_assembly(slug="harbour")
    call_command("stamp", folder)
    (folder / "checkpoint.tsr").write_bytes(answered(tmp_path, (folder / "checkpoint.tsq").read_bytes()))
    append_entry(kind="assembly.opened", assembly="harbour", by="", data={})
    for other, said in (("other.pem", "not signed by the authority"), ("cnf", "PEM")):
        with pytest.raises(CommandError, match=said):
            call_command("stamp", folder, authority=tmp_path / other)
    call_command("stamp", folder, authority=authority)
    with pytest.raises(CommandError, match="goes with the record already"):
        call_command("stamp", folder, authority=authority)
    (tmp_path / "record.zip").write_bytes(client.get("/record/record.zip").content)
    assert main(["verify", str(tmp_path / "record.zip"), "--authority", str(authority)]) == 0
    assert "stamped the first 1 lines on" in capsys.readouterr().out
