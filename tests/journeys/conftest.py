"""Journeys: whole stories, some of them in a real browser."""

from tests.browser.chromium import axe, browser, new_page, page, phone, watch

__all__ = ["axe", "browser", "new_page", "page", "phone", "watch"]
