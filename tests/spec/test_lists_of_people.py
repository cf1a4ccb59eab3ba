"""What is made of a clerk's list: which column is what, which cell means which value. Table in, table out."""

from datetime import date

import pytest

from folkmoot.core.sortition.ages import age_in
from folkmoot.core.sortition.matching import Spelling, hold_ages, match_cells, match_columns, match_value

GENDER, AGES = ("Female", "Male", "Other"), ("16-29", "30-64", "65+")
VALUES = {"gender": GENDER, "age": AGES, "education": ("Basic", "Vocational", "University")}


@pytest.mark.parametrize(
    ("columns", "row", "means"),
    [
        (["id", "gender", "age", "education"], [], ["id", "gender", "age", "education"]),
        (
            ["Lb.nr.", "Fornavn", "Efternavn", "Køn", "Fødselsdato", "Uddannelse", "Tlf.", "E-mail"],
            ["1", "Åse", "Holm", "K", "1990-01-31", "Vocational", "12", "a@b.dk"],
            ["id", "name", "name", "gender", "age", "education", "phone", "email"],
        ),
        (
            ["Nachname", "Straße", "Hausnr.", "PLZ", "Geschlecht", "Altersgruppe", "Schulabschluss", "Kenn-Nr"],
            ["Weiß", "Am Kai", "5", "18055", "w", "30-64", "Basic", "A7"],
            ["name", "address", "address", "address", "gender", "age", "education", "id"],
        ),
        (
            ["Lfd.-Nr.", "Vorname, Name", "Anschrift", "PLZ/Ort", "Geschlecht", "Alter", "Bildung"],
            ["1", "Ada Weiß", "Am Kai 5", "18055 Rostock", "w", "30-64", "Basic"],
            ["id", "name", "address", "address", "gender", "age", "education"],
        ),
        (
            ["Løbenr.", "For- og efternavn", "Bopæl", "Postnr. og by", "Køn", "Alder", "Uddannelse"],
            ["1", "Åse Holm", "Havnegade 5", "5700 Svendborg", "K", "30-64", "Basic"],
            ["id", "name", "address", "address", "gender", "age", "education"],
        ),
        (["No", "Q1", "Q2", "Q3"], ["7", "f", "30 to 64", "university"], ["id", "gender", "age", "education"]),
        (["Respondent code", "Remarks", "Sex", "Age"], ["x1", "x1", "M", "65+"], ["id", "", "gender", "age"]),
    ],
)
def test_columns_are_known_in_several_languages_and_by_what_they_hold(columns, row, means):
    found = match_columns(columns, [row] if row else [], VALUES)
    assert [found.get(place, "") for place in range(len(columns))] == means


@pytest.mark.parametrize(
    ("cell", "values", "value"),
    [
        (" female ", GENDER, "Female"),
        ("F", GENDER, "Female"),
        ("kvinde", GENDER, "Female"),
        ("weiblich", GENDER, "Female"),
        ("männlich", GENDER, "Male"),
        ("mand", GENDER, "Male"),
        ("divers", GENDER, "Other"),
        ("Femlae", GENDER, "Female"),
        ("mänlich", GENDER, "Male"),
        ("30 – 64 years", AGES, "30-64"),
        ("65 og derover", AGES, "65+"),
        ("16-30", AGES, ""),
        ("Uni", VALUES["education"], "University"),
        ("voc.", VALUES["education"], "Vocational"),
        ("J", ("yes", "no"), "yes"),
        ("unknown", GENDER, ""),
        ("", GENDER, ""),
    ],
)
def test_a_cell_means_the_value_that_people_would_take_it_for(cell, values, value):
    assert match_value(cell, values) == value


def test_what_differs_by_capitals_and_spaces_alone_needs_no_word():
    cells = ["Female", "FEMALE", "female ", "F", "F", "w", "?"]
    assert match_cells(cells, GENDER) == (
        Spelling(cell="F", people=2, value="Female"),
        Spelling(cell="w", people=1, value="Female"),
        Spelling(cell="?", people=1, value=""),
    )


@pytest.mark.parametrize(
    ("cell", "age"),
    [
        ("34", 34),
        ("1990", 36),
        ("1990-03-06", 36),
        ("1990-03-07", 36),
        ("07.03.1990", 36),
        ("8/3/1990", 35),
        ("32940", 35),  # 8 March 1990, as a spreadsheet counts
        ("31.02.1990", None),
        ("2030", None),
        ("thirty", None),
    ],
)
def test_an_age_is_read_from_ages_years_and_days(cell, age):
    assert age_in(cell, date(2026, 3, 7)) == age


def test_a_column_of_dates_of_birth_is_told_from_one_of_names():
    assert hold_ages(["1990-01-31", "1950", "", "12"], AGES, date(2027, 1, 1)) is True
    assert hold_ages(["Holm", "Weiß"], AGES, date(2027, 1, 1)) is False
    assert hold_ages(["34"], GENDER, date(2027, 1, 1)) is False
