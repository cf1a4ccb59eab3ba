"""Browser tests: a live server over a real database and a real Chromium."""

from tests.browser.chromium import axe, browser, new_page, page, phone, watch

__all__ = ["axe", "browser", "new_page", "page", "phone", "watch"]
