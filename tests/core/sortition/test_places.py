"""Who fills the places of a profile: different households in a panel, and evenly over all panels."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.sortition import find_lottery
from folkmoot.core.sortition.places import edge_colours
from tests.core.sortition.sample import a_pool, some_targets


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=60))
def test_no_two_edges_at_a_vertex_have_one_colour(edges):
    degrees = Counter(("left", left) for left, _ in edges) + Counter(("right", right) for _, right in edges)
    most = max(degrees.values(), default=1)
    colours = edge_colours(edges, most)
    seen = [("left", left, colour) for (left, _), colour in zip(edges, colours, strict=True)]
    seen += [("right", right, colour) for (_, right), colour in zip(edges, colours, strict=True)]
    assert len(set(seen)) == len(seen)
    assert all(0 <= colour < most for colour in colours)


def test_couples_of_the_same_make_up_share_evenly_and_never_sit_together():
    people = {f"{who}{home}": sex for home in range(4) for who, sex in (("a", "f"), ("b", "m"))}
    homes = {id_: f"home {id_[1]}" for id_ in people}
    targets = some_targets("sex f 1 1", "sex m 2 2")
    lottery = find_lottery(pool=a_pool("sex", people, homes), targets=targets, seats=3, panels=10)
    tickets = dict(zip(lottery.ids, lottery.tickets, strict=True))
    assert sorted(tickets[f"a{home}"] for home in range(4)) == [2, 2, 3, 3]
    assert [tickets[f"b{home}"] for home in range(4)] == [5, 5, 5, 5]
    assert [panel for panel in lottery.panels if len({lottery.ids[place][1] for place in panel}) < 3] == []
