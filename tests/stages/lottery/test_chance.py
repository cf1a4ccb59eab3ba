"""From the freeze to the draw: what the record tells, and that `folkmoot verify` works all of it out again."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.publicrecord.queries import entries, export_files, latest
from folkmoot.core.record.exports import check_export
from folkmoot.core.record.findings import Outcome
from folkmoot.stages.lottery import actions, faults, queries
from tests import builders

pytestmark = pytest.mark.django_db


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def said_of(assembly: Assembly, kind: str) -> list[dict[str, Any]]:
    return [each.data for each in entries(assembly.slug).filter(kind=kind)]


def worked_out_again() -> dict[Outcome, list[str]]:
    """What a check of the exported record says of its lotteries and draws."""
    told = check_export(export_files()).findings
    return {
        outcome: [each.code for each in told if each.outcome is outcome and each.file == "entries.jsonl" and each.line]
        for outcome in Outcome
    }


def a_ready_assembly() -> Assembly:
    assembly = builders.an_open_assembly()
    builders.a_published_contract(assembly)
    builders.some_targets(assembly)
    builders.a_pool(assembly)
    return assembly


def computed(assembly: Assembly) -> queries.Lottery:
    by = builders.the_organiser(assembly)
    return actions.compute_lottery(lottery=actions.start_lottery(by=by, assembly=assembly, panels=100))


@pytest.mark.parametrize("sealed", [False, True])
def test_the_record_tells_of_a_lottery_from_its_inputs_to_its_panel_and_all_of_it_can_be_worked_out_again(
    sealed: bool,
) -> None:
    assembly = a_ready_assembly()
    by = builders.the_organiser(assembly)
    lottery = actions.publish_lottery(by=by, lottery=computed(assembly), sealed=sealed)
    builders.read_by_both(assembly, lottery, "42")
    kinds = [each.kind for each in entries(assembly.slug) if each.kind.startswith("lottery.")]
    assert kinds == [f"lottery.{word}" for word in ("frozen", "computed", "published", "attested", "drawn")]
    found = worked_out_again()
    assert found[Outcome.FAILS] == []
    holds = "sealed_lottery_holds" if sealed else "lottery_holds"
    assert [code for code in found[Outcome.HOLDS] if not code.startswith("contract")] == [
        "inputs_frozen",
        holds,
        "as_computed",
        "chance_declared",
        "draw_holds",
    ]


def test_what_a_lottery_is_computed_from_is_fixed_in_public_before_anything_is_known() -> None:
    assembly = a_ready_assembly()
    started = actions.start_lottery(by=builders.the_organiser(assembly), assembly=assembly, panels=100)
    (frozen,) = said_of(assembly, "lottery.frozen")
    assert (frozen["number"], frozen["pool"], frozen["seats"]) == (1, 30, 5)
    assert frozen["pool_file"] == queries.pool_path(assembly, 1)
    assert said_of(assembly, "lottery.computed") == []
    actions.stop_lottery(by=builders.the_organiser(assembly), lottery=started)
    assert said_of(assembly, "lottery.computed") == [{"number": 1, "outcome": "cancelled", "lottery": None}]


def test_an_assembly_that_is_not_public_yet_starts_no_lottery() -> None:
    assembly = a_ready_assembly()
    assembly.opened_at = None
    with pytest.raises(faults.AssemblyNotOpenYet):
        actions.start_lottery(by=builders.the_organiser(assembly), assembly=assembly)


def test_everybody_sees_how_often_it_was_computed_and_what_changed_in_between() -> None:
    assembly = a_ready_assembly()
    computed(assembly)
    computed(assembly)
    rows = builders.pool_rows(31)
    rows[0][5] = "woman"
    builders.a_pool(assembly, rows=rows)
    targets = (*builders.SOME_TARGETS[:2], ("age", "young", 2, 3), *builders.SOME_TARGETS[3:])
    builders.some_targets(assembly, rows=targets)
    computed(assembly)
    first, second, third = queries.runs(assembly)
    assert (first.before, first.same, first.outcome, second.same) == (None, False, "found", True)
    assert (third.before, third.gone, third.new, third.people) == (2, 1, 2, 31)
    assert third.targets == (("age", "young", (1, 3), (2, 3)),)
    page = text_of(Client().get(reverse("lottery:lottery", args=[assembly.slug])))
    assert "Computed 3 times" in page
    assert "The very same inputs as lottery 1" in page
    assert "1 line of the pool went and 2 came" in page
    assert "age, young: 1–3 became 2–3" in page


def test_the_published_lottery_must_be_the_one_that_was_computed() -> None:
    assembly = a_ready_assembly()
    computed(assembly)
    other = computed(assembly)
    published = actions.publish_lottery(by=builders.the_organiser(assembly), lottery=other)
    entry = latest(assembly.slug, "lottery.published")
    assert entry is not None
    assert (entry.data["chance"], entry.data["sha256"]) == ({"parts": [{"kind": "balls"}]}, published.sha256)
    assert worked_out_again()[Outcome.FAILS] == []
