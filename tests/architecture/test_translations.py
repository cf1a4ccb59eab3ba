"""Every word that a person may see can be said in every language of the site, and is."""

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture import laws
from tests.architecture.sample import written
from tests.translations import LANGUAGES, entries

CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
LITERAL = r"""[uf]?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
MARKED = re.compile(rf"(?<![\w.])(?:gettext|ngettext|_)\(\s*{LITERAL}")
# Names and words that are the same in every language, and letters that stand for themselves.
EVERYWHERE = {
    "Folkmoot",
    "Fraunces",
    "Atkinson",
    "Hyperlegible",
    "Next",
    "CSV",
    "JSON",
    "XLSX",
    "ODS",
    "PDF",
    "AGPL",
    "GNU",
}
UNSEEN = [
    r"{%\s*block body_class\s*%}.*?{%\s*endblock\s*%}",
    r"{%-?\s*comment.*?endcomment\s*%}",
    r"{#.*?#}",
    r"{%\s*blocktrans.*?endblocktrans(?:late)?\s*%}",
    r"<!--.*?-->",
    r"<!doctype[^>]*>",
    r"<(script|style|code)\b.*?</\1>",
    r"{%.*?%}",
    r"{{.*?}}",
]
# Templates that speak for themselves, and why.
OWN_WORDS = {
    "web/templates/500.html": "when all else has failed it says the same in both languages",
    "web/templates/design/identity.html": "it shows letters of the typefaces",
    "stages/lottery/templates/lottery/upload.html": "it names the columns of a file",
}
SEEN_ATTRIBUTES = re.compile(r"""\b(?:title|alt|aria-label|placeholder)="([^"]*)\"""")


def sentences_in_python(source: Path) -> Iterator[str]:
    """Every sentence marked for translation in the package's modules."""
    for path in laws.python_files(source):
        for node in ast.walk(laws.tree_of(path)):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in CALLS:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def sentences_in_templates(source: Path) -> Iterator[str]:
    """Every sentence marked for translation in the package's templates, mails included."""
    from django.utils.translation.template import templatize

    for path in sorted([*source.rglob("templates/**/*.html"), *source.rglob("templates/**/*.txt")]):
        for literal in MARKED.findall(templatize(path.read_text(encoding="utf-8"), origin=str(path))):
            yield ast.literal_eval(literal)


def bare_words(template: str) -> list[str]:
    """Words of a template that stand outside any translation: text, and attributes that are read aloud."""
    seen = template
    for pattern in UNSEEN:
        seen = re.sub(pattern, " ", seen, flags=re.DOTALL | re.IGNORECASE)
    text = " ".join([re.sub(r"<[^>]*>", " ", seen), *SEEN_ATTRIBUTES.findall(seen)])
    return [word for word in re.findall(r"[^\W\d_]{2,}", re.sub(r"&\w+;", " ", text)) if word not in EVERYWHERE]


def po_of(language: str) -> Path:
    return laws.SRC / "locale" / language / "LC_MESSAGES" / "django.po"


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request) -> str:
    return str(request.param)


def test_every_sentence_is_translated(language):
    with po_of(language).with_suffix(".mo").open("rb") as file:
        said = vars(gettext.GNUTranslations(file))["_catalog"]
    asked = {*sentences_in_python(laws.SRC), *sentences_in_templates(laws.SRC)}
    assert sorted(text for text in asked if not (said.get(text) or said.get((text, 0)))) == []


def test_no_translation_is_empty_or_only_guessed(language):
    assert [name for name, said, fuzzy in entries(po_of(language)) if fuzzy or not all(said)] == []


def test_the_compiled_file_says_what_its_source_says(language):
    with po_of(language).with_suffix(".mo").open("rb") as file:
        compiled = vars(gettext.GNUTranslations(file))["_catalog"]
    said = {name: texts for name, texts, _ in entries(po_of(language))}
    stale = [name for name, (first, *_) in said.items() if first != compiled.get(name, compiled.get((name, 0)))]
    known = {key[0] if isinstance(key, tuple) else key for key in compiled} - {""}
    assert (stale, sorted(known - set(said))) == ([], [])


def test_a_translation_keeps_every_value_of_its_sentence(language):
    def values(text: str) -> list[str]:
        return sorted(re.findall(r"%\(\w+\)[sd]|%[sd]|{\w*}|</?\w+>", text))

    kept = list(entries(po_of(language)))
    assert [name for name, said, _ in kept if len(said) == 1 and values(said[0]) != values(name)] == []
    # One thing may do without its number, several may not.
    assert [name for name, said, _ in kept if len(said) > 1 and not set(values(said[0])) <= set(values(said[1]))] == []


def test_no_word_of_a_template_stands_outside_a_translation():
    found = [
        f"{path.relative_to(laws.SRC)}: {' '.join(words)}"
        for path in sorted(laws.SRC.rglob("templates/**/*.html"))
        if (words := bare_words(path.read_text(encoding="utf-8")))
        and path.relative_to(laws.SRC).as_posix() not in OWN_WORDS
    ]
    assert found == []


def test_a_bare_word_is_seen():
    assert (
        bare_words('<p title="{% translate "A" %}">{% translate "B" %} {{ name }}: {# note #}<code>run</code></p>')
        == []
    )
    assert bare_words("<p>Hello</p>") == ["Hello"]
    assert bare_words('<a aria-label="Close it" href="/about/">×</a>') == ["Close", "it"]
    assert bare_words("{% blocktranslate %}One {{ x }}{% endblocktranslate %} and two") == ["and", "two"]


def test_marked_sentences_are_found_in_both_kinds_of_files(tmp_path: Path):
    written(tmp_path, "a.py", "X = _('One')\nY = gettext(\n    'Two ' 'halves')\nZ = other('Three')\n")
    written(tmp_path, "templates/a.html", "{% load i18n %}{% translate 'Four' as x %}{% button _('Five') %}")
    written(tmp_path, "templates/b.txt", "{% blocktranslate count n=n %}Six{% plural %}Sixes{% endblocktranslate %}")
    assert list(sentences_in_python(tmp_path)) == ["One", "Two halves"]
    assert list(sentences_in_templates(tmp_path)) == ["Four", "Five", "Six"]
