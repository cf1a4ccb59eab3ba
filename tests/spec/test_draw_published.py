"""What one small lottery publishes, in full: four people, two seats, one of each age, ten panels."""

from folkmoot.core.sortition import draw_by_balls, draw_document, find_lottery, lottery_document
from tests.core.sortition.sample import a_pool, some_targets

POOL = a_pool("age", {"ann": "old", "bo": "old", "cy": "young", "di": "old"})
LOTTERY = find_lottery(pool=POOL, targets=some_targets("age old 1 1", "age young 1 1"), seats=2, panels=10)


def test_the_published_lottery_says_who_holds_which_tickets_and_why_nobody_could_have_more():
    document = lottery_document(LOTTERY)
    assert document["ids"] == ["ann", "bo", "cy", "di"]
    assert document["tickets"][2] == 10
    assert sorted(document["tickets"]) == [3, 3, 4, 10]
    assert document["targets"] == [
        {"category": "age", "value": "old", "min": 1, "max": 1, "people": 3, "tickets": 10},
        {"category": "age", "value": "young", "min": 1, "max": 1, "people": 1, "tickets": 10},
    ]
    assert [(level["chance"], level["bound"]) for level in document["proof"]["levels"]] == [
        (333_333_333_333, 333_333_333_334),
        (1_000_000_000_000, 1_000_000_000_000),
    ]


def test_one_ball_draws_one_of_ten_panels():
    draw = draw_document(draw_by_balls(LOTTERY, [7]))
    assert (draw["number"], draw["source"]) == (7, {"kind": "balls", "digits": [7]})
    assert draw["selected"] == [LOTTERY.ids[place] for place in LOTTERY.panels[7]]
