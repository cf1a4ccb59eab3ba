"""What people do with their hands, and how they find their way: by links, buttons and labels, never by an address.

Every page that somebody comes to is looked at: nothing runs off its right edge, and the accessibility rules hold. They
are measured once for each address and width, and on every kind of part that no page has shown before, in whichever of
the journeys; contrast is measured wherever letters stand on a ground, or in a size, that were not measured together
before. How close to each other targets stand is measured wherever it is narrow, and else once for each kind of part.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

from playwright.sync_api import Locator, Page

from tests.browser.chromium import CONTRAST, SETTLE, SPARSE, STRUCTURE, TARGETS, accessible
from tests.conftest import Post

looked_at = Path()  # a line for each address, kind of part and pair of colours that was measured, by whichever process
NARROW = 800  # pixels: where fingers are likely
# Of which parts a page is built (by element, looks, role and state), and which colours letters have on which grounds.
# The first element of each part and of each pair of colours is marked, so that it can be measured alone.
_SHOWN = """() => {
  const names = ["class", "role", "type", "data-state"];
  const part = (e) => e.localName + names.map((name) => e.getAttribute(name) || "").join(".");
  const grounds = new Map();
  const ground = (e) => {
    if (!e) return "";
    if (!grounds.has(e)) {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(e);
      const own = [backgroundColor, backgroundImage, opacity].join(" ").replace("rgba(0, 0, 0, 0) none 1", "");
      const opaque = /^rgb\\(.* none 1$/.test(own);
      grounds.set(e, opaque ? own : `${own}>${ground(e.parentElement)}`.replace(/^>/, ""));
    }
    return grounds.get(e);
  };
  const parts = {};
  const pairs = {};
  const lettered = (e) => [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());
  for (const e of document.querySelectorAll("body, body *")) {
    if (!(part(e) in parts)) e.dataset.part = parts[part(e)] = Object.keys(parts).length;
    if (!lettered(e) || !e.checkVisibility()) continue;
    const { color, fontSize, fontWeight } = getComputedStyle(e);
    const pair = `${color} on ${ground(e)}, ${fontSize} ${fontWeight}`;
    if (!(pair in pairs)) e.dataset.pair = pairs[pair] = Object.keys(pairs).length;
  }
  return {
    scripts: matchMedia("(scripting: enabled)").matches,
    parts,
    pairs,
    tooWide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  };
}"""


def look(page: Page) -> None:
    """See whether the page is there for everybody."""
    page.evaluate(SETTLE)
    shown = page.evaluate(_SHOWN)
    assert (page.url, shown["tooWide"]) == (page.url, 0)
    if not shown["scripts"]:  # the rules are a script themselves
        return
    address = re.sub(r"\d+|p-[0-9a-f]{6}", "*", urlparse(page.url).path)
    width = page.evaluate("innerWidth")
    parts = {f"{width} {part}": f"[data-part='{mark}']" for part, mark in shown["parts"].items()}
    new_parts = ", ".join(parts[part] for part in _fresh(parts))
    if _fresh([f"{width} {address}"]):
        accessible(page, SPARSE if width > NARROW else STRUCTURE)
        if new_parts and width > NARROW:
            accessible(page, TARGETS, new_parts)
    elif new_parts:
        accessible(page, STRUCTURE, new_parts)
    if pairs := _fresh(shown["pairs"]):
        accessible(page, CONTRAST, ", ".join(f"[data-pair='{shown['pairs'][pair]}']" for pair in pairs))


def _fresh(kinds: Iterable[str]) -> set[str]:
    """Those that nobody has looked at yet; they count as looked at from now on."""
    fresh = {*kinds} - {*looked_at.read_text().splitlines()}
    with looked_at.open("a") as file:
        file.writelines(f"{kind}\n" for kind in fresh)
    return fresh


def enter(page: Page) -> Page:
    """Come in by the front door: the one address that is typed."""
    page.goto("/")
    look(page)
    return page


def called(name: str, *, whole: bool = False) -> re.Pattern[str]:
    """How a link or button is found by its name. What only a screen reader says of it begins after a gap."""
    words = r"\s*".join(re.escape(part) for part in re.split(r"\s*(?=[,:])", name))
    return re.compile(r"^\s*" + words + (r"\s*$" if whole else ""))


def _go(page: Page, by: Locator) -> None:
    with page.expect_navigation():
        by.click()
    look(page)


def follow(page: Page, name: str, *, within: str = "") -> None:
    """Follow the first link that is called `name` (or begins so), perhaps in one region of the page."""
    place: Any = page.get_by_role("region", name=within) if within else page
    _go(page, place.get_by_role("link", name=called(name)).first)


def press(page: Page, name: str) -> None:
    """Press the button that is called exactly `name`."""
    _go(page, page.get_by_role("button", name=called(name, whole=True)))


def field(page: Page, label: str) -> Locator:
    """The field with this label, whether it is optional or not; a list's search is none."""
    return page.locator("form[method=post]").get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*(\(optional\))?\s*$"))


def write(page: Page, answers: Mapping[str, object]) -> None:
    """Fill in a form: label → words, the option to choose, or yes and no."""
    for label, answer in answers.items():
        place = field(page, label)
        if isinstance(answer, bool):
            place.set_checked(answer)
        elif place.evaluate("e => e.localName") == "select":
            place.select_option(label=str(answer))
        else:
            place.fill(str(answer))


def choose(page: Page, question: str, answer: str) -> None:
    """Choose one of several answers to a question."""
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def said(page: Page) -> str:
    """What the page says about what was just done."""
    return page.get_by_role("status").first.inner_text().strip()


def refusal(page: Page) -> str:
    """What stands in the box that says why something was refused."""
    return page.get_by_role("alert").get_by_role("listitem").first.inner_text().strip()


def heading(page: Page) -> str:
    """The page's first heading, in one line."""
    return " ".join(page.get_by_role("heading", level=1).inner_text().split())


def sign_in(page: Page, post: Post, email: str) -> Page:
    """Come in by the front door and sign in with the code that the mail brings; the page shows what needs doing."""
    follow(page if page.url.startswith("http") else enter(page), "Sign in")
    write(page, {"Your e-mail address": email})
    press(page, "Send me a code")
    write(page, {"Code from the mail": code_from(post, email)})
    _go(page, page.get_by_role("main").get_by_role("button", name="Sign in"))
    return page


def code_from(post: Post, email: str) -> str:
    """The code in the last letter to this address."""
    letter = next(letter for letter in reversed(post) if letter["To"] == email)
    found = re.search(r"^    (\S+)$", read(letter), re.MULTILINE)
    assert found is not None
    return found[1]


def read(letter: Any) -> str:
    """The words of a letter."""
    return str(letter.get_payload(decode=True).decode()).replace("\r\n", "\n")


def sign_out(page: Page) -> None:
    """Leave, so that somebody else can sit down."""
    page.locator(".site-head details.menu > summary").last.click()
    press(page, "Sign out")


def take_task(page: Page, title: str) -> None:
    """Open one's list of tasks, where one is not there already, and begin the one with this title."""
    if not page.title().startswith("My tasks"):
        follow(page, "My tasks")
    follow(page, f"Do this: {title}")


def visit(page: Page, assembly: str, stage: str = "") -> None:
    """From wherever one is: the front page, the assembly, perhaps a bead of its thread."""
    follow(page, "Folkmoot")
    follow(page, assembly)
    if stage:
        follow(page, stage)


def download(page: Page, name: str) -> bytes:
    """What lies behind a link to a file."""
    address = page.get_by_role("link", name=name).first.get_attribute("href")
    return page.request.get(str(address)).body()
