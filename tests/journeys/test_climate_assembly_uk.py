"""Climate Assembly UK, 2019-20: from letters to the 108 who sat to the end.

Real are the sizes: a fifth of 30,000 letters to the most deprived postcodes; some 1,700 who said yes; seven strata, one
of them an attitude; six committees that asked; 110 people drawn, 108 to the end (climateassembly.uk; Flanigan et al.,
Nature 2021). Every address and person is made from a fixed seed (`made.py`). To be quick, a tenth of the letters
and half of the people are played; `FOLKMOOT_FULL_SIZE=on` plays all, as `./run soak --only full_size` does.
"""

import os
import re
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from folkmoot.__main__ import main
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.publicrecord.queries import export_files
from folkmoot.manifest import Role
from folkmoot.stages.lottery import actions, queries
from folkmoot.stages.lottery.rules import Status
from folkmoot.tables import read_table, write_csv
from tests import builders
from tests.conftest import Clock
from tests.journeys import made
from tests.journeys.made import Desk

pytestmark = pytest.mark.django_db
LETTERS, CAME = (30_000, 1_700) if os.environ.get("FOLKMOOT_FULL_SIZE") else (3_000, 850)
UK = {
    "gender": {"female": 0.51, "male": 0.49},
    "age": {"16-29": 0.23, "30-44": 0.24, "45-59": 0.25, "60+": 0.28},
    "ethnicity": {"white": 0.86, "other": 0.14},
    "education": {"level 1 or none": 0.26, "level 2 or 3": 0.35, "level 4 or above": 0.39},
    "region": {
        "East Midlands": 0.07,
        "East of England": 0.09,
        "London": 0.14,
        "North East": 0.04,
        "North West": 0.11,
        "Northern Ireland": 0.03,
        "Scotland": 0.08,
        "South East": 0.14,
        "South West": 0.08,
        "Wales": 0.05,
        "West Midlands": 0.09,
        "Yorkshire": 0.08,
    },
    "place": {"urban": 0.81, "rural": 0.19},
    "concern": {"very": 0.52, "fairly": 0.33, "not very": 0.1, "not at all": 0.05},
}
# Those who say yes are older, went to school longer, and care more: that is what the strata are for.
WILLING = UK | {
    "age": {"16-29": 0.13, "30-44": 0.22, "45-59": 0.28, "60+": 0.37},
    "ethnicity": {"white": 0.91, "other": 0.09},
    "education": {"level 1 or none": 0.11, "level 2 or 3": 0.27, "level 4 or above": 0.62},
    "concern": {"very": 0.70, "fairly": 0.24, "not very": 0.045, "not at all": 0.015},
}
BORN = {"16-29": "1997-05-17", "30-44": "1982-05-17", "45-59": "1967-05-17", "60+": "1950-05-17"}
DICE = "16253 41625 34162 53416"


def test_from_letters_to_the_108_who_sat_to_the_end(tmp_path: Path, the_clock: Clock) -> None:
    the_clock.goes_to(datetime(2019, 10, 28, 9, tzinfo=UTC))
    assembly = builders.an_open_assembly(seats=110, title="Climate Assembly UK", decision_on=date(2020, 9, 10))
    builders.a_published_contract(assembly, offices=[(f"committee-{n}", f"Committee {n}") for n in range(1, 7)])
    builders.some_targets(assembly, rows=made.targets(UK, 110, play=1))
    desk = Desk(assembly)
    assert "Enough: 15.5 people for each seat" in desk.page("plan_letters", seats=110, percent="5.67", letters=30_000)
    at_the_rate_of_cumbria = desk.page("plan_letters", seats=110, percent="1.15", letters=30_000)
    assert "The pool will be too thin: 3.1 people for each seat" in at_the_rate_of_cumbria
    letters_are_drawn(desk, tmp_path / "draw")
    letters_are_posted(desk)
    the_clock.goes_to(datetime(2019, 11, 6, 9, tzinfo=UTC))
    people_answer(desk)
    the_panel_is_drawn(desk)
    the_clock.goes_to(datetime(2019, 12, 12, 9, tzinfo=UTC))
    callers_ask(assembly)
    assert (queries.vacancies(assembly).sitting, queries.vacancies(assembly).vacant) == (102, 8)
    those_who_said_no_are_replaced(desk)
    the_clock.goes_to(datetime(2020, 2, 3, 9, tzinfo=UTC))
    members = [each for each in queries.seat_origins(assembly, queries.respondents(assembly)) if each.seat]
    for each in members[:2]:
        desk.send("leave", each.pseudonym, reason="Illness")
    assert queries.vacancies(assembly).sitting == 108
    table = read_table(desk.file("seat_history_table", "csv"), name="seats.csv")
    told = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    assert [sum(row["source"] == kind for row in told) for kind in ("first", "further")] == [110, 8]
    assert sum(bool(row["until"]) for row in told) == 2
    assert {row["status"] for row in told} == {"confirmed", "declined", "withdrawn"}
    for name, content in export_files().items():
        (tmp_path / "record" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "record" / name).write_bytes(content)
    assert main(["verify", str(tmp_path / "record")]) == 0


def letters_are_drawn(desk: Desk, folder: Path) -> None:
    """The file of addresses stays where it is: announced here, drawn there from the dice, brought here."""
    addresses = folder.with_suffix(".csv")
    addresses.write_bytes(made.addresses({"most deprived": LETTERS * 3 // 10, "others": LETTERS * 12 // 10}, seed=2019))
    command = ["invite", str(addresses), "--size", str(LETTERS), "--strata", "group", "--share", "most deprived=20"]
    command += ["--out", str(folder)]

    def file(name: str) -> SimpleUploadedFile:
        return SimpleUploadedFile(name, (folder / name).read_bytes())

    assert main(command) == 0
    told = {"kind": "addresses", "label": "Postal addresses", "chance": "dice", "hours": "2", "delete_on": "2019-12-24"}
    desk.send("outside", **told, inputs=file("inputs.json"), answers_until="2019-12-02")
    seed = re.search(r"--seed ([0-9a-f]{64})", desk.send("draw_wave", "A1", faces=DICE))
    assert seed is not None
    assert main([*command, "--seed", seed[1]]) == 0
    desk.send("draw_wave", "A1", faces=DICE, drawn=file("invitations.json"), invited=file("invited.csv"))
    wave = queries.wave_named(desk.assembly, "A1")
    assert wave is not None
    assert {row[0]: row[3] for row in wave.strata} == {"most deprived": LETTERS // 5, "others": LETTERS * 4 // 5}


def letters_are_posted(desk: Desk) -> None:
    """The printer gets them as a table; one in a hundred comes back."""
    desk.letter()
    table = read_table(desk.file("letters_table", "A1", "letters", "csv"), name="letters.csv")
    assert (len(table.rows), len({row[table.columns.index("code")] for row in table.rows})) == (LETTERS, LETTERS)
    desk.send("post_letters", "A1")
    back = "\n".join(row[0] for row in table.rows[::100])
    assert f"{LETTERS // 100} letters came back." in desk.send("returned", "A1", references=back)
    wave = queries.wave_named(desk.assembly, "A1")
    assert wave is not None
    assert queries.letter_states(wave) == {"sent": LETTERS - LETTERS // 100, "returned": LETTERS // 100}


def people_answer(desk: Desk) -> None:
    """A few answer with the code on their letter; the bulk registered with the recruiter, who brings a file."""
    assembly, by = desk.assembly, desk.organiser
    terms = actions.Terms(closes_on=date(2019, 12, 2), phone="0800 100 200")
    actions.set_terms(by=by, assembly=assembly, terms=terms)
    actions.open_registration(by=by, assembly=assembly)
    everybody = made.people(WILLING, CAME, seed=1110)
    letters = queries.invitations(assembly).filter(state="sent")
    for number, (letter, her) in enumerate(zip(letters[:12], everybody, strict=False)):
        found = queries.invitation_typed(assembly, queries.code_of(letter))
        answers: dict[str, Any] = {f"question_{name}": value for name, value in her.items() if name != "age"}
        builders.a_registration(
            assembly,
            invitation=found,
            born=BORN[her["age"]],
            name=f"By code {number}",
            address=f"Row {number}",
            **answers,
        )
    for letter in letters[12:15]:
        actions.decline_invitation(by=None, invitation=letter, reason="dates")
    rows = [
        (f"N-{number:04}", f"Person {number}", f"+44 {number:04}", f"Elm Road {number}", *her.values())
        for number, her in islice(enumerate(everybody), 12, None)
    ]
    desk.upload("pool", write_csv(("id", "name", "phone", "address", *UK), rows))
    assert queries.status_counts(assembly)[Status.POOL] == CAME
    for name in ("registration", "registrations", "pool"):
        assert desk.page(name)
    desk.send("close_registration")
    assert (dict(queries.door_counts(assembly)), sum(queries.refusals(assembly).values())) == ({"web": 12}, 3)


def the_panel_is_drawn(desk: Desk) -> None:
    """Leximin over everybody, a thousand sealed panels, three balls read by two."""
    found = desk.computed()
    assert found.figures["people"] == CAME
    published = actions.publish_lottery(by=desk.organiser, lottery=found, sealed=True)
    draw = builders.read_by_both(desk.assembly, published, "417")
    assert (draw.panel, len(draw.selected)) == (417, 110)
    assert [row for row in draw.met if not row[2] <= row[4] <= row[3]] == []
    attitude = [(value, low, high) for name, value, low, high, _seats in draw.met if name == "concern"]
    assert ("not at all", 4, 7) in attitude


def callers_ask(assembly: Assembly) -> None:
    """A caller takes the list along and brings it back: 102 say yes, eight say no."""
    caller = Client()
    caller.force_login(builders.somebody(assembly, Role.CALLER))
    desk = Desk(assembly, client=caller)
    table = read_table(desk.file("calls_table", "csv"), name="calls.csv")
    rows = [
        (*row[:-2], "no" if number < 8 else "yes", "Not free" if number < 8 else "")
        for number, row in enumerate(table.rows)
    ]
    desk.upload("calls", write_csv(table.columns, rows))


def those_who_said_no_are_replaced(desk: Desk) -> None:
    """Eight more from those who were not selected, under what the targets still ask for; all say yes.

    Eight people can hardly mend seven strata to the point, so each target gets two more to either side beforehand.
    """
    builders.some_targets(desk.assembly, rows=made.targets(UK, 110, play=3))
    found = desk.computed(objective="maximin", panels="100")
    assert (found.replacement, found.seats, found.figures["people"]) == (True, 8, CAME - 110)
    published = actions.publish_lottery(by=desk.organiser, lottery=found)
    builders.read_by_both(desk.assembly, published, "42")
    desk.send("confirm_all")
    seats = queries.vacancies(desk.assembly)
    assert (seats.sitting, seats.waiting, seats.vacant) == (110, 0, 0)
