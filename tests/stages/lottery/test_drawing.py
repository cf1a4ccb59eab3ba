"""From targets and pool to a drawn panel, and what the public record says of it."""

import json
from typing import Any

import pytest

from folkmoot.commons.assemblies.actions import grant_role
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.publicrecord.queries import attachment, entries, latest
from folkmoot.core.faults import Faults
from folkmoot.core.sortition import Pool, Respondent, check_lottery, draw_by_balls, read_lottery
from folkmoot.manifest import Role
from folkmoot.stages.contract.faults import ContractNotPublished
from folkmoot.stages.lottery import actions, faults, queries
from folkmoot.stages.lottery.models import Lottery
from folkmoot.stages.lottery.rules import State
from tests import builders

pytestmark = pytest.mark.django_db


def the_file(assembly: Assembly, number: int = 1) -> Any:
    found = attachment(f"assemblies/{assembly.slug}/lottery-{number}.json")
    assert found is not None
    return json.loads(bytes(found.content))


def test_a_lottery_is_published_as_a_file_of_the_record_and_drawn_by_balls() -> None:
    assembly = builders.an_open_assembly()
    draw = builders.a_drawn_panel(assembly, balls="42", confirmed=False)
    published, drawn = latest(assembly.slug, "lottery.published"), latest(assembly.slug, "lottery.drawn")
    file = attachment(f"assemblies/{assembly.slug}/lottery-1.json")
    assert published is not None
    assert drawn is not None
    assert file is not None
    assert published.data["sha256"] == drawn.data["sha256"] == file.sha256
    assert published.data["file"] == file.path
    assert (published.data["panels"], published.data["seats"], published.data["pool"]) == (100, 5, 30)
    assert (published.data["replacement"], published.data["computed"]) == (False, 1)
    assert drawn.data["source"] == {"kind": "balls", "digits": [4, 2]}
    assert drawn.data["panel"] == 42
    assert (
        drawn.data["selected"]
        == draw.selected
        == list(draw_by_balls(read_lottery(the_file(assembly)), (4, 2)).selected)
    )


def test_anybody_can_check_the_published_file_and_an_auditor_with_the_pool_even_its_targets_and_proof() -> None:
    assembly = builders.an_open_assembly()
    lottery = builders.a_published_lottery(assembly)
    frozen = lottery.frozen
    pool = Pool(
        categories=tuple(frozen["categories"]),
        respondents=tuple(
            Respondent(id=row[0], household=row[1], features=tuple(row[2:])) for row in frozen["respondents"]
        ),
    )
    alone, audited = check_lottery(the_file(assembly)), check_lottery(the_file(assembly), pool)
    assert [finding.fault for finding in alone] == [None] * 4
    assert [finding.fault for finding in audited] == [None] * 10


def test_the_record_knows_pseudonyms_and_never_names_contacts_or_features_of_a_person() -> None:
    assembly = builders.an_open_assembly()
    builders.a_drawn_panel(assembly)
    public = b"".join(bytes(entry.line) for entry in entries(assembly.slug)) + json.dumps(the_file(assembly)).encode()
    private = ("example.net", "Quay", "+45", "R-0", "Person ")
    assert [word for word in private if word.encode() in public] == []


def test_a_lottery_is_not_published_before_the_contract_of_power_is() -> None:
    assembly = builders.an_open_assembly()
    builders.some_targets(assembly)
    builders.a_pool(assembly)
    by = builders.the_organiser(assembly)
    found = actions.compute_lottery(lottery=actions.start_lottery(by=by, assembly=assembly, panels=100))
    with pytest.raises(ContractNotPublished):
        actions.publish_lottery(by=by, lottery=found)
    assert latest(assembly.slug, "lottery.published") is None
    assert attachment(f"assemblies/{assembly.slug}/lottery-1.json") is None


def test_every_lottery_that_was_found_is_kept_numbered_and_counted_in_the_publication() -> None:
    assembly = builders.an_open_assembly()
    builders.a_published_contract(assembly)
    builders.some_targets(assembly)
    builders.a_pool(assembly)
    by = builders.the_organiser(assembly)
    found = [
        actions.compute_lottery(lottery=actions.start_lottery(by=by, assembly=assembly, panels=100)) for _ in range(3)
    ]
    actions.publish_lottery(by=by, lottery=found[2])
    entry = latest(assembly.slug, "lottery.published")
    assert entry is not None
    assert (entry.data["number"], entry.data["computed"]) == (3, 3)
    assert [each.number for each in queries.lotteries(assembly)] == [1, 2, 3]
    assert len({each.sha256 for each in found}) == 1


def test_a_lottery_whose_targets_changed_after_it_was_found_is_not_published() -> None:
    assembly = builders.an_open_assembly()
    builders.a_published_contract(assembly)
    builders.some_targets(assembly)
    builders.a_pool(assembly)
    by = builders.the_organiser(assembly)
    found = actions.compute_lottery(lottery=actions.start_lottery(by=by, assembly=assembly, panels=100))
    builders.some_targets(assembly, rows=(("gender", "woman", 1, 4), ("gender", "man", 1, 4)))
    with pytest.raises(faults.LotteryInputsChanged):
        actions.publish_lottery(by=by, lottery=found)


def test_between_publication_and_draw_nothing_that_it_rests_on_can_change() -> None:
    assembly = builders.an_open_assembly()
    builders.a_published_lottery(assembly)
    with pytest.raises(faults.LotteryWaitsForDraw):
        builders.some_targets(assembly)
    with pytest.raises(faults.LotteryWaitsForDraw):
        builders.a_pool(assembly)
    with pytest.raises(faults.LotteryWaitsForDraw):
        actions.start_lottery(by=builders.the_organiser(assembly), assembly=assembly)


def test_a_published_lottery_is_withdrawn_in_public_with_a_reason_and_stays_readable() -> None:
    assembly = builders.an_open_assembly()
    lottery = builders.a_published_lottery(assembly)
    by = builders.the_organiser(assembly)
    with pytest.raises(faults.WordingMissing):
        actions.withdraw_lottery(by=by, lottery=lottery, reason=" ")
    actions.withdraw_lottery(by=by, lottery=lottery, reason="Forty letters were never sent.")
    entry = latest(assembly.slug, "lottery.withdrawn")
    assert entry is not None
    assert entry.data == {"number": 1, "sha256": lottery.sha256, "reason": "Forty letters were never sent."}
    assert the_file(assembly)["seats"] == 5
    with pytest.raises(faults.LotteryNotPublished):
        actions.read_chance(by=by, lottery=lottery, shown="42", witness=False)


def test_targets_that_cannot_be_met_are_kept_with_the_lottery_as_the_reason() -> None:
    assembly = builders.an_open_assembly()
    builders.some_targets(assembly, rows=(("gender", "woman", 4, 5), ("gender", "man", 3, 5)))
    builders.a_pool(assembly)
    started = actions.start_lottery(by=builders.the_organiser(assembly), assembly=assembly, panels=100)
    failed = actions.compute_lottery(lottery=started)
    assert failed.state == State.FAILED
    assert [fault.code for fault in queries.faults_of(failed)] == ["minimums_above_seats", "targets_cannot_be_met"]


def test_a_computation_that_was_stopped_stores_nothing() -> None:
    assembly = builders.an_open_assembly()
    builders.some_targets(assembly)
    builders.a_pool(assembly)
    by = builders.the_organiser(assembly)
    started = actions.start_lottery(by=by, assembly=assembly, panels=100)
    with pytest.raises(faults.LotteryRuns):
        actions.start_lottery(by=by, assembly=assembly)
    actions.stop_lottery(by=by, lottery=started)
    stopped = actions.compute_lottery(lottery=started)
    assert (stopped.state, stopped.document, stopped.found_at) == (State.CANCELLED, None, None)


def test_a_pool_whose_values_have_no_target_starts_no_lottery() -> None:
    assembly = builders.an_open_assembly()
    builders.some_targets(assembly)
    builders.a_pool(assembly)
    builders.some_targets(
        assembly, rows=(("gender", "woman", 1, 4), ("gender", "man", 1, 4), ("region", "north", 0, 5))
    )
    with pytest.raises(Faults) as problems:
        actions.start_lottery(by=builders.the_organiser(assembly), assembly=assembly)
    assert [fault.params for fault in problems.value.faults] == [{"category": "region", "people": 30}]
    assert not Lottery.objects.exists()


def test_two_people_must_read_the_same_balls_and_whoever_misread_reads_again() -> None:
    assembly = builders.an_open_assembly()
    lottery = builders.a_published_lottery(assembly)
    operator = builders.somebody(assembly, Role.LOTTERY_OPERATOR)
    witness = builders.somebody(assembly, Role.WITNESS)
    assert actions.read_chance(by=operator, lottery=lottery, shown="17", witness=False) is None
    assert actions.read_chance(by=witness, lottery=lottery, shown="71", witness=True) is None
    assert [part.differ for part in queries.standing(lottery)] == [True]
    assert queries.draws(assembly).count() == 0
    oath = actions.Oath(agrees=True, words="I saw it.", name="Inger Lund", office="Notary")
    draw = actions.read_chance(by=witness, lottery=lottery, shown="1 7", witness=True, oath=oath)
    assert draw is not None
    assert draw.panel == 17
    assert [(each.name, each.office, each.words) for each in lottery.attestations.all()] == [
        ("Inger Lund", "Notary", "I saw it.")
    ]
    with pytest.raises(faults.LotteryNotPublished):
        actions.read_chance(by=operator, lottery=lottery, shown="18", witness=False)


def test_one_person_with_both_roles_cannot_read_the_balls_twice() -> None:
    assembly = builders.an_open_assembly()
    lottery = builders.a_published_lottery(assembly)
    both = builders.the_organiser(assembly)
    grant_role(by=both, assembly=assembly, person=both, role=Role.WITNESS)
    actions.read_chance(by=both, lottery=lottery, shown="17", witness=False)
    with pytest.raises(faults.SecondPersonNeeded):
        actions.read_chance(by=both, lottery=lottery, shown="17", witness=True)


def test_what_is_not_digits_or_names_no_panel_is_refused() -> None:
    assembly = builders.an_open_assembly()
    lottery = builders.a_published_lottery(assembly)
    by = builders.the_organiser(assembly)
    refused = {}
    for balls in ("", "seven", "1", "123"):
        with pytest.raises(Exception) as problem:
            actions.read_chance(by=by, lottery=lottery, shown=balls, witness=False)
        refused[balls] = problem.value.args[0]
    assert refused == {
        "": "balls_malformed",
        "seven": "balls_malformed",
        "1": "balls_name_no_panel",
        "123": "balls_name_no_panel",
    }
