"""Who was drawn says yes or no, sits, leaves, and is replaced from the same pool."""

from collections import Counter

import pytest
from django.test import Client

from folkmoot.commons.accounts.queries import AccessEntry, person_with_email
from folkmoot.commons.assemblies.actions import vacate_seat
from folkmoot.commons.assemblies.queries import Assembly, roles_of, sitting
from folkmoot.commons.publicrecord.queries import latest
from folkmoot.manifest import Role
from folkmoot.stages.lottery import actions, faults, queries
from folkmoot.stages.lottery.rules import Status
from tests import builders

pytestmark = pytest.mark.django_db


def respondent(assembly: Assembly, pseudonym: str) -> queries.Respondent:
    return queries.respondents(assembly).get(pseudonym=pseudonym)


def test_who_says_yes_takes_a_seat_under_her_pseudonym_with_an_account() -> None:
    assembly = builders.an_open_assembly()
    draw = builders.a_drawn_panel(assembly, confirmed=False)
    her = respondent(assembly, draw.selected[0])
    term = actions.confirm_respondent(by=builders.the_organiser(assembly), respondent=her)
    person = person_with_email(her.email)
    assert term.membership.pseudonym == her.pseudonym
    assert term.membership.person == person
    assert Role.MEMBER in roles_of(person, assembly)
    assert respondent(assembly, her.pseudonym).status == Status.CONFIRMED
    with pytest.raises(faults.NotWaitingForAnswer):
        actions.confirm_respondent(by=builders.the_organiser(assembly), respondent=her)


def test_somebody_without_an_e_mail_address_takes_a_seat_too() -> None:
    assembly = builders.an_open_assembly()
    builders.some_targets(assembly)
    builders.a_pool(assembly, rows=[[row[0], row[1], "", *row[3:]] for row in builders.pool_rows()])
    builders.a_drawn_panel(assembly)
    assert [term.membership.person for term in sitting(assembly.body)] == [None] * 5


def test_a_no_leaves_the_seat_free_and_its_reason_inside() -> None:
    assembly = builders.an_open_assembly()
    draw = builders.a_drawn_panel(assembly, confirmed=False)
    by = builders.the_organiser(assembly)
    actions.decline_respondent(by=by, respondent=respondent(assembly, draw.selected[0]), reason="Moved away")
    actions.confirm_all(by=by, assembly=assembly)
    seats = queries.vacancies(assembly)
    assert (seats.seats, seats.sitting, seats.waiting, seats.vacant) == (5, 4, 0, 1)
    assert respondent(assembly, draw.selected[0]).note == "Moved away"


def test_two_drop_outs_are_replaced_from_the_same_pool_so_that_the_whole_body_meets_the_first_targets() -> None:
    assembly = builders.an_open_assembly()
    draw = builders.a_drawn_panel(assembly)
    by = builders.the_organiser(assembly)
    for pseudonym in draw.selected[:2]:
        actions.leave_seat(by=by, respondent=respondent(assembly, pseudonym), reason="Illness")
    kept = [respondent(assembly, name) for name in draw.selected[2:]]
    second = builders.a_drawn_panel(assembly, balls="07")
    entry = latest(assembly.slug, "lottery.published")
    assert entry is not None
    assert (entry.data["number"], entry.data["seats"], entry.data["replacement"]) == (2, 2, True)
    assert set(second.selected).isdisjoint(draw.selected)
    seated = [respondent(assembly, term.membership.pseudonym) for term in sitting(assembly.body)]
    counts = Counter(pair for each in seated for pair in each.features.items())
    outside = [
        target
        for target in queries.targets(assembly)
        if not target.minimum <= counts[target.category, target.value] <= target.maximum
    ]
    assert (len(seated), outside) == (5, [])
    assert len({each.address for each in seated}) == 5
    homes = {each.address for each in kept}
    frozen = queries.lottery_numbered(assembly, 2)
    assert frozen is not None
    ids = {row[0] for row in frozen.frozen["respondents"]}
    assert not queries.respondents(assembly).filter(pseudonym__in=ids, address__in=homes).exists()


def test_a_replacement_waits_for_a_first_draw_and_for_a_vacant_seat() -> None:
    assembly = builders.an_open_assembly()
    by = builders.the_organiser(assembly)
    with pytest.raises(faults.FirstDrawMissing):
        actions.start_replacement(by=by, assembly=assembly)
    builders.a_drawn_panel(assembly)
    with pytest.raises(faults.SeatsAllTaken):
        actions.start_replacement(by=by, assembly=assembly)
    with pytest.raises(faults.FirstDrawDone):
        actions.start_lottery(by=by, assembly=assembly)


def test_a_seat_that_another_stage_vacated_is_vacant_here_too() -> None:
    assembly = builders.an_open_assembly()
    draw = builders.a_drawn_panel(assembly)
    by = builders.the_organiser(assembly)
    vacate_seat(by=by, assembly=assembly, pseudonym=draw.selected[0], reason="Never came")
    assert queries.vacancies(assembly).vacant == 1
    assert draw.selected[0] not in {row.id for row in queries.inputs_of_replacement(assembly).pool.respondents}
    with pytest.raises(faults.RespondentNotSitting):
        actions.leave_seat(by=by, respondent=respondent(assembly, draw.selected[0]), reason="")


def test_erasing_leaves_the_pseudonym_and_nothing_else_of_whoever_has_no_seat() -> None:
    assembly = builders.an_open_assembly()
    draw = builders.a_drawn_panel(assembly)
    count = actions.erase_respondents(by=builders.the_organiser(assembly), assembly=assembly, reason="A year is over")
    gone = queries.respondents(assembly).filter(status=Status.DELETED)
    values = gone.values_list("imported_id", "features", "name", "email", "phone", "address").distinct()
    assert count == gone.count() == 25
    assert len(set(map(str, values))) == 1
    assert gone[0].pseudonym.startswith("p-")
    assert respondent(assembly, draw.selected[0]).name != ""
    lottery = queries.lottery_numbered(assembly, 1)
    assert lottery is not None
    assert lottery.frozen == {}


def test_whoever_opens_the_list_of_people_is_written_down() -> None:
    assembly = builders.an_open_assembly()
    builders.a_drawn_panel(assembly)
    operator = builders.somebody(assembly, Role.LOTTERY_OPERATOR)
    actions.open_list(by=operator, assembly=assembly, what="exported everybody")
    entry = AccessEntry.objects.filter(by=operator).first()
    assert entry is not None
    assert (entry.what, entry.subject) == ("exported everybody", f"{assembly.slug}: respondents")


def test_of_every_seat_it_is_told_by_which_draw_and_through_which_door_it_was_filled() -> None:
    assembly = builders.an_open_assembly()
    first = builders.a_drawn_panel(assembly)
    by = builders.the_organiser(assembly)
    gone = queries.respondents(assembly).get(pseudonym=first.selected[0])
    actions.leave_seat(by=by, respondent=gone, reason="Illness")
    further = builders.a_drawn_panel(assembly, balls="07", confirmed=False)
    client = Client()
    client.force_login(by)
    start = f"/assemblies/{assembly.slug}/lottery/seats/sources"
    told = {each.pseudonym: each for each in queries.seat_origins(assembly, queries.respondents(assembly))}
    assert [told[name].kind for name in (first.selected[0], *further.selected)] == ["first", "further"]
    assert (told[gone.pseudonym].until is not None, told[further.selected[0]].seat) == (True, None)
    rows = client.get(f"{start}.csv", {"source": "further"}).content.decode().splitlines()
    assert [row.split(",")[1:4] for row in rows[1:]] == [[further.selected[0], "further", "2"]]
    page = client.get(f"{start}/").content.decode()
    assert [text in page for text in (gone.pseudonym, "Further draw from the same pool", "until")] == [True] * 3
