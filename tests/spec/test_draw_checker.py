"""The checker printed in `docs/spec/draw.md`, taken out of the page and run: another language finds the same."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from folkmoot.core.canonical import canonical_bytes, sha256_hex
from folkmoot.core.sortition import (
    Balls,
    Combined,
    Parties,
    Party,
    Seed,
    Throws,
    commitment_of,
    draw_by,
    draw_document,
    lottery_document,
    sealed_document,
)
from folkmoot.core.sortition.lines import line_document, line_of
from folkmoot.core.sortition.sealing import panel_salt
from tests.spec.test_draw_published import LOTTERY

PAGE = Path(__file__).parents[2] / "docs" / "spec" / "draw.md"
NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="NOT RUN: no node here to run the checker of docs/spec/draw.md")
MAYOR = Party(name="Mayor", commitment=commitment_of("Mayor", "tern", "5"), value="tern", nonce="5")
PUPILS = Party(name="Pupils", commitment=commitment_of("Pupils", "skær", "0"), value=None, nonce=None)
SOURCES = [
    Balls(digits=(7,)),
    Throws(sides=6, faces=(6, 5, 2, 4)),
    Throws(sides=10, faces=(3,)),
    Seed(seed=b"Ravnkilde"),
    Parties(parties=(MAYOR, PUPILS)),
    Combined(parts=(Parties(parties=(MAYOR,)), Balls(digits=(0,)))),
]


def checked(folder: Path, lottery: bytes, draw: bytes, line: bytes = b"") -> str:
    (program,) = re.findall(r"```js\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    for name, content in (
        ("check.js", program.encode()),
        ("lottery.json", lottery),
        ("draw.json", draw),
        ("line.json", line),
    ):
        (folder / name).write_bytes(content)
    command = [str(NODE), "check.js", "lottery.json", "draw.json", *(["line.json"] if line else [])]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout.strip()


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: type(source).__name__)
def test_another_language_finds_the_panel_that_python_finds(source, tmp_path):
    draw = draw_by(LOTTERY, source)
    said = checked(tmp_path, canonical_bytes(lottery_document(LOTTERY)), canonical_bytes(draw_document(draw)))
    assert said == f"HOLDS: panel {draw.number} of 10, 2 people"


SECRET = bytes(range(32))


@pytest.mark.parametrize("sealed", [False, True])
def test_another_language_opens_the_drawn_panel_and_somebodys_own_line(sealed, tmp_path):
    lottery = canonical_bytes(sealed_document(LOTTERY, SECRET) if sealed else lottery_document(LOTTERY))
    drawn = draw_by(LOTTERY, Balls(digits=(7,)), published=sha256_hex(lottery))
    salt = panel_salt(SECRET, 7).hex() if sealed else None
    draw = canonical_bytes(draw_document(replace(drawn, salt=salt)))
    line = line_of(LOTTERY, "bo", published=sha256_hex(lottery), secret=SECRET if sealed else None)
    assert line is not None
    document = line_document(line)
    assert checked(tmp_path, lottery, draw, canonical_bytes(document)) == "HOLDS: panel 7 of 10, 2 people"
    other = canonical_bytes(document | {"panels": [1]})
    assert checked(tmp_path, lottery, draw, other) == "DOES NOT HOLD: the line of bo"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"number": 8}, "the number of the panel"),
        ({"lottery": "0" * 64}, "that the draw is of this lottery"),
        ({"selected": ["ann", "bo"]}, "who is on the panel"),
        ({"source": {"kind": "balls", "digits": [7, 1]}}, "the last throw"),
        ({"source": {"kind": "dice", "sides": 6, "faces": [1, 1, 1, 2]}}, "a throw that counted already"),
    ],
)
def test_another_language_finds_what_was_changed_in_a_draw(changed, said, tmp_path):
    draw = draw_document(draw_by(LOTTERY, SOURCES[0])) | changed
    found = checked(tmp_path, canonical_bytes(lottery_document(LOTTERY)), canonical_bytes(draw))
    assert found == f"DOES NOT HOLD: {said}"


def test_another_language_counts_the_tickets_again(tmp_path):
    lottery = lottery_document(LOTTERY)
    lottery["tickets"] = [10, 10, 10, 10]
    draw = canonical_bytes(draw_document(draw_by(LOTTERY, SOURCES[0])))
    assert checked(tmp_path, canonical_bytes(lottery), draw) == "DOES NOT HOLD: the tickets"
