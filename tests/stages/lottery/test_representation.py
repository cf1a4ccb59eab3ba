"""Whom the panel resembles: exact for organisers, without small groups for everybody else."""

import pytest
from django.test import Client

from folkmoot.commons.accounts.queries import AccessEntry
from folkmoot.stages.lottery import actions
from folkmoot.stages.lottery.models import Respondent, Wave
from folkmoot.tables import write_csv
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
    assert (gender["heads"], age["heads"]) == (
        ["Population", "Invited", "Answered", "Pool"],
        ["Population", "Answered", "Pool"],
    )
    assert [(bar.share, bar.of, bar.words) for bar in gender["rows"][0][1]] == [
        ("50.0 %", "", ""),
        ("75.0 %", "30 of 40", "25.0 points too many"),
        ("48.5 %", "16 of 33", "1.5 points too few"),
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
    assert shown.context["asked"] == {"first": "gender", "second": "age", "group": "pool"}
    hidden = [("–", "young"), ("–", "middle"), ("–", "old")]
    assert shown.context["crossed_rows"] == [("woman", hidden, "13"), ("man", hidden, "14")]
    crossed = client.get(address("crossed_table", assembly, "csv"), {"exact": "on", "second": "age"})
    assert crossed.content.decode("utf-8-sig").splitlines()[1:] == [
        "woman,*,*,*,13",
        "man,*,*,*,14",
        "Together,9,9,9,27",
    ]
    builders.a_pool(assembly, rows=builders.pool_rows(10))
    report = client.get(address("representation_table", assembly, "csv")).content.decode("utf-8-sig").splitlines()
    assert report[1:] == [
        "gender,woman,,,,,5,10,,5,10,,,,",
        "gender,man,,,,,5,10,,5,10,,,,",
        "age,young,,,,,*,10,,*,10,,,,",
        "age,middle,,,,,*,10,,*,10,,,,",
        "age,old,,,,,*,10,,*,10,,,,",
    ]


def test_who_looks_at_every_number_of_a_crossed_table_is_written_down() -> None:
    assembly = builders.an_open_assembly()
    builders.some_targets(assembly)
    builders.a_pool(assembly, rows=builders.pool_rows(12))
    by = builders.the_organiser(assembly)
    client, page = signed_in(by), address("representation", assembly)
    client.get(page)
    assert not AccessEntry.objects.filter(what__startswith="looked at exact").exists()
    shown = client.get(page, {"exact": "on", "first": "age", "second": "gender"})
    assert shown.context["crossed_rows"][0] == ("young", [("2", "woman"), ("2", "man")], "4")
    entry = AccessEntry.objects.get(what__startswith="looked at exact")
    assert (entry.by, entry.what) == (by, "looked at exact small groups of the pool")
    assert "It is not to be passed on." in text_of(shown)


def test_who_took_her_yes_back_has_answered_and_is_told_of_in_no_difference() -> None:
    assembly = builders.an_open_assembly()
    builders.some_targets(assembly)
    builders.a_pool(assembly, rows=builders.pool_rows(30))
    one = Respondent.objects.filter(assembly=assembly, features__gender="woman").first()
    Respondent.objects.filter(pk=one.pk).update(status="withdrawn")
    client = signed_in(builders.the_organiser(assembly))
    gender = client.get(address("representation", assembly)).context["tables"][0]
    assert gender["heads"] == ["Answered", "Pool"]
    assert [[bar.of for bar in bars] for _value, bars in gender["rows"]] == [
        ["15 of 30", "14 of 29"],
        ["15 of 30", "15 of 29"],
    ]
    report = client.get(address("representation_table", assembly, "csv")).content.decode("utf-8-sig").splitlines()
    assert report[1:3] == ["gender,woman,,,,,*,30,,14,29,,,,", "gender,man,,,,,*,30,,15,29,,,,"]


def pool_shown(page) -> list[str]:
    """What the page says of the pool, value by value."""
    rows = [bars for table in page.context["tables"] for _value, bars in table["rows"]]
    return [bar.of for bars in rows for bar in bars if bar.label == "Pool"]


def test_of_an_erased_pool_what_was_published_is_left() -> None:
    assembly = builders.an_open_assembly()
    builders.a_drawn_panel(assembly)
    by = builders.the_organiser(assembly)
    client, page = signed_in(by), address("representation", assembly)
    before = pool_shown(client.get(page))
    actions.erase_respondents(by=by, assembly=assembly, reason="The panel sits.")
    shown = client.get(page)
    assert ("The pool is erased" in text_of(shown), "Nobody is in the pool yet" in text_of(shown)) == (True, False)
    assert {tuple(table["heads"]) for table in shown.context["tables"]} == {("Pool", "Panel")}
    assert pool_shown(shown) == before
    assert client.get(address("crossed_table", assembly, "csv")).status_code == 404


def test_everybody_may_take_along_whom_the_panel_resembles() -> None:
    assembly = builders.an_open_assembly()
    builders.a_drawn_panel(assembly)
    page = Client().get(address("resembles", assembly))
    link = address("resembles_table", assembly, "csv")
    assert link in text_of(page)
    lines = Client().get(link).content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + sum(len(table["rows"]) for table in page.context["tables"])
    assert Client().get(address("resembles_table", assembly, "exe")).status_code == 404


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


def bring(assembly, kinds) -> None:
    """Make the pool of people who are just so: age, place."""
    by, rows = builders.the_organiser(assembly), [(f"p{n}", *kind) for n, kind in enumerate(kinds)]
    content = write_csv(("id", "age", "place"), rows)
    kept = actions.keep_upload(by=by, assembly=assembly, kind="pool", filename="pool.csv", content=content)
    actions.import_pool(by=by, assembly=assembly, sha256=kept.sha256)


RARE = [("age", "old", 1, 1), ("age", "young", 2, 2), ("place", "city", 1, 1), ("place", "country", 2, 2)]


def test_whom_to_look_for_is_told_where_the_pool_and_where_the_targets_are_looked_at() -> None:
    assembly = builders.an_open_assembly(seats=3)
    builders.some_targets(assembly, rows=RARE)
    client, page = signed_in(builders.the_organiser(assembly)), address("representation", assembly)
    kinds = [("old", "city")] * 6 + [("young", "city"), ("young", "country"), ("old", "country")]
    bring(assembly, kinds)
    # Half of ten newcomers are from the city, and then half of all panels can hold one of the six: 1/2 of 1/6.
    would = "would give a chance to 6 people who have none; the smallest would be 8.3 % then."
    one, other = f"10 more people with young (age) {would}", f"10 more people with country (place) {would}"
    shown = client.get(page).context["outreach"]
    assert (shown["helps"], shown["nothing"], shown["lacking"]) == ([one, other], ["old (age)", "city (place)"], [])
    assert one in text_of(client.get(address("targets", assembly)))
    assert client.get(page, {"more": "20"}).context["outreach"]["helps"][0].startswith("20 more people with young")
    assert client.get(page, {"more": "1000000"}).context["outreach"]["more"] == 10
    bring(assembly, kinds[:6])
    shown = client.get(page).context["outreach"]
    assert shown["lacking"] == [
        "young (age): every panel must hold at least 2, and the pool has 0.",
        "country (place): every panel must hold at least 2, and the pool has 0.",
    ]
    assert "10 more people with any one value would not raise the smallest chance." in text_of(client.get(page))


def test_nobody_is_looked_for_once_a_panel_is_drawn() -> None:
    assembly = builders.an_open_assembly()
    builders.a_drawn_panel(assembly)
    client = signed_in(builders.the_organiser(assembly))
    assert client.get(address("representation", assembly)).context["outreach"] == {}
