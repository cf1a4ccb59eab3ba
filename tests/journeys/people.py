"""What people do with their hands, and how they find their way: by links, buttons and labels, never by an address.

Every page that somebody comes to is looked at (`tests/browser/looking.py`).
Somebody at a `Reader` instead of a browser does the same by the same names, and nothing is measured.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlparse

from playwright.sync_api import Locator, Page

from tests.browser import looking
from tests.conftest import Post
from tests.journeys.reader import Reader


def look(page: Page | Reader) -> None:
    """See whether the page is there for everybody; what a reader sees is words and has no looks."""
    if isinstance(page, Page):
        looking.look(page)


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
