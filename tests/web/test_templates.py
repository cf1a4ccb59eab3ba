"""What every template of the house keeps to, read from the files."""

import re
from pathlib import Path

import folkmoot

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


def test_every_class_that_a_template_names_is_drawn_by_some_stylesheet() -> None:
    unknown = []
    for path in TEMPLATES:
        for names in re.findall(r'\sclass="([^"]*)"', path.read_text()):
            plain = re.sub(r"\S*({{.*?}}|{%.*?%})\S*", " ", names)
            unknown += [f"{path.relative_to(HOUSE)}: {name}" for name in plain.split() if name not in DEFINED]
    assert unknown == []


def test_every_component_is_shown_in_the_gallery() -> None:
    import folkmoot.web.templatetags.ui as tags

    shown = "\n".join(path.read_text() for path in (HOUSE / "web" / "templates").rglob("*.html"))
    helpers = {"form_body", "check_answers", "crumbs", "data_table"}  # shown through whole pages or by their sisters
    missing = [name for name in tags.register.tags if name not in helpers and f"{{% {name} " not in shown]
    assert [name for name in missing if name != "print_button"] == []
