from datetime import UTC, datetime, timedelta

import pytest

from folkmoot import clock
from folkmoot.commons.assemblies.faults import NotAllowed
from folkmoot.commons.duties.queries import duties
from folkmoot.commons.lineage.queries import family
from folkmoot.commons.publicrecord.queries import attachment, entries, latest
from folkmoot.core.canonical import canonical_bytes, sha256_hex
from folkmoot.manifest import Role
from folkmoot.stages.ballots.actions import close_ballot, file_statement
from folkmoot.stages.deliberation.queries import frozen_texts
from folkmoot.stages.recommendations.actions import (
    enter_sign_off,
    hand_over_report,
    sign_off,
    write_foreword,
)
from folkmoot.stages.recommendations.faults import (
    AlreadyHandedOver,
    AlreadySignedOff,
    ForewordMissing,
    HandOverBeforeBallot,
    HandOverInFuture,
    MinorityMayStillSpeak,
    NotASittingMember,
    NothingCounted,
    ReportChanged,
    TextsWithoutResult,
)
from folkmoot.stages.recommendations.queries import (
    Minority,
    document,
    everything,
    fingerprint,
    hand_over,
    handed_over_at,
    not_adopted,
    recommendations,
    signed_off,
)
from tests.builders import (
    a_counted_ballot,
    a_handed_over_report,
    a_published_contract,
    an_open_assembly,
    an_open_ballot,
    counted_paper,
    seated_members,
    some_frozen_texts,
    somebody,
    the_organiser,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def assembly():
    made = an_open_assembly()
    a_published_contract(made, offices=[("mayor", "Mayor"), ("council", "City council")])
    return made


@pytest.fixture
def members(assembly):
    return seated_members(assembly)


@pytest.fixture
def voted(assembly, members):
    some_frozen_texts(assembly, titles=("Trees", "Pier", "Ferry"))
    a_counted_ballot(assembly, rejected=(3,))
    return assembly


def hand(assembly, **when):
    values = {"on": clock.now().date(), "place": "Town hall"} | when
    return hand_over_report(by=the_organiser(assembly), assembly=assembly, **values)


def with_foreword(assembly, words="We listened."):
    return write_foreword(by=the_organiser(assembly), assembly=assembly, foreword=words)


def the_hash(assembly):
    return fingerprint(document(assembly))


def test_before_the_count_there_are_no_recommendations(assembly):
    assert everything(assembly) == ()


def test_recommendations_keep_the_number_the_words_and_the_hash_of_the_frozen_text(voted):
    frozen = frozen_texts(voted)
    assert [(each.number, each.title, each.text, each.sha256) for each in everything(voted)] == [
        (text.number, text.title, text.text, text.sha256) for text in frozen
    ]
    assert [each.number for each in recommendations(voted)] == [1, 2]
    assert [each.number for each in not_adopted(voted)] == [3]


def test_a_result_comes_with_all_its_counts(voted):
    outcome = everything(voted)[0].outcome
    assert (outcome.eligible, outcome.present, outcome.cast, outcome.yes, outcome.no, outcome.needed) == (
        3,
        3,
        3,
        3,
        0,
        3,
    )


def test_a_minority_statement_stands_beside_its_text_and_the_hand_over_waits_for_it(assembly, members):
    some_frozen_texts(assembly)
    ballot = a_counted_ballot(assembly, days=7)
    file_statement(by=members[0], ballot=ballot, number=2, text="The pier is for boats.", names="Linden")
    assert everything(assembly)[1].minority == (Minority(text="The pier is for boats.", names="Linden"),)
    with_foreword(assembly)
    with pytest.raises(MinorityMayStillSpeak):
        hand(assembly)
    with clock.travelling(to=clock.now() + timedelta(days=8)):
        given = hand(assembly)
    # The file is in the record for good, so the names that were promised to stay on the page are not in it.
    assert given.document["recommendations"][1]["minority"] == [{"text": "The pier is for boats."}]


def test_nothing_is_handed_over_before_the_count(assembly):
    with_foreword(assembly)
    with pytest.raises(NothingCounted):
        hand(assembly)


def test_no_text_is_left_behind_without_a_vote(assembly, members):
    some_frozen_texts(assembly)
    opened = an_open_ballot(assembly, on_device=False, numbers=[1]).ballot
    counted_paper(opened, {1: {"yes": 3}})
    close_ballot(by=the_organiser(assembly), ballot=opened, days_for_statements=0)
    with_foreword(assembly)
    with pytest.raises(TextsWithoutResult) as error:
        hand(assembly)
    assert error.value.params == {"numbers": ("2",)}


def test_members_open_their_report_in_their_own_words(voted):
    with pytest.raises(ForewordMissing):
        hand(voted)


def test_the_clock_can_neither_be_started_early_nor_backdated(voted):
    with_foreword(voted)
    today = clock.now().date()
    with pytest.raises(HandOverInFuture):
        hand(voted, on=today + timedelta(days=1))
    with pytest.raises(HandOverBeforeBallot):
        hand(voted, on=today - timedelta(days=1))


def test_only_the_organiser_hands_over(voted):
    with_foreword(voted)
    for role in Role:
        if role not in {Role.ORGANISER, Role.CITIZEN, Role.SIGNED_IN, Role.CONVENER}:
            with pytest.raises(NotAllowed):
                hand_over_report(by=somebody(voted, role), assembly=voted, on=clock.now().date(), place="Anywhere")


def test_the_record_says_what_was_handed_over_to_whom_word_for_word(voted):
    with_foreword(voted)
    given = hand(voted)
    entry = latest(voted.slug, "recommendations.handed_over")
    report = attachment(f"assemblies/{voted.slug}/report.json")
    assert entry is not None
    assert report is not None
    one, two, three = (
        {"number": t.number, "title": t.title, "text": t.text, "sha256": t.sha256} for t in frozen_texts(voted)
    )
    assert entry.data == {
        "on": given.on.isoformat(),
        "place": "Town hall",
        "report": f"assemblies/{voted.slug}/report.json",
        "report_sha256": sha256_hex(bytes(report.content)),
        "recommendations": [one, two],
        "not_adopted": [three],
        "commissioners": ["mayor", "council"],
        "signed_off": 0,
    }
    assert bytes(report.content) == canonical_bytes(given.document)


def test_each_commissioner_owes_a_reply_to_each_recommendation_by_the_end_of_the_promised_day(voted, the_clock):
    with_foreword(voted)
    counted = clock.now()
    the_clock.goes_to(counted + timedelta(hours=1))
    hand(voted, on=counted.date())
    due = datetime.combine(counted.date() + timedelta(days=90), datetime.max.time(), tzinfo=UTC).replace(microsecond=0)
    assert [(each.name, each.debtor_ref, each.subject, each.due_at) for each in duties(voted)] == [
        ("reply/1/mayor", "mayor", "recommendation/1", due),
        ("reply/1/council", "council", "recommendation/1", due),
        ("reply/2/mayor", "mayor", "recommendation/2", due),
        ("reply/2/council", "council", "recommendation/2", due),
    ]
    assert entries(voted.slug).filter(kind="duties.incurred").count() == 4


def test_what_was_handed_over_is_final(voted):
    with_foreword(voted)
    given = hand(voted)
    with pytest.raises(AlreadyHandedOver):
        hand(voted)
    with pytest.raises(AlreadyHandedOver):
        with_foreword(voted, "Other words")
    assert document(voted) == given.document
    assert handed_over_at(voted) == given.at


def test_a_recommendation_knows_the_text_and_the_draft_it_came_from(voted):
    with_foreword(voted)
    hand(voted)
    assert [(kin.name, kin.steps) for kin in family(voted, "recommendation/1").came_from] == [
        ("text/1", 1),
        ("draft/1", 2),
    ]


def test_a_failed_hand_over_leaves_nothing_behind(voted):
    before = entries(voted.slug).count()
    with pytest.raises(ForewordMissing):
        hand(voted)
    assert (entries(voted.slug).count(), hand_over(voted), duties(voted).count()) == (before, None, 0)


def test_members_sign_off_what_they_read_and_are_asked_again_when_it_changes(voted, members):
    with_foreword(voted)
    read = the_hash(voted)
    sign_off(by=members[0], assembly=voted, sha256=read)
    enter_sign_off(by=the_organiser(voted), assembly=voted, pseudonym="Birch", sha256=read)
    assert signed_off(voted, read) == 2
    with pytest.raises(AlreadySignedOff):
        sign_off(by=members[0], assembly=voted, sha256=read)
    with_foreword(voted, "Quite other words.")
    assert signed_off(voted, the_hash(voted)) == 0
    with pytest.raises(ReportChanged):
        sign_off(by=members[1], assembly=voted, sha256=read)
    sign_off(by=members[1], assembly=voted, sha256=the_hash(voted))
    assert hand(voted).signed_off == 1


def test_only_who_sits_signs_off(voted):
    with_foreword(voted)
    with pytest.raises(NotASittingMember):
        enter_sign_off(by=the_organiser(voted), assembly=voted, pseudonym="Stranger", sha256=the_hash(voted))
    with pytest.raises(NotAllowed):
        sign_off(by=the_organiser(voted), assembly=voted, sha256=the_hash(voted))


def test_commissioners_cannot_touch_the_report(voted):
    for act in (
        lambda by: write_foreword(by=by, assembly=voted, foreword="x"),
        lambda by: enter_sign_off(by=by, assembly=voted, pseudonym="Linden", sha256="x"),
    ):
        with pytest.raises(NotAllowed):
            act(somebody(voted, Role.COMMISSIONER))


def test_one_builder_plays_it_all():
    assembly = an_open_assembly()
    given = a_handed_over_report(assembly)
    assert [each.number for each in recommendations(assembly)] == [1, 2]
    assert given.signed_off == 0
