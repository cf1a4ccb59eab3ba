"""Targets as people lay them out: the same sheet of paper, many ways. Table in, table out."""

import pytest

from folkmoot.core.faults import Faults
from folkmoot.core.sortition.target_tables import read_target_table

WANTED = [("gender", "woman", 24, 26), ("gender", "man", 24, 26), ("age", "16-29", 13, 14), ("age", "30+", 36, 37)]
# The same 50 seats: half and half, 27 % and 73 %.
LAYOUTS = {
    "long": """
        category | name  | min | max
        gender   | woman | 24  | 26
        gender   | man   | 24  | 26
        age      | 16-29 | 13  | 14
        age      | 30+   | 36  | 37""",
    "a title, German headings, each category once, sums below": """
        Quoten für die Auslosung
        Merkmal | Ausprägung | Von | Bis
        gender  | woman      | 24  | 26
                | man        | 24  | 26
        Summe   |            | 48  | 52
        age     | 16-29      | 13  | 14
                | 30+        | 36  | 37
                | Gesamt     | 49  | 51""",
    "a block for each category, with its headings": """
        gender | Minimum | Maximum
        woman  | 24      | 26
        man    | 24      | 26
        age    | Minimum | Maximum
        16-29  | 13      | 14
        30+    | 36      | 37
        Total  | 50      | 50""",
    "headings once, then blocks under their names, ranges": """
                | Antal
        gender
        woman   | 24-26
        man     | 24 til 26
        age
        16-29   | 13 – 14
        30+     | 36-37""",
    "more columns than needed, Danish": """
        Nr | Kategori | Værdi | Andel i procent | Mindst | Højst
        1  | gender   | woman | 50              | 24     | 26
        2  | gender   | man   | 50              | 24     | 26
        3  | age      | 16-29 | 27              | 13     | 14
        4  | age      | 30+   | 73              | 36     | 37""",
    "bounds in per cent of the seats": """
        category | name  | min % | max %
        gender   | woman | 48%   | 52 %
        gender   | man   | 48%   | 52 %
        age      | 16-29 | 27%   | 27 %
        age      | 30+   | 73%   | 73 %""",
}
SHARES = {
    "per cent": "Feature | Value | %\ngender | woman | 50\ngender | man | 50\nage | 16-29 | 27\nage | 30+ | 73",
    "with a sign": "Feature | Value | Percent\ngender | woman | 50 %\n | man | 50 %\nage | 16-29 | 27%\n | 30+ | 73%",
    "as a spreadsheet stores per cent": "gender | Share\nwoman | 0.5\nman | 0.5\nage | Share\n16-29 | 0.27\n30+ | 0.73",
    "people": "x | y | Indbyggere\ngender | woman | 500\n | man | 500\nage | 16-29 | 2.700\n | 30+ | 7.300",
}


def read(text, seats=50):
    lines = [line for line in text.splitlines() if line.strip()]
    return read_target_table([(n, line.split("|")) for n, line in enumerate(lines, 1)], seats)


def rows_of(table):
    return [(each.category, each.value, each.minimum, each.maximum) for each in table.targets]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_targets_are_read_however_they_are_laid_out(layout):
    assert rows_of(read(LAYOUTS[layout])) == WANTED


@pytest.mark.parametrize("layout", SHARES)
def test_shares_become_seats(layout):
    table = read(SHARES[layout])
    assert rows_of(table) == [("gender", "woman", 25, 25), ("gender", "man", 25, 25), *WANTED[2:]]
    assert table.from_shares is True


def test_rows_that_only_add_up_are_left_out_and_told():
    assert read(LAYOUTS["a title, German headings, each category once, sums below"]).left_out == (5, 8)
    assert read(LAYOUTS["long"]).left_out == ()


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("category | name\ngender | woman", ["target_column_missing", "target_column_missing"]),
        ("category | name | min | max\ngender | woman | 3 | 2", ["minimum_above_maximum"]),
        ("category | name | min | max\ngender | woman | a few | 2", ["not_a_whole_number"]),
        ("category | name | min | max\n | woman | 1 | 2", ["target_name_missing"]),
        ("category | name | share\ngender | woman | 30\n | man | 30", ["shares_miss_hundred"]),
    ],
)
def test_what_cannot_be_read_is_told(text, faults):
    with pytest.raises(Faults) as caught:
        read(text)
    assert [fault.code for fault in caught.value.faults] == faults
