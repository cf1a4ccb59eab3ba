"""`folkmoot rotate` on a file of members."""

from folkmoot.__main__ import main

HEADER = "id,since\n"


def rotate(tmp_path, members, groups="3", seed="c0ffee"):
    (tmp_path / "members.csv").write_text(members)
    size = ["--seats", "3", "--groups", groups, "--turn", "3", "--seed", seed]
    return main(["rotate", str(tmp_path / "members.csv"), *size])


def test_who_has_sat_longest_leaves_and_as_many_are_drawn(tmp_path, capsys):
    assert rotate(tmp_path, HEADER + "ann,0\nbo,1\ncy,2\n") == 0
    assert capsys.readouterr().out == "Turn 3. 1 leave: ann.\nTo be drawn: 1.\n"


def test_among_those_who_began_together_chance_decides_and_it_is_said(tmp_path, capsys):
    assert rotate(tmp_path, HEADER + "ann,2\nbo,2\ncy,2\n") == 0
    said = capsys.readouterr().out
    name = said.split("leave: ")[1].split(".")[0]
    assert said == (
        f"Turn 3. 1 leave: {name}. Of these by lot, among those who began together: {name}.\nTo be drawn: 1.\n"
    )


def test_a_member_without_a_turn_twice_the_same_one_or_too_many_groups_are_refused(tmp_path, capsys):
    for members in (HEADER + "ann,0\nbo,\n", HEADER + "ann,0\nann,1\n"):
        assert rotate(tmp_path, members) == 2
        assert "Look at row 3." in capsys.readouterr().err
    assert rotate(tmp_path, HEADER + "ann,0\n", groups="4") == 2
    assert "3 seats cannot rotate in 4 groups" in capsys.readouterr().err
    assert rotate(tmp_path, HEADER + "ann,0\n", seed="the moon") == 2
    assert "the moon is not hexadecimal" in capsys.readouterr().err
