"""Soft targets from the organiser's page to the panel: what gives way is said to her and to everybody."""

import pytest
from django.test import Client

from folkmoot.core.canonical import read_canonical
from folkmoot.stages.lottery import actions, queries
from folkmoot.stages.lottery.rules import State
from tests import builders
from tests.stages.lottery.test_pages import address, signed_in, text_of
from tests.stages.lottery.test_target_editor import LIVE, typed

pytestmark = pytest.mark.django_db
GAVE_WAY = "age, middle: at least 1 instead of 6"


def test_a_soft_target_gives_way_and_everybody_is_told() -> None:
    assembly = builders.an_open_assembly()
    builders.some_targets(assembly)
    builders.a_pool(assembly)
    builders.a_published_contract(assembly)
    client = signed_in(builders.the_organiser(assembly))
    priorities = ["", "", "2", "1", ""]
    rows = typed("gender woman 2 3", "gender man 2 3", "age young 1 3", "age middle 6 6", "age old 4 5")
    rows["priority"] = priorities
    seen = client.post(address("targets", assembly), rows, headers=LIVE)
    assert seen.context["gave_way"] == [GAVE_WAY, "age, young: at least 0 instead of 1"]
    client.post(address("targets", assembly), rows | {"do": "keep"})
    assert [str(each.priority or "") for each in queries.targets(assembly)] == priorities
    assert GAVE_WAY in text_of(client.get(address("check", assembly)))
    by = builders.the_organiser(assembly)
    found = actions.compute_lottery(lottery=actions.start_lottery(by=by, assembly=assembly, panels=100))
    assert found.state == State.FOUND
    assert GAVE_WAY in text_of(client.get(address("review", assembly, 1)))
    actions.publish_lottery(by=by, lottery=found)
    assert GAVE_WAY in text_of(Client().get(address("lottery", assembly)))
    drawn = builders.read_by_both(assembly, queries.lottery_numbered(assembly, 1), "42")
    assert ["age", "middle", 1, 6] in [row[:4] for row in drawn.met]
    told = read_canonical(bytes(found.document or b""))["targets"]
    assert [each["soft"]["priority"] for each in told if "soft" in each] == [1, 2]
