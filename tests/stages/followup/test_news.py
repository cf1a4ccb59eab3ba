from copy import deepcopy
from datetime import timedelta

import pytest

from folkmoot import clock
from folkmoot.commons.assemblies.faults import NotAllowed
from folkmoot.commons.notices.queries import waiting
from folkmoot.commons.publicrecord.queries import latest
from folkmoot.manifest import Role
from folkmoot.stages.followup.actions import assess, remind
from folkmoot.stages.followup.faults import (
    AssessorMissing,
    LinkNotWeb,
    NoAddress,
    NotYourAssessment,
    RecommendationUnknown,
    RemindedToday,
)
from folkmoot.stages.followup.models import AssessorKind, Progress
from folkmoot.stages.followup.queries import board, office_at
from folkmoot.stages.followup.rules import is_web_address
from tests.builders import a_handed_over_report, an_open_assembly, somebody, the_organiser

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def handed_over(once_for_all):
    made = an_open_assembly()
    a_handed_over_report(made)
    return made


@pytest.fixture
def assembly(db, handed_over):
    return deepcopy(handed_over)


def news(assembly, by=None, number=1, **changes):
    values = {
        "kind": AssessorKind.MEMBERS,
        "assessor": "Members, 9 of 45",
        "progress": Progress.UNDER_WAY,
        "definition": "Money is in the budget",
        "on": clock.now().date(),
        "evidence": "https://example.org/budget",
    }
    return assess(by=by or the_organiser(assembly), assembly=assembly, number=number, **values | changes)


def first_row(assembly):
    return board(assembly).rows[0]


def test_assessors_stand_side_by_side_and_are_never_averaged(assembly):
    news(assembly, kind=AssessorKind.COMMISSIONER, assessor="Mayor", progress=Progress.DONE)
    news(assembly, progress=Progress.NOT_STARTED)
    row = first_row(assembly)
    assert [(each.assessor, each.progress) for each in row.assessments] == [
        ("Mayor", "done"),
        ("Members, 9 of 45", "not-started"),
    ]
    assert not row.done


def test_it_is_done_when_everybody_who_judged_says_so(assembly):
    news(assembly, kind=AssessorKind.COMMISSIONER, assessor="Mayor", progress=Progress.DONE)
    assert first_row(assembly).done
    news(assembly, progress=Progress.DONE)
    assert first_row(assembly).done


def test_the_last_word_of_each_counts_and_the_earlier_ones_stay(assembly):
    news(assembly)
    news(assembly, progress=Progress.ABANDONED)
    row = first_row(assembly)
    assert [each.progress for each in row.assessments] == ["abandoned"]
    assert [each.progress for each in row.history] == ["under-way", "abandoned"]


def test_news_enters_the_record(assembly):
    news(assembly)
    entry = latest(assembly.slug, "followup.assessed")
    assert entry is not None
    assert entry.data == {
        "recommendation": 1,
        "kind": "members",
        "assessor": "Members, 9 of 45",
        "progress": "under-way",
        "definition": "Money is in the budget",
        "on": clock.now().date().isoformat(),
        "evidence": "https://example.org/budget",
    }


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        (Role.COMMISSIONER, {AssessorKind.COMMISSIONER}),
        (Role.MEMBER, {AssessorKind.MEMBERS}),
        (Role.OBSERVER, {AssessorKind.EVALUATOR, AssessorKind.CIVIL_SOCIETY, AssessorKind.PRESS}),
        (Role.ORGANISER, set(AssessorKind)),
    ],
)
def test_nobody_speaks_as_somebody_else(assembly, role, kinds):
    for kind in AssessorKind:
        if kind in kinds:
            news(assembly, somebody(assembly, role), kind=kind)
        else:
            with pytest.raises(NotYourAssessment):
                news(assembly, somebody(assembly, role), kind=kind)


def test_facilitators_and_witnesses_do_not_judge(assembly):
    for role in (Role.FACILITATOR, Role.WITNESS, Role.LOTTERY_OPERATOR):
        with pytest.raises(NotAllowed):
            news(assembly, somebody(assembly, role))


@pytest.mark.parametrize("lacking", [{"assessor": " "}, {"definition": ""}])
def test_a_judgement_says_by_whom_and_what_it_means(assembly, lacking):
    with pytest.raises(AssessorMissing):
        news(assembly, **lacking)


def test_nobody_judges_a_day_to_come_or_a_text_that_was_not_adopted(assembly):
    with pytest.raises(AssessorMissing):
        news(assembly, on=clock.now().date() + timedelta(days=2))
    with pytest.raises(RecommendationUnknown):
        news(assembly, number=3)


@pytest.mark.parametrize(
    ("link", "is_one"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("javascript:canary()", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://", False),
        ("https://exa mple.org", False),
        ("http://[::1", False),
        ("ftp://example.org", False),
    ],
)
def test_evidence_is_an_address_of_the_web(assembly, link, is_one):
    assert is_web_address(link) == is_one
    if is_one:
        news(assembly, evidence=link)
    else:
        with pytest.raises(LinkNotWeb):
            news(assembly, evidence=link)


def test_a_reminder_goes_to_the_office_at_most_once_a_day(assembly):
    mayor, organiser = office_at(assembly, "mayor"), the_organiser(assembly)
    remind(by=organiser, assembly=assembly, commissioner=mayor, door="https://here.example/replies/")
    with pytest.raises(RemindedToday):
        remind(by=organiser, assembly=assembly, commissioner=mayor, door="x")
    with clock.travelling(to=clock.now() + timedelta(days=91)):
        remind(by=organiser, assembly=assembly, commissioner=mayor, door="https://here.example/replies/")
    first, second = [notice for notice in waiting() if "reminder" in notice.about]
    assert first.to == mayor.person.email
    assert ("2 replies are still open." in first.body, "past their day" in first.body) == (True, False)
    assert ("past their day" in second.body, "https://here.example/replies/" in second.body) == (True, True)


def test_who_has_no_address_is_called_instead(assembly):
    mayor = office_at(assembly, "mayor")
    mayor.person = None
    mayor.save()
    with pytest.raises(NoAddress):
        remind(by=the_organiser(assembly), assembly=assembly, commissioner=mayor, door="x")


def test_only_the_organiser_reminds(assembly):
    for role in (Role.MEMBER, Role.COMMISSIONER, Role.FACILITATOR):
        with pytest.raises(NotAllowed):
            remind(by=somebody(assembly, role), assembly=assembly, commissioner=office_at(assembly, "mayor"), door="x")
