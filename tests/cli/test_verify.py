"""`folkmoot verify` as a person meets it: files on a disk, words on the screen, and an exit code."""

import argparse
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from folkmoot.cli import verify
from folkmoot.core.canonical import canonical_bytes, sha256_hex
from folkmoot.core.sortition.draws import draw_document, draw_panel
from folkmoot.core.sortition.lines import line_document, line_of
from folkmoot.messages import SENTENCES
from folkmoot.messages.findings import FINDINGS
from tests.core.record.sample import KEY, OTHER_KEY, acts, export, lottery, lottery_file


def run(*arguments: object) -> int:
    parser = argparse.ArgumentParser()
    verify.add_parser(parser.add_subparsers())
    args = parser.parse_args(["verify", *map(str, arguments)])
    return int(args.run(args))


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


@pytest.fixture
def record(tmp_path):
    return write(tmp_path / "record", export())


def draw_files(**changed: bytes) -> dict[str, bytes]:
    draw = draw_panel(lottery(), b"public seed")
    people = "".join(f"{one},f\r\n" for one in draw.selected)
    files = {
        "lottery.json": lottery_file(),
        "draw.json": canonical_bytes(draw_document(draw)),
        "selected.csv": f"\ufeffid,gender\r\n{people}".encode(),
    }
    return {**files, **changed}


def test_an_untouched_record_holds_and_the_exit_code_is_0(record, capsys):
    assert run(record) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "Everything that was checked holds. What stays unproven: 5, named above."
    told = "The draw from lottery 1 gives panel 7 of 10, and it holds the 5 people named."
    assert f"holds          entries.jsonl, line 5: {told}" in lines
    assert (
        "fact           Unanswered in river-forum, day 6: Mayor owes “reply” (mayor-report), due 2026-06-14T22:00:00Z."
        in lines
    )


def test_a_changed_byte_is_named_with_file_and_line_and_the_exit_code_is_1(record, capsys):
    file = record / "entries.jsonl"
    file.write_bytes(file.read_bytes().replace(b"River forum", b"Rover forum"))

    assert run(record) == 1
    assert capsys.readouterr().out.splitlines()[-1] == (
        "This does not hold. The first place: entries.jsonl, line 1: Line 1 is not the line that was signed: it was "
        "changed."
    )


def test_a_record_in_a_zip_archive_is_checked_the_same(tmp_path, record):
    archive = tmp_path / "record.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path, data in export().items():
            packed.writestr(path, data)

    assert run(archive) == 0


def test_a_zip_archive_may_hold_one_folder_that_holds_everything(tmp_path):
    archive = tmp_path / "record.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path, data in export().items():
            packed.writestr(f"record-2026/{path}", data)

    assert run(archive) == 0


def test_a_damaged_archive_does_not_hold_and_the_member_is_named(tmp_path, capsys):
    archive = tmp_path / "record.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("checkpoint", export()["checkpoint"])
    archive.write_bytes(archive.read_bytes().replace(b"record.example.org", b"record.example.com", 1))

    assert run(archive) == 1
    assert "checkpoint cannot be unpacked as it was packed" in capsys.readouterr().out


def test_a_kept_checkpoint_proves_the_past(tmp_path, record, capsys):
    kept = tmp_path / "kept"
    kept.write_bytes(export(acts()[:7], at="2026-03-08T00:00:00Z")["checkpoint"])

    assert run(record, "--checkpoint", kept) == 0
    assert "The first 7 lines are those of the checkpoint you kept" in capsys.readouterr().out


def test_a_fork_against_a_kept_checkpoint_does_not_hold(tmp_path, record, capsys):
    told = acts()
    told[0] = (*told[0][:2], {"title": "Another forum"})
    kept = tmp_path / "kept"
    kept.write_bytes(export(told[:7], at="2026-03-08T00:00:00Z")["checkpoint"])

    assert run(record, "--checkpoint", kept) == 1
    assert capsys.readouterr().out.splitlines()[-1] == (
        "This does not hold. The first place: entries.jsonl: "
        "The first 7 lines are not those of the kept checkpoint: the past was replaced."
    )


def test_a_trusted_key_may_be_given_as_text_or_as_a_file(tmp_path, record):
    file = tmp_path / "trusted.vkey"
    file.write_text(f"{KEY.verifier}\n")

    assert (run(record, "--key", KEY.verifier), run(record, "--key", file)) == (0, 0)


def test_another_key_than_the_trusted_one_does_not_hold(record):
    assert run(record, "--key", OTHER_KEY.verifier) == 1


def test_a_lottery_and_its_draw_hold(tmp_path, capsys):
    assert run(write(tmp_path, draw_files())) == 0
    assert (
        "holds          selected.csv: The list names the 5 people of the draw." in capsys.readouterr().out.splitlines()
    )


def test_a_lottery_alone_holds_and_says_that_nothing_was_drawn(tmp_path, capsys):
    file = write(tmp_path, draw_files()) / "lottery.json"

    assert run(file) == 0
    assert "There is no draw beside this lottery" in capsys.readouterr().out


def test_a_draw_is_checked_against_the_lottery_beside_it(tmp_path):
    assert run(write(tmp_path, draw_files()) / "draw.json") == 0


def test_a_draw_without_its_lottery_cannot_be_checked(tmp_path, capsys):
    files = draw_files()
    del files["lottery.json"]

    assert run(write(tmp_path, files) / "draw.json") == 2
    assert "Put both into one folder" in capsys.readouterr().err


def test_another_number_than_the_seed_gives_does_not_hold(tmp_path, capsys):
    draw = draw_document(draw_panel(lottery(), b"public seed"))
    forged = canonical_bytes({**draw, "number": (int(str(draw["number"])) + 1) % 10})

    assert run(write(tmp_path, draw_files(**{"draw.json": forged}))) == 1
    assert "draw.json, line 1: The draw states panel" in capsys.readouterr().out


def test_a_lottery_that_is_not_canonical_does_not_hold(tmp_path, capsys):
    files = draw_files(**{"lottery.json": lottery_file().replace(b",", b", ", 1)})

    assert run(write(tmp_path, files)) == 1
    assert "lottery.json, line 1" in capsys.readouterr().out


def test_a_stranger_in_the_list_of_selected_people_is_named_with_the_line(tmp_path, capsys):
    rows = draw_files()["selected.csv"].split(b"\r\n")
    rows[3] = b"cousin,f"

    assert run(write(tmp_path, draw_files(**{"selected.csv": b"\r\n".join(rows)}))) == 1
    assert "selected.csv, line 4: The list does not name the people of the draw." in capsys.readouterr().out


def pool_files(tmp_path: Path, *, last: str = "f") -> tuple[Path, Path]:
    people = "".join(f"member-{row:02d},{'f' if row % 3 else 'm'}\n" for row in range(11)) + f"member-11,{last}\n"
    pool, targets = tmp_path / "respondents.csv", tmp_path / "categories.csv"
    pool.write_text(f"id,gender\n{people}")
    targets.write_text("category,name,min,max\ngender,f,2,3\ngender,m,2,3\n")
    return pool, targets


def test_with_the_pool_at_hand_targets_and_proof_are_checked_too(tmp_path, capsys):
    pool, targets = pool_files(tmp_path)
    folder = write(tmp_path / "draw", draw_files())

    assert run(folder, "--pool", pool, "--targets", targets) == 0
    assert "Every panel meets every target." in capsys.readouterr().out


def test_a_pool_as_a_site_exports_it_is_read_by_pseudonym(tmp_path):
    pool, targets = pool_files(tmp_path)
    people = pool.read_text().splitlines()[1:]
    rows = [
        f"{name},{number},pool,{gender}" for number, (name, gender) in enumerate(line.split(",") for line in people)
    ]
    pool.write_text("\n".join(["pseudonym,id,status,gender", *rows]) + "\n")

    assert run(write(tmp_path / "draw", draw_files()), "--pool", pool, "--targets", targets) == 0


def test_another_pool_than_the_lottery_was_made_from_does_not_hold(tmp_path):
    pool, targets = pool_files(tmp_path, last="m")
    folder = write(tmp_path / "draw", draw_files())

    assert run(folder, "--pool", pool, "--targets", targets) == 1


def test_a_pool_without_targets_is_not_enough(tmp_path, capsys):
    pool, _ = pool_files(tmp_path)

    assert run(write(tmp_path / "draw", draw_files()), "--pool", pool) == 2
    assert capsys.readouterr().err == "Name both --pool and --targets, or neither.\n"


def test_a_pool_says_nothing_about_a_record(tmp_path, record):
    pool, targets = pool_files(tmp_path)

    assert run(record, "--pool", pool, "--targets", targets) == 2


@pytest.mark.parametrize(
    ("name", "content"), [("empty.txt", b""), ("text.txt", b"hello"), ("picture.zip", b"PK\x03\x04 not really")]
)
def test_what_is_nothing_to_verify_is_said_and_the_exit_code_is_2(tmp_path, capsys, name, content):
    file = tmp_path / name
    file.write_bytes(content)

    assert run(file) == 2
    assert capsys.readouterr().err.startswith(f"{file} is neither an exported record nor a lottery.")


def test_an_empty_folder_is_nothing_to_verify(tmp_path):
    assert run(tmp_path) == 2


def test_a_path_that_is_not_there_is_said(tmp_path, capsys):
    assert run(tmp_path / "nowhere") == 2
    assert capsys.readouterr().err == f"There is no file or folder called {tmp_path / 'nowhere'}.\n"


def test_a_kept_checkpoint_that_is_not_there_is_said(tmp_path, record, capsys):
    assert run(record, "--checkpoint", tmp_path / "nowhere") == 2
    assert capsys.readouterr().err == f"{tmp_path / 'nowhere'}: No such file or directory\n"


def test_a_key_that_is_none_is_said(record):
    assert run(record, "--key", "not a key") == 2


def test_many_alike_are_not_all_shown(tmp_path, capsys):
    frozen = acts()[5]
    told = [*acts(), *(("2026-06-01T00:00:00Z", *frozen[1:]) for _ in range(20))]

    assert run(write(tmp_path, export(told))) == 0
    assert "holds          … and 15 more like it" in capsys.readouterr().out.splitlines()


def test_it_works_without_django(record):
    program = (
        "import sys; sys.modules['django'] = None\n"
        "import argparse; from folkmoot.cli import verify\n"
        "parser = argparse.ArgumentParser(); verify.add_parser(parser.add_subparsers())\n"
        "args = parser.parse_args(sys.argv[1:]); sys.exit(args.run(args))\n"
    )
    command = [sys.executable, "-c", program, "verify", str(record)]

    done = subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONUTF8": "1"}, check=False)

    assert (done.returncode, done.stderr) == (0, b"")


def test_no_finding_is_called_like_a_fault():
    assert set(FINDINGS) & set(SENTENCES) == set()


def test_her_own_line_is_held_against_the_lottery_that_it_names(tmp_path, capsys):
    folder, line = write(tmp_path / "draw", draw_files()), tmp_path / "my-line-1.json"
    own = line_of(lottery(), lottery().ids[0], published=sha256_hex(lottery_file()))
    assert own is not None
    line.write_bytes(canonical_bytes(line_document(own)))
    assert run(folder, "--line", line) == 0
    told = f"holds          my-line-1.json: {own.id} is in {len(own.panels)} of {own.total} panels."
    assert told in capsys.readouterr().out.splitlines()
    line.write_bytes(canonical_bytes(line_document(own) | {"lottery": "0" * 64}))
    assert run(folder, "--line", line) == 1
    assert "No lottery among these files has the hash" in capsys.readouterr().out
