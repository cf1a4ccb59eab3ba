"""Whether a page is there for everybody: nothing runs off its right edge, and the accessibility rules hold.

They are measured once for each address and width, and on every kind of part that no page has shown before, in whichever
of the tests; contrast is measured wherever letters stand on a ground, or in a size, that were not measured together
before. How close to each other targets stand is measured wherever it is narrow, and else once for each kind of part.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import CONTRAST, SETTLE, SPARSE, STRUCTURE, TARGETS, accessible

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


@pytest.fixture(autouse=True, scope="session")
def one_memory(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What one process has looked at, the one beside it need not look at again."""
    global looked_at  # noqa: PLW0603 - whoever looks is no test, and has no fixture at hand
    base = tmp_path_factory.getbasetemp()
    looked_at = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "looked-at"
    looked_at.touch()
