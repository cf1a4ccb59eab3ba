"""`folkmoot draw` on files: what it writes, what it says, and that bad input leaves nothing behind."""

import json
from pathlib import Path

import pytest

from folkmoot.__main__ import main
from folkmoot.core.sortition import check_draw, check_lottery

PEOPLE = "id,name,age,address\np1,Ann,old,Elm 1\np2,Bo,old,Elm 1\np3,=Cy,old,\np4,Di,young,Oak 2\np5,Ed,young,Oak 3\n"
TARGETS = "category,name,min,max\nage,old,1,1\nage,young,1,1\n"


@pytest.fixture
def draw(tmp_path: Path, capsys):
    """Draw from two files: the exit code, what was printed and what was complained of."""

    def run(people: str = PEOPLE, targets: str = TARGETS, *more: str, out: str = "out"):
        (tmp_path / "people.csv").write_text(people)
        (tmp_path / "targets.csv").write_text(targets)
        names = [str(tmp_path / "people.csv"), str(tmp_path / "targets.csv")]
        code = main(["draw", *names, "--seats", "2", "--out", str(tmp_path / out), *more])
        said = capsys.readouterr()
        return code, said.out, said.err.replace(f"{tmp_path}/", "")

    return run


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_without_a_seed_it_stops_after_the_lottery_and_says_what_to_do(draw, tmp_path):
    code, said, wrong = draw()
    assert (code, wrong, files(tmp_path / "out")) == (0, "", ["lottery.json"])
    assert "--balls, --dice, --beacon or --seed" in said
    assert said.splitlines()[:4] == [
        "5 people, 2 seats, 1000 equally likely panels, leximin.",
        "Before rounding: smallest chance 33.333333 %, largest 50.000000 %.",
        "After rounding: smallest chance 33.300000 %, largest 50.000000 %.",
        "Rounding moved nobody's chance by more than 0.066667 %.",
    ]


def test_with_a_seed_it_draws_one_of_the_published_panels(draw, tmp_path):
    draw()
    published = (tmp_path / "out" / "lottery.json").read_bytes()
    code, said, _ = draw(PEOPLE, TARGETS, "--seed", "c0ffee")
    assert (code, files(tmp_path / "out")) == (0, ["draw.json", "lottery.json", "selected.csv"])
    assert (tmp_path / "out" / "lottery.json").read_bytes() == published
    drawn = json.loads((tmp_path / "out" / "draw.json").read_bytes())
    assert f"Drawn: panel {drawn['number']:03}, 2 people." in said
    assert all(finding.holds for finding in check_draw(drawn, json.loads(published)))
    assert all(finding.holds for finding in check_lottery(json.loads(published)))


def test_in_one_go_and_in_any_row_order_the_result_is_the_same(draw, tmp_path):
    draw(PEOPLE, TARGETS, "--seed", "c0ffee", out="first")
    header, *rows = PEOPLE.splitlines()
    draw("\n".join([header, *reversed(rows)]), TARGETS, "--seed", "c0ffee", out="second")
    for name in ("lottery.json", "draw.json", "selected.csv"):
        assert (tmp_path / "first" / name).read_bytes() == (tmp_path / "second" / name).read_bytes()


def test_the_people_selected_keep_their_columns_and_carry_no_formula(draw, tmp_path):
    for seed in range(20):
        draw(PEOPLE, TARGETS, "--seed", f"{seed:02x}", out=f"out{seed}")
    rows = {
        line for n in range(20) for line in (tmp_path / f"out{n}" / "selected.csv").read_text("utf-8-sig").splitlines()
    }
    assert rows == {"id,name,age,address", *PEOPLE.replace("=Cy", "'=Cy").splitlines()[1:]}


def test_the_seed_never_shapes_the_panels(draw, tmp_path):
    for seed in ("00", "01"):
        draw(PEOPLE, TARGETS, "--seed", seed, out=seed)
    assert (tmp_path / "00" / "lottery.json").read_bytes() == (tmp_path / "01" / "lottery.json").read_bytes()


def test_another_seed_does_not_overwrite_a_draw(draw, tmp_path):
    draw(PEOPLE, TARGETS, "--seed", "00")
    before = {name: (tmp_path / "out" / name).read_bytes() for name in files(tmp_path / "out")}
    code, _, wrong = draw(PEOPLE, TARGETS, "--seed", "01")
    assert (code, wrong) == (
        2,
        f"out: {tmp_path}/out holds a selected.csv with another result. ".replace(f"{tmp_path}/", "")
        + "It is left as it is: choose another folder with --out.\n",
    )
    assert {name: (tmp_path / "out" / name).read_bytes() for name in files(tmp_path / "out")} == before


@pytest.mark.parametrize("more", [("--objective", "maximin"), ("--panels", "100")])
def test_a_lottery_made_otherwise_is_not_overwritten(draw, more):
    draw()
    code, _, wrong = draw(PEOPLE, TARGETS, *more)
    assert (code, "holds a lottery.json with another result" in wrong) == (2, True)


def test_every_problem_of_both_files_stands_on_a_line_of_its_own_and_nothing_is_written(draw, tmp_path):
    code, said, wrong = draw("id,age\np1,old\np1,ancient\n", TARGETS, "--seed", "xyz")
    assert (code, said, files(tmp_path / "out")) == (2, "", [])
    assert wrong.splitlines() == [
        "--seed: xyz is not hexadecimal. Write the seed with an even number of the digits 0-9 and a-f.",
        "people.csv: Row 3, column id: p1 stands already in row 2. Give every respondent an id of her own.",
        "people.csv: Row 3, column age: there is no target for ancient. Correct the value, or add a target for it.",
    ]


@pytest.mark.parametrize(
    ("people", "targets", "said"),
    [
        (
            "",
            TARGETS,
            "people.csv: The file people.csv is empty. Save it again with its header and rows, then try again.",
        ),
        ("id,name\np1,A\n", TARGETS, "people.csv: The respondents have no column age in the first row."),
        (PEOPLE, "category,name,min,max\nage,old,2,1\n", "targets.csv: Row 2: the minimum 2 is above the maximum 1."),
        (
            PEOPLE,
            TARGETS.replace("1,1", "2,2"),
            "targets.csv: The minimums of age add up to 4, but there are only 2 seats.",
        ),
    ],
)
def test_bad_input_is_told_by_file_and_place(draw, tmp_path, people, targets, said):
    code, _, wrong = draw(people, targets)
    assert (code, files(tmp_path / "out")) == (2, [])
    assert wrong.startswith(said)


def test_a_file_that_is_not_there_is_told(tmp_path, capsys):
    code = main(
        ["draw", str(tmp_path / "no.csv"), str(tmp_path / "no2.csv"), "--seats", "2", "--out", str(tmp_path / "o")]
    )
    wrong = capsys.readouterr().err.splitlines()
    assert (code, len(wrong)) == (2, 2)
    assert wrong[0].endswith("The file no.csv cannot be opened (No such file or directory). Check its name and place.")


def test_an_empty_seed_is_no_chance_at_all(draw, tmp_path):
    code, _said, wrong = draw(PEOPLE, TARGETS, "--seed", "")
    assert (code, files(tmp_path / "out")) == (2, [])
    assert wrong.startswith('--seed: "" is not hexadecimal.')


def test_a_folder_that_cannot_be_written_is_told(draw, tmp_path):
    (tmp_path / "file").write_text("in the way")
    code, _, wrong = draw(PEOPLE, TARGETS, out="file/out")
    assert (code, "cannot be written to" in wrong) == (2, True)


def test_people_whom_no_panel_can_hold_are_told_with_the_reason(draw):
    _, said, _ = draw(PEOPLE.replace("Bo,old", "Bo,teen"), TARGETS + "age,teen,0,0\n")
    assert "No panel can hold p2 because of: age: teen ≤ 0." in said


def test_the_door_lists_its_verbs(capsys):
    assert main([]) == 0
    assert "draw" in capsys.readouterr().out


ROUND = {
    "round": 1000,
    "signature": "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39",
}


def test_balls_dice_and_a_round_of_the_beacon_draw_alone_or_together_and_verify_says_so(draw, tmp_path, capsys):
    (tmp_path / "round.json").write_text(json.dumps(ROUND))
    beacon = ("--beacon", str(tmp_path / "round.json"))
    numbers = {}
    for out, more in {"balls": ("--balls", "042"), "dice": ("--dice", "6:1,1,2,1"), "beacon": beacon}.items():
        assert draw(PEOPLE, TARGETS, *more, out=out)[0] == 0
        numbers[out] = json.loads((tmp_path / out / "draw.json").read_bytes())["number"]
    assert (numbers["balls"], numbers["dice"]) == (42, 6)
    assert draw(PEOPLE, TARGETS, "--balls", "042", *beacon, out="all")[0] == 0
    source = json.loads((tmp_path / "all" / "draw.json").read_bytes())["source"]
    assert [part["kind"] for part in source["parts"]] == ["balls", "beacon"]
    assert main(["verify", str(tmp_path / "all")]) == 0
    assert "draw.json: The beacon's own signature stands under its round." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--balls", "4x"), "--balls: --balls takes what was drawn or thrown, in that order, such as 042.\n"),
        (("--dice", "6"), "--dice: --dice takes what was drawn or thrown, in that order, such as 6:1,5,2,4.\n"),
        (("--balls", "42"), "draw: The balls 4, 2 name none of the 1000 panels. It takes 3 balls, each 0 to 9, in the"),
    ],
)
def test_chance_that_names_no_panel_is_told_and_nothing_is_drawn(draw, tmp_path, more, said):
    code, _, wrong = draw(PEOPLE, TARGETS, *more)
    assert (code, wrong[: len(said)]) == (2, said)
    assert not (tmp_path / "out" / "draw.json").exists()


def test_a_round_that_the_beacon_did_not_sign_draws_nothing(draw, tmp_path):
    (tmp_path / "round.json").write_text(json.dumps(ROUND | {"round": 1001}))
    code, _, wrong = draw(PEOPLE, TARGETS, "--beacon", str(tmp_path / "round.json"))
    assert (code, wrong) == (
        2,
        "--beacon: The signature given for round 1001 is not the beacon's. Take it from another mirror.\n",
    )


def test_several_panels_at_once_are_drawn_by_one_number_and_verified(draw, tmp_path, capsys):
    people = "id,age\n" + "".join(f"p{n},{'old' if n % 2 else 'young'}\n" for n in range(9))
    targets = "category,name,min,max,panel\nage,old,1,1,\nage,young,1,1,north\nage,young,2,2,south\n"
    folder, names = tmp_path / "out", [str(tmp_path / name) for name in ("people.csv", "targets.csv")]
    (tmp_path / "people.csv").write_text(people)
    (tmp_path / "targets.csv").write_text(targets)
    asked = ["draw", *names, "--panel", "north=2", "--panel", "south=3", "--substitutes", "south"]
    assert main([*asked, "--panels", "100", "--out", str(folder)]) == 0
    assert main([*asked, "--panels", "100", "--balls", "42", "--out", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "Panel south, 3 people, who wait as substitutes: p" in said
    assert files(folder) == ["draw.json", "lottery.json", "parts.json", "selected.csv"]
    rows = (folder / "selected.csv").read_text("utf-8-sig").splitlines()
    assert rows[0] == "drawn for,id,age"
    assert [sum(row.startswith(name) for row in rows) for name in ("north", "south")] == [2, 3]
    check = ["verify", str(folder), "--pool", names[0], "--targets", names[1]]
    assert main(check) == 0
    assert "parts.json: Whatever number is drawn, every panel meets its own targets." in capsys.readouterr().out
    (folder / "parts.json").write_bytes((folder / "parts.json").read_bytes().replace(b"north", b"South"))
    assert main(check) == 0  # a name may be anything; who sits where may not
    swapped = json.loads((folder / "parts.json").read_bytes())
    swapped["division"][42].reverse()
    (folder / "parts.json").write_text(json.dumps(swapped, separators=(",", ":"), sort_keys=True))
    assert main(check) == 1


def test_several_frames_fill_one_panel_and_verify_reads_the_same_two_tables(draw, tmp_path, capsys):
    people = "id,frame,age\n" + "".join(f"p{n},{'roll' if n < 6 else 'street'},{'oy'[n % 2]}\n" for n in range(9))
    rows = ("frame,roll,2,2,", "frame,street,1,1,", "age,o,1,2,", "age,y,1,2,", "age,o,1,1,street")
    targets = "\n".join(("category,name,min,max,Frame", *rows, ""))
    names = [str(tmp_path / name) for name in ("people.csv", "targets.csv")]
    (tmp_path / "people.csv").write_text(people)
    (tmp_path / "targets.csv").write_text(targets)
    folder = tmp_path / "out"
    assert main(["draw", *names, "--seats", "3", "--panels", "100", "--balls", "42", "--out", str(folder)]) == 0
    assert main(["verify", str(folder), "--pool", names[0], "--targets", names[1]]) == 0
    told = {
        (each["category"], each["value"]): each["tickets"]
        for each in json.loads((folder / "lottery.json").read_bytes())["targets"]
    }
    assert [told[pair] for pair in (("frame", "roll"), ("frame", "street"), ("age (street)", "o"))] == [200, 100, 100]
    assert told["age (street)", "–"] == 200
    capsys.readouterr()


@pytest.mark.parametrize("panel", ["north", "north=", "=3", "north=x", "north=0"])
def test_a_panel_without_a_name_or_a_size_is_refused(draw, tmp_path, capsys, panel):
    (tmp_path / "people.csv").write_text(PEOPLE)
    (tmp_path / "targets.csv").write_text(TARGETS)
    names = [str(tmp_path / name) for name in ("people.csv", "targets.csv")]
    assert main(["draw", *names, "--panel", panel, "--panel", "south=2", "--out", str(tmp_path / "out")]) == 2
    assert f"Look at “{panel}”" in capsys.readouterr().err
    assert files(tmp_path / "out") == []


def test_alternates_are_chosen_for_the_panel_that_was_drawn(draw, tmp_path):
    people = "id,age\n" + "".join(f"p{n},{'old' if n % 2 else 'young'}\n" for n in range(9))
    code, said, _ = draw(people, TARGETS, "--seed", "c0ffee", "--alternates", "2", "--drop-out", "0.2")
    drawn = json.loads((tmp_path / "out" / "draw.json").read_bytes())["selected"]
    rows = (tmp_path / "out" / "alternates.csv").read_text("utf-8-sig").splitlines()[1:]
    assert code == 0
    assert sorted(row.partition(",")[2] for row in rows) == ["old", "young"]
    assert not {row.partition(",")[0] for row in rows} & set(drawn)
    # whoever goes, one of the two takes her place and meets her targets: nothing is missed
    assert (
        "missed by 0.00 people on average with them, by\n0.80 without; no choice of as many can come below 0.00."
        in said
    )
    # where only old people ever drop out, nobody young is needed to stand in
    draw(people, TARGETS, "--seed", "c0ffee", "--alternates", "2", "--drop-out-factor", "age:young=0", out="old")
    rows = (tmp_path / "old" / "alternates.csv").read_text("utf-8-sig").splitlines()[1:]
    assert "old" in {row.partition(",")[2] for row in rows}
    code, _, wrong = draw(people, TARGETS, "--seed", "c0ffee", "--alternates", "8", out="more")
    assert (code, "8 alternates were asked for; 7 people" in wrong) == (2, True)


REFUSED = [
    (("--alternates", "2"), "--alternates: Alternates stand in for a panel that is drawn."),
    (("--seed", "c0ffee", "--alternates", "2", "--drop-out-factor", "age:middle=2"), "Look at “age:middle=2”"),
    (("--seed", "c0ffee", "--alternates", "2", "--drop-out-factor", "age:old=-1"), "Look at “age:old=-1”"),
]


@pytest.mark.parametrize(("more", "sentence"), REFUSED)
def test_alternates_without_chance_or_with_a_factor_for_nobody_are_refused_and_nothing_is_written(
    draw, tmp_path, more, sentence
):
    code, _, wrong = draw(PEOPLE, TARGETS, *more)
    assert (code, sentence in wrong, files(tmp_path / "out")) == (2, True, [])
