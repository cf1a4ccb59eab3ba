"""One panel from three frames, as Paris has it (80 + 15 + 5), in small: drawn by one number, sealed, and checked."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from folkmoot.__main__ import main
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.publicrecord.queries import export_files, latest
from folkmoot.core.faults import Faults
from folkmoot.core.record.entries import read_lines
from folkmoot.core.record.exports import check_export
from folkmoot.core.record.findings import Outcome
from folkmoot.core.record.replay import replay
from folkmoot.core.sortition import Target
from folkmoot.manifest import Role
from folkmoot.stages.lottery import actions, queries
from folkmoot.stages.lottery.archives import zipped
from folkmoot.stages.lottery.rules import Status
from folkmoot.stages.lottery.views.words import grouped
from folkmoot.tables import write_csv
from tests import builders

pytestmark = pytest.mark.django_db

SOURCES = {"roll": 24, "card of residents": 9, "youth": 5}
ONE_MAN = Target(category="gender", value="man", minimum=1, maximum=1)
FRAMES = (
    actions.PanelAsked(name="Roll", seats=6, frame="source/roll"),
    actions.PanelAsked(name="Residents", seats=2, frame="source/card of residents", own=(ONE_MAN,)),
    actions.PanelAsked(name="Youth", seats=1, frame="source/youth"),
)
TARGETS = (
    ("gender", "woman", 4, 5),
    ("gender", "man", 4, 5),
    ("age", "young", 1, 9),
    ("age", "middle", 1, 9),
    ("age", "old", 1, 9),
)


@pytest.fixture(scope="module")
def paris(once_for_all: None) -> Assembly:
    """A panel of nine filled from three frames, published sealed and drawn; and two people who came from none."""
    assembly = builders.an_open_assembly(seats=9)
    by = builders.the_organiser(assembly)
    builders.some_targets(assembly, rows=TARGETS)
    sources = [name for name, people in SOURCES.items() for _ in range(people)] + ["", ""]
    rows = [[*row, source] for row, source in zip(builders.pool_rows(len(sources)), sources, strict=True)]
    content = write_csv((*builders.POOL_COLUMNS, "source"), rows)
    kept = actions.keep_upload(by=by, assembly=assembly, kind="pool", filename="pool.csv", content=content)
    actions.import_pool(by=by, assembly=assembly, sha256=kept.sha256)
    actions.set_panels(by=by, assembly=assembly, panels=FRAMES)
    builders.a_published_contract(assembly)
    found = actions.compute_lottery(lottery=actions.start_lottery(by=by, assembly=assembly, panels=100))
    builders.read_by_both(assembly, actions.publish_lottery(by=by, lottery=found, sealed=True), "42")
    actions.confirm_all(by=by, assembly=assembly)
    return assembly


def frames_of(assembly: Assembly, names: list[str]) -> list[str]:
    people = queries.respondents(assembly).filter(pseudonym__in=names)
    return sorted(people.values_list("source", flat=True))


def test_each_frame_gives_its_seats_and_its_people_meet_their_own_targets(paris: Assembly) -> None:
    drawn = queries.draws(paris).get()
    assert frames_of(paris, drawn.selected) == ["card of residents"] * 2 + ["roll"] * 6 + ["youth"]
    met = {(row[0], row[1]): row[2:] for row in drawn.met}
    assert [met["frame", name] for name in ("Roll", "Residents", "Youth")] == [[6, 6, 6], [2, 2, 2], [1, 1, 1]]
    assert met["gender (Residents)", "man"] == [1, 1, 1]
    assert all(low <= seats <= high for low, high, seats in met.values())
    assert (queries.from_no_frame(paris), drawn.lottery.figures["people"]) == (2, 38)


def test_the_record_names_the_frames_and_their_order_and_an_auditor_s_pack_replays_all(
    paris: Assembly, tmp_path_factory: pytest.TempPathFactory
) -> None:
    frozen = latest(paris.slug, "lottery.frozen")
    assert frozen is not None
    assert frozen.data["frames"] == ["Roll", "Residents", "Youth"]
    files = export_files()
    assert check_export(files).first_failure is None
    told = [
        replace(each, data={**each.data, "frames": ["Roll"]}) if each.kind == "lottery.frozen" else each
        for each in read_lines(files["entries.jsonl"].split(b"\n")[:-1])
    ]
    found = replay(told, files, now="2099-01-01T00:00:00Z")
    assert next(one.code for one in found if one.outcome is Outcome.FAILS) == "inputs_are_another"
    lottery = queries.draws(paris).get().lottery
    pack = actions.take_audit_pack(by=builders.somebody(paris, Role.AUDITOR), lottery=lottery)
    path = tmp_path_factory.mktemp("pack") / "pack.zip"
    path.write_bytes(b"".join(zipped(pack.items())))
    assert main(["verify", str(path)]) == 0


def test_a_seat_that_falls_vacant_is_filled_from_the_same_frame(paris: Assembly) -> None:
    by, drawn = builders.the_organiser(paris), queries.draws(paris).get()
    gone = queries.respondents(paris).get(pseudonym__in=drawn.selected, source="youth")
    actions.leave_seat(by=by, respondent=gone, reason="")
    second = builders.a_drawn_panel(paris, balls="07")
    assert frames_of(paris, second.selected) == ["youth"]
    assert check_export(export_files()).first_failure is None


def test_the_pages_name_every_frame_with_its_seats_and_the_rule_and_nobody_s_frame(paris: Assembly) -> None:
    page = Client().get(reverse("lottery:lottery", args=[paris.slug])).content.decode()
    asked = (
        "One panel from 3 frames",
        "Residents",
        "Youth",
        "gender (Residents)",
        "counts for the one that stands first",
    )
    assert [words in page for words in asked] == [True] * 5
    results = dict(grouped(queries.draws(paris).get().met))
    assert [value for value, *_ in results["gender (Residents)"]] == ["woman", "man"]
    assert grouped([["work", "–", 0, 3, 2]]) == [("work", [("–", 0, 3, 2)])]  # where a list says so, it is a value
    for name, more in (("ceremony", "?step=3"), ("lottery", "")):
        shown = Client().get(reverse(f"lottery:{name}", args=[paris.slug, 1][: 2 if more else 1]) + more)
        assert "From which frame" in shown.content.decode()


def test_somebody_in_two_frames_is_shown_and_keeps_the_line_whose_frame_stands_first(paris: Assembly) -> None:
    assembly = builders.an_open_assembly(seats=2)
    by = builders.the_organiser(assembly)
    builders.some_targets(assembly, rows=[("gender", "woman", 0, 2), ("gender", "man", 0, 2)])
    columns = ("id", "name", "phone", "gender", "source")
    twice = [("1", "Ada Holm", "30201010", "woman", name) for name in ("youth", "roll")]
    rows = [(f"{n}", *row[1:]) for n, row in enumerate([*twice, ("", "Bo Lind", "40404040", "man", "youth")])]
    kept = actions.keep_upload(
        by=by, assembly=assembly, kind="pool", filename="p.csv", content=write_csv(columns, rows)
    )
    actions.import_pool(by=by, assembly=assembly, sha256=kept.sha256)
    parts = [
        actions.PanelAsked(name="Roll", seats=1, frame="source/roll"),
        actions.PanelAsked(name="Youth", seats=1, frame="source/youth"),
    ]
    actions.set_panels(by=by, assembly=assembly, panels=parts)
    [pair] = queries.suspected_twins(assembly)
    assert ([each.source for side in pair.sides for each in side], pair.frames) == (
        ["roll", "youth"],
        ("Roll", "Youth"),
    )
    client = Client()
    client.force_login(by)
    seen = client.get(reverse("lottery:cleaning", args=[assembly.slug])).content.decode()
    assert "she counts for “Roll”, which stands first" in seen
    # even if somebody asks for the other line
    actions.decide_twin(by=by, assembly=assembly, left=pair.right[0], right=pair.left[0], together=True)
    assert queries.respondents(assembly).get(status=Status.REMOVED).source == "youth"
    inputs = queries.inputs_of_first(assembly)
    assert sorted(person.features[inputs.pool.categories.index("frame")] for person in inputs.pool.respondents) == [
        "Roll",
        "Youth",
    ]


def test_frames_are_chosen_in_every_row_each_once_and_all_sit(paris: Assembly) -> None:
    assembly = builders.an_open_assembly(seats=9)
    by = builders.the_organiser(assembly)
    with pytest.raises(Faults) as refused:
        actions.set_panels(
            by=by,
            assembly=assembly,
            panels=[
                FRAMES[0],
                replace(FRAMES[0], name="Waits", substitutes=True),
                replace(FRAMES[1], seats=3, frame=""),
            ],
        )
    assert [fault.code for fault in refused.value.faults] == [
        "frame_not_chosen",
        "frames_do_not_wait",
        "frame_chosen_twice",
        "frame_chosen_twice",
        "frame_gone",
        "frame_gone",
    ]
