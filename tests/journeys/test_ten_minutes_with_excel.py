"""Somebody who knows only Excel goes from a messy list to a lottery in public; the screens that it takes are counted.

She reads no documentation: each step is the button that the page before offers, or the first of her tasks.
"""

import random
from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
from openpyxl import Workbook

from tests.builders import a_published_contract, an_open_assembly, the_organiser
from tests.journeys.acts import the_worker_works
from tests.journeys.people import attach, follow, heading, look, press, said, take_task, write

pytestmark = pytest.mark.django_db(transaction=True)

HEADS = [
    "Lfd. Nr.",
    "Nachname ",
    "Vorname",
    "Geschlecht",
    "Geburtsdatum",
    "Ortsteil",
    "Anschrift",
    "E-Mail",
    "Bemerkung",
]
TARGETS = (
    ("Geschlecht", "weiblich", 14, 16),
    ("Geschlecht", "männlich", 14, 16),
    (),
    ("Alter", "16-29", 6, 8),
    ("Alter", "30-59", 13, 16),
    ("Alter", "60+", 8, 10),
    (),
    ("Ortsteil", "Nord", 9, 11),
    ("Ortsteil", "Süd", 9, 11),
    ("Ortsteil", "Hafen", 9, 11),
)
SEATS, PEOPLE, TODAY = 30, 600, date(2026, 11, 27)
SCREENS = 22


def a_messy_list(*, corrected: bool) -> bytes:
    """Six hundred people below a title: words of their own, dates, empty rows, spaces, a number twice, a sum."""
    chance, book, out = random.Random(5), Workbook(), BytesIO()
    sheet = book.active
    sheet.append(["Bürgerrat Hafen: Rückmeldungen bis 15.11.2026"])
    sheet.merge_cells("A1:I1")
    sheet.append([])
    sheet.append(HEADS)
    for number in range(1, PEOPLE + 1):
        sex, part = chance.choice(["w", "m", "Frau", "männlich "]), chance.choice(["Nord", "Süd", " Hafen", "NORD"])
        born = TODAY - timedelta(days=chance.randrange(17 * 365, 90 * 365))
        if number in {77, 300} and not corrected:
            sex, number = "k.A.", number - 1  # noqa: PLW2901 - the clerk's slip: no answer, and the number of another
        home = f"Deichstraße {number}, 24937 Flensburg"
        sheet.append([number, "Hansen", "Kim", sex, born, part, home, f"p{number}@example.net", None])
        if number % 200 == 0:
            sheet.append([])
    sheet.append(["Summe", *[None] * 6, PEOPLE])
    sheet.append(["Amt für Beteiligung, 16.11.2026"])
    book.save(out)
    return out.getvalue()


def some_targets() -> bytes:
    book, out = Workbook(), BytesIO()
    for row in (["Zielwerte für 30 Plätze"], ["Merkmal", "Ausprägung", "mindestens", "höchstens"], *TARGETS):
        book.active.append(list(row))
    book.save(out)
    return out.getvalue()


def choose_file(page, name: str, content: bytes) -> None:
    attach(page, "File", name, content)
    press(page, "Look at the file")


def problems(page) -> list[str]:
    rows = page.get_by_role("table", name="Problems by row and column").locator("tbody tr").all()
    return [" ".join(row.locator("th, td").all_inner_texts()[:2]) for row in rows]


@pytest.fixture
def page(new_page, client, live_server, the_clock):
    """The tasks of an organiser whose contract of power is public."""
    the_clock.goes_to(datetime.combine(TODAY, time(9)))
    assembly = an_open_assembly(seats=SEATS, title="Bürgerrat Hafen")
    a_published_contract(assembly)
    client.force_login(the_organiser(assembly))
    page = new_page()
    key = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
    page.goto("/desk/")
    return page


def test_an_organiser_who_knows_only_excel_comes_from_her_list_to_a_lottery_in_public(page):
    screens = []
    page.on("framenavigated", lambda frame: screens.append(frame.url))
    follow(page, "Do this: Set the targets that every panel must meet")
    follow(page, "Import targets")
    choose_file(page, "Zielwerte.xlsx", some_targets())
    press(page, "Import it")
    follow(page, "Next: import the people who said yes")
    choose_file(page, "Rückmeldungen.xlsx", a_messy_list(corrected=False))
    assert heading(page) == "Which column is what?"
    press(page, "This is right")
    assert heading(page) == "Which word means what?"
    press(page, "This is right")
    assert problems(page) == ["80 id", "80 Geschlecht", "304 id", "304 Geschlecht"]
    follow(page, "Choose the corrected file")
    choose_file(page, "Rückmeldungen.xlsx", a_messy_list(corrected=True))
    press(page, "Import it")
    assert said(page) == "The pool is imported: 600 added, 0 changed, 0 removed."
    follow(page, "Compute the fairest lottery")
    press(page, "Compute")
    the_worker_works()
    page.wait_for_url("**/review/")
    look(page)
    a_witness_is_missing_and_named(page)
    press(page, "Look at it once more")
    press(page, "Publish")
    assert said(page) == "Lottery 1 is public. Now hold the draw."
    assert len(screens) == SCREENS


def a_witness_is_missing_and_named(page) -> None:
    """The page that publishes says who is needed beside her for the draw, and where to name her."""
    follow(page, "Publish this lottery")
    follow(page, "Give somebody the role of witness")
    write(page, {"E-mail address": "walter@example.org", "Name": "Walter Weiß", "Role": "Witness"})
    press(page, "Give the role")
    take_task(page, "Review lottery 1 and publish it")
    follow(page, "Publish this lottery")
    assert page.get_by_role("link", name="Give somebody the role of witness").count() == 0
