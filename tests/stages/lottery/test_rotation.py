"""A body that lasts: a third of its seats is renewed at each turn, in public; new seats are drawn around the rest."""

from collections import Counter
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from folkmoot.commons.assemblies.queries import Assembly, roles_of
from folkmoot.commons.publicrecord.queries import export_files, latest
from folkmoot.core.record.entries import Entry, read_lines
from folkmoot.core.record.exports import check_export
from folkmoot.core.record.findings import Outcome
from folkmoot.core.record.replay import replay
from folkmoot.core.sortition.rotation import Bar, ReturningOutOfRange
from folkmoot.manifest import Role
from folkmoot.stages.lottery import actions, faults, queries
from folkmoot.stages.lottery.rules import Status
from folkmoot.tables import write_csv
from tests import builders

pytestmark = pytest.mark.django_db

THIRDS = actions.SeatRule(groups=3, months=6, most=2, pause=2)
TARGETS = (("gender", "woman", 3, 3), ("gender", "man", 3, 3), ("age", "young", 2, 2), ("age", "middle", 2, 2))


@pytest.fixture(scope="module")
def council(once_for_all: None) -> Assembly:
    """A council of six after its first turn: two left by lot, two are drawn beside the four who stay."""
    assembly = builders.an_open_assembly(seats=6)
    builders.some_targets(assembly, rows=(*TARGETS, ("age", "old", 2, 2)))
    builders.a_drawn_panel(assembly)
    actions.set_term_rule(by=builders.the_organiser(assembly), assembly=assembly, rule=THIRDS)
    builders.a_made_turn(assembly)
    builders.a_drawn_panel(assembly, balls="13")
    return assembly


def counts(assembly: Assembly) -> Counter[tuple[str, str]]:
    names = [each.member for each in queries.seated(assembly)]
    features = queries.respondents(assembly).filter(pseudonym__in=names).values_list("features", flat=True)
    return Counter(pair for each in features for pair in each.items())


def test_new_seats_are_drawn_around_those_who_stay_so_that_the_whole_body_meets_its_targets(council: Assembly) -> None:
    turn = queries.turns(council).get()
    assert (turn.number, len(turn.leaving), len(turn.seats)) == (1, 2, 2)
    assert {each.seat for each in queries.seated(council) if each.since == 1} == set(turn.seats)
    assert counts(council) == Counter({(row[0], row[1]): row[2] for row in (*TARGETS, ("age", "old", 2, 2))})
    third = queries.lottery_numbered(council, 3)
    assert third is not None
    assert (third.seats, third.replacement, third.leaving, third.turn) == (2, True, False, 1)


def test_who_left_has_served_loses_her_role_and_is_shut_out_with_the_reason(council: Assembly) -> None:
    turn = queries.turns(council).get()
    gone = queries.respondents(council).filter(pseudonym__in=turn.leaving)
    assert {each.status for each in gone} == {Status.SERVED}
    ended = council.body.memberships.filter(pseudonym__in=turn.leaving)
    assert [Role.MEMBER in roles_of(each.person, council) for each in ended] == [False, False]
    third = queries.lottery_numbered(council, 3)
    assert third is not None
    assert not {row[0] for row in third.frozen["respondents"]} & set(turn.leaving)


def test_the_record_tells_the_turn_and_an_export_of_the_site_holds(council: Assembly) -> None:
    entry = latest(council.slug, "lottery.rotated")
    assert entry is not None
    assert {name: entry.data[name] for name in ("turn", "lottery")} == {"turn": 1, "lottery": 2}
    report = check_export(export_files())
    assert report.first_failure is None
    told = {one.code: one.params for one in report.findings if one.code in {"turn_holds", "nobody_barred", "terms_set"}}
    assert told == {
        "terms_set": {"seats": 6, "groups": 3},
        "turn_holds": {"turn": 1, "leaving": 2, "by_lot": 2, "seats": 2},
        "nobody_barred": {"number": 3, "turn": 1},
    }


def edited(kind: str, which: int, **data: Any) -> list[Entry]:
    """The record with other data in the entry number `which` of a kind."""
    told = list(read_lines(export_files()["entries.jsonl"].split(b"\n")[:-1]))
    place = [number for number, entry in enumerate(told) if entry.kind == kind][which]
    told[place] = replace(told[place], data={**told[place].data, **data})
    return told


LIES = [
    ("lottery.rotated", 0, {"lottery": None}, "leavers_were_not_drawn"),
    ("lottery.rotated", 0, {"lottery": 1}, "leavers_were_not_drawn"),
    ("lottery.rotated", 0, {"seats": [1, 2, 3]}, "leavers_are_others"),
    ("lottery.rotated", 0, {"leaving": []}, "leavers_are_others"),
    ("lottery.rotated", 0, {"turn": 2}, "terms_were_not_set"),
    ("lottery.terms_set", 0, {"groups": 2}, "leavers_were_not_drawn"),
]


@pytest.mark.parametrize(("kind", "which", "data", "code"), LIES)
def test_a_turn_told_otherwise_than_rule_and_draw_say_does_not_hold(
    council: Assembly, kind: str, which: int, data: dict[str, Any], code: str
) -> None:
    found = replay(edited(kind, which, **data), export_files(), now="2099-01-01T00:00:00Z")
    assert next(one.code for one in found if one.outcome is Outcome.FAILS) == code


def test_whoever_has_sat_and_is_drawn_again_too_early_is_found_in_the_record(council: Assembly) -> None:
    told = edited("lottery.terms_set", 0, most=1)
    turn = next(number for number, each in enumerate(told) if each.kind == "lottery.rotated")
    third = queries.lottery_numbered(council, 3)
    assert third is not None
    left = replace(told[turn], kind="assembly.seat_vacated", data={"member": third.frozen["respondents"][0][0]})
    found = replay([*told[: turn + 1], left, *told[turn + 1 :]], export_files(), now="2099-01-01T00:00:00Z")
    assert next(one.code for one in found if one.outcome is Outcome.FAILS) == "drawn_too_early"


def test_the_second_turn_needs_its_own_draw_and_the_third_needs_none(council: Assembly) -> None:
    assembly, by = deepcopy(council), builders.the_organiser(council)
    with pytest.raises(faults.LeaversNotDrawn):
        actions.make_turn(by=by, assembly=assembly)
    founding = {each.member for each in queries.seated(assembly) if each.since == 0}
    second = builders.a_made_turn(assembly)
    assert set(second.leaving) < founding
    builders.a_drawn_panel(assembly, balls="77")
    third = queries.turn_standing(assembly)
    assert third is not None
    assert (set(third.leaving or ()), third.due.by_lot) == (founding - set(second.leaving), 0)
    with pytest.raises(faults.NobodyLeavesByLot):
        actions.start_leaving(by=by, assembly=assembly)


def test_a_turn_waits_for_answers_and_a_body_without_a_rule_makes_none() -> None:
    assembly = builders.an_open_assembly()
    by = builders.the_organiser(assembly)
    with pytest.raises(faults.TermsNotSet):
        actions.make_turn(by=by, assembly=assembly)
    halves = actions.SeatRule(groups=2, months=6, returning=1)
    with pytest.raises(ReturningOutOfRange):
        actions.set_term_rule(by=by, assembly=assembly, rule=halves)
    actions.set_term_rule(by=by, assembly=assembly, rule=actions.SeatRule(groups=1, months=12))
    with pytest.raises(faults.NobodySits):
        actions.make_turn(by=by, assembly=assembly)
    draw = builders.a_drawn_panel(assembly, confirmed=False)
    first = queries.respondents(assembly).get(pseudonym=draw.selected[0])
    actions.confirm_respondent(by=by, respondent=first)
    with pytest.raises(faults.AnswersStillOwed):
        actions.make_turn(by=by, assembly=assembly)


def test_after_a_turn_the_pool_takes_people_and_who_has_sat_stands_in_it_but_is_not_drawn(council: Assembly) -> None:
    assembly, by = deepcopy(council), builders.the_organiser(council)
    left = queries.respondents(assembly).get(pseudonym=queries.turns(assembly).get().leaving[0])
    with pytest.raises(faults.PoolClosed):
        builders.a_pool(assembly)
    sat = [each.member for each in queries.seated(assembly)]
    second = builders.a_made_turn(assembly)
    # a line of her own, and another under her e-mail address; one stranger; nobody who sits is in the file
    her = [left.imported_id, "Her", left.email, "", "Far 1", "woman", "old"]
    twin, new = ["N-1", "Her again", left.email.upper(), *her[3:]], ["N-2", "New", "new@example.net", *her[3:]]
    content = write_csv(builders.POOL_COLUMNS, [her, twin, new])
    kept = actions.keep_upload(by=by, assembly=assembly, kind="pool", filename="pool.csv", content=content)
    change = actions.import_pool(by=by, assembly=assembly, sha256=kept.sha256)
    assert (change.again, len(change.added)) == ((left.imported_id,), 2)
    assert [each.member for each in queries.seated(assembly)] == [each for each in sat if each not in second.leaving]
    assert sorted(queries.barred_people(assembly).values()) == [Bar.TOO_SOON, Bar.TOO_SOON]
    assert [each.imported_id for each in queries.not_selected(assembly)] == ["N-2"]


def test_the_pages_say_who_leaves_and_lead_through_the_turn(council: Assembly) -> None:
    client = Client()
    client.force_login(builders.the_organiser(council))
    page = client.get(reverse("lottery:rotation", args=[council.slug])).content.decode()
    assert "2 of 4 who began together leave." in " ".join(page.split())
    terms = {"groups": "1", "months": "12", "returning": "9", "most": "1", "pause": "1"}
    refused = client.post(reverse("lottery:set_terms", args=[council.slug]), terms).content.decode()
    assert "9 of 6 members cannot return." in refused
    started = client.post(reverse("lottery:start_leaving", args=[council.slug]))
    assert started.headers["Location"] == reverse("lottery:progress", args=[council.slug, 4])
    public = " ".join(Client().get(reverse("lottery:lottery", args=[council.slug])).content.decode().split())
    assert "At each turn a third of the seats is drawn anew." in public
    assert "So nobody sits longer than 18 months." in public
