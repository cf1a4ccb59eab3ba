"""Two half-assemblies and a half that stands by, drawn by one number on the site, and checked from the export."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.publicrecord.queries import attachment, export_files, latest
from folkmoot.core.faults import Faults
from folkmoot.core.record.entries import read_lines
from folkmoot.core.record.exports import check_export
from folkmoot.core.record.findings import Outcome
from folkmoot.core.record.replay import replay
from folkmoot.core.sortition import Target
from folkmoot.stages.lottery import actions, faults, queries
from folkmoot.stages.lottery.chance_forms import PublishForm
from folkmoot.stages.lottery.rules import Status
from tests import builders

pytestmark = pytest.mark.django_db

ONE_YOUNG = Target(category="age", value="young", minimum=1, maximum=1)
HALVES = (
    actions.PanelAsked(name="East", seats=3),
    actions.PanelAsked(name="West", seats=3, own=(ONE_YOUNG,)),
    actions.PanelAsked(name="Waiting", seats=3, substitutes=True),
)
TARGETS = (
    ("gender", "woman", 1, 2),
    ("gender", "man", 1, 2),
    ("age", "young", 0, 3),
    ("age", "middle", 0, 3),
    ("age", "old", 0, 3),
)


@pytest.fixture(scope="module")
def halves(once_for_all: None) -> Assembly:
    """An assembly of two halves of three, and three who stand by, drawn and confirmed."""
    assembly = builders.an_open_assembly(seats=6)
    builders.some_targets(assembly, rows=TARGETS)
    actions.set_panels(by=builders.the_organiser(assembly), assembly=assembly, panels=HALVES)
    builders.a_drawn_panel(assembly)
    return assembly


def test_one_number_draws_every_panel_and_each_meets_its_own_targets(halves: Assembly) -> None:
    drawn = queries.draws(halves).get()
    assert [(part["name"], len(part["selected"]), part["substitutes"]) for part in drawn.parts] == [
        ("East", 3, False),
        ("West", 3, False),
        ("Waiting", 3, True),
    ]
    outside = [row for part in drawn.parts for row in part["met"] if not row[2] <= row[4] <= row[3]]
    assert outside == []
    young = {part["name"]: row[2:] for part in drawn.parts for row in part["met"] if row[:2] == ["age", "young"]}
    assert young["West"] == [1, 1, 1]
    assert sorted(name for part in drawn.parts for name in part["selected"]) == sorted(drawn.selected)


def test_who_is_drawn_to_stand_by_is_not_asked_to_sit(halves: Assembly) -> None:
    counts = queries.status_counts(halves)
    assert (counts[Status.CONFIRMED], counts[Status.SUBSTITUTE]) == (6, 3)
    assert queries.vacancies(halves).vacant == 0


def test_the_file_that_divides_is_in_the_record_and_an_export_of_the_site_holds(halves: Assembly) -> None:
    published, drawn = latest(halves.slug, "lottery.published"), latest(halves.slug, "lottery.drawn")
    assert published is not None
    assert drawn is not None
    file = attachment(f"assemblies/{halves.slug}/parts-1.json")
    assert file is not None
    assert (published.data["parts_file"], published.data["parts_sha256"]) == (file.path, file.sha256)
    assert [part["name"] for part in drawn.data["parts"]] == ["East", "West", "Waiting"]
    report = check_export(export_files())
    assert report.first_failure is None
    assert {one.code for one in report.findings} >= {"panels_divided", "panels_called"}


LIES: list[tuple[str, dict[str, Any], str]] = [
    ("lottery.published", {"parts_sha256": "0" * 64}, "parts_file_is_missing"),
    ("lottery.drawn", {"parts": []}, "parts_are_others"),
    ("lottery.frozen", {"parts": []}, "inputs_are_another"),
]


@pytest.mark.parametrize(("kind", "data", "code"), LIES)
def test_panels_told_otherwise_than_the_file_says_do_not_hold(
    halves: Assembly, kind: str, data: dict[str, Any], code: str
) -> None:
    files = export_files()
    told = [
        replace(each, data={**each.data, **data}) if each.kind == kind else each
        for each in read_lines(files["entries.jsonl"].split(b"\n")[:-1])
    ]
    found = replay(told, files, now="2099-01-01T00:00:00Z")
    assert next(one.code for one in found if one.outcome is Outcome.FAILS) == code


def test_a_seat_that_falls_vacant_is_drawn_for_its_own_panel(halves: Assembly) -> None:
    west = queries.draws(halves).get().parts[1]["selected"]
    by = builders.the_organiser(halves)
    gone = queries.respondents(halves).get(pseudonym__in=west, features__age="young")
    actions.leave_seat(by=by, respondent=gone, reason="")
    second = builders.a_drawn_panel(halves, balls="07")
    assert [part["name"] for part in second.parts] == ["West"]
    her = queries.respondents(halves).get(pseudonym=second.selected[0])
    assert her.features["age"] == "young"
    assert queries.panels_of(queries.draws(halves))[her.pseudonym] == "West"
    assert check_export(export_files()).first_failure is None


def test_who_was_drawn_to_stand_by_takes_a_vacant_seat_of_the_panel_that_she_fits(halves: Assembly) -> None:
    by, west = builders.the_organiser(halves), queries.draws(halves).get().parts[1]["selected"]
    gone = queries.respondents(halves).get(pseudonym__in=west, features__age="young")
    actions.leave_seat(by=by, respondent=gone, reason="")
    waiting = queries.drawn_to_stand_by(halves)
    [called] = actions.call_up(by=by, assembly=halves)
    assert (called.pseudonym in waiting, called.panel, called.alternates) == (True, "West", None)
    actions.confirm_all(by=by, assembly=halves)
    assert queries.panels_of(queries.draws(halves), queries.call_ups(halves))[called.pseudonym] == "West"
    assert queries.vacancies(halves).vacant == 0
    assert check_export(export_files()).first_failure is None


def test_panels_must_have_the_seats_of_the_body_and_names_of_their_own_and_stand_once_drawn(halves: Assembly) -> None:
    assembly = builders.an_open_assembly(seats=6)
    by = builders.the_organiser(assembly)
    with pytest.raises(Faults) as refused:
        actions.set_panels(by=by, assembly=assembly, panels=[replace(HALVES[0], seats=4), HALVES[0]])
    assert [fault.code for fault in refused.value.faults] == ["part_name_repeated", "panels_miss_seats"]
    with pytest.raises(faults.PanelsSettled):
        actions.set_panels(by=builders.the_organiser(halves), assembly=halves, panels=())


def test_panels_are_typed_as_rows_and_every_page_names_them(halves: Assembly) -> None:
    assembly = builders.an_open_assembly(seats=6)
    client = Client()
    client.force_login(builders.the_organiser(assembly))
    several = reverse("lottery:several", args=[assembly.slug])
    rows = {"name": ["East", "West"], "seats": ["3", "x"], "role": ["sits", "waits"], "own": ["", "age: young = 2-1"]}
    assert "panels" in PublishForm({"hall": "balls", "panels": "sealed"}, several=True).errors
    refused = client.post(several, rows).content.decode()
    assert "Row 2, column seats: “x” is not a whole number of people." in refused
    rows["seats"], rows["role"] = ["3", "3"], ["sits", "sits"]
    assert "age: young = 2-1" in client.post(several, rows).content.decode()
    rows["own"] = ["", "age: young = 1-2"]
    assert client.post(several, rows).headers["Location"] == several
    kept = queries.panel_rows(assembly)
    assert [(row.name, row.seats, row.own) for row in kept] == [
        ("East", 3, []),
        ("West", 3, [["age", "young", 1, 2]]),
    ]
    for name, more in (("lottery", ()), ("panels", (1,)), ("ceremony", (1,))):
        page = Client().get(reverse(f"lottery:{name}", args=[halves.slug, *more]) + "?step=3").content.decode()
        assert [panel in page for panel in ("East", "West", "Waiting")] == [True] * 3
