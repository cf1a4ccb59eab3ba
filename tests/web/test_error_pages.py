"""When something goes wrong, the page says what happened, that nothing is lost, and what to do next."""

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views.defaults import bad_request, permission_denied, server_error

pytestmark = pytest.mark.django_db


def heading(response: Any) -> str:
    """The page's one `<h1>`."""
    found: list[str] = re.findall(r"<h1>(.*?)</h1>", response.content.decode())
    return found[0]


def test_an_address_without_a_page_leads_back_to_the_front_page(client: Client) -> None:
    response = client.get("/no-such-page/")
    assert (response.status_code, heading(response)) == (404, "There is no page here")
    assert 'href="/">Go to the front page</a>' in response.content.decode()


def test_a_page_for_others_says_whose_it_is() -> None:
    response = permission_denied(RequestFactory().get("/"), PermissionDenied())
    assert (response.status_code, heading(response)) == (403, "This page is not open to you")


def test_a_broken_request_changes_nothing_and_says_so() -> None:
    response = bad_request(RequestFactory().get("/"), ValueError())
    assert (response.status_code, heading(response)) == (400, "Your browser sent something we could not read")


def test_a_fault_of_ours_needs_nothing_that_may_be_broken_too() -> None:
    response = server_error(RequestFactory().get("/"))
    assert (response.status_code, heading(response)) == (500, "Something broke on our side")


def test_a_form_that_was_open_too_long_is_answered_in_the_house_voice() -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/language/", {"language": "da"})
    assert (response.status_code, heading(response)) == (403, "This form was open for too long")


def test_a_fault_page_shows_its_sentences_and_the_remedy() -> None:
    page = render_to_string(
        "fault.html", {"sentences": ["The contract is not signed."], "remedy": "Ask Maren to sign."}
    )
    assert re.findall(r"<p[^>]*>(The contract[^<]*|Ask [^<]*|Nothing was[^<]*)</p>", page) == [
        "The contract is not signed.",
        "Ask Maren to sign.",
        "Nothing was changed, and nothing is lost.",
    ]
