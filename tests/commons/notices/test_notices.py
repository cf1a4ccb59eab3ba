"""Letters leave through a real mail server, each for itself."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.db import transaction

from folkmoot import clock
from folkmoot.commons.notices.actions import forget_address, notify, send_waiting
from folkmoot.commons.notices.mail import KeptInOutbox
from folkmoot.commons.notices.queries import Notice, given_up, outbox, waiting

pytestmark = pytest.mark.django_db


def test_a_letter_is_sent_once_and_its_text_is_forgotten(post):
    notify(to="amina@example.org", subject="Your meeting", body="Saturday at ten.")
    assert (send_waiting(), send_waiting()) == (1, 0)
    (letter,) = post
    assert (letter["To"], letter["Subject"]) == ("amina@example.org", "Your meeting")
    assert letter.get_payload().strip() == "Saturday at ten."
    assert list(Notice.objects.values_list("body", flat=True)) == [""]


def test_letters_in_other_alphabets_arrive_whole(post):
    notify(to="amina@example.org", subject="Dit møde på Øen", body="Kære Åse, vi ses. Привет.")
    send_waiting()
    (letter,) = post
    assert letter.get_payload(decode=True).decode().strip() == "Kære Åse, vi ses. Привет."


async def refuse_strangers(self, server, session, envelope, address, options):
    if address.startswith("gone@"):
        return "550 nobody of this name here"
    envelope.rcpt_tos.append(address)
    return "250 OK"


@pytest.mark.parametrize("broken", ["gone@example.org", "no\naddress"])
def test_an_address_that_fails_holds_up_no_other(post, monkeypatch, broken):
    monkeypatch.setattr(type(post), "handle_RCPT", refuse_strangers, raising=False)
    notify(to=broken, subject="One", body="…")
    notify(to="mads@example.org", subject="Two", body="…")
    assert send_waiting() == 1
    assert [letter["To"] for letter in post] == ["mads@example.org"]
    (left,) = waiting()
    assert (left.to, left.tries, left.body) == (broken, 1, "…")


def test_a_letter_that_never_arrives_is_given_up_and_shown(mail_through):
    mail_through(port=9)
    letter = notify(to="gone@example.org", subject="One", body="…")
    Notice.objects.filter(pk=letter.pk).update(tries=23)
    assert send_waiting() == 0
    assert (waiting().count(), [each.to for each in given_up()]) == (0, ["gone@example.org"])


def test_a_mail_server_that_is_down_loses_nothing(mail_through, post, the_clock):
    mail_through(port=9)
    notify(to="mads@example.org", subject="Two", body="Hello")
    assert send_waiting() == 0
    mail_through(port=post.port)
    assert send_waiting() == 0, "there is a pause after a failure"
    the_clock.goes_to(clock.now() + timedelta(minutes=1))
    assert send_waiting() == 1
    assert [letter["Subject"] for letter in post] == ["Two"]


def test_a_mail_server_may_be_down_over_a_weekend(mail_through, the_clock):
    mail_through(port=9)
    notify(to="mads@example.org", subject="Two", body="Hello")
    start = clock.now()
    for hours in range(0, 60, 6):
        the_clock.goes_to(start + timedelta(hours=hours))
        send_waiting()
    assert waiting().count() == 1


def test_an_act_that_fails_sends_nothing(post):
    with transaction.atomic():
        notify(to="mads@example.org", subject="Two", body="Hello")
        transaction.set_rollback(True)
    assert (send_waiting(), list(post)) == (0, [])


def test_a_subject_cannot_smuggle_in_a_header(post):
    notify(to="mads@example.org", subject="Hello\nBcc: everybody@example.org", body="…")
    send_waiting()
    (letter,) = post
    assert (letter["Subject"], letter["Bcc"]) == ("Hello Bcc: everybody@example.org", None)


def test_letters_to_somebody_who_is_erased_are_forgotten():
    notify(to="Amina@example.org", subject="Your meeting", body="…")
    forget_address(email="amina@example.org")
    assert waiting().count() == 0


def test_the_living_example_keeps_letters_instead_of_sending_them():
    KeptInOutbox().send_messages([EmailMessage("Code", "ABC-DEF", None, ["a@example.org", "b@example.org"])])
    assert sorted(mail.to for mail in outbox()) == ["a@example.org", "b@example.org"]
