"""Whoever changes a published lottery or draw is found out, and what was changed is named."""

import copy
import json

import pytest

from folkmoot.core.canonical import canonical_bytes, digest
from folkmoot.core.sortition import (
    Objective,
    check_draw,
    check_lottery,
    draw_by_balls,
    draw_document,
    draw_panel,
    find_lottery,
    lottery_document,
    read_lottery,
)
from tests.core.sortition.sample import a_pool, some_targets

PEOPLE = {
    "a": "old f",
    "b": "old f",
    "c": "old m",
    "d": "old m",
    "e": "young f",
    "f": "young m",
    "g": "young m",
    "h": "young m",
    "i": "young m",
}
HOMES = {"a": "Elm 1", "f": "Elm 1"}
POOL = a_pool("age sex", PEOPLE, HOMES)
TARGETS = some_targets("age old 1 2", "age young 2 2", "sex f 1 2", "sex m 1 2")


@pytest.fixture(scope="module")
def published():
    lottery = find_lottery(pool=POOL, targets=TARGETS, seats=3, panels=100)
    documents = lottery_document(lottery), draw_document(draw_panel(lottery, b"seed"))
    return tuple(json.loads(canonical_bytes(document)) for document in documents)


def broken(findings):
    return [(finding.check.value, finding.fault.code) for finding in findings if finding.fault is not None]


def test_what_was_published_holds(published):
    lottery, draw = published
    assert [finding.check.value for finding in check_lottery(lottery, pool=POOL)] == [
        "lottery_reads",
        "panels_whole",
        "tickets_recounted",
        "chances_as_promised",
        "pool_matches",
        "targets_met",
        "households_kept",
        "shares_recounted",
        "alike_equal",
        "bound_proved",
    ]
    assert broken(check_lottery(lottery, pool=POOL)) == []
    assert broken(check_lottery(lottery)) == []
    assert broken(check_draw(draw, lottery)) == []


def test_the_public_form_reads_back_to_the_byte(published):
    lottery, _ = published
    assert canonical_bytes(lottery_document(read_lottery(lottery))) == canonical_bytes(lottery)


def change(document, path, value):
    changed = copy.deepcopy(document)
    place = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value(place[path[-1]]) if callable(value) else value
    return changed


@pytest.mark.parametrize(
    ("path", "value", "found"),
    [
        (("format",), "other", ("lottery_reads", "lottery_unreadable")),
        (("objective",), "luck", ("lottery_reads", "lottery_unreadable")),
        (("panels", 3), [0, 1], ("panels_whole", "panel_not_whole")),
        (("panels", 3), [0, 1, 1], ("panels_whole", "panel_not_whole")),
        (("panels", 3), [0, 1, 99], ("panels_whole", "panel_not_whole")),
        (("panels", 3), [0, 1, -1], ("panels_whole", "panel_not_whole")),
        (("panels",), [], ("panels_whole", "panel_not_whole")),
        (("ids", 1), "a", ("panels_whole", "panel_not_whole")),
        (("tickets", 0), lambda held: held + 1, ("tickets_recounted", "tickets_wrong")),
        (("tickets",), lambda held: held[:-1], ("tickets_recounted", "lottery_unreadable")),
        (("proof", "levels", 0, "chance"), 10**12, ("chances_as_promised", "chance_too_low")),
        (("proof", "smallest"), 10**12, ("chances_as_promised", "lottery_unreadable")),
        (("proof", "level_of", 0), 99, ("chances_as_promised", "lottery_unreadable")),
        (("pool", "digest"), "0" * 64, ("pool_matches", "pool_differs")),
        (("targets", 0, "max"), 0, ("targets_met", "target_missed")),
        (("targets", 0, "people"), 99, ("shares_recounted", "share_wrong")),
        (("targets", 0, "tickets"), 99, ("shares_recounted", "share_wrong")),
        (("proof", "levels", 0, "bound"), lambda bound: bound - 10**9, None),
        (("proof", "levels", 0, "points", "seat"), lambda points: points - 10**6, ("bound_proved", "bound_unproved")),
        (("proof", "levels", 0, "points", "targets"), [], ("bound_proved", "bound_unproved")),
    ],
)
def test_a_changed_lottery_is_found_out(published, path, value, found):
    findings = broken(check_lottery(change(published[0], path, value), pool=POOL))
    assert findings[:1] == [found] if found else findings != []


@pytest.mark.parametrize("objective", [Objective.NASH, Objective.GOLDILOCKS])
def test_a_score_that_is_not_reached_or_not_proved_is_found_out(objective):
    lottery = lottery_document(find_lottery(pool=POOL, targets=TARGETS, seats=3, panels=100, objective=objective))
    assert broken(check_lottery(lottery, pool=POOL)) == []
    better = 10**9 if objective is Objective.NASH else -(10**9)
    for path, changed in (
        (("proof", "score", "value"), lambda value: value + 10 * better),
        (("proof", "score", "bound"), lambda bound: bound - better),
        (("proof", "score", "points", "seat"), lambda points: points + 10**10),
        (("proof", "score", "points", "targets"), []),
    ):
        assert broken(check_lottery(change(lottery, path, changed), pool=POOL)) == [("score_proved", "score_unproved")]
    assert check_lottery(change(lottery, ("proof", "score"), None), pool=POOL)[0].holds is False


def test_two_of_one_household_are_found(published):
    strangers = a_pool("age sex", PEOPLE)
    lottery = lottery_document(find_lottery(pool=strangers, targets=TARGETS, seats=3, panels=100))
    household = check_lottery(change(lottery, ("pool", "digest"), published[0]["pool"]["digest"]), pool=POOL)
    assert broken(household) == [("households_kept", "household_twice")]


@pytest.mark.parametrize(
    ("path", "value", "found"),
    [
        (("number",), lambda number: (number + 1) % 100, ("number_follows", "number_wrong")),
        (("source", "seed"), "00", ("number_follows", "number_wrong")),
        (("source",), {"kind": "balls", "digits": [1]}, ("number_follows", "balls_name_no_panel")),
        (("selected", 0), "z", ("selected_follow", "selected_wrong")),
        (("lottery",), "0" * 64, ("draw_of_this_lottery", "other_lottery")),
        (("format",), "x", ("draw_reads", "draw_unreadable")),
    ],
)
def test_a_changed_draw_is_found_out(published, path, value, found):
    lottery, draw = published
    assert broken(check_draw(change(draw, path, value), lottery)) == [found]


def test_a_draw_from_another_lottery_is_found_out(published):
    lottery, draw = published
    assert broken(check_draw(draw, change(lottery, ("tickets", 0), 1))) == [("draw_of_this_lottery", "other_lottery")]


def test_balls_are_checked_like_a_seed(published):
    lottery = read_lottery(published[0])
    assert broken(check_draw(draw_document(draw_by_balls(lottery, (4, 2))), published[0])) == []


def test_a_draw_names_its_lottery_by_the_hash_of_its_file(published):
    lottery, draw = published
    assert draw["lottery"] == digest(lottery)
