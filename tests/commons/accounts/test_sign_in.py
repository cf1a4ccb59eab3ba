"""Signing in: a code by e-mail, the same for everybody, and no password anywhere."""

import re
from datetime import timedelta

import pytest
from django.conf import settings as conf
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from folkmoot import clock
from folkmoot.commons.accounts.actions import forget_strangers, register_person, sign_out_everywhere
from folkmoot.commons.accounts.models import Person
from tests.builders import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()  # the sign-in library counts attempts in the cache


def ask_for_code(client: Client, email: str):
    return client.post("/sign-in/", {"login": email})


def code_in_mail() -> str:
    found = re.search(r"^    (\S+)$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found is not None
    return found.group(1)


def sign_in(client: Client, email: str):
    ask_for_code(client, email)
    return client.post("/sign-in/code/", {"code": code_in_mail()})


def without_token(body: bytes) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", body)


def test_a_person_signs_in_with_the_code_from_the_mail(client):
    person = a_person(email="signe@example.org")
    asked = ask_for_code(client, "Signe@Example.org")
    assert (asked.status_code, asked["Location"]) == (302, "/sign-in/code/")
    assert mail.outbox[-1].subject == "Your code for Folkmoot"
    assert mail.outbox[-1].to == ["signe@example.org"]
    answer = client.post("/sign-in/code/", {"code": code_in_mail()})
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    assert client.get("/me/").context["reader"] == person


def test_the_first_sign_in_makes_the_account(client):
    sign_in(client, "new@example.org")
    person = Person.objects.get(email="new@example.org")
    assert (person.stranger, person.has_usable_password()) == (False, False)


def test_after_sign_in_the_page_that_was_asked_for_comes(client):
    a_person(email="signe@example.org")
    closed = client.get("/me/")
    assert closed["Location"] == "/sign-in/?next=/me/"
    client.post("/sign-in/?next=/me/", {"login": "signe@example.org", "next": "/me/"})
    answer = client.post("/sign-in/code/?next=/me/", {"code": code_in_mail(), "next": "/me/"})
    assert answer["Location"] == "/me/"


def test_a_wrong_code_is_refused_three_times_and_then_a_new_one_is_needed(client):
    a_person(email="signe@example.org")
    ask_for_code(client, "signe@example.org")
    statuses = [client.post("/sign-in/code/", {"code": "WRONG1"}).status_code for _ in range(3)]
    assert statuses == [200, 200, 302]
    client.post("/sign-in/code/", {"code": code_in_mail()})
    assert client.get("/me/").status_code == 302


def test_known_and_unknown_addresses_get_the_same_pages_and_the_same_mail():
    a_person(email="known@example.org")
    seen = []
    for email in ("known@example.org", "other@example.org"):
        client = Client()
        asked = ask_for_code(client, email)
        page = client.get("/sign-in/code/")
        wrong = client.post("/sign-in/code/", {"code": "WRONG1"})
        letter = mail.outbox[-1]
        seen.append(
            (
                asked.status_code,
                asked["Location"],
                sorted(asked.cookies),
                page.status_code,
                without_token(page.content).replace(email.encode(), b"-"),
                without_token(wrong.content).replace(email.encode(), b"-"),
                letter.subject,
                letter.body.replace(code_in_mail(), "-"),
            )
        )
    assert seen[0] == seen[1]


def test_only_the_one_query_that_keeps_an_unknown_address_sets_it_apart():
    a_person(email="known@example.org")
    counted = {}
    for email in ("known@example.org", "other@example.org"):
        with CaptureQueriesContext(connection) as queries:
            ask_for_code(Client(), email)
        counted[email] = sum("SAVEPOINT" not in query["sql"] for query in queries)
    assert counted["other@example.org"] - counted["known@example.org"] == 1


def test_the_sign_up_address_leads_to_the_one_door(client):
    assert client.get(reverse("account_signup"))["Location"] == "/sign-in/"


def test_no_address_of_the_site_knows_a_password():
    named = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert sorted(name for name in named if "password" in name) == []


def test_no_page_of_sign_in_asks_for_a_password(client):
    assert b'type="password"' not in client.get("/sign-in/").content


def test_an_address_that_nobody_proves_is_forgotten_after_a_day(client, the_clock):
    a_person(email="known@example.org")
    ask_for_code(client, "typo@example.org")
    assert forget_strangers() == 0
    the_clock.goes_to(clock.now() + timedelta(days=2))
    assert forget_strangers() == 1
    assert list(Person.objects.values_list("email", flat=True)) == ["known@example.org"]


def test_a_stranger_who_is_given_a_role_is_not_forgotten(client, the_clock):
    ask_for_code(client, "witness@example.org")
    register_person(by=a_person(), email="witness@example.org")
    the_clock.goes_to(clock.now() + timedelta(days=2))
    assert forget_strangers() == 0


def test_signing_out_everywhere_ends_the_sessions_on_every_device():
    person = a_person(email="signe@example.org")
    laptop, phone = Client(), Client()
    sign_in(laptop, person.email)
    sign_in(phone, person.email)
    assert (laptop.get("/me/").status_code, phone.get("/me/").status_code) == (200, 200)
    laptop.post("/me/sign-out-everywhere/")
    assert (laptop.get("/me/").status_code, phone.get("/me/").status_code) == (302, 302)


def test_signing_out_everywhere_needs_no_page():
    person = a_person()
    device = Client()
    device.force_login(person)
    sign_out_everywhere(by=person)
    assert device.get("/me/").status_code == 302


def test_a_get_does_not_sign_out(client):
    client.force_login(a_person())
    client.get("/sign-in/out/")
    assert client.get("/me/").status_code == 200
    client.post("/sign-in/out/")
    assert client.get("/me/").status_code == 302


def test_a_mail_server_that_does_not_answer_is_said_in_words(client, mail_through):
    mail_through(port=9)  # nobody listens there
    answer = ask_for_code(client, "signe@example.org")
    assert answer.status_code == 409
    assert answer.context["sentences"] == [
        "The mail with your code could not be sent just now. Try again in a few minutes, or sign in with a passkey."
    ]


def test_the_code_arrives_through_a_real_mail_server(client, post):
    ask_for_code(client, "signe@example.org")
    (letter,) = post
    assert (letter["To"], letter["Subject"]) == ("signe@example.org", "Your code for Folkmoot")
    assert conf.DEFAULT_FROM_EMAIL in letter["From"]
