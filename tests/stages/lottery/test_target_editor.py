"""The editor of targets: each change shows at once what it leads to, can be undone, and is kept only on request."""

import json
from typing import Any

import pytest

from folkmoot.stages.lottery import queries
from folkmoot.stages.lottery.views.targets import COLUMNS
from tests import builders
from tests.stages.lottery.test_pages import address, signed_in, text_of

pytestmark = pytest.mark.django_db
LIVE = {"HX-Request": "true"}


def typed(*rows: str, **more: Any) -> dict[str, Any]:
    """A form with rows like `gender woman 2 3`; what a row does not say is empty."""
    cells = [row.split() for row in rows]
    return {name: [row[n] if n < len(row) else "" for row in cells] for n, name in enumerate(COLUMNS)} | more


WOMEN, MEN = "gender woman 2 3", "gender man 2 3"


def test_a_change_shows_at_once_the_best_smallest_chance_and_what_costs_it() -> None:
    assembly = builders.an_open_assembly()
    builders.some_targets(assembly)
    builders.a_pool(assembly)
    client, page = signed_in(builders.the_organiser(assembly)), address("targets", assembly)
    free = client.post(page, typed("gender woman 0 5", "gender man 0 5"), headers=LIVE)
    assert (free.context["chance"], free.context["steps"]) == ("1 in 6.0", [])
    tight = client.post(page, typed("gender woman 4 5", "gender man 0 5"), headers=LIVE)
    fewer = "One seat fewer for woman (gender: at least 3 instead of 4) would raise the smallest chance from 1 in 15.0"
    assert (tight.context["chance"], tight.context["steps"]) == ("1 in 15.0", [f"{fewer} to 1 in 7.5."])
    out = client.post(page, typed("gender woman 2 5", "gender man 0 0"), headers=LIVE)
    assert "15 people can be on no panel" in text_of(out)
    more = "One seat more for man (gender: at most 1 instead of 0) would let 15 more people have a chance;"
    assert out.context["steps"] == [f"{more} the smallest would be 1 in 15.0 then."]
    never = client.post(page, typed("gender woman 3 5", "gender man 3 5"), headers=LIVE)
    assert [changes for changes, _people in never.context["remedies"]] == [
        ["lower the minimum of gender, man from 3 to 2"],
        ["lower the minimum of gender, woman from 3 to 2"],
    ]
    broken = client.post(page, typed("gender woman 3 2"), headers=LIVE)
    assert broken.context["wrong"] == ["Row 1: the minimum 3 is above the maximum 2. Correct one of them."]
    assert len(queries.targets(assembly)) == 5


def test_changes_can_be_undone_one_by_one_and_only_keeping_keeps_them() -> None:
    assembly = builders.an_open_assembly()
    builders.some_targets(assembly, rows=[("gender", "woman", 2, 3), ("gender", "man", 2, 3)])
    client, page = signed_in(builders.the_organiser(assembly)), address("targets", assembly)
    changed = client.post(page, typed("gender woman 1 4", MEN, do="look"))
    left_out = client.post(page, typed("gender woman 1 4", MEN, do="remove-2", versions=changed.context["versions"]))
    assert rows_of(left_out) == ["gender woman 1 4"]
    more = client.post(page, typed("gender woman 1 4", do="add", versions=left_out.context["versions"]))
    assert rows_of(more) == ["gender woman 1 4", ""]
    back = client.post(page, typed("gender woman 1 4", "", do="undo", versions=more.context["versions"]))
    assert rows_of(back) == ["gender woman 1 4", MEN]
    first = client.post(page, typed("gender woman 1 4", MEN, do="undo", versions=back.context["versions"]))
    assert (rows_of(first), first.context["undoable"]) == ([WOMEN, MEN], False)
    assert [each.minimum for each in queries.targets(assembly)] == [2, 2]
    client.post(page, typed("gender woman 1 4 0 5", MEN, do="keep", versions=json.dumps("nonsense")))
    kept = queries.targets(assembly)
    assert [(each.minimum, each.flexible_maximum) for each in kept] == [(1, 5), (2, None)]


def rows_of(response: Any) -> list[str]:
    return [" ".join(row).strip() for _number, row, _count in response.context["rows"]]
