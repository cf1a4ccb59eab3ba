"""What people do with their hands, and how they find their way: by links, buttons and labels, never by an address.

Every page that somebody comes to is looked at: nothing runs off its right edge, and the accessibility rules hold. They
are measured once for each address and width, and on every kind of part that no page has shown before, in whichever of
the journeys; contrast is measured wherever letters stand on a ground, or in a size, that were not measured together
before. How close to each other targets stand is measured wherever it is narrow, and else once for each kind of part.

Somebody at a `Reader` instead of a browser does the same by the same names, and nothing is measured.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

from playwright.sync_api import Locator, Page

from tests.browser.chromium import CONTRAST, SETTLE, SPARSE, STRUCTURE, TARGETS, accessible
from tests.conftest import Post
from tests.journeys.reader import Reader

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


def look(page: Page | Reader) -> None:
    """See whether the page is there for everybody."""
    if isinstance(page, Reader):
        return
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


def enter(page: Any) -> Any:
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


def follow(page: Page | Reader, name: str) -> None:
    """Follow the first link that is called `name` (or begins so)."""
    if isinstance(page, Reader):
        page.follow(called(name))
    else:
        _go(page, page.get_by_role("link", name=called(name)).first)


def press(page: Page | Reader, name: str) -> None:
    """Press the button that is called exactly `name`."""
    if isinstance(page, Reader):
        page.press(called(name, whole=True))
    else:
        _go(page, page.get_by_role("button", name=called(name, whole=True)))


def field(page: Page, label: str) -> Locator:
    """The field with this label, whether it is optional or not; a list's search is none."""
    return page.locator("form[method=post]").get_by_label(labelled(label))


def labelled(label: str) -> re.Pattern[str]:
    """How a field is found by its label."""
    return re.compile(rf"^\s*{re.escape(label)}\s*(\(optional\))?\s*$")


def write(page: Page | Reader, answers: Mapping[str, object]) -> None:
    """Fill in a form: label → words, the option to choose, or yes and no."""
    for label, answer in answers.items():
        if isinstance(page, Reader):
            page.write(labelled(label), answer)
            continue
        place = field(page, label)
        if isinstance(answer, bool):
            place.set_checked(answer)
        elif place.evaluate("e => e.localName") == "select":
            place.select_option(label=str(answer))
        else:
            place.fill(str(answer))


def attach(page: Page | Reader, label: str, filename: str, content: bytes) -> None:
    """Choose a file for the field with this label."""
    if isinstance(page, Reader):
        page.attach(labelled(label), filename, content)
    else:
        file = {"name": filename, "mimeType": "application/octet-stream", "buffer": content}
        field(page, label).set_input_files(file)


def choose(page: Page | Reader, question: str, answer: str) -> None:
    """Choose one of several answers to a question."""
    if isinstance(page, Reader):
        page.choose(question, answer)
    else:
        page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def tick(page: Page | Reader, number: int) -> None:
    """Tick the first boxes of the page."""
    if isinstance(page, Reader):
        page.tick(number)
    else:
        for box in page.get_by_role("main").get_by_role("checkbox").all()[:number]:
            box.check()


def texts(page: Page | Reader, css: str) -> list[str]:
    """The words of everything on the page that this selects."""
    return page.all(css) if isinstance(page, Reader) else [each.strip() for each in page.locator(css).all_inner_texts()]


def table(page: Page | Reader, name: str) -> list[list[str]]:
    """The rows of the table that is called so: the words of each cell."""
    if isinstance(page, Reader):
        return page.table(name)
    rows = page.get_by_role("table", name=name).locator("tbody tr").all()
    return [row.locator("th, td").all_inner_texts() for row in rows]


def said(page: Page | Reader) -> str:
    """What the page says about what was just done."""
    return texts(page, "[role=status]")[0]


def refusal(page: Page | Reader) -> str:
    """What stands in the box that says why something was refused."""
    return texts(page, "[role=alert] li")[0]


def heading(page: Page | Reader) -> str:
    """The page's first heading, in one line."""
    return " ".join(texts(page, "h1")[0].split())


def sign_in(page: Any, post: Post, email: str) -> Any:
    """Come in by the front door and sign in with the code that the mail brings; the page shows what needs doing."""
    follow(page if page.url.startswith("http") else enter(page), "Sign in")
    write(page, {"Your e-mail address": email})
    press(page, "Send me a code")
    write(page, {"Code from the mail": code_from(post, email)})
    if isinstance(page, Reader):
        page.press(called("Sign in"), within="main")
    else:
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


def sign_out(page: Page | Reader) -> None:
    """Leave, so that somebody else can sit down."""
    if isinstance(page, Page):
        page.locator(".site-head details.menu > summary").last.click()
    press(page, "Sign out")


def take_task(page: Page | Reader, title: str) -> None:
    """Open one's list of tasks, where one is not there already, and begin the one with this title."""
    if not urlparse(page.url).path.startswith("/desk/"):
        follow(page, "My tasks")
    follow(page, f"Do this: {title}")


def visit(page: Page | Reader, assembly: str, stage: str = "") -> None:
    """From wherever one is: the front page, the assembly, perhaps a bead of its thread."""
    follow(page, "Folkmoot")
    follow(page, assembly)
    if stage:
        follow(page, stage)


def download(page: Page | Reader, name: str) -> bytes:
    """What lies behind a link to a file."""
    if isinstance(page, Reader):
        link = next(page.find("a[href]", called(name)))
        return page.client.get(str(link["href"])).content
    address = page.get_by_role("link", name=name).first.get_attribute("href")
    return page.request.get(str(address)).body()
