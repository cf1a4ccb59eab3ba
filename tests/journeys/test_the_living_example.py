"""The living example: it plays through and its record holds, whoever walks through it meets no broken page and no dead
end, and its fullest pages are there by day and by night.
"""

import os
import re
from collections.abc import Collection
from urllib.parse import urldefrag, urlsplit

import pytest
from django.test import Client

from folkmoot.commons.accounts.queries import person_with_email
from folkmoot.commons.publicrecord.queries import export_files
from folkmoot.core.record.exports import check_export
from folkmoot.web.demo.invitation import code_to_try
from folkmoot.web.demo.people import PEOPLE
from folkmoot.web.demo.playing import is_played, play
from tests.journeys.people import look

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="the pages are the same on every database"),
]

KVISTBY, LINDWERDER, RAVNKILDE = (
    f"/assemblies/{slug}" for slug in ("kvistby-repair", "lindwerder-climate", "ravnkilde-harbour")
)
PAGES = {
    "": (
        "/",
        f"{KVISTBY}/",
        f"{KVISTBY}/contract/",
        f"{KVISTBY}/lottery/1/ceremony/?step=2",
        f"{KVISTBY}/lottery/1/ceremony/?step=3",
        f"{KVISTBY}/ballots/1/",
        f"{KVISTBY}/recommendations/report/",
        f"{KVISTBY}/followup/",
        f"{KVISTBY}/followup/recommendations/1/",
        f"{KVISTBY}/followup/recommendations/2/",
        f"{KVISTBY}/followup/recommendations/1/words/",
        f"{KVISTBY}/followup/poster/",
        f"{KVISTBY}/followup/outcome/",
        f"{KVISTBY}/followup/embed/",
        f"{KVISTBY}/followup/status/mayor.html",
        "/promises/",
        f"{LINDWERDER}/lottery/",
        f"{LINDWERDER}/lottery/1/?panel=007",
        f"{LINDWERDER}/deliberation/statements/",
        f"{LINDWERDER}/meetings/2/",
        f"{RAVNKILDE}/lottery/1/ceremony/",
        f"/record/?assembly={KVISTBY.rsplit('/', maxsplit=1)[-1]}",
    ),
    "organiser": ("/desk/", f"{KVISTBY}/followup/debtors/", f"{LINDWERDER}/people/"),
    "operator": (
        "/desk/",
        f"{LINDWERDER}/lottery/workshop/",
        f"{LINDWERDER}/lottery/seats/",
        f"{LINDWERDER}/lottery/targets/panels/",
        f"{LINDWERDER}/lottery/pool/representation/",
    ),
    "commissioner": (
        "/desk/",
        f"{KVISTBY}/followup/replies/mayor/",
        f"{KVISTBY}/followup/drafts/mayor/",
        f"{KVISTBY}/followup/drafts/mayor/2/",
        f"{KVISTBY}/followup/drafts/mayor/release/",
    ),
    "member": ("/desk/", f"{LINDWERDER}/", f"{KVISTBY}/followup/recommendations/1/words/new/"),
    "facilitator": ("/desk/", f"{LINDWERDER}/deliberation/drafts/1/"),
    "witness": ("/desk/", f"{RAVNKILDE}/lottery/1/chance/0/"),
}


LINK = re.compile(r'href="(/[^"]*)"')
# A page for each kind of address is enough: one entry of the record, one panel, one statement, one text.
NUMBER = re.compile(r"\d+")
LEAVES = ("/static/", "/sign-in/", "/language/")
# What lies deeper than a bead's own page is opened by the first who is led there.
DEEP = re.compile(r"/assemblies/[^/]+/[^/]+/.")


def kind_of(address: str) -> str:
    """Addresses that differ in numbers, in what is asked or in pseudonyms are of one kind; files everywhere."""
    path = NUMBER.sub("0", re.sub(r"p-[0-9a-f]{6}", "p", urlsplit(address).path))
    return path if path.endswith("/") else "/".join(path.split("/")[-3:])


def walk(client: Client, *also: str, known: Collection[str] = ()) -> dict[str, int]:
    """Every kind of page that links lead to from the front door and the desk: address → status. Deep pages whose kind
    is known are passed over.
    """
    to_see, seen, answers = [*also, "/", "/desk/", "/me/"], set(), {}
    while to_see:
        address = urldefrag(to_see.pop())[0]
        kind = kind_of(address)
        if kind in seen or address.startswith(LEAVES) or (DEEP.match(address) and kind in known):
            continue
        seen.add(kind)
        answer = client.get(address, follow=True)
        answers[address] = answer.status_code
        if answer.get("Content-Type", "").startswith("text/html"):
            to_see += LINK.findall(answer.content.decode())
    return answers


def no_page_is_broken_for_anybody() -> None:
    known: set[str] = set()
    for person in ("", *(each.email for each in PEOPLE)):
        client, also = Client(), [f"/join/{code_to_try()}/"]
        if person:
            client.force_login(person_with_email(person))
            also.clear()
        answers = walk(client, *also, known=known)
        assert {address: status for address, status in answers.items() if status != 200} == {}, person
        assert len(answers) > 40, person
        known.update(kind_of(address) for address in answers)


@pytest.fixture
def steps_in(new_page, client, live_server):
    """A page of this person of the example, or of a visitor."""

    def open_for(part: str):
        page = new_page()
        if part:
            client.force_login(person_with_email(f"{part}@example.org"))
            key = client.cookies["sessionid"].value
            page.context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
        return page

    return open_for


def test_the_living_example_plays_and_holds_and_its_pages_are_there_for_everybody(steps_in):
    play()
    assert is_played()
    assert check_export(export_files()).holds
    no_page_is_broken_for_anybody()
    the_fullest_are_there_by_day_and_by_night(steps_in)
    nothing_scrolls_in_the_hall(steps_in(""), f"{KVISTBY}/lottery/1/ceremony/")


def the_fullest_are_there_by_day_and_by_night(steps_in):
    for part, addresses in PAGES.items():
        page = steps_in(part)
        for address in addresses:
            answer = page.goto(address)
            assert (address, answer.status) == (address, 200)
            for colours in ("light", "dark"):
                page.emulate_media(color_scheme=colours)
                look(page)


def nothing_scrolls_in_the_hall(page, ceremony):
    for width, height in ((1920, 1080), (1280, 720)):
        page.set_viewport_size({"width": width, "height": height})
        for step in range(1, 5):
            page.goto(f"{ceremony}?step={step}")
            sizes = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
            assert (step, *sizes) == (step, width, height)
