from copy import deepcopy
from datetime import timedelta

import pytest

from folkmoot import clock
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.faults import NotAllowed
from folkmoot.commons.duties.queries import DutyState, standing
from folkmoot.commons.lineage.queries import family
from folkmoot.commons.publicrecord.queries import entries, latest
from folkmoot.manifest import Role
from folkmoot.stages.contract.queries import commissioners
from folkmoot.stages.followup import actions
from folkmoot.stages.followup.actions import enter_letter, give_reply
from folkmoot.stages.followup.faults import (
    DateNotAhead,
    EvidenceMissing,
    LetterMissing,
    NotHandedOver,
    NotYourReply,
    RecommendationUnknown,
)
from folkmoot.stages.followup.models import Answer, ReasonCode
from folkmoot.stages.followup.queries import board, duty_to_reply, office_at, replies
from folkmoot.stages.followup.rules import OWED, Said
from tests.builders import a_handed_over_report, a_published_contract, an_open_assembly, somebody, the_organiser

pytestmark = pytest.mark.django_db

ACCEPT = Said(answer=Answer.ACCEPT)
# What belongs to each answer, complete; each test takes away what it is about.
COMPLETE = {
    Answer.ACCEPT: {},
    Answer.ACCEPT_IN_PART: {"text": "The trees yes, the benches no."},
    Answer.ACCEPT_ALTERED: {"wording": "Plant trees, beginning in two years."},
    Answer.EXISTS_ALREADY: {"source": "Tree plan 2024, page 12"},
    Answer.DEFER: {"until": "ahead"},
    Answer.PASS_ON: {"authority": "The region"},
    Answer.REJECT: {"reason_code": ReasonCode.COST, "text": "4 million a year"},
}


@pytest.fixture(scope="module")
def handed_over(once_for_all):
    made = an_open_assembly()
    a_handed_over_report(made)
    return made


@pytest.fixture
def assembly(db, handed_over):
    return deepcopy(handed_over)


def the_office(assembly, ref="mayor"):
    found = office_at(assembly, ref)
    assert found is not None
    return found, Person.objects.get(pk=found.person_id)


def said(answer, **changes):
    values = COMPLETE[answer] | changes
    if values.get("until") == "ahead":
        values["until"] = clock.now().date() + timedelta(days=30)
    return Said(answer=answer, **values)


def reply(assembly, what=ACCEPT, number=1, ref="mayor"):
    office, holder = the_office(assembly, ref)
    return give_reply(by=holder, assembly=assembly, number=number, commissioner=office, said=what)


def cell(assembly, number=1, ref="mayor"):
    row = next(row for row in board(assembly).rows if row.recommendation.number == number)
    return next(cell for cell in row.cells if cell.commissioner.ref == ref)


@pytest.mark.parametrize("answer", list(Answer))
def test_each_answer_is_taken_with_what_it_owes(assembly, answer):
    assert reply(assembly, said(answer)).answer == answer


@pytest.mark.parametrize(("answer", "field"), [(answer, field) for answer, fields in OWED.items() for field in fields])
def test_no_answer_is_taken_without_what_it_owes(assembly, answer, field):
    empty = None if field in {"until", "reason_code"} else "   "
    with pytest.raises(EvidenceMissing) as error:
        reply(assembly, said(answer, **{field: empty}))
    assert error.value.params == {"missing": (field,)}
    assert replies(assembly).count() == 0


def test_the_vocabulary_is_the_published_one():
    assert {answer.value: fields for answer, fields in OWED.items()} == {
        "accept": (),
        "accept-in-part": ("text",),
        "accept-altered": ("wording",),
        "exists-already": ("source",),
        "defer": ("until",),
        "pass-on": ("authority",),
        "reject": ("reason_code", "text"),
    }


def test_a_deferral_ends_on_a_day_ahead(assembly):
    with pytest.raises(DateNotAhead):
        reply(assembly, said(Answer.DEFER, until=clock.now().date()))


def test_a_reply_enters_the_record_and_discharges_the_duty(assembly):
    made = reply(assembly, said(Answer.REJECT))
    entry = latest(assembly.slug, "followup.replied")
    assert entry is not None
    assert (entry.index, entry.by.partition("-")[0]) == (made.entry, "commissioner")
    assert entry.data == {
        "recommendation": 1,
        "commissioner": "mayor",
        "reply": "reject",
        "text": "4 million a year",
        "wording": None,
        "source": None,
        "until": None,
        "authority": None,
        "reason_code": "cost",
        "letter": None,
    }
    duty = duty_to_reply(assembly, 1, the_office(assembly)[0])
    assert duty is not None
    assert (standing(duty).state, duty.discharged_by) == (DutyState.DISCHARGED, made.entry)


def test_a_correction_is_a_new_reply_and_the_old_one_stays(assembly):
    first = reply(assembly, said(Answer.REJECT))
    second = reply(assembly, ACCEPT)
    assert (cell(assembly).reply, cell(assembly).earlier) == (second, (first,))
    assert entries(assembly.slug).filter(kind="followup.replied").count() == 2
    assert entries(assembly.slug).filter(kind="duties.discharged").count() == 1


def test_a_signed_letter_is_entered_by_the_organiser_under_its_name(assembly):
    office, _ = the_office(assembly)
    made = enter_letter(
        by=the_organiser(assembly),
        assembly=assembly,
        number=2,
        commissioner=office,
        said=ACCEPT,
        letter="Letter of 3 May, town archive 12/34",
    )
    entry = latest(assembly.slug, "followup.replied")
    assert entry is not None
    assert (entry.data["letter"], made.letter) == ("Letter of 3 May, town archive 12/34",) * 2


def test_a_letter_that_nobody_can_ask_for_is_no_letter(assembly):
    with pytest.raises(LetterMissing):
        enter_letter(
            by=the_organiser(assembly),
            assembly=assembly,
            number=1,
            commissioner=the_office(assembly)[0],
            said=ACCEPT,
            letter=" ",
        )


def test_nobody_replies_for_another_office(assembly):
    mayor, _ = the_office(assembly, "mayor")
    _, council = the_office(assembly, "council")
    with pytest.raises(NotYourReply):
        give_reply(by=council, assembly=assembly, number=1, commissioner=mayor, said=ACCEPT)


def test_only_commissioners_reply_and_only_organisers_enter_letters(assembly):
    office, holder = the_office(assembly)
    for role in (Role.ORGANISER, Role.MEMBER, Role.FACILITATOR, Role.OBSERVER):
        with pytest.raises(NotAllowed):
            give_reply(by=somebody(assembly, role), assembly=assembly, number=1, commissioner=office, said=ACCEPT)
    with pytest.raises(NotAllowed):
        enter_letter(by=holder, assembly=assembly, number=1, commissioner=office, said=ACCEPT, letter="Mine")


def test_there_is_no_reply_to_what_was_not_recommended(assembly):
    for number in (3, 4):
        with pytest.raises(RecommendationUnknown):
            reply(assembly, number=number)


def test_there_is_no_reply_before_the_hand_over():
    assembly = an_open_assembly()
    a_published_contract(assembly)
    with pytest.raises(NotHandedOver):
        reply(assembly)


def test_an_office_of_another_assembly_cannot_reply_here(assembly):
    elsewhere = an_open_assembly()
    a_handed_over_report(elsewhere)
    foreign, _ = the_office(elsewhere)
    with pytest.raises(NotYourReply):
        enter_letter(
            by=the_organiser(assembly), assembly=assembly, number=1, commissioner=foreign, said=ACCEPT, letter="x"
        )


def test_a_statement_finds_its_reply(assembly):
    reply(assembly)
    assert "reply/1/mayor" in [kin.name for kin in family(assembly, "draft/1").led_to]


def test_no_action_says_no_answer_changes_a_reply_or_moves_a_date():
    drafting = {"write_draft", "check_draft", "keep_sheet", "discard_sheet", "import_drafts"}
    releasing = {"name_drafter", "remove_drafter", "release_drafts", "cancel_release", "release_due"}
    telling = {"follow", "confirm", "change_pace", "leave", "follow_for_members", "tell_followers", "forget_follower"}
    acts = {name for name, thing in vars(actions).items() if callable(thing)}
    saying = {"give_reply", "enter_letter", "assess", "compare_words", "remind", "keep_promise"}
    assert acts == saying | drafting | releasing | telling
    assert "no-answer" not in Answer.values


def test_every_office_owes_every_reply(assembly):
    assert [office.ref for office in commissioners(assembly)] == ["mayor", "council"]
    assert len(board(assembly).cells) == 4
