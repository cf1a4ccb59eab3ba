"""Paper: plain values and a Typst file of `kinds/` become a print-quality PDF; no Django, no network, no system font.

`print_paper("minutes", values, title=…, language=…)` is all there is to know. A kind is one Typst file, and beside it
a sample of the values it takes, which a test prints. Every PDF is tagged (PDF/UA-1), has title and language, and
carries its fonts. What people wrote travels as data, never as Typst source, so nothing in it can act as markup.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import typst

from folkmoot.core.faults import Fault
from folkmoot.paper.characters import FONTS, printable
from folkmoot.paper.codes import qr_code

__all__ = ["Edition", "PaperNotPrinted", "Printed", "kinds", "print_paper", "qr_code", "sample"]

HERE = Path(__file__).parent
KINDS = HERE / "kinds"
BLANK = b"#set page(width: 1pt, height: 1pt)"
TURNS_KEPT = 11


class PaperNotPrinted(Fault):
    """A paper of this `kind` could not be set from its values; `reason` says why, in the typesetter's words."""


class Edition(StrEnum):
    """How large the text is: 12 points, or 18 for people who see little (UKAAF minimum standards MS03: 12 and 16)."""

    STANDARD = "standard"
    LARGE = "large"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A PDF, and the characters that no font has: each of them stands on the paper as �."""

    pdf: bytes
    lacking: tuple[str, ...]


def kinds() -> tuple[str, ...]:
    """The kinds of paper there are, by name."""
    return tuple(sorted(path.stem for path in KINDS.glob("*.typ")))


def sample(kind: str) -> dict[str, Any]:
    """Values that show all that a kind can do: for tests, and to see what it takes."""
    return json.loads((KINDS / f"{kind}.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def print_paper(
    kind: str,
    values: Mapping[str, Any],
    *,
    title: str,
    language: str,
    edition: Edition = Edition.STANDARD,
    stamp: str = "",
    at: datetime | None = None,
) -> Printed:
    """The paper `kind` of `values` (plain JSON), in `language` (`da`, `ar`, `pt-br`: texts run as its script does).

    `stamp` stands across every page and in its text, for what must not be taken for real ("TEST"). `at` is the moment
    written into the file, the beginning of 1970 unless given: the same values make the same bytes. Raises
    `PaperNotPrinted` for a kind, or values, that cannot be set.
    """
    frame = {"title": title, "language": language, "edition": edition.value, "stamp": stamp}
    clean, lacking = printable({"frame": frame, "values": dict(values)})
    try:
        pdf = typst.compile(
            KINDS / f"{kind}.typ",
            root=HERE,
            font_paths=_fonts(),
            sys_inputs={"given": json.dumps(clean, ensure_ascii=False)},
            pdf_standards=["ua-1"],
            timestamp=int((at or datetime.fromtimestamp(0, UTC)).timestamp()),
        )
    except (typst.TypstError, RuntimeError) as error:
        raise PaperNotPrinted(kind=kind, reason=str(error)) from error
    finally:
        _forget()
    return Printed(pdf=pdf, lacking=lacking)


def _forget() -> None:
    """Let the typesetter forget: it keeps what it worked out for its next ten papers, and letters are many and large.

    Without this, memory grows by 170 MB for each 250 letters, and what people wrote stays in it.
    """
    for _ in range(TURNS_KEPT):
        typst.compile(BLANK, font_paths=_fonts())


@cache
def _fonts() -> typst.Fonts:
    """The shipped fonts and no others, read once."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
