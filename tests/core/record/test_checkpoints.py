"""Checkpoints: written in one form, read strictly, each malformed line with its own fault."""

import pytest

from folkmoot.core.record.checkpoints import (
    Checkpoint,
    CheckpointIsTooShort,
    CheckpointTimeIsWrong,
    FileLineIsWrong,
    FileLinesAreNotInOrder,
    ListedFile,
    OriginIsWrong,
    PathIsNotAllowed,
    RootIsWrong,
    SizeIsWrong,
    checkpoint_text,
    is_path,
    open_checkpoint,
    read_checkpoint,
    sign_checkpoint,
)
from folkmoot.core.record.notes import SigningKey, verify_note

KEY = SigningKey(name="record.example.org", secret=bytes(32))
CHECKPOINT = Checkpoint(
    origin="record.example.org",
    size=20852163,
    root=bytes(range(32)),
    at="2026-03-01T18:30:00Z",
    files=(ListedFile(path="a/lottery-1.json", sha256="0" * 64), ListedFile(path="entries.jsonl", sha256="1" * 64)),
)
TEXT = f"""\
record.example.org
20852163
AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
at 2026-03-01T18:30:00Z
sha256 {"0" * 64} a/lottery-1.json
sha256 {"1" * 64} entries.jsonl
"""


def test_a_checkpoint_is_three_lines_of_the_specification_and_our_extension_lines():
    assert checkpoint_text(CHECKPOINT) == TEXT


def test_a_checkpoint_is_read_back_the_same():
    assert read_checkpoint(TEXT) == CHECKPOINT


def test_a_signed_checkpoint_is_opened_and_its_signature_holds():
    checkpoint, note = open_checkpoint(sign_checkpoint(CHECKPOINT, KEY))

    assert checkpoint == CHECKPOINT
    assert verify_note(note, KEY.verifier).line == 8


def test_files_are_sorted_when_written():
    turned = Checkpoint(origin="o", size=0, root=bytes(32), at=CHECKPOINT.at, files=CHECKPOINT.files[::-1])

    assert [file.path for file in read_checkpoint(checkpoint_text(turned)).files] == [
        "a/lottery-1.json",
        "entries.jsonl",
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault", "line"),
    [
        ("record.example.org\n", "\n", OriginIsWrong, 1),
        ("record.example.org\n", "a record\n", OriginIsWrong, 1),
        ("record.example.org\n", "a+b\n", OriginIsWrong, 1),
        ("20852163", "020852163", SizeIsWrong, 2),
        ("20852163", "-1", SizeIsWrong, 2),
        ("20852163", "many", SizeIsWrong, 2),
        ("20852163", "2٣", SizeIsWrong, 2),
        ("HR4fHh8=", "", RootIsWrong, 3),
        ("AAECAw", "AAEC", RootIsWrong, 3),
        ("Hh8=", "Hh9=", RootIsWrong, 3),
        ("Hh8=", "Hh8", RootIsWrong, 3),
        ("AAEC", "AA-C", RootIsWrong, 3),
        ("at 2026", "am 2026", CheckpointTimeIsWrong, 4),
        ("at 2026-03-01", "at 2026-02-30", CheckpointTimeIsWrong, 4),
        ("18:30:00Z", "18:30:00.5Z", CheckpointTimeIsWrong, 4),
        ("sha256 0", "sha512 0", FileLineIsWrong, 5),
        ("sha256 0", "sha256  0", FileLineIsWrong, 5),
        ("sha256 00", "sha256 0", FileLineIsWrong, 5),
        ("sha256 00", "sha256 AA", FileLineIsWrong, 5),
        ("a/lottery-1.json", "z/lottery-1.json", FileLinesAreNotInOrder, 6),
        ("a/lottery-1.json", "entries.jsonl", FileLinesAreNotInOrder, 6),
        ("a/lottery-1.json", "../lottery-1.json", PathIsNotAllowed, 5),
        ("a/lottery-1.json", "/lottery-1.json", PathIsNotAllowed, 5),
        ("entries.jsonl\n", "entries.jsonl\n\n", FileLineIsWrong, 7),
    ],
)
def test_each_malformed_line_has_its_fault(old, new, fault, line):
    if old == "HR4fHh8=":
        old = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
    assert TEXT.count(old) >= 1

    with pytest.raises(fault) as caught:
        read_checkpoint(TEXT.replace(old, new, 1))

    assert caught.value.params["line"] == line


@pytest.mark.parametrize("lines", range(4))
def test_a_checkpoint_that_breaks_off_is_too_short(lines):
    with pytest.raises(CheckpointIsTooShort):
        read_checkpoint("\n".join(TEXT.split("\n")[:lines]) + "\n" * bool(lines))


def test_what_could_not_be_read_back_is_never_signed():
    with pytest.raises(OriginIsWrong):
        sign_checkpoint(Checkpoint(origin="two words", size=0, root=bytes(32), at=CHECKPOINT.at), KEY)


@pytest.mark.parametrize("path", ["a", "a/b.json", "README.txt", "assemblies/river-forum/lottery-1.json", "-x_"])
def test_plain_words_are_paths(path):
    assert is_path(path)


@pytest.mark.parametrize(
    "path", ["", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", ".hidden", "a b", "a\\b", "å", "a\n"]
)
def test_anything_else_is_no_path(path):
    assert not is_path(path)
