"""Templates hold nothing that a strict policy would stop, and stay short."""

from pathlib import Path
from statistics import median

from tests.architecture import laws
from tests.architecture.sample import written


def test_templates_hold_nothing_inline_and_no_other_host():
    assert laws.unsafe_templates(laws.SRC) == []


def test_an_unsafe_template_is_seen(tmp_path: Path):
    samples = {
        "a style attribute": "<p style='color: red'>",
        "a style element": "<style>p {}</style>",
        "a script written in the page": "<script>alert(1)</script>",
        "an event handler": "<a onclick='x()'>",
        "another host": "<img src='//elsewhere.example/a.png'>",
        "text passed on unescaped": "{{ text|safe }}",
    }
    for number, text in enumerate(samples.values()):
        written(tmp_path, f"{number}.html", text)
    written(tmp_path, "fine.html", "<script src='a.js'></script><a href='https://example.org'>{# style= #}</a>")
    assert laws.unsafe_templates(tmp_path) == [f"{n}.html holds {what}" for n, what in enumerate(samples)]


def test_half_of_the_templates_fit_on_a_screen():
    lines = [len(path.read_text().splitlines()) for path in laws.SRC.rglob("*.html")]
    assert median(lines or [0]) <= 40
