"""Tables as clerks send them: any encoding, any separator, any spreadsheet; and what is wrong with them, by row."""

import io
import re
import zipfile
from datetime import date

import openpyxl
import pytest
import tablib

from folkmoot.core.faults import Faults
from folkmoot.tables import (
    MAX_UNPACKED,
    Table,
    find_header,
    read_sheets,
    read_table,
    table_under,
    write_csv,
    write_ods,
    write_xlsx,
)
from folkmoot.tables.packing import pack, unpack

ROWS = (("p1", "Åse Ødegård", "35"), ("p2", "Jörg; Weiß", "7"))
COLUMNS = ("id", "name", "age")


def read(text: str, encoding: str = "utf-8") -> Table:
    return read_table(text.encode(encoding), name="people.csv")


def faults_of(data: bytes) -> list[tuple[str, dict[str, object]]]:
    with pytest.raises(Faults) as caught:
        read_table(data, name="people.csv")
    return [(fault.code, fault.params) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
    ],
)
def test_a_csv_file_is_read_in_the_encoding_it_has(encoding, found):
    table = read('id,name,age\np1,Åse Ødegård,35\np2,"Jörg; Weiß",7\n', encoding)
    assert (table.columns, table.rows, table.encoding) == (COLUMNS, ROWS, found)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_csv_file_is_read_with_the_separator_it_has(separator):
    header = separator.join(COLUMNS)
    assert read(f'{header}\np1{separator}"a,;\t|b"{separator}35\n').rows == (("p1", "a,;\t|b", "35"),)


def test_a_separator_announced_as_excel_does_is_used():
    table = read("sep=;\r\nid;a,b,c\r\n1;2\r\n")
    assert (table.columns, table.rows, table.row_numbers) == (("id", "a,b,c"), (("1", "2"),), (3,))


def test_rows_keep_the_numbers_under_which_a_person_finds_them():
    table = read('id,name\n\n1,"two\nlines"\n,,\n2,x\n\n')
    assert list(table.numbered) == [(3, ("1", "two\nlines")), (6, ("2", "x"))]


def test_one_column_is_a_table_too():
    assert read("id\n1\n2\n").rows == (("1",), ("2",))


def test_empty_columns_at_the_right_are_left_out():
    assert read("id,name,,\n1,x,,\n").columns == ("id", "name")


def test_every_ragged_row_is_named():
    assert faults_of(b"a,b\n1,2\n3\n4,5,6\n") == [
        ("ragged_row", {"row": 3, "expected": 2, "found": 1}),
        ("ragged_row", {"row": 4, "expected": 2, "found": 3}),
    ]


def test_a_header_with_holes_and_repetitions_is_refused():
    assert faults_of(b"id,,id,x\n1,2,3,4\n") == [
        ("no_header", {"name": "people.csv", "column": 2}),
        ("repeated_column", {"name": "people.csv", "column": "id"}),
    ]


@pytest.mark.parametrize("data", [b"", b"\n\n", b",,\n,\n", "\ufeff".encode()])
def test_an_empty_file_is_refused(data):
    assert faults_of(data) == [("empty_file", {"name": "people.csv"})]


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04 no zip", b"\xd0\xcf\x11\xe0 no ole", b"id\x00\n\x01\x02", b"\xff\xfea", b"a,b\n\x81\x8d,\n"]
)
def test_what_is_no_table_is_refused(data):
    assert faults_of(data) == [("unreadable_file", {"name": "people.csv"})]


def test_a_file_beyond_the_limit_is_refused():
    assert faults_of(b"a\n" * (33 * 1024 * 1024)) == [
        ("too_large", {"name": "people.csv", "limit": 64, "unit": "megabytes"})
    ]
    assert faults_of(",".join(f"c{n}" for n in range(1001)).encode()) == [
        ("too_large", {"name": "people.csv", "limit": 1000, "unit": "columns"})
    ]


def test_fifty_thousand_rows_are_read():
    data = ("id,age,sex\n" + "".join(f"p{n},old,f\n" for n in range(50_000))).encode()
    assert len(read_table(data, name="people.csv").rows) == 50_000


@pytest.mark.parametrize("write", [write_csv, write_xlsx, write_ods])
def test_what_is_written_reads_back(write):
    table = read_table(write(COLUMNS, ROWS), name="people")
    assert (table.columns, table.rows) == (COLUMNS, ROWS)


@pytest.mark.parametrize("write", [write_xlsx, write_ods])
def test_a_spreadsheet_keeps_lines_spaces_signs_and_zeros_in_ten_thousand_rows(write):
    cells = ("0045", "Mill  Row 1\n8000 Århus", "a < b & c", "")
    table = read_table(write(("a", "b", "c", "d"), [(*cells[:3], "x\x0b")] + [cells] * 10_000), name="people")
    assert (len(table.rows), set(table.rows)) == (10_001, {(*cells[:3], "x"), cells})


@pytest.mark.parametrize("write", [write_csv, write_xlsx, write_ods])
@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_that_is_written_acts_as_a_formula(write, start):
    [[cell]] = read_table(write(["id"], [[f"{start}1+1"]]), name="people").rows
    assert cell.startswith("'")


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_numbers_and_dates_of_spreadsheets_become_what_a_person_would_type(kind):
    sheet = tablib.Dataset((35.0, 1.5, date(2026, 3, 1), "x"), headers=["a", "b", "c", "d"])
    table = read_table(sheet.export(kind), name=f"people.{kind}")
    assert (table.columns, table.rows, table.encoding) == (
        ("a", "b", "c", "d"),
        (("35", "1.5", "2026-03-01", "x"),),
        None,
    )


def test_rows_of_a_spreadsheet_that_starts_lower_keep_their_numbers():
    data = tablib.Dataset(("id", "name"), ("", ""), ("1", "x")).export("xlsx")
    assert list(read_table(data, name="people.xlsx").numbered) == [(3, ("1", "x"))]


def xlsx_with(rows: str) -> bytes:
    """A workbook whose one sheet has these rows, as a hostile hand would write it."""
    made = tablib.Dataset(("text",)).export("xlsx")
    bent = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(bent, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                content = re.sub(b"<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>".encode(), content)
            new.writestr(part, content)
    return bent.getvalue()


def cell_at(place: str, text: str = "x") -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_one_cell_in_the_last_corner_of_a_sheet_does_not_fill_the_memory():
    far = f'<row r="1">{cell_at("A1")}</row><row r="1048576">{cell_at("XFD1048576")}</row>'
    with pytest.raises(Faults) as caught:
        read_table(xlsx_with(far), name="people.xlsx")
    (fault,) = caught.value.faults
    assert (fault.code, fault.params["unit"]) == ("too_large", "cells")


def test_an_empty_cell_in_the_last_corner_is_nothing():
    framed = f'<row r="1">{cell_at("A1", "text")}</row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert read_table(xlsx_with(framed), name="people.xlsx").columns == ("text",)


@pytest.mark.parametrize(
    "repeated", ['table:number-columns-repeated="900000000"', 'table:number-rows-repeated="900000000"']
)
def test_a_value_that_an_ods_file_repeats_for_ever_does_not_fill_the_memory(repeated):
    made, bent = tablib.Dataset(("1",), headers=("id",)).export("ods"), io.BytesIO()
    tag = b"<table:table-cell " if "columns" in repeated else b"<table:table-row "
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(bent, "w") as new:
        for part in old.namelist():
            content = old.read(part).replace(b"<table:table-row>", b"<table:table-row >")
            new.writestr(part, content.replace(tag, tag + repeated.encode() + b" "))
    with pytest.raises(Faults) as caught:
        read_table(bent.getvalue(), name="people.ods")
    assert [fault.code for fault in caught.value.faults] == ["too_large"]


def test_a_file_that_unpacks_to_a_house_is_refused_before_it_is_unpacked():
    bent = io.BytesIO()
    with zipfile.ZipFile(bent, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("xl/worksheets/sheet1.xml", b" " * (MAX_UNPACKED + 1))
    with pytest.raises(Faults) as caught:
        read_table(bent.getvalue(), name="people.xlsx")
    assert [fault.code for fault in caught.value.faults] == ["too_large"]


def test_a_header_of_a_million_columns_is_dealt_with():
    assert read_table(("a" + "," * 2_000_000).encode(), name="people.csv").columns == ("a",)
    with pytest.raises(Faults) as caught:
        read_table(",".join(map(str, range(1_000_000))).encode(), name="people.csv")
    assert [fault.code for fault in caught.value.faults] == ["too_large"]


def a_workbook(*sheets: tuple[str, str, list[list[str]]]) -> bytes:
    """Sheets as (name, state, rows)."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    for name, state, rows in sheets:
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        for row in rows:
            sheet.append(row)
    book.save(out)
    return out.getvalue()


def test_the_first_sheet_that_is_not_hidden_is_read():
    notes, pool = [["secret"], ["x"]], [["id"], ["p1"]]
    data = a_workbook(("Notes", "hidden", notes), ("Pool", "visible", pool), ("More", "visible", notes))
    assert read_table(data, name="people.xlsx").columns == ("id",)


def test_a_title_above_the_header_is_no_header():
    data = a_workbook(("Pool", "visible", [["Our pool"], [""], ["id", "age"], ["p1", "old"], ["p2", "old"]]))
    table = read_table(data, name="people.xlsx")
    assert (table.columns, list(table.numbered)) == (("id", "age"), [(4, ("p1", "old")), (5, ("p2", "old"))])
    assert read("Our pool\n\nid;share\np1;27,5\np2;72,5\n").columns == ("id", "share")


LAYOUTS = [
    ([["id", "age"], ["1", "34"]], 1),
    ([["Deltagere"], ["Stand:", "2026-11-01"], ["id", "navn", "køn"], ["1", "Ask", "M"]], 3),
    ([["Person", "", "Kontakt", ""], ["Nr", "Navn", "Tlf", "Mail"], ["1", "Ask", "4", "a@b.dk"]], 2),
    ([["Ask", "Mand", "Nord"], ["Id", "Køn", "Sted"], ["1", "M", "Syd"]], 2),
    ([["1", "Ask", "34"], ["2", "Bo", "41"]], 1),
]


@pytest.mark.parametrize(("rows", "header"), LAYOUTS)
def test_the_row_that_names_the_columns_is_found(rows, header):
    [sheet] = read_sheets(a_workbook(("Pool", "visible", rows)), name="people.xlsx")
    assert find_header(sheet, known={"id", "køn"}) == header


def test_a_table_under_a_chosen_row_takes_what_it_finds():
    rows = [["A list", "", ""], ["Nr", "Name", "", "", "Name"], ["7", " Ask ", "x"], ["", "", "", "", "Bo"]]
    [sheet] = read_sheets(a_workbook(("Pool", "visible", rows)), name="people.xlsx")
    table = table_under(sheet, 2)
    assert table.columns == ("Nr", "Name", "column C", "Name (E)")
    assert list(table.numbered) == [(3, ("7", "Ask", "x", "")), (4, ("", "", "", "Bo"))]
    assert table_under(sheet, 0).columns == ("column A", "column B", "column C", "column E")


def test_sheets_that_are_hidden_or_empty_are_not_offered():
    sheets = [("A", "visible", [["a"]]), ("B", "hidden", [["b"]]), ("C", "visible", []), ("D", "visible", [["d"]])]
    assert [each.name for each in read_sheets(a_workbook(*sheets), name="people.xlsx")] == ["A", "D"]


def test_sheets_are_the_same_after_they_were_kept():
    for data, name in ((write_xlsx(COLUMNS, ROWS), "t.xlsx"), ("a;b\n1;Å\n;\n2;\n".encode("cp1252"), "t.csv")):
        sheets = read_sheets(data, name=name)
        assert unpack(pack(sheets)) == sheets
