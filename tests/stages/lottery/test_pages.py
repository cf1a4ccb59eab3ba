"""The pages: who may open them, what they say, how a person clicks through, and what they cost."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from folkmoot.commons.accounts.queries import AccessEntry, Person
from folkmoot.commons.assemblies.faults import NotAllowed
from folkmoot.commons.assemblies.queries import Assembly, sitting
from folkmoot.manifest import Role
from folkmoot.stages.lottery import actions, queries
from folkmoot.stages.lottery.manifest import MANIFEST, next_steps, story
from folkmoot.stages.lottery.rules import State, Status
from tests import builders

pytestmark = pytest.mark.django_db
MANAGERS = (Role.ORGANISER, Role.LOTTERY_OPERATOR)
OTHERS = (Role.WITNESS, Role.FACILITATOR, Role.MEMBER, Role.COMMISSIONER, Role.OBSERVER)


def address(name: str, assembly: Assembly, *more: object) -> str:
    return reverse(f"lottery:{name}", args=[assembly.slug, *more])


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


PRIVATE_PAGES = [
    ("workshop", ()),
    ("targets", ()),
    ("check", ()),
    ("pool", ()),
    ("upload", ("pool",)),
    ("template", ("pool", "csv")),
    ("export", ("everybody", "csv")),
    ("erase", ()),
    ("compute", ()),
    ("review", (1,)),
    ("seats", ()),
]


def test_only_those_who_run_the_lottery_see_people_and_its_workshop() -> None:
    assembly = builders.an_open_assembly()
    builders.a_drawn_panel(assembly)
    seen = {}
    for role in (*MANAGERS, *OTHERS):
        client = signed_in(builders.somebody(assembly, role))
        seen[role] = {client.get(address(name, assembly, *more)).status_code for name, more in PRIVATE_PAGES}
    assert seen == {role: {200} for role in MANAGERS} | {role: {403} for role in OTHERS}
    strangers = {Client().get(address(name, assembly, *more)).status_code for name, more in PRIVATE_PAGES}
    assert strangers == {302}


def test_no_action_can_be_done_by_those_who_do_not_run_the_lottery() -> None:
    assembly = builders.an_open_assembly()
    lottery = builders.a_published_lottery(assembly)
    respondent = queries.respondents(assembly)[0]
    for role in OTHERS:
        by = builders.somebody(assembly, role)
        for act in (
            lambda by: actions.set_targets(by=by, assembly=assembly, targets=[]),
            lambda by: actions.keep_upload(by=by, assembly=assembly, kind="pool", filename="a", content=b""),
            lambda by: actions.import_pool(by=by, assembly=assembly, sha256=""),
            lambda by: actions.import_targets(by=by, assembly=assembly, sha256=""),
            lambda by: actions.discard_upload(by=by, assembly=assembly, kind="pool"),
            lambda by: actions.open_list(by=by, assembly=assembly, what=""),
            lambda by: actions.erase_respondents(by=by, assembly=assembly, reason="x"),
            lambda by: actions.start_lottery(by=by, assembly=assembly),
            lambda by: actions.start_replacement(by=by, assembly=assembly),
            lambda by: actions.stop_lottery(by=by, lottery=lottery),
            lambda by: actions.publish_lottery(by=by, lottery=lottery),
            lambda by: actions.withdraw_lottery(by=by, lottery=lottery, reason="x"),
            lambda by: actions.read_chance(by=by, lottery=lottery, shown="42", witness=False),
            lambda by: actions.confirm_respondent(by=by, respondent=respondent),
            lambda by: actions.confirm_all(by=by, assembly=assembly),
            lambda by: actions.decline_respondent(by=by, respondent=respondent, reason=""),
            lambda by: actions.leave_seat(by=by, respondent=respondent, reason=""),
        ):
            with pytest.raises(NotAllowed):
                act(by)
    with pytest.raises(NotAllowed):
        actions.read_chance(by=builders.the_organiser(assembly), lottery=lottery, shown="42", witness=True)


def test_a_clerk_sees_every_problem_of_a_file_then_imports_the_mended_one() -> None:
    assembly = builders.an_open_assembly()
    builders.some_targets(assembly)
    client = signed_in(builders.the_organiser(assembly))
    bad = SimpleUploadedFile("people.csv", b"id,gender,age\n1,woman,young\n1,wizard,old\n")
    client.post(address("upload", assembly, "pool"), {"file": bad})
    answer = client.post(address("values", assembly, "pool"), follow=True)
    assert "2 problems were found" in text_of(answer)
    assert "Row 3, column gender: there is no target for wizard." in text_of(answer)
    assert 'name="sha256"' in text_of(answer)
    assert "Import it" not in text_of(answer)
    good = SimpleUploadedFile("people.csv", b"id,gender,age\n1,woman,young\n2,man,old\n")
    answer = client.post(address("upload", assembly, "pool"), {"file": good}, follow=True)
    assert queries.respondents(assembly).count() == 0
    sha256 = answer.context["form"].initial["sha256"]
    answer = client.post(address("dry_run", assembly, "pool"), {"sha256": sha256}, follow=True)
    assert "The pool is imported: 2 added, 0 changed, 0 removed." in text_of(answer)
    assert queries.respondents(assembly).count() == 2


def test_an_empty_upload_is_told_on_the_form() -> None:
    assembly = builders.an_open_assembly()
    builders.some_targets(assembly)
    client = signed_in(builders.the_organiser(assembly))
    answer = client.post(address("upload", assembly, "pool"), {"file": SimpleUploadedFile("people.csv", b"")})
    assert "The file is empty. Save it again with its header and rows, then choose it again." in text_of(answer)


def test_a_discarded_file_changes_nothing() -> None:
    assembly = builders.an_open_assembly()
    client = signed_in(builders.the_organiser(assembly))
    file = SimpleUploadedFile("targets.csv", b"category,name,min,max\ngender,woman,1,2\n")
    client.post(address("upload", assembly, "targets"), {"file": file})
    client.post(address("dry_run", assembly, "targets"), {"discard": "yes"})
    assert queries.targets(assembly) == ()
    assert client.get(address("dry_run", assembly, "targets")).status_code == 302


def test_targets_are_edited_as_a_table_and_keep_what_was_typed_when_wrong() -> None:
    assembly = builders.an_open_assembly()
    client = signed_in(builders.the_organiser(assembly))
    typed = {
        "category": ["gender", "gender", ""],
        "name": ["woman", "man", ""],
        "min": ["2", "x", ""],
        "max": ["3", "3", ""],
    }
    answer = client.post(address("targets", assembly), typed)
    assert "Row 2, column min: “x” is not a whole number of people." in text_of(answer)
    assert 'value="woman"' in text_of(answer)
    client.post(address("targets", assembly), typed | {"min": ["2", "2", ""]})
    assert [(each.value, each.minimum, each.maximum) for each in queries.targets(assembly)] == [
        ("woman", 2, 3),
        ("man", 2, 3),
    ]


def test_quarrelling_targets_are_named_with_what_would_help() -> None:
    assembly = builders.an_open_assembly()
    builders.some_targets(assembly)
    builders.a_pool(assembly)
    builders.some_targets(
        assembly, rows=(("gender", "woman", 4, 5), ("gender", "man", 2, 3), *builders.SOME_TARGETS[2:])
    )
    page = text_of(signed_in(builders.the_organiser(assembly)).get(address("check", assembly)))
    assert "gender: woman ≥ 4" in page
    assert "gender: man ≥ 2" in page
    assert "lower the minimum of gender, woman from 4 to 3" in page


def test_people_in_no_possible_panel_are_named_with_the_targets_that_shut_them_out() -> None:
    assembly = builders.an_open_assembly()
    rows = (*builders.SOME_TARGETS[:4], ("age", "old", 0, 0))
    builders.some_targets(assembly, rows=rows)
    builders.a_pool(assembly)
    page = text_of(signed_in(builders.the_organiser(assembly)).get(address("check", assembly)))
    old = [each.pseudonym for each in queries.respondents(assembly) if each.features["age"] == "old"]
    assert [name for name in old if name not in page] == []
    assert "age: old ≤ 0" in page


def test_the_whole_way_by_clicks_from_compute_to_a_seated_panel() -> None:
    assembly = builders.an_open_assembly()
    builders.a_published_contract(assembly)
    builders.some_targets(assembly)
    builders.a_pool(assembly)
    operator = signed_in(builders.somebody(assembly, Role.LOTTERY_OPERATOR))
    witness = signed_in(builders.somebody(assembly, Role.WITNESS))
    answer = operator.post(address("compute", assembly), {"objective": "leximin", "panels": "100"})
    assert answer["Location"] == address("progress", assembly, 1)
    started = queries.lottery_numbered(assembly, 1)
    assert started is not None
    if started.state == State.COMPUTING:
        assert "Lottery 1 is being computed" in text_of(operator.get(address("progress", assembly, 1)))
        actions.compute_lottery(lottery=started)
    assert operator.get(address("progress", assembly, 1))["Location"] == address("review", assembly, 1)
    assert "Proved: no lottery that meets the targets can raise the smallest chance" in text_of(
        operator.get(address("review", assembly, 1))
    )
    chosen = {"hall": "balls", "panels": "open"}
    asked_again = operator.post(address("publish", assembly, 1), chosen)
    assert "Everybody sees that 1 lottery was computed so far." in text_of(asked_again)
    operator.post(address("publish", assembly, 1), chosen | {"confirmed": "yes"})
    assert "Chance decides" in text_of(Client().get(address("ceremony", assembly, 1), {"step": 2}))
    operator.post(address("enter", assembly, 1, 0), {"shown": "42"})
    refused = witness.post(address("enter", assembly, 1, 0), {"shown": "24", "attested": "on"})
    assert "Your digits are not the ones that the other person typed. Nothing was drawn." in text_of(refused)
    witness.post(address("enter", assembly, 1, 0), {"shown": "42", "attested": "on"})
    assert "Panel 42: these 5 people are asked to sit" in text_of(Client().get(address("ceremony", assembly, 1)))
    first = queries.respondents(assembly).filter(status=Status.SELECTED)[0]
    operator.post(address("confirm", assembly, first.pseudonym))
    second = queries.respondents(assembly).filter(status=Status.SELECTED)[0]
    operator.post(address("decline", assembly, second.pseudonym), {"reason": "Night shifts"})
    operator.post(address("confirm_all", assembly))
    operator.post(address("leave", assembly, first.pseudonym), {"reason": ""})
    assert sitting(assembly.body).count() == 3
    page = text_of(operator.get(address("seats", assembly)))
    assert "2 seats are vacant" in page
    assert "Night shifts" in page


def test_everybody_finds_a_panel_by_its_number_and_her_own_tickets_by_her_pseudonym() -> None:
    assembly = builders.an_open_assembly()
    draw = builders.a_drawn_panel(assembly)
    panel = text_of(Client().get(address("panels", assembly, 1), {"panel": "42"}))
    assert [name for name in draw.selected if name not in panel] == []
    assert "There is no panel “4711”" in text_of(Client().get(address("panels", assembly, 1), {"panel": "4711"}))
    own = text_of(Client().get(address("lottery", assembly), {"p": draw.selected[0].upper()}))
    assert "You were drawn" in own
    assert "of 100 panels" in own
    assert "No lottery of this assembly knows" in text_of(Client().get(address("lottery", assembly), {"p": "p-000000"}))


def test_the_public_pages_show_no_name_contact_or_feature_of_a_person() -> None:
    assembly = builders.an_open_assembly()
    builders.a_drawn_panel(assembly)
    pages = [("lottery", ()), ("panels", (1,)), ("ceremony", (1,)), ("file", (1,))]
    public = " ".join(text_of(Client().get(address(name, assembly, *more))) for name, more in pages)
    assert [word for word in ("example.net", "Quay", "+45 0", "R-0", "Person ") if word in public] == []


def test_a_lottery_that_is_not_published_is_seen_by_nobody_else() -> None:
    assembly = builders.an_open_assembly()
    builders.some_targets(assembly)
    builders.a_pool(assembly)
    actions.compute_lottery(
        lottery=actions.start_lottery(by=builders.the_organiser(assembly), assembly=assembly, panels=100)
    )
    seen = {Client().get(address(name, assembly, 1)).status_code for name in ("panels", "ceremony", "file")}
    assert seen == {404}


def test_exports_come_in_three_formats_without_live_formulas_and_leave_a_trace() -> None:
    assembly = builders.an_open_assembly()
    builders.some_targets(assembly)
    rows = builders.pool_rows()
    rows[0][1] = "=cmd()"
    builders.a_pool(assembly, rows=rows)
    person = builders.the_organiser(assembly)
    client = signed_in(person)
    answers = {each: client.get(address("export", assembly, "everybody", each)) for each in ("csv", "xlsx", "ods")}
    assert {each: answer.content[:2] for each, answer in answers.items()} == {
        "csv": b"\xef\xbb",
        "xlsx": b"PK",
        "ods": b"PK",
    }
    assert ",'=cmd()," in answers["csv"].content.decode()
    assert AccessEntry.objects.filter(by=person, what="exported everybody").count() == 3
    assert client.get(address("export", assembly, "nobody", "csv")).status_code == 404
    assert client.get(address("export", assembly, "everybody", "exe")).status_code == 404


@pytest.mark.parametrize("kind", ["pool", "targets"])
@pytest.mark.parametrize("format_", ["csv", "xlsx", "ods"])
def test_the_example_of_a_table_can_be_imported_as_it_is(kind: str, format_: str) -> None:
    assembly = builders.an_open_assembly()
    builders.some_targets(assembly)
    person = builders.the_organiser(assembly)
    content = signed_in(person).get(address("template", assembly, kind, format_)).content
    kept = actions.keep_upload(by=person, assembly=assembly, kind=kind, filename=f"t.{format_}", content=content)
    act = actions.import_pool if kind == "pool" else actions.import_targets
    act(by=person, assembly=assembly, sha256=kept.sha256)
    assert (queries.respondents(assembly).count(), len(queries.targets(assembly))) == (
        (1, 5) if kind == "pool" else (0, 5)
    )


def test_the_next_step_leads_an_operator_from_targets_to_vacant_seats_and_calls_the_witness() -> None:
    assembly = builders.an_open_assembly()
    person, witness = builders.the_organiser(assembly), builders.somebody(assembly, Role.WITNESS)
    said = [[step.title for step in next_steps(person, assembly)]]
    builders.some_targets(assembly)
    said.append([step.title for step in next_steps(person, assembly)])
    builders.a_pool(assembly)
    said.append([step.title for step in next_steps(person, assembly)])
    builders.a_published_lottery(assembly)
    said += [[step.title for step in next_steps(each, assembly)] for each in (person, witness)]
    assert said == [
        ["Set the targets that every panel must meet"],
        ["Import the people who said yes to the invitation"],
        ["Compute the fairest lottery"],
        ["Hold the draw: the lottery is published"],
        ["Watch over the draw, as its witness"],
    ]


def test_the_story_tells_the_smallest_chance_once_published() -> None:
    assembly = builders.an_open_assembly()
    assert story(assembly)[0].sentences == ("Who sits will be decided by a public lottery. It is not published yet.",)
    builders.a_drawn_panel(assembly)
    assert [figure[1] for figure in story(assembly)[0].figures] == [
        "people in the pool",
        "seats",
        "smallest chance of anybody who can be drawn",
    ]


def test_every_address_of_the_stage_is_named_by_its_manifest() -> None:
    from folkmoot.stages.lottery import join_urls
    from folkmoot.stages.lottery.urls import urlpatterns

    named = {f"lottery:{each.name}" for each in urlpatterns} | {str(each.name) for each in join_urls.urlpatterns}
    assert named == set(MANIFEST.pages)


@pytest.mark.parametrize("rounds", [1, 3])
def test_a_page_costs_the_same_few_queries_however_many_lotteries_there_are(
    rounds: int, django_assert_max_num_queries: Any
) -> None:
    assembly = builders.an_open_assembly()
    builders.a_drawn_panel(assembly)
    by = builders.the_organiser(assembly)
    for _ in range(rounds - 1):
        name = sitting(assembly.body)[0].membership.pseudonym
        actions.leave_seat(by=by, respondent=queries.respondents(assembly).get(pseudonym=name), reason="")
        builders.a_drawn_panel(assembly, balls="07")
    client = signed_in(by)
    for name, more in (("lottery", ()), ("panels", (1,)), ("workshop", ()), ("pool", ()), ("seats", ())):
        client.get(address(name, assembly, *more))
        with django_assert_max_num_queries(19):
            assert client.get(address(name, assembly, *more)).status_code == 200
