"""`folkmoot tally` on files: a result that names its rule and its source, its story, and files that are refused."""

import json
from hashlib import sha256

from folkmoot.__main__ import main
from folkmoot.core.tally.named import RULES

BALLOTS = "ballot,wind,sun,coal\n1,x,x,\n2,x,,\n3,,x,\n4,,,\n5,,,spoilt\n"
RULE = 'method = "approval"\nseats = 1\nties = ["lot"]\n'


def tally(tmp_path, *options, ballots=BALLOTS, name="ballots.csv", rule="approval"):
    (tmp_path / name).write_text(ballots)
    return main(["tally", str(tmp_path / name), "--rule", rule, "--out", str(tmp_path / "out"), *options])


def result(tmp_path):
    return json.loads((tmp_path / "out" / "result.json").read_text())


def test_a_result_says_what_was_counted_by_which_rule_and_who_won(tmp_path, capsys):
    assert tally(tmp_path, "--seats", "2", "--present", "6", "--eligible", "8") == 0
    said = result(tmp_path)
    assert said["winners"] == ["wind", "sun"]
    assert said["tied"] == []
    assert said["rule"] == {"method": "approval", "seats": 2, "ties": ["lot"]}
    assert said["turnout"] == {"eligible": 8, "present": 6, "cast": 5, "blank": 1, "spoilt": 1}
    assert said["source"] == {"file": "ballots.csv", "sha256": sha256(BALLOTS.encode()).hexdigest()}
    assert said["tables"]["approvals"]["rows"] == [["wind", 2, 3], ["sun", 2, 3], ["coal", 0, 3]]
    assert said["steps"][0] == {"code": "approved_by", "params": {"option": "wind", "count": 2}}
    story = (tmp_path / "out" / "story.txt").read_text()
    assert story == (
        "5 ballots, 1 blank, 1 spoilt; 3 options.\n"
        "wind was approved 2 times.\n"
        "sun was approved 2 times.\n"
        "coal was approved 0 times.\n"
        "2 won: wind, sun.\n"
    )
    assert capsys.readouterr().out == f"{story}Written to {tmp_path / 'out'}.\n"


def test_a_tie_that_awaits_the_lot_is_no_result_until_chance_is_given(tmp_path, capsys):
    assert tally(tmp_path) == 1
    assert (result(tmp_path)["winners"], result(tmp_path)["tied"]) == ([], ["wind", "sun"])
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "Nothing won.",
        "Still tied: wind, sun.",
        f"Written to {tmp_path / 'out'}.",
    ]
    assert tally(tmp_path, "--seed", "a1") == 0
    assert (result(tmp_path)["tied"], result(tmp_path)["source"]["seed"]) == ([], "a1")
    assert len(result(tmp_path)["winners"]) == 1


def test_the_same_ballots_in_any_order_and_by_the_rule_s_file_give_the_same_result(tmp_path):
    (tmp_path / "rule.toml").write_text(RULE)
    assert tally(tmp_path, "--seed", "a1", rule=str(tmp_path / "rule.toml")) == 0
    first = result(tmp_path)
    head, *rows = BALLOTS.splitlines()
    assert tally(tmp_path, "--seed", "a1", ballots="\n".join([head, *reversed(rows)])) == 0
    assert {**result(tmp_path), "source": {}} == {**first, "source": {}}


def test_nothing_is_written_where_the_input_is_wrong_and_every_problem_is_told(tmp_path, capsys):
    assert tally(tmp_path, ballots="a,b\nx,7\nq,x\n") == 2
    assert tally(tmp_path, rule="coin") == 2
    (tmp_path / "rule.toml").write_text('method = "approval"\nseats =\n')
    assert tally(tmp_path, rule=str(tmp_path / "rule.toml")) == 2
    assert tally(tmp_path, "--seats", "2", rule="two-thirds") == 2
    assert tally(tmp_path, rule="borda", name="votes.soi", ballots="3: 1,2\n") == 2
    assert tally(tmp_path, "--seed", "xyz") == 2
    assert main(["tally", str(tmp_path / "none.csv"), "--rule", "approval", "--out", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "Row 2 says “7” under b. Write x, or nothing.",
        "Row 3 says “q” under a. Write x, or nothing.",
        f"There is no rule called “coin”, and no such file. Rules with a name: {', '.join(RULES)}.",
        "The rule file rule.toml is not TOML: Invalid value (at line 2, column 8). Mend that line.",
        "The rule says seats, which means nothing here. Known: threshold, blocks. Look for a slip of the pen.",
        "The file does not name its alternatives. Add “# ALTERNATIVE NAME 1: …” for each.",
        "xyz is not hexadecimal. Write the seed with an even number of the digits 0-9 and a-f.",
        f"{tmp_path / 'none.csv'}: No such file or directory",
    ]
    assert not (tmp_path / "out").exists()


def test_a_budget_vote_from_a_table_takes_costs_and_budget_beside_it(tmp_path, capsys):
    (tmp_path / "costs.csv").write_text("option,name,cost\nwind,Wind power,40.5\nsun,Solar power,30\ncoal,Coal,9\n")
    beside = ["--options", str(tmp_path / "costs.csv"), "--budget"]
    assert tally(tmp_path, *beside, "70,50", rule="greedy") == 0
    assert result(tmp_path)["winners"] == ["wind", "sun"]
    assert result(tmp_path)["options"][0] == {"id": "wind", "name": "Wind power", "cost": "81/2"}
    assert capsys.readouterr().out.splitlines()[-3] == "All of it costs 70.5 of 70.5; 0 is left."
    assert tally(tmp_path, *beside, "much", rule="greedy") == 2
    assert capsys.readouterr().err == "--budget takes an amount such as 4000 or 4000.50, not “much”.\n"


def test_of_very_many_problems_the_first_twenty_are_told(tmp_path, capsys):
    assert tally(tmp_path, ballots="a\n" + "q\n" * 50) == 2
    told = capsys.readouterr().err.splitlines()
    assert (len(told), told[-1]) == (21, "and 30 more")


def test_pabulib_and_preflib_files_are_known_by_their_names(tmp_path):
    soi = "# ALTERNATIVE NAME 1: Ann\n# ALTERNATIVE NAME 2: Bo\n2: 2,1\n1: 1\n"
    assert tally(tmp_path, "--present", "5", rule="borda", name="votes.soi", ballots=soi) == 0
    assert (result(tmp_path)["winners"], result(tmp_path)["turnout"]["present"]) == (["2"], 5)
    assert result(tmp_path)["options"] == [{"id": "1", "name": "Ann"}, {"id": "2", "name": "Bo"}]
    pb = (
        "META\nkey;value\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost;name\np;7;Swings\nq;5;\n"
        "VOTES\nvoter_id;vote\n1;q,p\n2;q\n"
    )
    assert tally(tmp_path, name="votes.pb", ballots=pb) == 0
    assert result(tmp_path)["winners"] == ["q"]
    assert result(tmp_path)["options"] == [
        {"id": "p", "name": "Swings", "cost": "7"},
        {"id": "q", "name": "q", "cost": "5"},
    ]
