"""Alternates on the site: found, kept under seal, called up when a seat falls vacant, and told in the record."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.publicrecord.queries import export_files, latest
from folkmoot.core.record.entries import read_lines
from folkmoot.core.record.exports import check_export
from folkmoot.core.record.findings import Outcome
from folkmoot.core.record.replay import replay
from folkmoot.stages.lottery import actions, faults, queries
from folkmoot.stages.lottery.rules import Status
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def drawn(once_for_all: None) -> Assembly:
    """An assembly of five who sit, with three alternates asked for and found."""
    assembly = builders.an_open_assembly()
    builders.a_drawn_panel(assembly)
    some_alternates(assembly)
    return assembly


def some_alternates(assembly: Assembly) -> queries.AlternateList:
    """Three alternates, the young twice as likely to drop out as others."""
    asked = actions.ask_alternates(
        by=builders.the_organiser(assembly),
        assembly=assembly,
        panel="",
        count=3,
        chance=Decimal("0.2"),
        factors=[("age", "young", Decimal(2))],
    )
    return actions.compute_alternates(asked=asked)


def the_list(assembly: Assembly) -> queries.AlternateList:
    return queries.alternate_lists(assembly).get()


def somebody_leaves(assembly: Assembly) -> queries.Respondent:
    """The member who comes first leaves."""
    member = queries.respondents(assembly).filter(status=Status.CONFIRMED)[0]
    return actions.leave_seat(by=builders.the_organiser(assembly), respondent=member, reason="")


def test_alternates_miss_the_targets_less_than_a_plain_ranking_and_than_nobody(drawn: Assembly) -> None:
    figures = the_list(drawn).figures
    bound, loss, ranked, without = (float(figures[name]) for name in ("bound", "loss", "ranked", "without"))
    assert bound <= loss <= ranked < without
    assert figures["exact"] is True
    assert queries.status_counts(drawn)[Status.SUBSTITUTE] == 0


def test_kept_they_stand_by_under_seal_and_the_best_fitting_is_called_up_and_logged(drawn: Assembly) -> None:
    by, names = builders.the_organiser(drawn), the_list(drawn).names
    actions.keep_alternates(by=by, alternates=the_list(drawn))
    told = latest(drawn.slug, "lottery.alternates")
    assert told is not None
    assert (len(told.data["seals"]), told.data["factors"]) == (3, [["age", "young", "2"]])
    assert not any(name in str(told.data) for name in names)
    with pytest.raises(faults.NobodyStandsBy):
        actions.call_up(by=by, assembly=drawn)
    somebody_leaves(drawn)
    client = Client()
    client.force_login(by)
    seats = reverse("lottery:seats", args=[drawn.slug])
    [(name, _panel)] = queries.best_call_ups(drawn)
    assert "Somebody stands by for it" in client.get(seats).content.decode()
    client.post(reverse("lottery:call_up", args=[drawn.slug]))
    called = queries.respondents(drawn).get(pseudonym=name)
    assert (name in names, called.status) == (True, Status.SELECTED)
    actions.confirm_respondent(by=by, respondent=called)
    everybody = actions.open_list(by=by, assembly=drawn, what="looked")
    assert {each.pseudonym: each.kind for each in queries.seat_origins(drawn, everybody)}[name] == "alternate"
    report = check_export(export_files())
    assert report.first_failure is None
    assert {one.code for one in report.findings} >= {"alternates_sealed", "called_up"}


def test_the_record_catches_somebody_called_up_who_never_stood_by(drawn: Assembly) -> None:
    by = builders.the_organiser(drawn)
    actions.keep_alternates(by=by, alternates=the_list(drawn))
    somebody_leaves(drawn)
    actions.call_up(by=by, assembly=drawn)
    files = export_files()
    lines = read_lines(files["entries.jsonl"].split(b"\n")[:-1])
    told = [
        replace(one, data={**one.data, "member": "p-0"}) if one.kind == "lottery.called_up" else one for one in lines
    ]
    found = replay(told, files, now="2099-01-01T00:00:00Z")
    assert [one.code for one in found if one.outcome is Outcome.FAILS] == ["called_without_standing_by"]


def test_alternates_for_members_who_have_left_are_found_anew_and_replace_the_old(drawn: Assembly) -> None:
    by, first = builders.the_organiser(drawn), the_list(drawn)
    actions.keep_alternates(by=by, alternates=first)
    second = some_alternates(drawn)
    actions.keep_alternates(by=by, alternates=second)
    standing = queries.respondents(drawn).filter(status=Status.SUBSTITUTE)
    assert sorted(standing.values_list("pseudonym", flat=True)) == second.names
    third = some_alternates(drawn)
    somebody_leaves(drawn)
    with pytest.raises(faults.AlternatesOutdated):
        actions.keep_alternates(by=by, alternates=third)


def test_the_page_shows_what_they_would_be_worth_and_names_a_line_that_is_no_factor(drawn: Assembly) -> None:
    client = Client()
    client.force_login(builders.the_organiser(drawn))
    page = reverse("lottery:alternates", args=[drawn.slug])
    seen = client.get(page).content.decode()
    assert [each in seen for each in (*the_list(drawn).names, the_list(drawn).figures["loss"])] == [True] * 4
    asked = {"count": "2", "chance": "15", "factors": "age: purple = 2"}
    assert "“age: purple = 2” is not a category and value of a target" in client.post(page, asked).content.decode()
    assert client.post(page, asked | {"factors": "age: young = 1,5"}).headers["Location"] == page
    newest = queries.alternate_lists(drawn).last()
    assert newest is not None
    assert newest.drop_out == {"chance": "0.15", "factors": [["age", "young", "1.5"]]}
    client.post(reverse("lottery:keep_alternates", args=[drawn.slug, 1]))
    assert "stand by" in client.get(page).content.decode()
