"""The living example plays through, and whoever walks through it meets no broken page and no dead end."""

import os
import re
from urllib.parse import urldefrag, urlsplit

import pytest
from django.test import Client

from folkmoot.commons.accounts.queries import person_with_email
from folkmoot.commons.publicrecord.queries import export_files
from folkmoot.core.record.exports import check_export
from folkmoot.web.demo.invitation import code_to_try
from folkmoot.web.demo.people import PEOPLE
from folkmoot.web.demo.playing import is_played, play

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="a minute's walk, the same on every database"),
]

LINK = re.compile(r'href="(/[^"]*)"')
# A page for each kind of address is enough: one entry of the record, one panel, one statement, one text.
NUMBER = re.compile(r"\d+")
LEAVES = ("/static/", "/sign-in/", "/language/")


def kind_of(address: str) -> str:
    """Addresses that differ in numbers, in what is asked or in pseudonyms are of one kind; files everywhere."""
    path = NUMBER.sub("0", re.sub(r"p-[0-9a-f]{6}", "p", urlsplit(address).path))
    return path if path.endswith("/") else "/".join(path.split("/")[-3:])


def walk(client: Client, *also: str) -> dict[str, int]:
    """Every kind of page that links lead to from the front door and the desk: address → status."""
    to_see, seen, answers = [*also, "/", "/desk/", "/me/"], set(), {}
    while to_see:
        address = urldefrag(to_see.pop())[0]
        kind = kind_of(address)
        if kind in seen or address.startswith(LEAVES):
            continue
        seen.add(kind)
        answer = client.get(address, follow=True)
        answers[address] = answer.status_code
        if answer.get("Content-Type", "").startswith("text/html"):
            to_see += LINK.findall(answer.content.decode())
    return answers


def test_the_living_example_has_no_broken_page_for_anybody_and_its_record_holds():
    play()
    assert is_played()
    assert check_export(export_files()).holds
    for email in ["", *(each.email for each in PEOPLE)]:
        client = Client()
        if email:
            client.force_login(person_with_email(email))
        answers = walk(client, f"/join/{code_to_try()}/") if not email else walk(client)
        assert {address: status for address, status in answers.items() if status != 200} == {}, email
        assert len(answers) > 40, email
