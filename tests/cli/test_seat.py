"""`folkmoot seat` on files: a plan with its figures, wishes, and a plan mended after absences."""

import csv
import io

import pytest

from folkmoot.__main__ import main
from folkmoot.tables import read_table

MEMBERS = "ID,gender,district\n" + "".join(
    f"m{n:02},{'fm'[n % 2]},{'north' if n % 3 else 'south'}\n" for n in range(18)
)


def seat(tmp_path, *options, members=MEMBERS, tables="3", rounds="4", out="plan.csv"):
    (tmp_path / "members.csv").write_text(members)
    size = ["--tables", tables, "--rounds", rounds, "--out", str(tmp_path / out)]
    return main(["seat", str(tmp_path / "members.csv"), *size, *options])


def plan_in(path):
    table = read_table(path.read_bytes(), name=path.name)
    assert table.columns == ("id", "round", "table")
    return sorted(table.rows)


def test_a_plan_seats_everybody_in_each_round_and_says_its_figures(tmp_path, capsys):
    assert seat(tmp_path) == 0
    said = capsys.readouterr().out.splitlines()
    rows = plan_in(tmp_path / "plan.csv")
    assert [row[:2] for row in rows] == [(f"m{n:02}", str(r)) for n in range(18) for r in range(1, 5)]
    pairs = int(said[0].split()[0])
    assert said[0].endswith("of at most 153 (then everybody has met everybody).")
    assert 125 <= pairs <= 153
    assert said[3] == "Every table has its share of every value: 48 shares, none is missed."
    assert said[-1] == f"Written to {tmp_path / 'plan.csv'}."
    assert seat(tmp_path, out="again.ods") == 0
    assert plan_in(tmp_path / "again.ods") == rows
    assert seat(tmp_path, "--seed", "07", out="other.csv") == 0
    assert plan_in(tmp_path / "other.csv") != rows


def test_after_absences_a_plan_is_mended_and_every_move_is_told(tmp_path, capsys):
    assert seat(tmp_path) == 0
    before = plan_in(tmp_path / "plan.csv")
    gone = [row for row in before if row[1] in {"2", "3"} and row[0] in {"m01", "m04"}]
    capsys.readouterr()
    options = ["--from", str(tmp_path / "plan.csv"), "--held", "1", "--absent", "m01=2,3", "--absent", "m04=2,3"]
    assert seat(tmp_path, *options, out="mended.csv") == 0
    after = plan_in(tmp_path / "mended.csv")
    changed = sorted(set(after) - set(before))
    told = [line.split() for line in capsys.readouterr().out.splitlines() if line.startswith("  round")]
    assert [(words[2], words[1].rstrip(":"), words[-1]) for words in told if words[3] == "from"] == changed
    assert [row for row in before if row not in after and row not in gone] == sorted(
        row for row in before if any(row[:2] == new[:2] for new in changed)
    )


def test_wishes_and_the_room_are_taken_from_options_and_a_file(tmp_path):
    (tmp_path / "room.csv").write_text("table;seats;step_free\nWindow;4;no\nDoor;;yes\nStage;;yes\n")
    wishes = ["--pin", "m00=Stage@2", "--apart", "m01,m02", "--together", "m03,m04", "--mix", "gender"]
    assert seat(tmp_path, *wishes, tables=str(tmp_path / "room.csv")) == 0
    table_of = {(id_, int(number)): table for id_, number, table in plan_in(tmp_path / "plan.csv")}
    assert table_of["m00", 2] == "Stage"
    assert [table_of["m01", n] == table_of["m02", n] for n in range(1, 5)] == [False] * 4
    assert [table_of["m03", n] == table_of["m04", n] for n in range(1, 5)] == [True] * 4
    assert [sum(table_of[f"m{n:02}", r] == "Window" for n in range(18)) for r in range(1, 5)] == [4] * 4


def test_headings_are_read_whatever_their_capitals_and_a_column_is_mixed_once(tmp_path, capsys):
    (tmp_path / "room.csv").write_text("Table;Seats\nWindow;4\nDoor;\nStage;\n")
    room = str(tmp_path / "room.csv")
    assert seat(tmp_path, "--spread", "Gender", tables=room, rounds="1") == 0
    said = capsys.readouterr().out
    assert "Nobody sits with the same person twice." in said
    assert "12 shares, none is missed." in said  # three tables, two values of each of two attributes
    text = (tmp_path / "plan.csv").read_text("utf-8-sig").replace("id,round,table", "ID,Round,Table")
    (tmp_path / "old.csv").write_text(text)
    assert seat(tmp_path, "--from", str(tmp_path / "old.csv"), tables=room, rounds="1", out="again.csv") == 0
    assert plan_in(tmp_path / "again.csv") == plan_in(tmp_path / "plan.csv")


REFUSED = [
    (["--id", "nr"], "There is no column called “nr”. The columns are: ID, gender, district."),
    (["--absent", "m99=1"], "--absent does not take “m99”."),
    (["--absent", "m01=late"], "--absent does not take “m01=late”."),
    (["--pin", "m01"], "--pin does not take “m01”."),
    (["--pin", "m01=9"], "A wish names the table “9”"),
    (["--pin", "m01=9"], "in round 1: there is no such table or round."),
    (["--apart", "m01"], "--apart does not take “m01”."),
    (["--together", "m01,m01"], "--together does not take “m01,m01”."),
    (["--apart", "m01,m77"], "A wish names “m77”, who is not among those to be seated."),
    (["--seed", "luck"], "luck is not hexadecimal"),
    (["--step-free", "gender"], "Row 2 says “f” in gender. Write yes or no."),
    (["--away", "gender"], "Row 2 says “f” where numbers of rounds are wanted"),
    (["--from", "nowhere.csv"], "nowhere.csv: No such file"),
]


@pytest.mark.parametrize(("options", "said"), REFUSED)
def test_what_is_wrong_is_named_and_nothing_is_written(tmp_path, capsys, options, said):
    assert seat(tmp_path, *options) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "plan.csv").exists()


def test_rows_without_an_id_and_plans_of_other_rooms_are_refused_by_row(tmp_path, capsys):
    assert seat(tmp_path, members=MEMBERS + ",f,north\n") == 2
    assert "Row 20 has no name in its first place." in capsys.readouterr().err
    buffer = io.StringIO()
    csv.writer(buffer).writerows([("id", "round", "table"), ("m00", "1", "1"), ("m00", "5", "1"), ("m00", "1", "X")])
    (tmp_path / "old.csv").write_text(buffer.getvalue())
    assert seat(tmp_path, "--from", str(tmp_path / "old.csv")) == 2
    said = capsys.readouterr().err
    assert "Row 3 of the plan says “5”" in said
    assert "Row 4 of the plan says “X”" in said
