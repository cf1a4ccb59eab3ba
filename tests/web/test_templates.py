"""What every template of the house keeps to, read from the files."""

import re
from pathlib import Path

import folkmoot
from folkmoot.web.templatetags import ui as tags

HOUSE = Path(folkmoot.__file__).parent
TEMPLATES = sorted(path for path in HOUSE.rglob("templates/**/*.html"))
STYLES = sorted(HOUSE.rglob("static/**/*.css"))
DEFINED = set(re.findall(r"\.([a-zA-Z][\w-]*)", "\n".join(path.read_text() for path in STYLES)))


def found(pattern: str) -> list[str]:
    """Where `pattern` occurs in a template, comments left out."""
    hits = []
    for path in TEMPLATES:
        text = re.sub(r"{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.DOTALL)
        hits += [f"{path.relative_to(HOUSE)}: {hit}" for hit in re.findall(pattern, text, flags=re.IGNORECASE)]
    return hits


def test_nothing_is_written_inline_that_the_content_security_policy_would_refuse() -> None:
    assert (
        found(
            r"<style\b|\sstyle=[\"']|\son\w+=[\"']|\shx-on\b|<script(?![^>]*(?:\ssrc=|application/json))[^>]*>|javascript:"
        )
        == []
    )


def test_no_template_asks_another_host_for_anything() -> None:
    assert found(r"<(?:script|img|iframe|source|video|audio)\b[^>]*\ssrc=[\"'](?:https?:)?//[^\"']*") == []
    assert found(r"<link\b[^>]*\shref=[\"'](?:https?:)?//[^\"']*") == []


def classes(text: str) -> list[str]:
    """The class names that stand in a template as they are, without those that a variable completes."""
    plain = re.sub(r"[\w-]*{{.*?}}[\w-]*", " ", re.sub(r"{%.*?%}", " ", text))
    return [name for names in re.findall(r'\sclass="([^"]*)"', plain) for name in names.split()]


def test_every_class_that_a_template_names_is_drawn_by_some_stylesheet() -> None:
    named = [(path.relative_to(HOUSE), name) for path in TEMPLATES for name in classes(path.read_text())]
    assert [f"{path}: {name}" for path, name in named if name not in DEFINED] == []


def test_every_component_is_shown_in_the_gallery() -> None:
    pages = [*(HOUSE / "web" / "templates" / "design").glob("*.html"), HOUSE / "web" / "templates" / "form_page.html"]
    shown = set(re.findall(r"{% (\w+)", "\n".join(page.read_text() for page in pages)))
    assert sorted(set(tags.register.tags) - shown) == []
