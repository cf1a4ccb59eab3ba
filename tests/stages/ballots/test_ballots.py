from dataclasses import replace
from datetime import timedelta

import pytest

from folkmoot import clock
from folkmoot.commons.assemblies.faults import NotAllowed
from folkmoot.commons.publicrecord.queries import entries, latest
from folkmoot.core.tally.rules import Base
from folkmoot.manifest import Role
from folkmoot.stages.ballots import faults
from folkmoot.stages.ballots.actions import (
    cancel_ballot,
    cast_vote,
    close_ballot,
    enter_paper_count,
    file_statement,
    hand_in_card,
    open_ballot,
    replace_cards,
)
from folkmoot.stages.ballots.cards import fresh_code
from folkmoot.stages.ballots.manifest import next_steps, story
from folkmoot.stages.ballots.queries import (
    ballot_at,
    ballots_in_clear,
    card_state,
    receipt_is_listed,
    results,
    statements,
    texts_to_vote,
)
from folkmoot.stages.contract.actions import (
    amend_contract,
    draft_contract,
    offer_contract,
    publish_contract,
    sign_contract,
)
from folkmoot.stages.contract.faults import ContractNotPublished
from folkmoot.stages.contract.queries import commissioners
from tests.builders import (
    CLAUSES,
    a_handed_over_report,
    a_held_meeting,
    a_meeting,
    a_person,
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
    return an_open_assembly(slug="harbour", seats=30)


def cast(opened, *votes):
    """Cast with a fresh card each; a vote is the choice for text 1 and perhaps for text 2."""
    receipts = []
    for card, vote in zip(opened.cards, votes, strict=False):
        receipts.append(fresh_code())
        choices = dict(enumerate(vote.split(), 1))
        cast_vote(ballot=opened.ballot, card=card, choices=choices, receipt=receipts[-1])
    return receipts


def marks(result):
    counts = result.tally.counts
    return counts.yes, counts.no, counts.abstain, counts.blank, counts.spoilt


# -- Opening -----------------------------------------------------------------------------------------------------------


def test_an_opened_ballot_stands_in_the_record_with_texts_rule_electorate_and_cards(assembly):
    seated_members(assembly, ("Linden", "Heron", "Birch"))
    contract = a_published_contract(assembly)
    texts = some_frozen_texts(assembly)
    meeting = a_held_meeting(assembly, here=("Linden", "Heron"))
    opened = open_ballot(by=the_organiser(assembly), assembly=assembly, meeting=meeting, spares=4)
    data = latest("harbour", "ballots.opened").data
    assert data.pop("cards_sha256") != ""
    assert data == {
        "ballot": "ballot/1",
        "meeting": 1,
        "texts": [{"number": text.number, "sha256": text.sha256} for text in texts],
        "rule": {"fraction": [4, 5], "of": "cast", "strict": False, "blanks_count": True, "tie": "fails"},
        "contract": {"version": 1, "sha256": contract.sha256},
        "eligible": 3,
        "present": 2,
        "cards": 6,
    }
    assert len(set(opened.cards)) == 6


def test_the_ballot_keeps_the_frozen_words_and_their_hash(assembly):
    ballot = an_open_ballot(assembly).ballot
    kept = [(item.number, item.title, item.text, item.sha256) for item in ballot.items.all()]
    frozen = [(text.number, text.title, text.text, text.sha256) for text in assembly.frozen_texts.all()]
    assert kept == frozen


def test_no_ballot_without_a_published_contract(assembly):
    seated_members(assembly)
    some_frozen_texts(assembly)
    with pytest.raises(ContractNotPublished):
        open_ballot(by=the_organiser(assembly), assembly=assembly, meeting=a_held_meeting(assembly))


def test_no_ballot_before_anything_is_frozen(assembly):
    seated_members(assembly)
    a_published_contract(assembly)
    with pytest.raises(faults.NothingFrozen):
        open_ballot(by=the_organiser(assembly), assembly=assembly, meeting=a_held_meeting(assembly))


def test_no_ballot_on_a_text_that_nobody_froze(assembly):
    with pytest.raises(faults.TextNotFrozen):
        an_open_ballot(assembly, numbers=[1, 9])


def test_no_ballot_before_it_is_known_who_is_present(assembly):
    seated_members(assembly)
    with pytest.raises(faults.PresenceUnknown):
        an_open_ballot(assembly, meeting=a_meeting(assembly))


def test_no_ballot_in_an_empty_room(assembly):
    seated_members(assembly)
    with pytest.raises(faults.NobodyPresent):
        an_open_ballot(assembly, meeting=a_held_meeting(assembly, here=()))


def test_one_ballot_at_a_time(assembly):
    an_open_ballot(assembly)
    with pytest.raises(faults.AnotherBallotOpen):
        an_open_ballot(assembly)


def test_a_refused_ballot_leaves_no_trace(assembly):
    with pytest.raises(faults.TextNotFrozen):
        an_open_ballot(assembly, numbers=[9])
    assert (assembly.ballots.count(), latest("harbour", "ballots.opened")) == (0, None)


def test_cards_that_were_seen_are_replaced_before_anybody_votes(assembly):
    opened = an_open_ballot(assembly)
    anew = replace_cards(by=the_organiser(assembly), ballot=opened.ballot)
    assert (card_state(opened.ballot, opened.cards[0]), card_state(opened.ballot, anew.cards[0])) == (None, "fresh")
    assert latest("harbour", "ballots.cards_replaced").data["ballot"] == "ballot/1"
    cast(anew, "yes yes")
    with pytest.raises(faults.CardsInUse):
        replace_cards(by=the_organiser(assembly), ballot=opened.ballot)


def test_a_paper_only_ballot_has_no_cards(assembly):
    opened = an_open_ballot(assembly, on_device=False)
    assert (opened.cards, opened.ballot.cards_issued) == ((), 0)


# -- Casting -----------------------------------------------------------------------------------------------------------


def test_what_is_not_marked_is_blank(assembly):
    opened = an_open_ballot(assembly)
    cast_vote(ballot=opened.ballot, card=opened.cards[0], choices={2: "no"}, receipt=fresh_code())
    close_ballot(by=the_organiser(assembly), ballot=opened.ballot)
    assert [marks(result) for result in results(assembly)] == [(0, 0, 0, 1, 0), (0, 1, 0, 0, 0)]


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace(" ", "-"), lambda code: code.replace("0", "o")])
def test_a_code_is_understood_however_it_is_typed(assembly, typed):
    opened = an_open_ballot(assembly)
    assert card_state(opened.ballot, typed(opened.cards[0])) == "fresh"


def test_a_card_is_used_up_once(assembly):
    opened = an_open_ballot(assembly)
    cast(opened, "yes yes")
    with pytest.raises(faults.CardUsed):
        cast(opened, "no no")


def test_the_same_vote_sent_twice_counts_once(assembly):
    opened, receipt = an_open_ballot(assembly), fresh_code()
    for _ in range(2):
        cast_vote(ballot=opened.ballot, card=opened.cards[0], choices={1: "yes"}, receipt=receipt)
    assert opened.ballot.votes.count() == 1


def test_two_voters_never_share_a_receipt(assembly):
    opened, receipt = an_open_ballot(assembly), fresh_code()
    cast_vote(ballot=opened.ballot, card=opened.cards[0], choices={1: "yes"}, receipt=receipt)
    with pytest.raises(faults.ReceiptUnusable):
        cast_vote(ballot=opened.ballot, card=opened.cards[1], choices={1: "no"}, receipt=receipt)
    assert (opened.ballot.votes.count(), card_state(opened.ballot, opened.cards[1])) == (1, "fresh")


@pytest.mark.parametrize("code", ["", "nonsense", "ÆØÅ", "0" * 26, "x" * 5000])
def test_a_code_that_is_no_card_is_refused(assembly, code):
    with pytest.raises(faults.CardUnknown):
        cast_vote(ballot=an_open_ballot(assembly).ballot, card=code, choices={}, receipt=fresh_code())


def test_a_card_of_another_ballot_is_refused(assembly):
    first = an_open_ballot(assembly)
    cancel_ballot(by=the_organiser(assembly), ballot=first.ballot, reason="A trial")
    second = an_open_ballot(assembly)
    with pytest.raises(faults.CardUnknown):
        cast_vote(ballot=second.ballot, card=first.cards[0], choices={}, receipt=fresh_code())


@pytest.mark.parametrize("choices", [{1: "spoilt"}, {1: "maybe"}, {9: "yes"}])
def test_a_choice_that_is_not_on_the_ballot_is_refused_and_the_card_stays_fresh(assembly, choices):
    opened = an_open_ballot(assembly)
    with pytest.raises(faults.ChoiceUnknown):
        cast_vote(ballot=opened.ballot, card=opened.cards[0], choices=choices, receipt=fresh_code())
    assert card_state(opened.ballot, opened.cards[0]) == "fresh"


def test_spare_cards_make_no_spare_voters(assembly):
    opened = an_open_ballot(assembly, members=2)
    cast(opened, "yes yes", "yes yes")
    with pytest.raises(faults.MoreBallotsThanPresent):
        cast_vote(ballot=opened.ballot, card=opened.cards[2], choices={}, receipt=fresh_code())
    assert card_state(opened.ballot, opened.cards[2]) == "fresh"


def test_nobody_votes_after_the_count(assembly):
    opened = an_open_ballot(assembly)
    cast(opened, "yes yes")
    close_ballot(by=the_organiser(assembly), ballot=opened.ballot)
    with pytest.raises(faults.BallotNotOpen):
        cast_vote(ballot=opened.ballot, card=opened.cards[1], choices={}, receipt=fresh_code())


# -- Paper -------------------------------------------------------------------------------------------------------------

VOTES = ("yes no", "yes abstain", "yes yes", "no blank")
AS_PAPER = {1: {"yes": 3, "no": 1}, 2: {"yes": 1, "no": 1, "abstain": 1, "blank": 1}}


def test_the_same_votes_on_devices_and_on_paper_give_equal_results():
    outcomes = []
    for slug in ("device", "paper"):
        assembly = an_open_assembly(slug=slug, seats=30)
        opened = an_open_ballot(assembly)
        if slug == "device":
            cast(opened, *VOTES)
        else:
            counted_paper(opened.ballot, AS_PAPER)
        close_ballot(by=the_organiser(assembly), ballot=opened.ballot)
        data = latest(slug, "ballots.counted").data
        outcomes.append(([result.tally for result in results(assembly)], data["items"], data["ballots"]))
    assert outcomes[0] == outcomes[1]


def test_devices_and_paper_are_one_vote(assembly):
    opened = an_open_ballot(assembly, members=6)
    cast(opened, *VOTES)
    for card in opened.cards[4:6]:
        hand_in_card(by=somebody(assembly, Role.WITNESS), ballot=opened.ballot, card=card)
    counted_paper(opened.ballot, {1: {"yes": 1, "spoilt": 1}, 2: {"no": 2}})
    close_ballot(by=the_organiser(assembly), ballot=opened.ballot)
    assert [marks(result) for result in results(assembly)] == [(4, 1, 0, 0, 1), (1, 3, 1, 1, 0)]


def test_paper_needs_the_cards_of_its_voters_while_others_vote_on_devices(assembly):
    opened = an_open_ballot(assembly)
    cast(opened, "yes yes")
    counted_paper(opened.ballot, {1: {"yes": 1}, 2: {"no": 1}})
    with pytest.raises(faults.PaperWithoutCards):
        close_ballot(by=the_organiser(assembly), ballot=opened.ballot)


def test_a_card_that_was_handed_in_does_not_vote(assembly):
    opened = an_open_ballot(assembly)
    hand_in_card(by=somebody(assembly, Role.FACILITATOR), ballot=opened.ballot, card=opened.cards[0])
    with pytest.raises(faults.CardHandedIn):
        cast(opened, "yes yes")
    cast_vote(ballot=opened.ballot, card=opened.cards[1], choices={}, receipt=fresh_code())
    with pytest.raises(faults.CardUsed):
        hand_in_card(by=somebody(assembly, Role.FACILITATOR), ballot=opened.ballot, card=opened.cards[1])


def test_more_paper_than_people_is_refused(assembly):
    opened = an_open_ballot(assembly, members=3)
    cast(opened, "yes yes", "yes yes")
    with pytest.raises(faults.MoreBallotsThanPresent):
        counted_paper(opened.ballot, {1: {"yes": 2}, 2: {"no": 2}})


def test_both_counters_must_find_the_same(assembly):
    opened, organiser = an_open_ballot(assembly), the_organiser(assembly)
    counted_paper(opened.ballot, {1: {"yes": 3}, 2: {"no": 3}})
    none = dict.fromkeys(("abstain", "blank", "spoilt"), 0)
    again = {1: {"yes": 2, "no": 1} | none, 2: {"yes": 0, "no": 3} | none}
    witness = somebody(assembly, Role.WITNESS)
    enter_paper_count(by=witness, ballot=opened.ballot, papers=3, counts=again)
    with pytest.raises(faults.CountersDisagree):
        close_ballot(by=organiser, ballot=opened.ballot)
    facilitator = somebody(assembly, Role.FACILITATOR)
    recount = enter_paper_count(by=facilitator, ballot=opened.ballot, papers=3, counts=again)
    close_ballot(by=organiser, ballot=opened.ballot)
    assert (recount.times, marks(results(assembly)[0])) == (2, (2, 1, 0, 0, 0))


def a_row(papers):
    return dict.fromkeys(("no", "abstain", "blank", "spoilt"), 0) | {"yes": papers}


def test_one_counter_is_not_enough(assembly):
    opened, organiser = an_open_ballot(assembly), the_organiser(assembly)
    enter_paper_count(by=organiser, ballot=opened.ballot, papers=1, counts={1: a_row(1), 2: a_row(1)})
    with pytest.raises(faults.SecondCounterMissing):
        close_ballot(by=organiser, ballot=opened.ballot)


def test_a_third_counter_is_one_too_many(assembly):
    opened = an_open_ballot(assembly)
    counted_paper(opened.ballot, {1: {"yes": 1}, 2: {"yes": 1}})
    with pytest.raises(faults.TwoCountersAlready):
        enter_paper_count(by=the_organiser(assembly), ballot=opened.ballot, papers=1, counts={1: a_row(1), 2: a_row(1)})


@pytest.mark.parametrize(
    ("papers", "counts", "fault"),
    [
        (2, {1: a_row(2), 2: a_row(1)}, faults.PaperSumWrong),
        (2, {1: a_row(2)}, faults.PaperCountIncomplete),
        (2, {1: a_row(2), 2: a_row(2), 3: a_row(2)}, faults.PaperCountIncomplete),
    ],
)
def test_numbers_that_cannot_be_are_refused_when_entered(assembly, papers, counts, fault):
    with pytest.raises(fault):
        enter_paper_count(
            by=the_organiser(assembly), ballot=an_open_ballot(assembly).ballot, papers=papers, counts=counts
        )


# -- The count ---------------------------------------------------------------------------------------------------------


def test_an_empty_box_is_not_counted(assembly):
    with pytest.raises(faults.NobodyHasVoted):
        close_ballot(by=the_organiser(assembly), ballot=an_open_ballot(assembly).ballot)


def test_four_of_five_adopt_and_three_of_five_do_not(assembly):
    opened = an_open_ballot(assembly)
    cast(opened, "yes yes", "yes yes", "yes yes", "yes no", "abstain blank")
    close_ballot(by=the_organiser(assembly), ballot=opened.ballot)
    assert [(one.adopted, one.tally.needed, one.tally.reached) for one in results(assembly)] == [
        (True, 4, 4),
        (False, 4, 3),
    ]


def test_fewer_than_twenty_votes_are_published_as_sums_only(assembly):
    opened = an_open_ballot(assembly, members=19)
    cast(opened, *["yes no"] * 19)
    close_ballot(by=the_organiser(assembly), ballot=opened.ballot)
    assert latest("harbour", "ballots.counted").data["ballots"] is None


def test_twenty_votes_are_published_in_clear_and_sorted(assembly):
    opened = an_open_ballot(assembly, members=20)
    cast(opened, *["yes no", "no yes"] * 10)
    close_ballot(by=the_organiser(assembly), ballot=opened.ballot)
    data = latest("harbour", "ballots.counted").data
    assert data["ballots"] == [["no", "yes"]] * 10 + [["yes", "no"]] * 10
    assert data["receipts"] == sorted(data["receipts"])


def test_one_paper_among_many_devices_keeps_all_votes_unpublished(assembly):
    opened = an_open_ballot(assembly, members=22)
    cast(opened, *["yes no"] * 20)
    hand_in_card(by=the_organiser(assembly), ballot=opened.ballot, card=opened.cards[20])
    counted_paper(opened.ballot, {1: {"no": 1}, 2: {"no": 1}})
    closed = close_ballot(by=the_organiser(assembly), ballot=opened.ballot)
    assert ballots_in_clear(closed) is None


def test_a_unanimous_result_knows_that_it_tells_all(assembly):
    opened = an_open_ballot(assembly)
    cast(opened, "yes no", "yes yes")
    close_ballot(by=the_organiser(assembly), ballot=opened.ballot)
    assert [result.unanimous for result in results(assembly)] == [True, False]


def test_every_receipt_is_in_the_list_and_nothing_else(assembly):
    opened = an_open_ballot(assembly)
    receipts = cast(opened, "yes yes", "no no")
    closed = close_ballot(by=the_organiser(assembly), ballot=opened.ballot)
    assert [receipt_is_listed(closed, code) for code in (*receipts, fresh_code(), "x")] == [True, True, False, False]


def test_a_new_threshold_stops_the_count_of_a_ballot_under_the_old_one(assembly):
    opened, organiser = an_open_ballot(assembly), the_organiser(assembly)
    cast(opened, "yes yes")
    amend_contract(by=organiser, assembly=assembly, reason="The members asked for it")
    other = CLAUSES.having([replace(CLAUSES.threshold, of=Base.VALID)])
    draft_contract(by=organiser, assembly=assembly, clauses=other)
    version = offer_contract(by=organiser, assembly=assembly)
    for office in commissioners(assembly):
        sign_contract(by=office.person, version=version, commissioner=office)
    publish_contract(by=organiser, version=version)
    with pytest.raises(faults.ThresholdChanged):
        close_ballot(by=organiser, ballot=opened.ballot)


def test_a_ballot_called_off_destroys_its_votes_and_can_be_held_anew(assembly):
    opened, organiser = an_open_ballot(assembly), the_organiser(assembly)
    cast(opened, "yes yes")
    with pytest.raises(faults.CancellationNeedsCause):
        cancel_ballot(by=organiser, ballot=opened.ballot, reason="")
    cancel_ballot(by=organiser, ballot=opened.ballot, reason="The cards were mixed up")
    assert (opened.ballot.votes.count(), opened.ballot.cards.count()) == (0, 0)
    again = an_open_ballot(assembly)
    cast(again, "no no")
    close_ballot(by=organiser, ballot=again.ballot)
    assert [(result.ballot, marks(result)[1]) for result in results(assembly)] == [(2, 1), (2, 1)]


def test_a_text_voted_on_again_counts_as_last_voted(assembly):
    for vote in ("yes yes", "no"):
        numbers = None if vote == "yes yes" else [1]
        opened = an_open_ballot(assembly, numbers=numbers)
        cast(opened, vote)
        close_ballot(by=the_organiser(assembly), ballot=opened.ballot)
    assert [(result.number, result.ballot, result.adopted) for result in results(assembly)] == [
        (1, 2, False),
        (2, 1, True),
    ]
    assert texts_to_vote(assembly) == []


# -- Minority statements -----------------------------------------------------------------------------------------------


@pytest.fixture
def counted(assembly):
    opened = an_open_ballot(assembly)
    cast(opened, "yes no")
    return close_ballot(by=the_organiser(assembly), ballot=opened.ballot)


def test_a_minority_statement_is_public_and_its_names_are_not_in_the_record(assembly, counted):
    member = assembly.body.memberships.first().person
    file_statement(by=member, ballot=counted, number=1, text=" Think of the boats. ", names="Member 1")
    entry = latest("harbour", "ballots.statement_filed")
    assert (entry.by, entry.data) == (
        "",
        {"ballot": "ballot/1", "number": 1, "statement": 1, "text": "Think of the boats."},
    )
    assert [(one.text, one.names) for one in statements(counted)] == [("Think of the boats.", "Member 1")]


@pytest.mark.parametrize(("text", "fault"), [("  ", faults.StatementEmpty), ("x" * 3001, faults.StatementTooLong)])
def test_a_statement_says_something_and_not_too_much(assembly, counted, text, fault):
    with pytest.raises(fault):
        file_statement(by=the_organiser(assembly), ballot=counted, number=1, text=text)


def test_no_statement_before_the_count(assembly):
    with pytest.raises(faults.StatementsClosed):
        file_statement(by=the_organiser(assembly), ballot=an_open_ballot(assembly).ballot, number=1, text="Wait")


def test_no_statement_after_the_deadline(assembly, counted, the_clock):
    the_clock.goes_to(clock.now() + timedelta(days=15))
    with pytest.raises(faults.StatementsClosed):
        file_statement(by=the_organiser(assembly), ballot=counted, number=1, text="Too late")


# -- Who may, and who should -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.MEMBER, Role.COMMISSIONER, Role.OBSERVER, Role.LOTTERY_OPERATOR])
def test_others_neither_open_nor_count(assembly, role):
    opened, other = an_open_ballot(assembly), somebody(assembly, role)
    meeting, ballot = opened.ballot.meeting, opened.ballot
    acts = [
        lambda: open_ballot(by=other, assembly=assembly, meeting=meeting),
        lambda: replace_cards(by=other, ballot=ballot),
        lambda: cancel_ballot(by=other, ballot=ballot, reason="x"),
        lambda: hand_in_card(by=other, ballot=ballot, card=opened.cards[0]),
        lambda: enter_paper_count(by=other, ballot=ballot, papers=0, counts={}),
        lambda: close_ballot(by=other, ballot=ballot),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.parametrize("role", [Role.WITNESS, Role.COMMISSIONER, Role.OBSERVER, Role.LOTTERY_OPERATOR])
def test_only_members_and_those_who_write_for_them_file_statements(assembly, counted, role):
    with pytest.raises(NotAllowed):
        file_statement(by=somebody(assembly, role), ballot=counted, number=1, text="x")


def test_counters_count_but_do_not_close(assembly):
    ballot = an_open_ballot(assembly).ballot
    for role in (Role.FACILITATOR, Role.WITNESS):
        with pytest.raises(NotAllowed):
            close_ballot(by=somebody(assembly, role), ballot=ballot)


def test_everybody_learns_what_to_do_and_nobody_how_the_vote_stands(assembly):
    opened, organiser = an_open_ballot(assembly), the_organiser(assembly)
    member, witness = assembly.body.memberships.first().person, somebody(assembly, Role.WITNESS)

    def titles(person):
        return [step.title for step in next_steps(person, assembly)]

    assert titles(member) == ["Vote now: draw a card"]
    assert titles(witness) == ["Count the paper ballots, if there are any"]
    before = story(assembly)
    cast(opened, "yes yes")
    assert (story(assembly), titles(a_person())) == (before, [])
    close_ballot(by=organiser, ballot=opened.ballot)
    assert titles(member) == ["You may file a minority statement"]
    assert story(assembly)[0].figures == (("2", "of 2 texts adopted"),)


def test_the_organiser_is_told_to_open_when_texts_are_frozen(assembly):
    seated_members(assembly)
    some_frozen_texts(assembly)
    steps = next_steps(the_organiser(assembly), assembly)
    assert [step.title for step in steps] == ["Open the ballot on 2 frozen texts"]


def test_a_count_appends_one_entry_and_casting_none(assembly):
    opened = an_open_ballot(assembly)
    before = entries("harbour").count()
    cast(opened, "yes yes", "no no")
    assert entries("harbour").count() == before
    close_ballot(by=the_organiser(assembly), ballot=opened.ballot)
    assert (entries("harbour").count(), ballot_at(assembly, 1).on_device) == (before + 1, 2)


def test_after_the_hand_over_nothing_is_voted_on_again():
    assembly = an_open_assembly()
    a_handed_over_report(assembly)
    with pytest.raises(faults.AlreadyHandedOver):
        open_ballot(by=the_organiser(assembly), assembly=assembly, meeting=a_held_meeting(assembly), numbers=[3])
