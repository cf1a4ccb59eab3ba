"""Targets from the population: look first, take then; what is said of nothing stays."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from folkmoot.stages.lottery import queries
from tests import builders
from tests.stages.lottery.test_pages import address, signed_in, text_of

pytestmark = pytest.mark.django_db

AGE = {
    "column": "share",
    "tolerance": "1",
    "category": ["gender", "gender", "age", "age", ""],
    "name": ["woman", "man", "young", "old", ""],
    "number": ["", "", "27", "73 %", ""],
}


def test_an_organiser_looks_at_the_targets_that_a_population_gives_and_then_takes_them() -> None:
    assembly = builders.an_open_assembly(seats=50)
    builders.some_targets(assembly)
    client, page = signed_in(builders.the_organiser(assembly)), address("census", assembly)
    looked = client.post(page, AGE)
    assert looked.context["looked"]["lines"] == [
        ("age", "young", "27.0 %", "13.50", 12, 15, "1–3"),
        ("age", "old", "73.0 %", "36.50", 35, 38, "1–3"),
    ]
    assert looked.context["looked"]["kept"] == ["gender"]
    assert len(queries.targets(assembly)) == 5
    other = client.post(page, AGE | {"looked": looked.context["looked"]["mark"], "number": ["", "", "28", "72", ""]})
    assert other.status_code == 200
    taken = client.post(page, AGE | {"looked": looked.context["looked"]["mark"]}, follow=True)
    assert "These are the targets now." in text_of(taken)
    assert [(each.category, each.value, each.minimum, each.maximum) for each in queries.targets(assembly)] == [
        ("gender", "woman", 2, 3),
        ("gender", "man", 2, 3),
        ("age", "young", 12, 15),
        ("age", "old", 35, 38),
    ]
    assert [(each.value, float(each.share)) for each in queries.census(assembly)] == [("young", 0.27), ("old", 0.73)]
    assert client.get(page).context["rows"][1] == (2, ("age", "old", "73 %"))


def test_the_population_comes_from_a_file_as_well_and_its_faults_by_row() -> None:
    assembly = builders.an_open_assembly(seats=10)
    client, page = signed_in(builders.the_organiser(assembly)), address("census", assembly)
    file = SimpleUploadedFile("people.csv", b"Category;Name;People\nage;young;1 000\nage;old;3.000\n")
    looked = client.post(page, {"column": "share", "tolerance": "", "file": file})
    assert [line[2:6] for line in looked.context["looked"]["lines"]] == [
        ("25.0 %", "2.50", 2, 3),
        ("75.0 %", "7.50", 7, 8),
    ]
    assert looked.context["rows"][0] == (1, ("age", "young", "1 000"))
    bad = SimpleUploadedFile("people.csv", b"category,name,people\nage,young,some\n")
    refused = client.post(page, {"column": "share", "tolerance": "", "file": bad})
    assert "Row 2, column people: “some” is not a number of people." in text_of(refused)
    assert queries.census(assembly) == ()
