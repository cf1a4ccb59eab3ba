"""Journeys: whole stories, some of them in a real browser."""

import pytest
from django.core.cache import cache

from tests.browser.chromium import axe, browser, new_page, page, phone, watch
from tests.browser.looking import one_memory

__all__ = ["axe", "browser", "new_page", "one_memory", "page", "phone", "watch"]


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """The sign-in library counts attempts in the cache: each story starts with none."""
    cache.clear()
