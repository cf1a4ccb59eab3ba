"""Every pair of colours that meets on a page has the contrast that WCAG 2.2 asks for, in both themes."""

import re
from pathlib import Path

import pytest

import folkmoot.web

STATIC = Path(folkmoot.web.__file__).parent / "static" / "folkmoot"
TOKENS = (STATIC / "css" / "tokens.css").read_text()
TEXT, CONTROL = 4.5, 3.0

GROUNDS = ("paper", "surface", "sunk")
TEXT_PAIRS = [
    *((ink, ground) for ink in ("ink", "ink-soft", "civic", "ember", "broken") for ground in GROUNDS),
    ("ink", "civic-wash"),
    ("civic", "civic-wash"),
    ("civic-strong", "civic-wash"),
    ("ink", "marigold-wash"),
    ("ember", "marigold-wash"),
    ("ink", "broken-wash"),
    ("broken", "broken-wash"),
    ("on-civic", "civic"),
    ("on-civic", "civic-strong"),
    ("on-marigold", "marigold"),
    ("on-broken", "broken"),
    ("paper", "ink"),
    ("on-stage", "stage"),
    ("on-stage-soft", "stage"),
    ("on-stage", "stage-raised"),
    ("on-stage-soft", "stage-raised"),
    *(("paper", f"hue-{number}") for number in range(1, 7)),
]
CONTROL_PAIRS = [
    *((edge, ground) for edge in ("line-strong", "focus") for ground in GROUNDS),
    *((f"hue-{number}", ground) for number in range(1, 7) for ground in ("paper", "surface")),
    ("stage-line", "stage"),
    ("marigold", "stage"),
    ("marigold", "stage-raised"),
]


def palette(opening: str) -> dict[str, str]:
    """The colours of the block that begins with `opening`: name → `#rrggbb`."""
    block = TOKENS.split(opening, 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


LIGHT = palette("  :root {\n    color-scheme: light;")
DARK = palette(':root:not([data-theme="light"]) {')


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb` as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def too_close(colours: dict[str, str], pairs: list[tuple[str, str]], least: float) -> list[str]:
    """The pairs that do not reach `least`, with what they reach."""
    reached = [(ink, ground, contrast(colours[ink], colours[ground])) for ink, ground in pairs]
    return [f"{ink} on {ground}: {ratio:.2f}" for ink, ground, ratio in reached if ratio < least]


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_on_every_ground(colours: dict[str, str]) -> None:
    assert too_close(colours, TEXT_PAIRS, TEXT) == []


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_of_controls_and_marks_can_be_seen(colours: dict[str, str]) -> None:
    assert too_close(colours, CONTROL_PAIRS, CONTROL) == []


def test_the_dark_theme_is_the_same_whether_the_device_or_the_reader_asks_for_it() -> None:
    assert palette(':root[data-theme="dark"] {') == DARK


def test_both_themes_name_the_same_colours() -> None:
    assert sorted(LIGHT) == sorted(DARK)


def test_no_stylesheet_but_the_tokens_invents_a_colour_for_a_page() -> None:
    components = (STATIC / "css" / "components.css").read_text()
    outside_the_ceremony = "\n".join(
        line for line in components.splitlines() if ".ceremony {" not in line and ".balls" not in line
    )
    assert re.findall(r"#[0-9a-f]{3,8}\b", outside_the_ceremony) == []


def test_the_fonts_stay_within_their_budget() -> None:
    assert sum(font.stat().st_size for font in (STATIC / "fonts").glob("*.woff2")) <= 120_000


def test_each_font_carries_its_licence_and_its_origin() -> None:
    kept = {path.name for path in (STATIC / "fonts").iterdir() if path.suffix != ".woff2"}
    assert kept == {"OFL-Fraunces.txt", "OFL-Atkinson-Hyperlegible-Next.txt", "ORIGIN.md"}
