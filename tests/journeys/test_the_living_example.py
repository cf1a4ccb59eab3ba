"""The living example in a browser: its fullest pages, by day and by night, for everybody who has a part in it."""

import os

import pytest

from folkmoot.commons.accounts.queries import person_with_email
from folkmoot.web.demo.playing import play
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


def test_the_fullest_pages_are_there_for_everybody_by_day_and_by_night(steps_in):
    play()
    for part, addresses in PAGES.items():
        page = steps_in(part)
        for address in addresses:
            answer = page.goto(address)
            assert (address, answer.status) == (address, 200)
            for colours in ("light", "dark"):
                page.emulate_media(color_scheme=colours)
                look(page)
    _nothing_scrolls_in_the_hall(steps_in(""), f"{KVISTBY}/lottery/1/ceremony/")


def _nothing_scrolls_in_the_hall(page, ceremony):
    for width, height in ((1920, 1080), (1280, 720)):
        page.set_viewport_size({"width": width, "height": height})
        for step in range(1, 5):
            page.goto(f"{ceremony}?step={step}")
            sizes = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
            assert (step, *sizes) == (step, width, height)
