"""Registration: who may answer, what is kept and for how long, through every door the same."""

from datetime import UTC, date, datetime, timedelta

import pytest

from folkmoot.commons.accounts.queries import AccessEntry
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.publicrecord.queries import latest
from folkmoot.core.sortition.ages import bracket_of
from folkmoot.manifest import Role
from folkmoot.stages.lottery import actions, faults, queries
from folkmoot.stages.lottery.actions import answering
from folkmoot.stages.lottery.models import CardReading, GuardianConsent, PoolDecision, RespondentConsent, TurnedAway
from folkmoot.stages.lottery.rules import Status
from tests import builders
from tests.conftest import Clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def assembly() -> Assembly:
    opened = builders.an_open_assembly()
    builders.an_open_registration(opened)
    return opened


def test_whoever_holds_a_code_registers_without_an_account_and_enters_the_pool_with_features_and_contacts(
    assembly: Assembly,
) -> None:
    invitation = builders.an_invitation(assembly)
    found = queries.invitation_typed(assembly, queries.code_of(invitation).lower().replace("-", " "))
    sheet = builders.a_registration(assembly, invitation=found, consents=["data", "photo"])
    her = sheet.respondent
    assert (her.status, her.channel, her.source) == (Status.POOL, "web", "All addresses, A1")
    assert her.features == {"gender": "woman", "age": "30-59"}
    assert (her.name, her.address, her.phone) == ("Karen Lund", "Quay 1, 2 left", "+45 1111")
    assert [each.purpose for each in her.consents.all()] == ["data", "photo"]
    assert queries.invitations(assembly).get().state == "answered"
    assert queries.sheet_with_reference(assembly, f"r-{sheet.reference.lower()}") == sheet


def test_everybody_at_an_address_may_answer_but_a_letter_to_one_person_is_answered_once(assembly: Assembly) -> None:
    home = builders.an_invitation(assembly)
    sheets = [builders.a_registration(assembly, invitation=home, name=f"Lund {n}") for n in range(8)]
    assert [each.number for each in sheets] == list(range(1, 9))
    assert len(set(queries.households_of(assembly).of.values())) == 1
    with pytest.raises(faults.HouseholdFull):
        builders.a_registration(assembly, invitation=home)
    letter = builders.an_invitation(assembly, reference="B1-00001", kind="list")
    builders.a_registration(assembly, invitation=letter)
    with pytest.raises(faults.AlreadyAnswered):
        builders.a_registration(assembly, invitation=letter)


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ({"consents": []}, faults.ConsentNeeded),
        ({"born": None}, None),
        ({"drop": "born"}, faults.AnswersMissing),
    ],
)
def test_what_is_not_whole_is_not_registered(assembly: Assembly, answers: dict, fault: type | None) -> None:
    begun = actions.begin_answers(by=None, assembly=assembly, invitation=None, channel="web")
    given = builders.some_answers(**{name: value for name, value in answers.items() if name != "drop"})
    given.pop(answers.get("drop", ""), None)
    actions.keep_answers(by=None, sheet=begun, answers=given)
    if fault is None:
        assert actions.complete_answers(by=None, sheet=begun).features["age"] == ""
        return
    with pytest.raises(fault):
        actions.complete_answers(by=None, sheet=begun)
    assert queries.respondents(assembly).get().status == Status.INVITED


def test_of_who_cannot_take_part_nothing_stays_but_one_more_in_a_count(assembly: Assembly) -> None:
    for born in ("2015-01-01", "2016-01-01"):
        begun = actions.begin_answers(by=None, assembly=assembly, invitation=None, channel="web")
        assert actions.keep_answers(by=None, sheet=begun, answers={"born": born}) == "too-young"
    assert queries.respondents(assembly).count() == 0
    assert queries.turned_away_counts(assembly) == {"too-young": 2}
    assert TurnedAway.objects.get().count == 2


def test_a_no_is_an_answer_with_a_reason_inside_and_may_be_reconsidered(assembly: Assembly) -> None:
    invitation = builders.an_invitation(assembly)
    sheet = actions.decline_invitation(by=None, invitation=invitation, reason="dates")
    assert queries.refusals(assembly) == {"dates": 1}
    assert queries.invitations(assembly).get().state == "declined"
    actions.reconsider_answers(by=None, sheet=sheet)
    actions.keep_answers(by=None, sheet=sheet, answers=builders.some_answers())
    actions.complete_answers(by=None, sheet=sheet)
    assert (queries.refusals(assembly), queries.invitations(assembly).get().state) == ({}, "answered")


def test_a_test_takes_only_test_codes_never_enters_the_pool_and_is_gone_when_registration_opens() -> None:
    opened = builders.an_open_assembly()
    builders.some_targets(opened, rows=builders.REGISTRATION_TARGETS)
    real, trial = builders.an_invitation(opened), builders.an_invitation(opened, test=True)
    typed = [queries.invitation_typed(opened, queries.code_of(each)) for each in (real, trial)]
    assert typed == [None, trial]
    sheet = builders.a_registration(opened, invitation=trial)
    assert (sheet.respondent.status, queries.not_selected(opened).count()) == (Status.TEST, 0)
    builders.an_open_registration(opened)
    assert queries.respondents(opened).count() == 0
    typed = [queries.invitation_typed(opened, queries.code_of(each)) for each in (real, trial)]
    assert typed == [real, None]


def test_registration_opens_with_all_it_needs_closes_by_the_clock_and_reopens_with_a_reason(the_clock: Clock) -> None:
    the_clock.goes_to(datetime(2026, 9, 1, 9, tzinfo=UTC))
    assembly = builders.an_open_assembly()
    by = builders.the_organiser(assembly)
    builders.a_published_contract(assembly)
    with pytest.raises(faults.RegistrationNotReady) as refused:
        actions.open_registration(by=by, assembly=assembly)
    assert refused.value.params == {"what": ("the-targets", "the-last-day", "the-phone-number")}
    builders.an_open_registration(assembly, closes_on=date(2026, 9, 21))
    builders.a_registration(assembly)
    the_clock.goes_to(datetime(2026, 9, 22, 9, tzinfo=UTC))
    with pytest.raises(faults.RegistrationClosed):
        builders.a_registration(assembly)
    assert actions.close_due_registrations() == 1
    entry = latest(assembly.slug, "lottery.registration_closed")
    assert entry is not None
    assert (entry.by, entry.data) == ("", {"pool": 1, "doors": {"web": 1}, "declined": 0, "turned_away": 0})
    with pytest.raises(faults.WordingMissing):
        actions.reopen_registration(by=by, assembly=assembly, reason=" ")
    actions.reopen_registration(by=by, assembly=assembly, reason="The post was late.", closes_on=date(2026, 9, 30))
    entry = latest(assembly.slug, "lottery.registration_reopened")
    assert entry is not None
    assert entry.data == {"reason": "The post was late.", "closes": "2026-09-30"}
    builders.a_registration(assembly)
    assert queries.not_selected(assembly).count() == 2


def test_two_clerks_key_a_card_and_only_what_both_read_is_registered(assembly: Assembly) -> None:
    invitation = builders.an_invitation(assembly)
    first, second = builders.somebody(assembly, Role.CLERK), builders.the_organiser(assembly)
    answers, misread = builders.some_answers(), builders.some_answers(born="1980-05-11")
    actions.read_card(by=first, invitation=invitation, answers=answers)
    actions.read_card(by=first, invitation=invitation, answers=answers)
    assert queries.registered(assembly).count() == 0
    actions.read_card(by=second, invitation=invitation, answers=misread)
    assert queries.differing([each.answers for each in queries.card_readings(invitation)]) == ["born"]
    actions.settle_card(by=second, invitation=invitation, answers=answers)
    assert (queries.registered(assembly).get().channel, CardReading.objects.count()) == ("card", 0)


def test_a_minor_is_seated_only_with_the_word_of_a_guardian() -> None:
    assembly = builders.an_open_assembly()
    builders.an_open_registration(assembly)
    sheet = builders.a_registration(assembly, born="2010-02-02", guardian="Anna Lund", guardian_phone="+45 2222")
    her, by = sheet.respondent, builders.the_organiser(assembly)
    queries.respondents(assembly).update(status=Status.SELECTED)
    her.refresh_from_db()
    with pytest.raises(faults.GuardianConsentMissing):
        actions.confirm_respondent(by=by, respondent=her)
    actions.record_guardian_consent(by=by, respondent=her, name="Anna Lund", how="called", given_on=date(2026, 9, 3))
    actions.confirm_respondent(by=by, respondent=her)
    her.refresh_from_db()
    assert her.status == Status.CONFIRMED


def test_all_that_a_person_answered_can_be_erased_and_needs_go_earlier(the_clock: Clock) -> None:
    the_clock.goes_to(datetime(2026, 9, 1, 9, tzinfo=UTC))
    assembly = builders.an_open_assembly()
    by = builders.the_organiser(assembly)
    builders.an_open_registration(assembly, keep_days=10)
    sheet = builders.a_registration(assembly, needs="A ramp", born="2010-02-02", guardian="Anna", guardian_phone="2")
    actions.record_guardian_consent(
        by=by, respondent=sheet.respondent, name="Anna", how="called", given_on=date(2026, 9, 3)
    )
    actions.close_registration(by=by, assembly=assembly)
    assert actions.forget_sensitive_answers() == 0
    the_clock.goes_to(datetime(2026, 9, 12, 9, tzinfo=UTC))
    assert actions.forget_sensitive_answers() == 1
    sheet.refresh_from_db()
    assert (sheet.born, sheet.needs, sheet.guardian, sheet.guardian_phone) == (None, "", "", "")
    assert actions.erase_respondents(by=by, assembly=assembly, reason="The time is over") == 1
    gone = queries.respondents(assembly).get()
    assert (gone.status, gone.name, gone.features, gone.source) == (Status.DELETED, "", {}, "")
    left = [model.objects.count() for model in (queries.AnswerSheet, RespondentConsent, GuardianConsent, PoolDecision)]
    assert left == [0, 0, 0, 0]


def test_who_registered_finds_her_answers_in_her_download_and_erases_them_with_her_account(assembly: Assembly) -> None:
    her = builders.a_person(email="karen@example.org")
    builders.a_registration(assembly, email="karen@example.org", needs="A ramp")
    (line,) = queries.known_about(her)["pools"]
    assert (line["needs"], line["born"], [each["purpose"] for each in line["consents"]]) == (
        "A ramp",
        "1980-05-17",
        ["data"],
    )
    assert actions.forget_respondent(by=her) == 1
    assert (queries.AnswerSheet.objects.count(), RespondentConsent.objects.count()) == (0, 0)
    assert queries.respondents(assembly).get().status == Status.DELETED


def test_whoever_looks_at_needs_and_dates_of_birth_is_written_down_and_a_clerk_may_not(assembly: Assembly) -> None:
    sheet = builders.a_registration(assembly)
    by = builders.the_organiser(assembly)
    actions.open_particulars(by=by, respondent=sheet.respondent)
    assert AccessEntry.objects.filter(what="looked at somebody's needs and date of birth").count() == 1
    clerk = builders.somebody(assembly, Role.CLERK)
    with pytest.raises(Exception, match="right"):
        actions.open_particulars(by=clerk, respondent=sheet.respondent)


def test_a_household_is_confirmed_by_a_person_and_the_decision_can_be_taken_back(assembly: Assembly) -> None:
    by = builders.the_organiser(assembly)
    for name, address in (("Karen Lund", "Havnegade 12, 2 tv"), ("Ole Lund", "Havngade 12, 2. tv.")):
        builders.a_registration(assembly, name=name, address=address)
    (pair,) = queries.suspected_households(assembly)
    assert len(set(queries.households_of(assembly).of.values())) == 2
    decision = actions.decide_household(
        by=by, assembly=assembly, left=pair.found.left, right=pair.found.right, together=True
    )
    assert len(set(queries.households_of(assembly).of.values())) == 1
    assert queries.suspected_households(assembly) == []
    actions.undo_decision(by=by, decision=decision)
    assert len(queries.suspected_households(assembly)) == 1


def test_who_is_in_the_pool_twice_leaves_it_once_and_comes_back_when_the_decision_is_taken_back(
    assembly: Assembly,
) -> None:
    by = builders.the_organiser(assembly)
    left, right = (builders.a_registration(assembly, name="Karen Lund").respondent for _ in range(2))
    assert len(queries.suspected_twins(assembly)) == 1
    decision = actions.decide_twin(by=by, assembly=assembly, left=left, right=right, together=True)
    right.refresh_from_db()
    assert (right.status, queries.suspected_twins(assembly)) == (Status.REMOVED, [])
    actions.undo_decision(by=by, decision=decision)
    right.refresh_from_db()
    assert right.status == Status.POOL


def test_a_source_that_recruited_wrongly_is_shut_out_as_a_whole(assembly: Assembly) -> None:
    by = builders.the_organiser(assembly)
    for source in ("Recruiter A", "Recruiter B", "Recruiter B"):
        sheet = actions.enter_registration(
            by=by, assembly=assembly, invitation=None, channel="door", answers=builders.some_answers(), source=source
        )
        assert sheet is not None
    count = actions.exclude_source(
        by=by, assembly=assembly, channel="door", source="Recruiter B", reason="Chose friends"
    )
    entry = latest(assembly.slug, "lottery.people_removed")
    assert entry is not None
    assert (count, entry.data, queries.not_selected(assembly).count()) == (2, {"people": 2}, 1)


@pytest.mark.parametrize(
    ("age", "bracket"),
    [(15, ""), (16, "16-29"), (29, "16-29"), (30, "30 til 59"), (60, "60+"), (101, "60+"), (None, "")],
)
def test_an_age_falls_into_the_bracket_that_names_it(age: int | None, bracket: str) -> None:
    assert bracket_of(age, ("16-29", "30 til 59", "60+")) == bracket


def test_days_without_anybody_are_counted_too(the_clock: Clock) -> None:
    start = datetime(2026, 9, 1, 9, tzinfo=UTC)
    the_clock.goes_to(start)
    assembly = builders.an_open_assembly()
    builders.an_open_registration(assembly)
    builders.a_registration(assembly)
    the_clock.goes_to(start + timedelta(days=2))
    builders.a_registration(assembly)
    assert [(each.on.day, each.total) for each in queries.by_day(assembly)] == [(1, 1), (2, 0), (3, 1)]


def test_every_letter_that_a_clerk_looks_up_is_written_down_and_in_an_hour_there_are_so_many(
    assembly: Assembly, the_clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "MOST_LOOK_UPS", 2)
    the_clock.goes_to(datetime(2026, 9, 1, 9, tzinfo=UTC))
    clerk, letter = builders.somebody(assembly, Role.CLERK), builders.an_invitation(assembly)
    looks = [
        actions.look_up_letter(by=clerk, assembly=assembly, typed=typed) for typed in ("a1-00001", "A1-00001", "nobody")
    ]
    assert looks == [letter, letter, None]
    written = AccessEntry.objects.filter(by=clerk).order_by("pk").values_list("what", "subject")
    assert [*written] == [
        ("looked up a letter", f"{assembly.slug}: A1-00001"),
        ("looked up a letter", f"{assembly.slug}: no such letter"),
    ]
    the_clock.goes_to(datetime(2026, 9, 1, 9, 30, tzinfo=UTC))
    with pytest.raises(faults.TooManyLookUps):
        actions.look_up_letter(by=clerk, assembly=assembly, typed="A1-00001")
    the_clock.goes_to(datetime(2026, 9, 1, 10, 1, tzinfo=UTC))
    assert actions.look_up_letter(by=clerk, assembly=assembly, typed="A1-00001") == letter
