"""Whom the panel resembles: exact for organisers, without small groups for everybody else."""

import pytest
from django.test import Client

from folkmoot.stages.lottery import actions
from folkmoot.stages.lottery.models import Respondent, Wave
from tests import builders
from tests.stages.lottery.test_pages import address, signed_in, text_of

pytestmark = pytest.mark.django_db

CENSUS = [
    (1, ("gender", "woman", "50")),
    (2, ("gender", "man", "50")),
    (3, ("age", "young", "20")),
    (4, ("age", "middle", "50")),
    (5, ("age", "old", "30")),
]


def test_an_organiser_sees_population_invited_pool_and_panel_side_by_side() -> None:
    assembly = builders.an_open_assembly()
    client, page = signed_in(builders.the_organiser(assembly)), address("representation", assembly)
    assert "There is nothing to compare yet" in text_of(client.get(page))
    builders.some_targets(assembly)
    empty = text_of(client.get(page))
    assert ("The population is not given" in empty, "Nobody is in the pool yet" in empty) == (True, True)
    actions.take_census(by=builders.the_organiser(assembly), assembly=assembly, column="share", rows=CENSUS)
    builders.a_pool(assembly, rows=builders.pool_rows(33))
    invitation = builders.an_invitation(assembly)
    drawn = {"drawn_at": invitation.wave.committed_at, "strata": [["woman", 9, 9, 30, 0], ["man", 9, 9, 10, 0]]}
    Wave.objects.filter(mark=invitation.wave.mark).update(**drawn)
    shown = client.get(page)
    gender, age = shown.context["tables"]
    assert (gender["heads"], age["heads"]) == (["Population", "Invited", "Pool"], ["Population", "Pool"])
    assert [(bar.share, bar.of, bar.words) for bar in gender["rows"][0][1]] == [
        ("50.0 %", "", ""),
        ("75.0 %", "30 of 40", "25.0 points too many"),
        ("48.5 %", "16 of 33", "1.5 points too few"),
    ]
    assert shown.context["stands_out"][:2] == [
        "Pool: middle (age), 16.7 points too few",
        "Pool: young (age), 13.3 points too many",
    ]
    assert "So they are not counted for: age." in text_of(shown)


def test_two_categories_are_crossed_and_what_is_small_is_hidden_on_the_page_and_in_the_tables() -> None:
    assembly = builders.an_open_assembly()
    builders.some_targets(assembly)
    builders.a_pool(assembly, rows=builders.pool_rows(27))
    client = signed_in(builders.the_organiser(assembly))
    shown = client.get(address("representation", assembly), {"first": "age", "second": "gender"})
    assert [
        (name, [cell for cell, _column in cells], total) for name, cells, total in shown.context["crossed_rows"]
    ] == [
        ("young", ["–", "–"], 9),
        ("middle", ["–", "–"], 9),
        ("old", ["–", "–"], 9),
    ]
    crossed = client.get(address("crossed_table", assembly, "csv"), {"first": "age", "second": "gender"})
    assert crossed.content.decode("utf-8-sig").splitlines()[1:] == [
        "young,*,*,9",
        "middle,*,*,9",
        "old,*,*,9",
        "Together,13,14,27",
    ]
    builders.a_pool(assembly, rows=builders.pool_rows(10))
    report = client.get(address("representation_table", assembly, "csv")).content.decode("utf-8-sig").splitlines()
    assert report[1:] == [
        "gender,woman,,,,,5,10,,,,",
        "gender,man,,,,,5,10,,,,",
        "age,young,,,,,*,10,,,,",
        "age,middle,,,,,*,10,,,,",
        "age,old,,,,,*,10,,,,",
    ]


def test_everybody_sees_what_was_published_and_no_later_answer_changes_it() -> None:
    assembly = builders.an_open_assembly()
    page = address("resembles", assembly)
    assert "Not to be told yet" in text_of(Client().get(page))
    met = {(row[0], row[1]): row[4] for row in builders.a_drawn_panel(assembly).met}
    age, gender = Client().get(page).context["tables"]
    assert gender["heads"] == ["Pool", "Panel"]
    assert [[bar.of for bar in bars] for _value, bars in gender["rows"]] == [
        ["15 of 30", f"{met['gender', value]} of 5"] for value, _bars in gender["rows"]
    ]
    Respondent.objects.filter(assembly=assembly).delete()
    assert Client().get(page).context["tables"] == [age, gender]
