"""A clerk's own spreadsheet becomes the pool: its columns and words are asked once, and known the next time."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from folkmoot import tables
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.stages.lottery import queries
from tests import builders

pytestmark = pytest.mark.django_db
TARGETS = [
    ("gender", "woman", 1, 3),
    ("gender", "man", 1, 3),
    ("age", "16-29", 1, 3),
    ("age", "30-64", 0, 3),
    ("age", "65+", 0, 3),
]
TITLE = [["Anmeldungen Bürgerrat"], ["Stand: 1.11.2026"], [None]]
HEADS = ["Lfd. Nr.", None, "Nachname", "Vorname", "Geschlecht ", "Geburtsjahr", "Telefonnummer", "Bemerkung"]
PEOPLE = [
    [1, None, "Weiß ", "Åse", "w", 2004, "0451 123", None],
    [2, None, "Ohm", "Jörg", "m", 1990, "0451 124", "ruft zurück"],
    [None] * 8,
    [3, None, "Lis", "Eva", "Frau", "1950", None, None],
    [4, None, "Bo", "Kim", "mänlich", 1961, None, None],
]
SUM = [["Summe", None, None, None, 4]]
NOTE = [["Amt für Beteiligung, Zimmer 4"]]


def a_workbook(*rows: list[Any]) -> bytes:
    book, buffer = Workbook(), BytesIO()
    book.active.append(["Ausfüllhinweise"])
    sheet = book.create_sheet("Liste")
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:H1")
    book.save(buffer)
    return buffer.getvalue()


def page(assembly: Assembly, name: str, *more: str) -> str:
    return reverse(f"lottery:{name}", args=[assembly.slug, "pool", *more])


def chosen(client: Client, assembly: Assembly, content: bytes, filename: str = "Anmeldungen.xlsx") -> Any:
    return client.post(page(assembly, "upload"), {"file": SimpleUploadedFile(filename, content)}, follow=True)


def accepted(client: Client, response: Any) -> Any:
    """What follows when somebody changes nothing on the page that asks, and goes on."""
    shown = response.context
    fields = {f"column-{place}": means for place, _, _, means in shown.get("lines") or ()}
    for place, _, _, _, cells in shown.get("asked") or ():
        fields |= {f"value-{place}-{number}": each.value for number, each in enumerate(cells)}
    return client.post(response.request["PATH_INFO"], fields | {"go": "on"}, follow=True)


def imported(client: Client, response: Any) -> Any:
    return client.post(response.request["PATH_INFO"], {"sha256": response.context["pending"].sha256}, follow=True)


def test_a_spreadsheet_of_ones_own_becomes_the_pool_and_the_next_one_is_read_alike() -> None:
    assembly = builders.an_open_assembly()
    builders.some_targets(assembly, rows=TARGETS)
    client = Client()
    client.force_login(builders.the_organiser(assembly))

    columns = chosen(client, assembly, a_workbook(*TITLE, HEADS, *PEOPLE, *SUM))
    assert {name: means for _, name, _, means in columns.context["lines"]} == {
        "Lfd. Nr.": "id",
        "Nachname": "name",
        "Vorname": "name",
        "Geschlecht": "category:gender",
        "Geburtsjahr": "category:age",
        "Telefonnummer": "phone",
        "Bemerkung": "",
    }
    words = accepted(client, columns)
    [(_, category, column, _, cells)] = words.context["asked"]
    assert (category, column) == ("gender", "Geschlecht")
    assert {each.cell: each.value for each in cells} == {"w": "woman", "m": "man", "Frau": "woman", "mänlich": "man"}
    assert words.context["ages"] == [("age", "Geburtsjahr", [("16-29", 1), ("30-64", 1), ("65+", 2), ("", 0)])]
    check = accepted(client, words)
    assert (check.context["people"], check.context["left_out"]) == (4, (10,))
    imported(client, check)
    stored = (
        queries.respondents(assembly).order_by("imported_id").values_list("imported_id", "name", "phone", "features")
    )
    assert [*stored] == [
        ("1", "Weiß Åse", "0451 123", {"gender": "woman", "age": "16-29"}),
        ("2", "Ohm Jörg", "0451 124", {"gender": "man", "age": "30-64"}),
        ("3", "Lis Eva", "", {"gender": "woman", "age": "65+"}),
        ("4", "Bo Kim", "", {"gender": "man", "age": "65+"}),
    ]
    more = [5, None, "Ny", "Pia", "Frau", 1999, None, None]
    check = chosen(client, assembly, a_workbook(*TITLE, HEADS, *PEOPLE, more, *SUM))
    assert check.request["PATH_INFO"] == page(assembly, "dry_run")
    assert (len(check.context["change"].added), check.context["change"].unchanged) == (1, 4)


def test_what_nobody_can_read_is_told_by_row_and_stands_beside_the_rows_of_a_copy_to_correct() -> None:
    assembly = builders.an_open_assembly()
    builders.some_targets(assembly, rows=TARGETS)
    client = Client()
    client.force_login(builders.the_organiser(assembly))
    text = "Nr;Geschlecht;Geburtsjahr\n1;Männlich;1999\n2;?;1950\n2;w;1980\n"
    check = accepted(client, accepted(client, chosen(client, assembly, text.encode("cp1252"), "liste.csv")))
    assert [(row, column) for row, column, _ in check.context["problems"]] == [(3, "gender"), (4, "id")]
    copy = client.get(page(assembly, "marked", "ods")).content
    marked = tables.read_table(copy, name="to-correct.ods")
    assert [row[1:] for row in marked.rows] == [("2", "?", "65+"), ("2", "woman", "30-64"), ("1", "man", "16-29")]
    assert [bool(row[0]) for row in marked.rows] == [True, True, False]


def test_a_choice_that_cannot_be_is_told_and_what_was_chosen_stays() -> None:
    assembly = builders.an_open_assembly()
    builders.some_targets(assembly, rows=TARGETS)
    client = Client()
    client.force_login(builders.the_organiser(assembly))
    chosen(client, assembly, a_workbook(*TITLE, HEADS, *PEOPLE))
    answer = client.post(page(assembly, "columns"), {"column-0": "id", "column-4": "id", "go": "on"})
    assert [*answer.context["form"].non_field_errors()] == [
        "No column is chosen for: gender, age. Choose one for each."
    ]
    assert [means for _, _, _, means in answer.context["lines"]].count("id") == 2
    looked = client.post(page(assembly, "columns"), {"sheet": "Liste", "header": "5", "look": "there"}, follow=True)
    assert looked.context["header"] == 5


def test_a_title_above_and_a_note_below_the_rows_are_no_fault_of_the_file() -> None:
    assembly = builders.an_open_assembly()
    builders.some_targets(assembly, rows=TARGETS)
    client = Client()
    client.force_login(builders.the_organiser(assembly))
    book, buffer = Workbook(), BytesIO()
    for row in (*TITLE, HEADS, *PEOPLE, *NOTE):
        book.active.append(row)
    book.save(buffer)
    columns = chosen(client, assembly, buffer.getvalue())
    assert columns.request["PATH_INFO"] == page(assembly, "columns")
    check = accepted(client, accepted(client, columns))
    assert (check.context["people"], check.context["left_out"]) == (4, (10,))


def test_a_corrected_file_is_read_as_the_one_that_it_replaces() -> None:
    assembly = builders.an_open_assembly()
    builders.some_targets(assembly, rows=TARGETS)
    client = Client()
    client.force_login(builders.the_organiser(assembly))
    wrong, right = ([number, None, "Ny", "Pia", "Frau", 1999, None, None] for number in (4, 5))
    check = accepted(client, accepted(client, chosen(client, assembly, a_workbook(*TITLE, HEADS, *PEOPLE, wrong))))
    assert [row for row, _, _ in check.context["problems"]] == [10]
    check = chosen(client, assembly, a_workbook(*TITLE, HEADS, *PEOPLE, right))
    assert (check.request["PATH_INFO"], check.context["people"]) == (page(assembly, "dry_run"), 5)


def test_a_file_that_is_no_table_is_told_where_it_is_chosen() -> None:
    assembly = builders.an_open_assembly()
    builders.some_targets(assembly, rows=TARGETS)
    client = Client()
    client.force_login(builders.the_organiser(assembly))
    answer = chosen(client, assembly, b"%PDF-1.7 \x00\x01", "liste.xlsx")
    assert [*answer.context["form"].non_field_errors()] == [
        "The file liste.xlsx cannot be read. Save it as CSV (UTF-8), XLSX or ODS and try again."
    ]
    assert queries.pending_import(assembly, "pool", builders.the_organiser(assembly)) is None
