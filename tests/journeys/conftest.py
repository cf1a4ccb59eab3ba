"""Journeys: whole stories, some of them in a real browser."""

import os
from pathlib import Path

import pytest
from django.core.cache import cache

from tests.browser.chromium import axe, browser, new_page, page, phone, watch
from tests.journeys import people

__all__ = ["axe", "browser", "new_page", "page", "phone", "watch"]


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """The sign-in library counts attempts in the cache: each story starts with none."""
    cache.clear()


@pytest.fixture(autouse=True, scope="session")
def one_memory(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What one process has looked at, the one beside it need not look at again."""
    base: Path = tmp_path_factory.getbasetemp()
    people.looked_at = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "looked-at"
    people.looked_at.touch()
