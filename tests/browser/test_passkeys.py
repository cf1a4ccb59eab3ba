"""Signing in with a real browser: by code, and by a passkey on an authenticator that Chromium plays."""

import re
from urllib.parse import urlparse

import pytest
from django.core import mail
from django.core.cache import cache

from tests.browser.looking import look
from tests.builders import a_person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def device(page):
    """A phone with a fingerprint reader, as far as Chromium can tell."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


@pytest.fixture
def local(live_server, watch):
    """The server under the name for which browsers keep passkeys: an address of figures has none."""
    named = live_server.url.replace("127.0.0.1", "localhost")
    yield named
    watch.hosts.discard(urlparse(named).netloc)


def code_in_mail() -> str:
    return str(re.findall(r"^    (\S+)$", str(mail.outbox[-1].body), re.MULTILINE)[0])


def sign_in_by_code(page, start):
    page.goto(start)
    page.get_by_label("Your e-mail address").fill("signe@example.org")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code from the mail").fill(code_in_mail())
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def add_passkey(page, local):
    page.goto(f"{local}/sign-in/passkeys/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("What do you call this device?").fill("My phone")
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()


def test_a_code_from_the_mail_opens_the_account(page, live_server):
    page.goto("/sign-in/")
    look(page)
    page.get_by_label("Your e-mail address").fill("signe@example.org")
    page.get_by_role("button", name="Send me a code").click()
    look(page)
    page.get_by_label("Code from the mail").fill("WRONG1")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    assert page.get_by_role("alert").is_visible()
    look(page)
    page.get_by_label("Code from the mail").fill(code_in_mail())
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk/")


def test_a_passkey_is_made_and_opens_the_account_alone(page, device, local):
    a_person(email="signe@example.org", name="Signe Holm")
    sign_in_by_code(page, f"{local}/sign-in/")
    page.wait_for_url("**/desk/")
    add_passkey(page, local)
    look(page)
    page.goto(f"{local}/sign-in/passkeys/")
    assert page.get_by_role("rowheader", name="My phone").is_visible()
    look(page)
    page.context.clear_cookies()
    page.goto(f"{local}/sign-in/?next=/me/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/me/")


def test_once_there_is_a_passkey_the_code_alone_does_not_open_the_account(page, device, local):
    a_person(email="signe@example.org", name="Signe Holm")
    sign_in_by_code(page, f"{local}/sign-in/")
    page.wait_for_url("**/desk/")
    add_passkey(page, local)
    recovery = page.get_by_role("main").locator("li code").first.inner_text()
    page.context.clear_cookies()
    sign_in_by_code(page, f"{local}/sign-in/")
    page.get_by_role("heading", name="One more step").wait_for()
    look(page)
    page.get_by_role("button", name="Use my passkey").click()
    page.wait_for_url("**/desk/")
    page.context.clear_cookies()
    sign_in_by_code(page, f"{local}/sign-in/")
    page.get_by_label("Recovery code").fill(recovery)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk/")
