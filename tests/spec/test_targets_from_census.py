"""From a share of the population to seats: table in, table out.

The first row is D1 of the collected practice: 27 % of 50 seats are 13 or 14 of them.
"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.__main__ import main
from folkmoot.core.faults import Fault, Faults
from folkmoot.core.sortition.census import Tolerance, read_census, read_tolerance, seats_for, targets_from
from folkmoot.core.sortition.targets import sum_faults
from folkmoot.messages import sentence


@pytest.mark.parametrize(
    ("percent", "seats", "tolerance", "bounds"),
    [
        ("27", 50, "", (13, 14)),
        ("27", 100, "", (27, 27)),
        ("33.3", 1000, "", (333, 333)),
        ("0.4", 50, "", (0, 1)),
        ("27", 50, "1", (12, 15)),
        ("27", 50, "10 %", (12, 15)),
        ("27", 100, "10 %", (24, 30)),
        ("1", 50, "2", (0, 3)),
        ("99", 50, "2", (47, 50)),
    ],
)
def test_a_share_becomes_the_seats_around_it(percent, seats, tolerance, bounds):
    assert seats_for(Fraction(percent) / 100, seats, read_tolerance(tolerance)) == bounds


@pytest.mark.parametrize(
    ("header", "rows", "bounds"),
    [
        # What was rounded before still adds up: three times 33.3 % are three thirds.
        ("share", ["age young 33.3", "age middle 33,3", "age old 33.3%"], [(16, 17)] * 3),
        ("people", ["age young 1,000", "age old 2.000"], [(16, 17), (33, 34)]),
        (
            "people",
            ["age young 1", "age old 1", "place city 3", "place country 1"],
            [(25, 25), (25, 25), (37, 38), (12, 13)],
        ),
    ],
)
def test_a_table_of_the_population_becomes_targets(header, rows, bounds):
    found = targets_from(read_census(("Category", "name", header), numbered(rows)), 50)
    assert [(target.minimum, target.maximum) for target in found] == bounds


@pytest.mark.parametrize(
    ("header", "rows", "said"),
    [
        ("share", [], ["There is no row of the population. Give a number for each value of at least one category."]),
        (
            "share",
            ["age young 27"],
            ["The shares of age add up to 27 %. Add the values that are missing, so that they make 100 %."],
        ),
        (
            "share",
            ["age young many", "age old 50", "age old 50"],
            [
                "Row 2, column share: “many” is not a share in percent. Write 27, 27.5 or 27,5 %.",
                "Row 4: age, old has a number already in row 3. Remove one of them.",
            ],
        ),
        (
            "people",
            ["age young -3"],
            ["Row 2, column people: “-3” is not a number of people. Write it with digits, 12345."],
        ),
        ("people", ["age young 0"], ["Nobody is counted in age. Give the number of people for its values."]),
        (
            "number",
            ["age young 1"],
            [
                (
                    "The population has no column share. It needs category, name and either share (in percent) or "
                    "people (a count) in the first row."
                )
            ],
        ),
    ],
)
def test_a_table_that_is_no_population_is_refused_with_every_reason(header, rows, said):
    with pytest.raises(Faults) as refused:
        read_census(("category", "name", header), numbered(rows))
    assert [sentence(fault) for fault in refused.value.faults] == said


@pytest.mark.parametrize("text", ["-1", "101 %", "a bit", "1.5"])
def test_a_tolerance_is_seats_or_a_part_of_the_share(text):
    with pytest.raises(Fault) as refused:
        read_tolerance(text)
    assert refused.value.params == {"value": text}


@given(
    counts=st.lists(st.integers(0, 10**9), min_size=1, max_size=8).filter(any),
    seats=st.integers(1, 300),
    wider=st.integers(0, 3),
    part=st.fractions(0, 1, max_denominator=20),
)
def test_whatever_the_population_its_targets_can_add_up_to_the_seats(counts, seats, wider, part):
    census = read_census(
        ("category", "name", "people"), numbered([f"age a{n} {count}" for n, count in enumerate(counts)])
    )
    targets = targets_from(census, seats, Tolerance(seats=wider, part=part))
    assert sum_faults(targets, seats) == []
    exact = [each.share * seats for each in census]
    assert all(0 <= t.minimum <= wanted <= t.maximum <= seats for t, wanted in zip(targets, exact, strict=True))


def test_the_same_on_the_command_line(tmp_path, capsys):
    file = tmp_path / "population.csv"
    file.write_text("category;name;share\nage;young;27\nage;old;73\n")
    assert main(["targets", str(file), "--seats", "50", "--tolerance", "1"]) == 0
    assert capsys.readouterr().out.split() == ["category,name,min,max", "age,young,12,15", "age,old,35,38"]
    assert main(["targets", str(file), "--seats", "50", "--tolerance", "some"]) == 2
    assert main(["targets", str(tmp_path / "none.csv"), "--seats", "50"]) == 2


def numbered(rows):
    return [(number, row.split(" ")) for number, row in enumerate(rows, 2)]
