"""Every component in every state, in a real browser: readable, reachable, silent, and asking nobody else.

The page fixtures watch each page: an error in the console, a stopped inline style or another host fails the test.
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from folkmoot.web.gallery import PAGES
from tests.browser.chromium import CONTRAST, RULES, STRUCTURE, accessible

pytestmark = pytest.mark.django_db
OpenPage = Callable[..., Page]
SMALL = {"width": 320, "height": 720}
EXAMPLES = [pytest.param(name, id=name or "components") for name in PAGES]


# The dark changes colours only, a small screen places and sizes only.
@pytest.mark.parametrize(("theme", "rules"), [("light", RULES), ("dark", CONTRAST)], ids=["light", "dark"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_axe_finds_nothing(name: str, theme: str, rules: dict[str, Any], page: Page) -> None:
    page.goto(f"/design/?page={name}&theme={theme}")
    accessible(page, rules)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_small_phone_never_scrolls_sideways(name: str, new_page: OpenPage) -> None:
    page = new_page(viewport=SMALL)
    page.goto(f"/design/?page={name}")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    accessible(page, STRUCTURE)


@pytest.mark.parametrize("name", EXAMPLES)
def test_right_to_left_does_not_break_the_layout(name: str, new_page: OpenPage) -> None:
    page = new_page(viewport=SMALL)
    page.goto(f"/design/?page={name}")
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_text_at_twice_its_size_still_fits(new_page: OpenPage) -> None:
    page = new_page(viewport={"width": 640, "height": 900})
    page.goto("/design/")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 32
    assert page.evaluate("document.documentElement.scrollWidth") == 640


def test_everything_to_press_is_large_enough_for_a_thumb(new_page: OpenPage) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto("/design/")
    small: list[Any] = page.evaluate(
        """() => [...document.querySelectorAll(`a.button, button, .bead__link, .choice, select,
        main input:not([type=checkbox], [type=radio]), summary:not(.hash summary)`)]
        .filter((each) => each.offsetParent && each.getBoundingClientRect().height < 43.5)
        .map((each) => [each.outerHTML.slice(0, 90), each.getBoundingClientRect().height])"""
    )
    assert small == []


def test_the_first_press_of_tab_offers_to_skip_to_the_content(page: Page) -> None:
    page.goto("/design/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_a_form_with_errors_moves_the_reader_to_the_summary_and_from_there_to_the_field(page: Page) -> None:
    page.goto("/design/?page=errors")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    assert page.title() == "Error: Plan the assembly · Folkmoot"
    page.get_by_role("link", name="E-mail: Enter a valid email address.").click()
    assert page.evaluate("document.activeElement.id") == "wrong_email"
    told = page.evaluate("document.activeElement.getAttribute('aria-describedby')").split()
    assert [page.locator(f"#{each}").inner_text() for each in told] == [
        "Only for letters about this assembly.",
        "Enter a valid email address.",
    ]


def test_a_menu_closes_with_escape_and_gives_the_focus_back(page: Page) -> None:
    page.goto("/design/")
    summary = page.locator("[data-menu] > summary").first
    summary.click()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.locator("[data-menu][open]").count() == 0
    assert summary.evaluate("(each) => each === document.activeElement")


def test_the_language_switch_keeps_the_page_without_javascript(new_page: OpenPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/design/?page=form&theme=dark")
    page.locator("[data-menu] > summary").first.click()
    page.get_by_role("button", name="Dansk").click()
    assert page.url.endswith("/design/?page=form&theme=dark")
    assert page.locator("html").get_attribute("lang") == "da"


def test_without_javascript_nothing_is_offered_that_would_not_work(new_page: OpenPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/design/")
    assert [button.inner_text() for button in page.locator(".needs-js:visible").all()] == []


def test_the_drawing_of_the_panel_says_in_words_what_it_shows(page: Page) -> None:
    page.goto("/design/")
    drawing = page.get_by_role("img", name="The panel of the harbour assembly, by age")
    assert drawing.locator("desc").first.text_content() == (
        "16 to 24: 7. 25 to 39: 11. 40 to 59: 16. 60 and over: 11. Vacant: 1."
    )
    assert drawing.locator(".seat").count() == 46


def test_states_can_still_be_told_apart_in_forced_colours(new_page: OpenPage) -> None:
    page = new_page(forced_colors="active")
    page.goto("/design/?page=assembly")
    fill = (
        "(each) => getComputedStyle(each.querySelector('.shell')).fill + (each.querySelector('.core') ? ' core' : '')"
    )
    looks = {bead.get_attribute("data-state"): bead.evaluate(fill) for bead in page.locator(".bead").all()}
    assert len(set(looks.values())) == 3


def test_every_bead_says_its_state_in_words(page: Page) -> None:
    page.goto("/design/?page=assembly")
    words = [str(bead.text_content()).strip(": ") for bead in page.locator(".bead .visually-hidden").all()]
    assert words == ["done", "done", "open now", "open now", *["not yet open"] * 3]


def test_on_paper_the_board_keeps_its_rows_and_drops_what_can_only_be_pressed(page: Page) -> None:
    page.goto("/design/?page=board")
    page.emulate_media(media="print")
    assert page.locator("tbody tr:visible").count() == 3
    assert page.locator(".main-nav:visible, .site-head__tools:visible, .button:visible").count() == 0
