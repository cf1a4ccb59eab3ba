"""The watch over every page is itself watched: it must see what it is there to see."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import Watch

pytestmark = pytest.mark.django_db(transaction=True)


def test_another_host_is_noticed(page: Page, watch: Watch):
    page.route(
        "**/*", lambda route: route.fulfill(body="<img src='http://elsewhere.example/a.png'>", content_type="text/html")
    )
    page.goto("/")
    page.wait_for_load_state("networkidle")
    assert "elsewhere.example" in watch.hosts
    watch.hosts.discard("elsewhere.example")


def test_what_the_policy_stops_is_noticed(page: Page, watch: Watch):
    policy = {"Content-Security-Policy": "default-src 'self'", "Content-Type": "text/html"}
    page.route("**/*", lambda route: route.fulfill(body="<p style='color: red'>Red</p>", headers=policy))
    page.goto("/")
    assert [error for error in watch.errors if "Content Security Policy" in error] != []
    watch.expect("Content Security Policy")


def test_an_error_in_a_script_is_noticed(page: Page, watch: Watch):
    page.route("**/*", lambda route: route.fulfill(body="<script>nothing.at.all()</script>", content_type="text/html"))
    page.goto("/")
    assert watch.complaints() == ["page error: nothing is not defined"]
    watch.expect("nothing is not defined")


def test_an_unlabelled_field_is_noticed(page: Page, axe: Any):
    page.route("**/*", lambda route: route.fulfill(body="<input>", content_type="text/html"))
    page.goto("/")
    with pytest.raises(AssertionError, match="label"):
        axe(page)
