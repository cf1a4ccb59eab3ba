"""A real browser in a test's hand. `tests/browser` and `tests/journeys` share these fixtures.

Every page is watched: the hosts it asked, what it wrote to the console, what the Content-Security-Policy stopped. When
the test ends, only our own host may have been asked and nothing may have erred.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Playwright, sync_playwright

SHELL, WHOLE = Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium")
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
# What fades in or changes its colour is measured as it will stay.
SETTLE = """() => document.getAnimations()
  .filter((each) => Number.isFinite(each.effect.getComputedTiming().endTime))
  .forEach((each) => each.finish())"""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Only what breaks a rule is handed back: the whole answer is as long as the page.
BROKEN = """([where, wanted]) => axe.run(where, {...wanted, resultTypes: ["violations"], preload: false})
  .then((answer) => answer.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id} (${rule.impact}): ${node.target} ${node.html.slice(0, 160)}`)))"""
RULES: dict[str, Any] = {"runOnly": WCAG}
# Contrast takes as long as all the other rules together, and depends on nothing but colours and sizes.
STRUCTURE = RULES | {"rules": {"color-contrast": {"enabled": False}}}
# How close targets stand takes as long as all the other rules of structure together.
SPARSE = RULES | {"rules": STRUCTURE["rules"] | {"target-size": {"enabled": False}}}
TARGETS = {"runOnly": {"type": "rule", "values": ["target-size"]}}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


def find_chromium(playwright: Playwright) -> str | None:
    """The path of a Chromium: Debian's, else installed by apt when root, else Playwright's own, else None.

    Debian has it in two packages. The one without a window is the same engine and needs a third less work for a page,
    so it is preferred, and the build machine installs it beside the other.
    """
    wanted = [SHELL] if os.environ.get("CI") else [SHELL, WHOLE]
    if not any(path.exists() for path in wanted) and os.geteuid() == 0 and _is_debian():
        for words in (["update"], ["install", "-y", "--no-install-recommends", SHELL.name]):
            subprocess.run(["apt-get", "-qq", *words], stdout=subprocess.DEVNULL, check=False)
    for path in (SHELL, WHOLE):
        if path.exists():
            return str(path)
    own = Path(playwright.chromium.executable_path)
    if not own.exists():
        subprocess.run(["playwright", "install", "chromium"], check=False, timeout=300)
    return str(own) if own.exists() else None


def _is_debian() -> bool:
    """Whether apt's `chromium` is a browser: on Ubuntu it only points to another shop."""
    release = Path("/etc/os-release")
    return shutil.which("apt-get") is not None and release.exists() and "\nID=debian" in "\n" + release.read_text()


_CHROMIUM = pytest.StashKey[Browser]()


@pytest.fixture(scope="session")
def browser(pytestconfig: pytest.Config) -> Browser:
    """One Chromium for the whole session, although each folder's conftest brings a fixture of its own."""
    if _CHROMIUM not in pytestconfig.stash:
        pytestconfig.stash[_CHROMIUM] = _start(pytestconfig)
    return pytestconfig.stash[_CHROMIUM]


def _start(config: pytest.Config) -> Browser:
    """Start it; it is closed when pytest ends."""
    # Playwright's plain interface keeps an event loop running in this thread, and Django refuses the database wherever
    # it sees one. The loop is idle while a test works, so the refusal would guard nothing here.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    running = ExitStack()
    config.add_cleanup(running.close)
    playwright = running.enter_context(sync_playwright())
    path = find_chromium(playwright)
    if path is None:
        running.close()
        message = "NO BROWSER: there is no Chromium here and none could be installed"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    chromium = playwright.chromium.launch(executable_path=path, args=ARGS)
    running.callback(chromium.close)
    return chromium


class Watch:
    """What the pages of one test asked for and complained about."""

    def __init__(self) -> None:
        self.hosts: set[str] = set()
        self.errors: list[str] = []
        self.expected: list[str] = []

    def follow(self, page: Page) -> None:
        """Watch `page` from now on."""
        page.on("request", lambda request: self.hosts.add(urlparse(request.url).netloc))
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(f"page error: {error}"))

    def expect(self, *fragments: str) -> None:
        """Forgive console messages that hold one of `fragments` (a 403 that the test asks for is no fault)."""
        self.expected.extend(fragments)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.errors.append(f"console {message.type}: {message.text} ({message.location.get('url', '')})")

    def complaints(self) -> list[str]:
        """Everything that erred and was not expected."""
        return [error for error in self.errors if not any(fragment in error for fragment in self.expected)]

    def judge(self, url: str) -> None:
        """Fail where a host other than that of `url` was asked, or something erred."""
        own = {urlparse(url).netloc, ""}  # "": data: and blob: addresses have no host
        assert self.hosts - own == set()
        assert self.complaints() == []


@pytest.fixture
def watch(live_server: Any) -> Iterator[Watch]:
    """The test's watch; at the end only our own host was asked and nothing erred (nor broke the policy)."""
    seen = Watch()
    yield seen
    seen.judge(live_server.url)


@contextmanager
def pages_at(url: str, *, browser: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Opens pages of the site at `url`, each in a context of its own; all are closed at the end."""
    contexts: list[BrowserContext] = []

    def open_page(**options: Any) -> Page:
        defaults = {"base_url": url, "viewport": {"width": 1280, "height": 900}, "locale": "en"}
        context = browser.new_context(**(defaults | options))
        contexts.append(context)
        context.set_default_timeout(30_000)
        page = context.new_page()
        watch.follow(page)
        return page

    yield open_page
    for context in contexts:
        try:
            context.close()
        except Error as error:  # a crashed page must not hide the test's own failure
            watch.errors.append(f"closing: {error}")


@pytest.fixture
def new_page(browser: Browser, live_server: Any, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Opens a page in a context of its own (another person): `new_page(java_script_enabled=False)`.

    Takes Playwright's context options; addresses may be given without the host.
    """
    with pages_at(live_server.url, browser=browser, watch=watch) as open_page:
        yield open_page


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A watched page of 1280 × 900 in English."""
    return new_page()


@pytest.fixture
def phone(new_page: Callable[..., Page]) -> Page:
    """A watched page on a small phone, in Danish, in the dark."""
    return new_page(viewport={"width": 390, "height": 844}, locale="da", color_scheme="dark")


def accessible(page: Page, rules: dict[str, Any] = RULES, within: str = "body") -> None:
    """Fail with every accessibility rule (WCAG 2.2 AA and best practice) that the page, or a part of it, breaks."""
    page.evaluate(SETTLE)
    if page.evaluate("!window.axe"):
        page.evaluate(f"{AXE}; undefined")
    found = page.evaluate(BROKEN, [within, rules])
    assert found == [], f"{page.url}\n" + "\n".join(found)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)` fails with every accessibility rule that the page breaks."""
    return accessible
