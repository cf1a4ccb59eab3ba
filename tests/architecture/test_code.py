"""The core repeats itself, actions are regular, and everything keeps its proportions."""

from pathlib import Path

from tests.architecture import laws
from tests.architecture.sample import written


def test_the_core_reads_no_clock_throws_no_dice_and_touches_nothing():
    assert laws.unrepeatable(laws.SRC / "core") == []


def test_a_clock_in_the_core_is_seen(tmp_path: Path):
    written(tmp_path, "draw.py", "a = datetime.now()\nb = uuid.uuid4()\nc = np.random.rand()\nd = open('x')\n")
    assert sorted(laws.unrepeatable(tmp_path)) == [
        "draw.py:1 now",
        "draw.py:2 uuid4",
        "draw.py:3 random",
        "draw.py:4 open",
    ]


def test_actions_take_keywords_and_are_one_transaction():
    assert laws.irregular_actions(laws.SRC) == []


def test_an_irregular_action_is_seen(tmp_path: Path):
    half = "def half(*, by):\n    A.objects.create()\n    B.objects.create()\n"
    written(
        tmp_path,
        "actions.py",
        f"def loose(by):\n    pass\n\n\n{half}\n\n@transaction.atomic\n{half.replace('half', 'whole')}",
    )
    assert laws.irregular_actions(tmp_path) == [
        "actions.py:1 loose takes values by position",
        "actions.py:5 half writes more than once outside a transaction",
    ]


def test_no_file_is_named_after_nothing():
    assert laws.banned_names(laws.SRC) == []


def test_a_name_after_nothing_is_seen(tmp_path: Path):
    written(tmp_path, "stages/helpers.py", "")
    written(tmp_path, "common/lottery.py", "")
    assert laws.banned_names(tmp_path) == ["common", "stages/helpers.py"]


def test_the_core_can_be_read_in_one_sitting():
    assert laws.out_of_proportion(laws.SRC / "core", p95=30, middle=8, longest_file=300) == []


def test_the_shell_keeps_its_proportions():
    rooms = [laws.SRC / room for room in ("commons", "stages", "windows", "web", "cli")]
    found = [line for room in rooms for line in laws.out_of_proportion(room, p95=35, middle=12, longest_file=400)]
    assert found == []


def test_models_stay_short():
    long = {str(path.relative_to(laws.SRC)): len(path.read_text().splitlines()) for path in laws.model_files(laws.SRC)}
    assert {name: lines for name, lines in long.items() if lines > 200} == {}


def test_lost_proportions_are_seen(tmp_path: Path):
    body = "    x = 1\n" * 40
    written(tmp_path, "long.py", "".join(f"def f{n}():\n{body}\n\n" for n in range(8)))
    assert [line.split(";")[0] for line in laws.out_of_proportion(tmp_path, p95=30, middle=7, longest_file=300)] == [
        "95th percentile of functions is 40 lines, not 30",
        "median of functions is 40.0 lines, not 7",
        "long.py has 344 lines, not 300",
    ]
