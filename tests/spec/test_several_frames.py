"""Several frames that fill one panel, as Paris does it, in small: told as a table of targets with a column `frame`."""

import pytest

from folkmoot.core.faults import Faults
from folkmoot.core.sortition import Pool, Respondent, check_lottery, find_lottery, framed_pool, framed_targets
from folkmoot.core.sortition.documents import lottery_document
from folkmoot.core.sortition.frame_seats import elsewhere, read_framed_targets

COLUMNS = ("category", "name", "min", "max", "frame")
# Sixteen from the roll, three residents without a vote, one minor; as many women as men over all, and of the three at
# least one woman and one man.
TABLE = """
frame  roll      16 16
frame  resident   3  3
frame  minor      1  1
gender woman      9 11
gender man        9 11
gender woman      1  2 resident
gender man        1  2 resident
"""


def rows(table):
    return [(number, (*line.split(), "")[:5]) for number, line in enumerate(table.strip().splitlines(), 2)]


def paris():
    """Of the roll 40, of the others 12 and 6; most of the residents who came are men, all of the minors women."""
    sizes = {("roll", "woman"): 22, ("roll", "man"): 18, ("resident", "woman"): 3, ("resident", "man"): 9}
    people = [key for key, count in (sizes | {("minor", "woman"): 6}).items() for _ in range(count)]
    return Pool(
        categories=("frame", "gender"),
        respondents=tuple(Respondent(id=f"p{place:02}", features=key) for place, key in enumerate(people)),
    )


@pytest.fixture(scope="module")
def drawn():
    """The lottery, and the pool with the categories that it was found for."""
    shared, frames = read_framed_targets(COLUMNS, rows(TABLE))
    pool = framed_pool(paris(), frames)
    return find_lottery(pool=pool, targets=framed_targets(frames, shared), seats=20, panels=100), pool


def test_a_frame_s_own_targets_are_targets_of_a_crossed_category_that_leaves_everybody_else_alone():
    shared, frames = read_framed_targets(COLUMNS, rows(TABLE))
    told = [(each.category, each.value, each.minimum, each.maximum) for each in framed_targets(frames, shared)]
    assert told == [
        ("frame", "roll", 16, 16),
        ("frame", "resident", 3, 3),
        ("frame", "minor", 1, 1),
        ("gender", "woman", 9, 11),
        ("gender", "man", 9, 11),
        ("gender (resident)", "woman", 1, 2),
        ("gender (resident)", "man", 1, 2),
        ("gender (resident)", "–", 17, 17),
    ]
    assert framed_pool(paris(), frames).categories == ("frame", "gender", "gender (resident)")


def test_every_panel_takes_its_seats_from_every_frame_and_meets_the_targets_of_each_and_of_all(drawn):
    lottery, pool = drawn
    who = {person.id: person.features[:2] for person in pool.respondents}
    for panel in lottery.panels:
        people = [who[lottery.ids[place]] for place in panel]
        counts = {frame: sum(each[0] == frame for each in people) for frame in ("roll", "resident", "minor")}
        assert counts == {"roll": 16, "resident": 3, "minor": 1}
        assert 9 <= sum(gender == "woman" for _, gender in people) <= 11
        assert 1 <= people.count(("resident", "woman")) <= 2
    assert [one.fault for one in check_lottery(lottery_document(lottery), pool=pool) if one.fault] == []


def test_chances_sum_to_the_seats_of_each_frame_and_are_equal_where_nothing_tells_people_of_it_apart(drawn):
    lottery, pool = drawn
    tickets = dict(zip(lottery.ids, lottery.tickets, strict=True))
    held = {}
    for person in pool.respondents:
        held.setdefault(person.features[0], []).append(tickets[person.id])
    assert {frame: sum(each) for frame, each in held.items()} == {"roll": 1600, "resident": 300, "minor": 100}
    assert max(held["minor"]) - min(held["minor"]) <= 1


def test_only_a_crossed_category_of_a_frame_says_who_is_from_elsewhere():
    shared, frames = read_framed_targets(COLUMNS, rows(TABLE))
    keys = [(each.category, each.value) for each in framed_targets(frames, shared)]
    assert elsewhere([*keys, ("work", "–")]) == {("gender (resident)", "–")}
    assert elsewhere([("gender (resident)", "–"), ("work", "–")]) == frozenset()


REFUSED = [
    ("gender woman 1 1 young", "frame_unknown", {"row": 2, "name": "young"}),
    ("frame young 1 2\ngender woman 1 1 young", "frame_seats_inexact", {"name": "young"}),
]


@pytest.mark.parametrize(("lines", "code", "params"), REFUSED)
def test_a_frame_without_seats_or_with_a_range_of_them_is_named(lines, code, params):
    with pytest.raises(Faults) as refused:
        read_framed_targets(COLUMNS, rows(f"{lines}\ngender woman 1 2\ngender man 1 2"))
    [fault] = refused.value.faults
    assert (fault.code, fault.params) == (code, params)
