"""`folkmoot compare` on two text files."""

import csv
import io

import pytest

from folkmoot.__main__ import main
from folkmoot.core.canonical import read_canonical

ASKED = "Schools must teach first aid. The city plants 3,000 trees by 2030."
ADOPTED = "Schools may teach first aid. A report on parking is published."


def compare(tmp_path, asked, adopted, *more):
    (tmp_path / "asked.txt").write_bytes(asked)
    (tmp_path / "adopted.txt").write_bytes(adopted)
    return main(["compare", str(tmp_path / "asked.txt"), str(tmp_path / "adopted.txt"), *more])


def test_each_clause_is_told_with_what_changed_and_why(tmp_path, capsys):
    assert compare(tmp_path, ASKED.encode(), ADOPTED.encode()) == 0
    assert capsys.readouterr().out == (
        "1. WEAKENED\n"
        "   Schools [-must-] {+may+} teach first aid.\n"
        "   - “must” became “may”, which binds less.\n"
        "2. DROPPED\n"
        "   The city plants 3,000 trees by 2030.\n"
        "+ ADDED\n"
        "   A report on parking is published.\n"
        "\n"
        "2 clauses were recommended: 1 weakened, 1 dropped. 1 were added.\n"
        "These are suggestions from the words alone. A person judges.\n"
    )


def test_files_are_written_for_machines_and_for_spreadsheets(tmp_path, capsys):
    out = tmp_path / "out"
    assert compare(tmp_path, ASKED.encode(), ADOPTED.encode(), "--out", str(out)) == 0

    found = read_canonical((out / "comparison.json").read_bytes())
    assert [(each["suggested"], [sign["sign"] for sign in each["signs"]]) for each in found["clauses"]] == [
        ("weakened", ["duty-weaker"]),
        ("dropped", []),
    ]
    assert found["added"] == ["A report on parking is published."]
    rows = list(csv.DictReader(io.StringIO((out / "comparison.csv").read_text("utf-8-sig"))))
    assert [(row["number"], row["suggested"]) for row in rows] == [("1", "weakened"), ("2", "dropped"), ("", "added")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_text_file_may_have_any_encoding_that_an_office_writes(tmp_path, capsys, encoding):
    text = "Skoler skal undervise i førstehjælp hvert år, også for forældre."
    assert compare(tmp_path, text.encode(encoding), text.encode(), "--language", "da") == 0
    assert capsys.readouterr().out.startswith("1. KEPT\n")


def test_a_missing_file_and_an_unknown_language_are_named(tmp_path, capsys):
    assert compare(tmp_path, b"One.", b"Two.", "--language", "is") == 2
    assert "“is” yet; there are for: en, da, de, fr, nl." in capsys.readouterr().err
    assert main(["compare", str(tmp_path / "nowhere.txt"), str(tmp_path / "asked.txt")]) == 2
    assert capsys.readouterr().err == f"{tmp_path / 'nowhere.txt'}: No such file or directory\n"
