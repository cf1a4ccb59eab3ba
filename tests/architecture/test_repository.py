"""What is committed speaks of the project alone."""

import subprocess
from pathlib import Path

import pytest

from tests.architecture import laws
from tests.architecture.sample import written

# The build machine's script is the one place that knows where data which may not be shipped lies.
MAY_NAME_A_PATH = {".ci/run"}


@pytest.fixture(scope="module")
def committed() -> list[Path]:
    """The files that git keeps."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=laws.ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git clone")
    paths = [laws.ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def test_no_file_names_a_registry_or_a_path_of_one_machine(committed: list[Path]):
    names = [path for path in committed if str(path.relative_to(laws.ROOT)) not in MAY_NAME_A_PATH]
    assert [line for path in names for line in laws.addresses_in(path)] == []


def test_an_address_is_seen(tmp_path: Path):
    path = written(tmp_path, "lock.txt", "a==1 @ https://files." + "pythonhosted.org/a.whl\n")
    assert laws.addresses_in(path) == ["lock.txt names files." + "pythonhosted.org"]


def test_lock_files_with_addresses_stay_out(committed: list[Path]):
    assert [path.name for path in committed if path.name in {"uv.lock", "pylock.toml", "Pipfile.lock"}] == []


def test_every_locked_package_has_its_hashes():
    for name in ("requirements.txt", "requirements-core.txt"):
        text = (laws.ROOT / name).read_text().replace("\\\n", " ")
        pinned = [line for line in text.splitlines() if line and not line.startswith("#")]
        assert [line for line in pinned if "==" not in line or "--hash=sha256:" not in line] == []


def test_the_one_door_stays_small_enough_to_read():
    assert len((laws.ROOT / "run").read_text().splitlines()) <= 60
