"""Who may open which page: every address of the site × every role, held against a table written down by hand.

The table `permissions.csv` is the specification: people read it, the code did not make it. A page that is missing in
it, or a role that gets further, fails here.
"""

import csv
import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.http import HttpResponse, HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.actions import grant_role
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.manifest import Role
from folkmoot.web import urls
from folkmoot.web.gate import SELF_GUARDED
from tests.builders import a_person, an_open_assembly, the_organiser

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="the gate is the same on every database"),
]

TABLE = Path(__file__).with_name("permissions.csv")
# Somebody without any part in the assembly, signed in or not, and somebody who runs another one.
STRANGERS = ("nobody", "stranger", "convener", "elsewhere")
INSIDERS = tuple(role.value for role in Role if role not in {Role.CITIZEN, Role.SIGNED_IN, Role.CONVENER})
EXAMPLE = {
    "assembly": "harbour",
    "number": 1,
    "part": 0,
    "ref": "mayor",
    "index": 0,
    "old_size": 1,
    "path": "README.txt",
    "name": "key.vkey",
    "kind": "pool",
    "language": "da",
    "handle": "member-1",
    "pseudonym": "p-aaaaaa",
    "format": "csv",
    "text": 1,
    "which": "pool",
    "other": 2,
    "code": "nothing",
    "page": "born",
    "change": 1,
    "channel": "phone",
    "letter": "nothing",
    "about": "person",
    "key": "nothing",
}


@pytest.fixture(autouse=True)
def _plain_refusals(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Most of these thousands of answers are refusals: none is drawn as a page, none is written to the log."""

    def refuse(status: int) -> Callable[..., HttpResponse]:
        return lambda *_, **__: HttpResponse(status=status)

    for status in (403, 404):
        monkeypatch.setattr(urls, f"handler{status}", refuse(status), raising=False)
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


def permissions() -> dict[str, frozenset[str]]:
    """The table: page → who may open it. A row that is silent on the auditor means as the observer; on the drafter, as
    any stranger who is signed in.
    """
    with TABLE.open(newline="", encoding="utf-8") as file:
        rows = [
            row | {"auditor": row["auditor"] or row["observer"], "drafter": row["drafter"] or row["stranger"]}
            for row in csv.DictReader(file, restval="")
        ]
    return {row["page"]: frozenset(who for who in (*STRANGERS, *INSIDERS) if row[who] == "yes") for row in rows}


def pages() -> dict[str, URLPattern]:
    """Every named address but those of sign-in, which guard themselves (tests/commons/accounts)."""
    return {name: pattern for name, pattern in _walk(get_resolver(), "") if not name.startswith(SELF_GUARDED)}


def _walk(resolver: URLResolver, space: str) -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _walk(each, f"{space}{each.namespace}:" if each.namespace else space)
        elif each.name:
            yield f"{space}{each.name}", each


def address(name: str, pattern: URLPattern) -> str:
    """An address of this page, with an example for each of its parts."""
    inner = set(pattern.pattern.regex.groupindex)
    try:
        return reverse(name, kwargs={part: EXAMPLE[part] for part in inner})
    except NoReverseMatch:  # a stage's page lies below the assembly's address
        return reverse(name, kwargs={part: EXAMPLE[part] for part in {*inner, "assembly"}})


def somebody(who: str, assembly: Assembly) -> Person | None:
    """The person behind a column of the table."""
    if who == "nobody":
        return None
    if who == "organiser":  # she convened it; here she may no longer start others
        Person.objects.update(convener=False)
        return the_organiser(assembly)
    person = a_person(convener=who == "convener")
    if who == "elsewhere":
        grant_role(by=the_organiser(other := an_open_assembly()), assembly=other, person=person, role=Role.ORGANISER)
    elif who in INSIDERS:
        grant_role(by=the_organiser(assembly), assembly=assembly, person=person, role=Role(who))
    return person


def refused(response: HttpResponseBase) -> bool:
    """Whether the gate closed: 403, or sent away to sign in. Anything else came from behind the gate."""
    return response.status_code == 403 or (
        response.status_code == 302 and response["Location"].startswith(reverse("account_login"))
    )


def test_every_page_is_in_the_table():
    assert sorted(permissions()) == sorted(pages())


@pytest.mark.parametrize("who", [*STRANGERS, *INSIDERS])
def test_nobody_gets_further_than_the_table_says(who: str):
    assembly = an_open_assembly(slug="harbour")
    client, person = Client(raise_request_exception=False), somebody(who, assembly)
    if person is not None:
        client.force_login(person)
    opened = {name for name, page in pages().items() if not refused(client.get(address(name, page)))}
    assert opened == {name for name, may in permissions().items() if who in may}


@pytest.mark.parametrize("who", STRANGERS)
def test_a_draft_is_hidden_from_strangers(who: str):
    assembly = an_open_assembly(slug="harbour")
    Assembly.objects.update(opened_at=None)
    client, person = Client(), somebody(who, assembly)
    if person is not None:
        client.force_login(person)
    inside = {name: page for name, page in pages().items() if "/assemblies/harbour/" in address(name, page)}
    answers = {name: client.get(address(name, page)).status_code for name, page in inside.items()}
    assert answers == dict.fromkeys(inside, 404)
