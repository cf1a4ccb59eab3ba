"""Browser tests: a live server over a real database and a real Chromium."""

from tests.browser.chromium import axe, browser, new_page, page, phone, watch
from tests.browser.looking import one_memory

__all__ = ["axe", "browser", "new_page", "one_memory", "page", "phone", "watch"]
