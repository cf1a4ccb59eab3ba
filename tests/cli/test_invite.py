"""`folkmoot invite` on files: announced, drawn, checked; an engine for large registers invites whom the core does."""

import argparse
import csv
import io
import json
from collections import Counter
from pathlib import Path

import pytest

from folkmoot.__main__ import main
from folkmoot.cli import verify
from folkmoot.core.canonical import digest

SEED = "5f" * 16
AREAS = ["north", "south", "harbour"]


def frame(rows: int = 300) -> str:
    lines = [f"a{n},{n * 7 % 5},{AREAS[n % 3]},Street {n}" for n in range(rows)]
    return "\n".join(["address_id,residents,area,street", *lines]) + "\n"


@pytest.fixture
def invite(tmp_path: Path, capsys):
    """Invite from `frame.csv`: the exit code, what was printed and what was complained of."""
    (tmp_path / "frame.csv").write_text(frame())

    def run(*more: str, out: str = "out", size: str = "40", file: str = "frame.csv", plain: bool = False):
        columns = ["--id", "address_id", *([] if plain else ["--weight", "residents", "--strata", "area"])]
        code = main(["invite", str(tmp_path / file), "--size", size, *columns, "--out", str(tmp_path / out), *more])
        said = capsys.readouterr()
        return code, said.out, said.err.replace(f"{tmp_path}/", "")

    return run


@pytest.fixture
def check(tmp_path: Path, capsys):
    """Verify what lies in a folder: the exit code and the lines."""

    def run(*more: str, out: str = "out"):
        parser = argparse.ArgumentParser()
        verify.add_parser(parser.add_subparsers())
        args = parser.parse_args(["verify", str(tmp_path / out), *more])
        return args.run(args), capsys.readouterr().out.splitlines()

    return run


def invited(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / "invited.csv").read_text("utf-8-sig"))))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_it_announces_first_and_draws_with_the_public_seed(invite, check, tmp_path):
    code, said, wrong = invite("--share", "harbour=50")
    assert (code, wrong, names(tmp_path / "out")) == (0, "", ["inputs.json"])
    announced = (tmp_path / "out" / "inputs.json").read_bytes()
    assert digest(json.loads(announced)) in said
    assert invite("--share", "harbour=50", "--seed", SEED)[0] == 0
    assert (tmp_path / "out" / "inputs.json").read_bytes() == announced
    rows = invited(tmp_path / "out")
    assert [row["number"] for row in rows] == [str(n) for n in range(1, 41)]
    assert Counter(row["area"] for row in rows) == {"harbour": 20, "north": 10, "south": 10}
    assert {row["street"] for row in rows} == {f"Street {row['id'][1:]}" for row in rows}
    code, lines = check("--frame", str(tmp_path / "frame.csv"))
    assert code == 0
    told = "Drawn again from the frame: the same 40 are invited (invited.csv)."
    assert f"holds          invitations.json: {told}" in lines


def test_the_second_wave_invites_nobody_twice(invite, check, tmp_path):
    invite("--seed", SEED)
    first = str(tmp_path / "out" / "invited.csv")
    assert invite("--seed", SEED, "--before", first, out="second")[0] == 0
    ids = [row["id"] for folder in ("out", "second") for row in invited(tmp_path / folder)]
    assert len(set(ids)) == 80
    assert check("--frame", str(tmp_path / "frame.csv"), "--before", first, out="second")[0] == 0
    assert check("--frame", str(tmp_path / "frame.csv"), out="second")[0] == 1


@pytest.mark.parametrize("name", ["inputs.json", "invitations.json"])
def test_a_changed_document_does_not_hold(invite, check, tmp_path, name):
    invite("--seed", SEED)
    path = tmp_path / "out" / name
    changed = {"inputs.json": (b'"since":0', b'"since":1'), "invitations.json": (b'"invited":40', b'"invited":41')}
    assert changed[name][0] in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(*changed[name]))
    assert check("--frame", str(tmp_path / "frame.csv"))[0] == 1


def test_other_inputs_than_those_announced_are_refused_and_nothing_is_written(invite, tmp_path):
    invite()
    before = names(tmp_path / "out")
    (tmp_path / "frame.csv").write_text(frame(299))
    code, _, wrong = invite("--seed", SEED)
    assert (code, names(tmp_path / "out")) == (2, before)
    assert "out holds a inputs.json with another result" in wrong


def test_bad_input_is_told_with_its_place_and_leaves_nothing_behind(invite, tmp_path):
    (tmp_path / "bad.csv").write_text("address_id,residents,area\na,many,north\na,1,\n")
    code, _, wrong = invite(file="bad.csv")
    assert (code, names(tmp_path / "out")) == (2, [])
    assert [line.partition(": ")[2].partition(":")[0] for line in wrong.splitlines()] == [
        "Row 3, column address_id",
        "Row 2, column residents",
        "Row 3, column area",
    ]


@pytest.mark.parametrize("more", [(), ("--share", "harbour=50"), ("--places", "2")])
def test_an_engine_for_large_tables_invites_exactly_whom_the_core_invites(invite, check, tmp_path, more):
    pytest.importorskip("ibis")
    invite(*more, out="core")
    (tmp_path / "duck").mkdir()
    (tmp_path / "duck" / "inputs.json").write_bytes((tmp_path / "core" / "inputs.json").read_bytes())
    assert invite(*more, "--seed", SEED, out="core")[0] == 0
    assert invite(*more, "--seed", SEED, "--engine", "duckdb", out="duck")[0] == 0
    for name in ("invitations.json", "invited.csv"):
        assert (tmp_path / "duck" / name).read_bytes() == (tmp_path / "core" / name).read_bytes()
    assert check("--frame", str(tmp_path / "frame.csv"), "--engine", "duckdb", out="core")[0] == 0


def test_an_engine_draws_from_a_plain_list_as_the_core_does(invite, tmp_path):
    pytest.importorskip("ibis")
    invite(plain=True, out="core")
    (tmp_path / "duck").mkdir()
    (tmp_path / "duck" / "inputs.json").write_bytes((tmp_path / "core" / "inputs.json").read_bytes())
    for out, engine in (("core", "core"), ("duck", "duckdb")):
        assert invite("--seed", SEED, "--engine", engine, plain=True, out=out)[0] == 0
    assert invited(tmp_path / "duck") == invited(tmp_path / "core")


def test_an_engine_refuses_what_the_core_refuses(invite, tmp_path):
    pytest.importorskip("ibis")
    (tmp_path / "bad.csv").write_text("address_id,residents,area\na,many,north\nb,1,\n")
    code, _, wrong = invite("--engine", "duckdb", file="bad.csv")
    assert (code, names(tmp_path / "out"), len(wrong.splitlines())) == (2, [], 2)
    (tmp_path / "twice.csv").write_text("address_id,residents,area\na,1,north\na,1,north\n")
    assert "a among them" in invite("--engine", "duckdb", file="twice.csv")[2]
