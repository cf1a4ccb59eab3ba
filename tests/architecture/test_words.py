"""Whatever a person may meet is said somewhere: faults, settings, record entries, commands, models."""

from collections.abc import Collection
from pathlib import Path

from folkmoot.messages import SENTENCES
from tests.architecture import laws
from tests.architecture.sample import written

DOCS = laws.ROOT / "docs"


def unsaid(names: Collection[str], page: Path) -> list[str]:
    """The names that do not stand in backticks on the page."""
    text = page.read_text() if page.exists() else ""
    return sorted(name for name in names if f"`{name}`" not in text and f"`{name}=" not in text)


def test_every_fault_has_a_sentence_and_every_sentence_a_fault():
    codes = {laws.code_of(name) for name in laws.fault_classes(laws.SRC)}
    assert sorted(codes - set(SENTENCES)) == []
    assert sorted(set(SENTENCES) - codes) == []


def test_a_fault_gives_every_value_that_its_sentence_names():
    assert laws.missing_params(laws.SRC, SENTENCES) == []


def test_a_forgotten_value_is_seen(tmp_path: Path):
    written(
        tmp_path, "draw.py", "class PoolEmpty(Fault): ...\n\nraise PoolEmpty(row=1)\nraise faults.PoolEmpty(file='a')\n"
    )
    assert laws.fault_classes(tmp_path) == {"PoolEmpty"}
    assert laws.missing_params(tmp_path, {"pool_empty": "No row in {file}."}) == ["draw.py:3 PoolEmpty without file"]


def test_every_setting_is_documented():
    assert unsaid(laws.settings_read(laws.SRC / "web" / "settings.py"), DOCS / "operator" / "settings.md") == []


def test_every_kind_of_record_entry_is_declared_and_documented():
    assert sorted(laws.kinds_appended(laws.SRC) - laws.kinds_declared(laws.SRC)) == []
    assert unsaid(laws.kinds_declared(laws.SRC), DOCS / "spec" / "record.md") == []


def test_every_command_is_documented():
    pages = [laws.ROOT / "README.md", *DOCS.rglob("*.md")]
    text = "\n".join(page.read_text() for page in pages)
    assert sorted(verb for verb in laws.verbs(laws.SRC) if f"folkmoot {verb}" not in text) == []


def test_what_is_read_from_the_code_is_what_stands_there(tmp_path: Path):
    settings = written(
        tmp_path, "settings.py", "A = flag('FOLKMOOT_DEMO')\nB = text('DATABASE_URL', 'x')\nC = other('NO')\n"
    )
    written(tmp_path, "stages/a/manifest.py", "X = Act(\n    kind='a.opened', label='')\nY = Act('a.shut', '')\n")
    written(tmp_path, "stages/a/models.py", "class RoleHolding(models.Model): ...\nclass State(TextChoices): ...\n")
    written(tmp_path, "cli/__init__.py", "sub.add_parser('draw')\n")
    assert laws.settings_read(settings) == {"FOLKMOOT_DEMO", "DATABASE_URL"}
    written(tmp_path, "stages/a/actions.py", "_say('a.opened', x)\nrender('b.html')\n")
    assert laws.kinds_appended(tmp_path) == {"a.opened"}
    assert laws.kinds_declared(tmp_path) == {"a.opened", "a.shut"}
    assert laws.models_of(tmp_path) == {"RoleHolding"}
    assert laws.verbs(tmp_path) == {"draw"}
    assert unsaid({"a.opened", "a.shut"}, written(tmp_path, "record.md", "### `a.opened`\n")) == ["a.shut"]


def test_the_glossary_explains_every_model():
    assert unsaid(laws.models_of(laws.SRC), laws.ROOT / "GLOSSARY.md") == []


def test_the_tour_leads_somewhere():
    assert laws.paths_that_lead_nowhere(DOCS / "tour.md", laws.ROOT) == []


def test_a_broken_path_is_seen(tmp_path: Path):
    page = written(tmp_path, "tour.md", "See `src/a.py`, `src/b.py`, `src/a.py::draw` and `src/a.py::lost`; `word`.\n")
    written(tmp_path, "src/a.py", "def draw(): ...\n")
    assert laws.paths_that_lead_nowhere(page, tmp_path) == ["src/b.py", "src/a.py::lost"]
