"""Paper: every kind is set as a tagged PDF, in both editions, and what people wrote stays words."""

import re
import subprocess
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from folkmoot.paper import Edition, PaperNotPrinted, kinds, print_paper, sample
from folkmoot.paper.characters import printable

MARKUP = '#panic("x") $x$ *bold* _it_ `raw` @label <svg> #read("/frame.typ") \\ // /* "'
needs_pdftotext = pytest.mark.skipif(which("pdftotext") is None, reason="reads the text back with poppler")


def text_of(pdf: bytes, tmp_path: Path) -> str:
    """The text as a reader copies it out, spaces and line ends alike."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf)
    said = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True).stdout
    return " ".join(said.split())


def with_markup(value: Any) -> Any:
    """The same values with every text of people made into what would be Typst."""
    match value:
        case str():
            return value if value.startswith("<svg") else MARKUP
        case dict():
            return {key: each if key == "languages" else with_markup(each) for key, each in value.items()}
        case list():
            return [with_markup(each) for each in value]
        case _:
            return value


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("kind", kinds())
def test_every_kind_is_a_tagged_pdf_with_title_and_language(kind: str, edition: Edition) -> None:
    printed = print_paper(kind, sample(kind), title="Næste skridt", language="da", edition=edition)
    assert printed.lacking == ()
    found = {mark: mark in printed.pdf for mark in (b"/MarkInfo", b"/StructTreeRoot", b"/Lang(da)", b"pdfuaid:part")}
    assert found == dict.fromkeys(found, True)
    again = print_paper(kind, sample(kind), title="Næste skridt", language="da", edition=edition)
    assert again.pdf == printed.pdf


@needs_pdftotext
def test_what_people_wrote_is_set_as_words_and_never_obeyed(tmp_path: Path) -> None:
    said = {
        kind: text_of(print_paper(kind, with_markup(sample(kind)), title=MARKUP, language="en").pdf, tmp_path)
        for kind in kinds()
    }
    assert {kind: MARKUP.split(maxsplit=1)[0] in text for kind, text in said.items()} == dict.fromkeys(kinds(), True)


@needs_pdftotext
def test_a_stamp_stands_on_every_page_and_is_read_aloud(tmp_path: Path) -> None:
    pages = {}
    for kind in kinds():
        printed = print_paper(kind, sample(kind), title="t", language="en", edition=Edition.LARGE, stamp="TESTPAPER")
        count = len(re.findall(rb"/Type/Page\b(?!s)", printed.pdf))
        pages[kind] = (text_of(printed.pdf, tmp_path).count("TESTPAPER") > count, count > 1)
    assert pages == dict.fromkeys(kinds(), (True, True))


def test_a_character_that_no_font_has_is_named_and_shown_as_lacking() -> None:
    assert printable({"name": "Ada 漢 \u202egnp.exe", "rows": ["Zoë", "שלום", "Ωμέγα"]}) == (
        {"name": "Ada \ufffd gnp.exe", "rows": ["Zoë", "שלום", "Ωμέγα"]},
        ("漢",),
    )


def test_a_kind_that_is_none_and_values_that_lack_something_are_refused_in_words() -> None:
    for kind, values in (("poem", {}), ("minutes", {})):
        with pytest.raises(PaperNotPrinted) as refused:
            print_paper(kind, values, title="t", language="en")
        assert refused.value.params["kind"] == kind
