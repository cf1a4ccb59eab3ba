"""One of the numbered panels is chosen: by a seed or by balls, and never shaped by them."""

import pytest

from folkmoot.core.sortition import (
    Seed,
    ball_count,
    draw_by_balls,
    draw_document,
    draw_panel,
    find_lottery,
    lottery_digest,
    lottery_document,
    read_draw,
)
from folkmoot.core.sortition.sources import BallsNameNoPanel, DrawUnreadable, number_chosen
from tests.core.sortition.sample import a_pool, alike, some_targets


@pytest.fixture(scope="module")
def lottery():
    pool = a_pool("age", alike(7, "old", "o") | alike(5, "young", "y"))
    return find_lottery(pool=pool, targets=some_targets("age old 1 2", "age young 1 2"), seats=3)


def test_three_balls_name_one_of_a_thousand_panels(lottery):
    draw = draw_by_balls(lottery, [0, 4, 2])
    assert draw.number == 42
    assert draw.selected == tuple(lottery.ids[place] for place in lottery.panels[42])
    assert draw.lottery_digest == lottery_digest(lottery)


def test_the_same_seed_draws_the_same_panel(lottery):
    assert draw_panel(lottery, b"seed") == draw_panel(lottery, b"seed")


def test_every_panel_can_be_drawn_by_some_seed():
    numbers = {number_chosen(Seed(seed=bytes([a, b])), 1000) for a in range(40) for b in range(250)}
    assert len(numbers) == 1000


@pytest.mark.parametrize("digits", [(1, 2), (1, 2, 3, 4), (1, 2, 10), (1, 2, -3), ()])
def test_balls_that_name_no_panel_are_refused(lottery, digits):
    with pytest.raises(BallsNameNoPanel) as caught:
        draw_by_balls(lottery, digits)
    assert caught.value.params == {"digits": tuple(map(str, digits)), "panels": 1000, "count": 3}


def test_a_hundred_panels_take_two_balls_and_ten_thousand_four():
    assert [ball_count(panels) for panels in (1, 10, 100, 1000, 10_000, 1001)] == [1, 1, 2, 3, 4, 4]


def test_the_public_form_reads_back(lottery):
    for draw in (draw_panel(lottery, b"seed"), draw_by_balls(lottery, [9, 9, 9])):
        assert read_draw(draw_document(draw)) == draw


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"format": "folkmoot-draw-v9"}, "format"),
        ({"number": "7"}, "number"),
        ({"number": True}, "number"),
        ({"selected": ["o1", 2]}, "selected[1]"),
        ({"source": {"kind": "cards"}}, "source.kind"),
        ({"source": {"kind": "seed", "seed": "xyz"}}, "source.seed"),
        ({"source": []}, "source.kind"),
    ],
)
def test_a_broken_public_form_names_the_place(lottery, change, place):
    with pytest.raises(DrawUnreadable) as caught:
        read_draw(draw_document(draw_panel(lottery, b"seed")) | change)
    assert caught.value.params == {"place": place}


def test_the_public_form_of_a_lottery_tells_nobodys_features(lottery):
    document = lottery_document(lottery)
    assert set(document) == {"format", "objective", "seats", "targets", "pool", "ids", "panels", "tickets", "proof"}
    assert set(document["pool"]) == {"people", "digest"}
