"""Calls to people who were drawn: tries, a yes, a no, and a caller who sees contacts and no answers."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from folkmoot import tables
from folkmoot.commons.accounts.queries import AccessEntry
from folkmoot.commons.assemblies.faults import NotAllowed
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.core.faults import Faults
from folkmoot.manifest import Role
from folkmoot.stages.lottery import actions, queries
from folkmoot.stages.lottery.manifest import next_steps
from folkmoot.stages.lottery.models import Call, PendingImport
from folkmoot.stages.lottery.rules import Status
from tests import builders

pytestmark = pytest.mark.django_db


def address(name: str, assembly: Assembly, *more: object) -> str:
    return reverse(f"lottery:{name}", args=[assembly.slug, *more])


def test_a_caller_tries_then_enters_a_yes_and_a_no_and_sees_no_answers() -> None:
    assembly = builders.an_open_assembly()
    draw = builders.a_drawn_panel(assembly, confirmed=False)
    caller = builders.somebody(assembly, Role.CALLER)
    client = Client()
    client.force_login(caller)
    first, second = queries.callees(assembly)[:2]
    assert [each.title for each in next_steps(caller, assembly)] == ["Call 5 people who were drawn"]
    page = client.get(address("calls", assembly)).content.decode()
    assert (first.phone in page, "woman" in page) == (True, False)
    client.post(address("call", assembly, first.pseudonym), {"outcome": "nobody", "note": "after six"})
    assert queries.callees(assembly)[-1].pseudonym == first.pseudonym
    page = client.get(address("call", assembly, first.pseudonym)).content.decode()
    assert ("after six" in page, "woman" in page) == (True, False)
    client.post(address("call", assembly, first.pseudonym), {"outcome": "yes"})
    client.post(address("call", assembly, second.pseudonym), {"outcome": "no", "note": "Moved away"})
    seats = queries.vacancies(assembly)
    assert (seats.sitting, seats.waiting, seats.vacant) == (1, 3, 1)
    assert queries.respondents(assembly).get(pseudonym=second.pseudonym).note == "Moved away"
    assert [each.outcome for each in Call.objects.filter(respondent__pseudonym=first.pseudonym)] == ["nobody", "yes"]
    assert client.post(address("call", assembly, first.pseudonym), {"outcome": "no"}).status_code == 302
    assert queries.respondents(assembly).get(pseudonym=first.pseudonym).status == Status.CONFIRMED
    assert [client.get(address(name, assembly)).status_code for name in ("seats", "pool", "entering")] == [403] * 3
    assert AccessEntry.objects.filter(by=caller, what="looked at the list of calls").exists()
    assert len(draw.selected) == 5


def test_who_is_drawn_as_a_replacement_is_named_with_her_draw_and_calls_are_erased_with_her() -> None:
    assembly = builders.an_open_assembly()
    draw = builders.a_drawn_panel(assembly)
    by = builders.the_organiser(assembly)
    gone = queries.respondents(assembly).get(pseudonym=draw.selected[0])
    actions.leave_seat(by=by, respondent=gone, reason="Illness")
    builders.a_drawn_panel(assembly, balls="07", confirmed=False)
    (callee,) = queries.callees(assembly)
    assert (callee.draw, callee.replacement) == (2, True)
    her = queries.respondents(assembly).get(pseudonym=callee.pseudonym)
    actions.record_call(by=by, respondent=her, outcome="no", note="No time")
    assert Call.objects.count() == 1
    her.refresh_from_db()
    actions.delete_respondent(by=by, respondent=her, reason="She asked for it")
    assert Call.objects.count() == 0


@pytest.mark.parametrize("format", ["csv", "xlsx", "ods"])
def test_calls_go_out_as_a_table_and_come_back_filled_in_with_a_dry_run(format: str) -> None:
    assembly = builders.an_open_assembly()
    builders.a_drawn_panel(assembly, confirmed=False)
    client = Client()
    client.force_login(builders.somebody(assembly, Role.CALLER))
    table = tables.read_table(client.get(address("calls_table", assembly, format)).content, name=f"calls.{format}")
    said = {0: ("Yes", ""), 1: ("no", "Moved away"), 2: ("nobody", "=after six")}
    rows = [(*row[:-2], *said.get(number, ("", ""))) for number, row in enumerate(table.rows)]
    file = SimpleUploadedFile(f"calls.{format}", tables.WRITERS[format](table.columns, rows))
    page = client.post(address("calls_upload", assembly), {"file": file}, follow=True).content.decode()
    assert ("Moved away" in page, Call.objects.count()) == (True, 0)
    (pending,) = PendingImport.objects.all()
    told = client.post(address("calls_check", assembly), {"sha256": pending.sha256}, follow=True).content.decode()
    assert "3 calls are entered." in told
    seats = queries.vacancies(assembly)
    assert (seats.sitting, seats.waiting, seats.vacant) == (1, 3, 1)
    tried = Call.objects.get(outcome="nobody")
    assert (tried.respondent.pseudonym, tried.note) == (table.rows[2][0], "=after six")
    assert PendingImport.objects.count() == 0


def test_every_problem_of_a_table_of_calls_is_named_by_row_and_column_and_nothing_is_entered() -> None:
    assembly = builders.an_open_assembly()
    builders.a_drawn_panel(assembly, confirmed=False)
    caller = builders.somebody(assembly, Role.CALLER)
    first, second = (each.pseudonym for each in queries.callees(assembly)[:2])
    lines = [f"{first},yes,", f"{first},no,", f"{second},maybe,", "p-nobody,yes,", f"{second},no,{'x' * 201}"]
    content = "\n".join(["pseudonym,outcome,note", *lines]).encode()
    kept = actions.keep_upload(by=caller, assembly=assembly, kind="calls", filename="calls.csv", content=content)
    with pytest.raises(Faults) as refused:
        actions.import_calls(by=caller, assembly=assembly, sha256=kept.sha256)
    assert [(each.code, each.params["row"], each.params["column"]) for each in refused.value.faults] == [
        ("callee_repeated", 3, "pseudonym"),
        ("outcome_unknown", 4, "outcome"),
        ("callee_unknown", 5, "pseudonym"),
        ("callee_repeated", 6, "pseudonym"),
        ("cell_too_long", 6, "note"),
    ]
    assert Call.objects.count() == 0
    with pytest.raises(NotAllowed):
        actions.keep_upload(by=caller, assembly=assembly, kind="pool", filename="pool.csv", content=content)
