import re
from copy import deepcopy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.manifest import Role
from folkmoot.stages.ballots.actions import cast_vote, close_ballot, file_statement
from folkmoot.stages.ballots.cards import fresh_code
from folkmoot.stages.ballots.queries import ballot_at, card_state, results
from tests.builders import (
    a_held_meeting,
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
CANARY = "<script>canary()</script>"
CODE = re.compile(r"<code>((?:[0-9A-Z]{5} ){4}[0-9A-Z]{6})</code>")


@pytest.fixture(scope="module")
def made(once_for_all):
    return an_open_ballot(an_open_assembly(slug="harbour", seats=30))


@pytest.fixture
def opened(db, made):
    return deepcopy(made)


@pytest.fixture
def assembly(opened):
    return opened.ballot.assembly


@pytest.fixture
def bare():
    return an_open_assembly(slug="pier", seats=30)


def at(page="", slug="harbour"):
    return f"/assemblies/{slug}/ballots/{page}"


def hidden(page):
    return dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page))


def vote_by_hand(client, card, **choices):
    """Through the four pages as a person would; returns the last page."""
    texts = client.post(at("1/vote/"), {"card": card, "page": "choose"}).content.decode()
    assert "Plant trees, beginning next spring." in texts
    marked = {name.replace("_", "-"): value for name, value in choices.items()}
    check = client.post(at("1/vote/"), {"card": card, "page": "check"} | marked).content.decode()
    assert "Is this what you mean?" in check
    cast = hidden(check.split("Cast my vote")[0])
    return client.post(at("1/vote/"), cast).content.decode(), cast


def test_a_member_votes_with_her_card_and_takes_a_receipt(client, assembly, opened):
    done, _ = vote_by_hand(client, opened.cards[0], text_1="yes", text_2="no")
    receipt = CODE.search(done).group(1)
    close_ballot(by=the_organiser(assembly), ballot=opened.ballot)
    assert [(one.tally.counts.yes, one.tally.counts.no) for one in results(assembly)] == [(1, 0), (0, 1)]
    shown = client.post(at("1/receipt/"), {"receipt": receipt}).content.decode()
    assert "Yes, your vote is in the count" in shown


def test_a_receipt_that_is_not_in_the_list_is_taken_seriously(client, assembly, opened):
    vote_by_hand(client, opened.cards[0], text_1="yes")
    assert "until then no list exists" in client.get(at("1/receipt/")).content.decode()
    close_ballot(by=the_organiser(assembly), ballot=opened.ballot)
    shown = client.post(at("1/receipt/"), {"receipt": fresh_code()}).content.decode()
    assert "This receipt is not in the list" in shown


def test_sending_the_last_page_twice_shows_the_same_receipt_and_counts_once(client, opened):
    first, cast = vote_by_hand(client, opened.cards[0], text_1="yes")
    second = client.post(at("1/vote/"), cast).content.decode()
    assert CODE.search(first).group(1) == CODE.search(second).group(1)
    assert opened.ballot.votes.count() == 1


def test_going_back_keeps_what_was_marked(client, opened):
    page = {"card": opened.cards[0], "page": "choose", "text-1": "no"}
    shown = client.post(at("1/vote/"), page).content.decode()
    assert re.search(r'name="text-1" value="no"[^>]*checked', shown) is not None


@pytest.mark.parametrize("page", ["choose", "cast"])
def test_a_wrong_or_used_card_is_told_in_words(client, opened, page):
    wrong = {"card": fresh_code(), "page": page, "receipt": fresh_code()}
    assert "no card with that code" in client.post(at("1/vote/"), wrong).content.decode()
    vote_by_hand(client, opened.cards[0], text_1="yes")
    used = wrong | {"card": opened.cards[0]}
    assert "This card has been used" in client.post(at("1/vote/"), used).content.decode()


def test_what_is_not_on_the_ballot_cannot_be_sent(client, opened):
    for choice in ("spoilt", "maybe", CANARY):
        client.post(at("1/vote/"), {"card": opened.cards[0], "page": "cast", "receipt": fresh_code(), "text-1": choice})
    assert (opened.ballot.votes.count(), card_state(opened.ballot, opened.cards[0])) == (0, "fresh")


def test_the_booth_looks_at_no_session_and_no_account_even_of_somebody_signed_in(client, assembly, opened):
    client.force_login(the_organiser(assembly))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        vote_by_hand(client, opened.cards[0], text_1="yes")
        client.post(at("1/receipt/"), {"receipt": fresh_code()})
    looked = [query["sql"] for query in asked if "session" in query["sql"] or "accounts_" in query["sql"]]
    assert looked == []
    assert client.get("/desk/").status_code == 200


def test_the_booth_sets_no_cookie_but_the_forms_own(client, opened):
    vote_by_hand(client, opened.cards[0], text_1="yes")
    assert set(client.cookies) <= {"csrftoken"}


def test_no_page_of_the_booth_is_kept_by_caches(client, opened):
    assert client.get(at("1/vote/")).headers["Cache-Control"] == "private, no-store"


def test_after_the_count_the_booth_is_closed(client, assembly, opened):
    vote_by_hand(client, opened.cards[0], text_1="yes")
    close_ballot(by=the_organiser(assembly), ballot=opened.ballot)
    assert "takes no votes any more" in client.get(at("1/vote/")).content.decode()


def test_the_organiser_opens_and_gets_the_cards_once(client, bare):
    seated_members(bare)
    a_published_contract(bare)
    some_frozen_texts(bare)
    a_held_meeting(bare)
    client.force_login(the_organiser(bare))
    sheet = client.post(at("open/", "pier"), {"meeting": 1, "texts": [1, 2], "spares": 2, "on_device": "on"})
    codes = CODE.findall(sheet.content.decode())
    assert (len(codes), sheet.headers["Cache-Control"]) == (5, "private, no-store")
    assert [card_state(ballot_at(bare, 1), code) for code in codes] == ["fresh"] * 5
    again = client.post(at("open/", "pier"), {"meeting": 1, "texts": [1], "spares": 2, "on_device": "on"})
    assert ("Ballot 1 is still open" in again.content.decode(), CODE.findall(again.content.decode())) == (True, [])


def test_the_page_for_opening_says_what_is_missing(client, bare):
    client.force_login(the_organiser(bare))
    assert "No text is frozen yet" in client.get(at("open/", "pier")).content.decode()
    seated_members(bare)
    some_frozen_texts(bare)
    assert "No attendance list is closed yet" in client.get(at("open/", "pier")).content.decode()


def test_cards_are_printed_anew_after_asking_once(client, assembly, opened):
    client.force_login(the_organiser(assembly))
    assert "becomes void" in client.get(at("1/cards/")).content.decode()
    codes = CODE.findall(client.post(at("1/cards/")).content.decode())
    assert (len(codes), card_state(opened.ballot, opened.cards[0])) == (len(opened.cards), None)


def test_two_counters_enter_and_compare(client, assembly, opened):
    numbers = {f"{mark}-{text}": 0 for mark in ("no", "abstain", "blank", "spoilt") for text in (1, 2)}
    client.force_login(somebody(assembly, Role.FACILITATOR))
    client.post(at("1/paper/"), numbers | {"papers": 3, "yes-1": 3, "yes-2": 3})
    client.force_login(somebody(assembly, Role.WITNESS))
    alone = client.get(at("1/paper/")).content.decode()
    assert ("One count is in" in alone, 'value="3"' in alone) == (True, False)
    client.post(at("1/paper/"), numbers | {"papers": 3, "yes-1": 2, "no-1": 1, "yes-2": 3})
    both = client.get(at("1/paper/")).content.decode()
    assert ("They differ" in both, both.count('class="differs"')) == (True, 2)
    client.post(at("1/paper/"), numbers | {"papers": 3, "yes-1": 3, "yes-2": 3})
    assert "They agree" in client.get(at("1/paper/")).content.decode()


def test_a_sum_that_is_wrong_is_told_and_what_was_typed_stays(client, assembly, opened):
    client.force_login(the_organiser(assembly))
    numbers = {f"{mark}-{text}": 0 for mark in ("no", "abstain", "blank", "spoilt") for text in (1, 2)}
    shown = client.post(at("1/paper/"), numbers | {"papers": 4, "yes-1": 4, "yes-2": 3}).content.decode()
    assert ("add up to 3" in shown, 'value="4"' in shown) == (True, True)


def test_a_card_is_handed_in_for_paper(client, assembly, opened):
    client.force_login(somebody(assembly, Role.WITNESS))
    client.post(at("1/hand-in/"), {"card": opened.cards[0]})
    assert card_state(opened.ballot, opened.cards[0]) == "handed-in"
    assert "handed in for a paper ballot" in client.post(at("1/hand-in/"), {"card": opened.cards[0]}).content.decode()


def test_the_organiser_closes_and_everybody_reads_the_result(client, assembly, opened):
    counted_paper(opened.ballot, {1: {"yes": 4, "no": 1}, 2: {"yes": 3, "no": 1, "spoilt": 1}})
    client.force_login(the_organiser(assembly))
    assert "0 votes on devices and 5 on paper are in" in client.get(at("1/close/")).content.decode()
    client.post(at("1/close/"), {"days": 7})
    client.logout()
    shown = client.get(at("1/")).content.decode()
    assert ("4 yes, 4 needed" in shown, "3 yes, 4 needed" in shown) == (True, True)
    assert "That is 80.0" in shown or "that is 80.0 %" in shown
    assert "Only the sums are published here" in shown
    assert "Plant trees" in client.get(at()).content.decode()


def test_a_fault_at_closing_is_told_on_the_page_that_asks(client, assembly, opened):
    client.force_login(the_organiser(assembly))
    assert "Ballot 1 is empty" in client.post(at("1/close/"), {"days": 7}).content.decode()


def test_an_open_ballot_shows_the_public_no_number_of_votes(client, assembly, opened):
    before = client.get(at("1/")).content.decode()
    vote_by_hand(client, opened.cards[0], text_1="yes", text_2="yes")

    def said(page):
        return re.sub(r'csrfmiddlewaretoken" value="\w+', "", page)

    assert said(client.get(at("1/")).content.decode()) == said(before)


def test_a_ballot_is_called_off_with_its_reason(client, assembly, opened):
    client.force_login(the_organiser(assembly))
    client.post(at("1/cancel/"), {"reason": "The cards were mixed up"})
    assert "The cards were mixed up" in client.get(at("1/")).content.decode()


def test_a_member_files_a_statement_beside_the_result(client, assembly, opened):
    vote_by_hand(client, opened.cards[0], text_1="yes")
    close_ballot(by=the_organiser(assembly), ballot=opened.ballot)
    client.force_login(assembly.body.memberships.first().person)
    client.post(at("1/texts/1/statement/"), {"text": CANARY, "names": CANARY})
    shown = client.get(at("1/")).content.decode()
    assert (CANARY in shown, "&lt;script&gt;canary()" in shown) == (False, True)


@pytest.mark.parametrize("page", ["9/", "9/vote/", "9/receipt/", "9/paper-ballot/"])
def test_a_ballot_that_is_not_there_is_not_found(client, opened, page):
    assert client.get(at(page)).status_code == 404


def test_the_paper_ballot_holds_the_frozen_words_and_no_number_of_its_own(client, opened):
    shown = client.get(at("1/paper-ballot/")).content.decode()
    assert (shown.count("paper-ballot__boxes"), shown.count("beginning next spring")) == (2, 2)


@pytest.mark.parametrize(
    "page", ["open/", "1/close/", "1/cancel/", "1/cards/", "1/paper/", "1/hand-in/", "1/texts/1/statement/"]
)
def test_strangers_and_commissioners_stay_outside(client, assembly, opened, page):
    assert client.get(at(page)).status_code == 302
    client.force_login(somebody(assembly, Role.COMMISSIONER))
    assert client.get(at(page)).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_ask_the_database_the_same_few_times(client, bare, rows, django_assert_max_num_queries):
    seated_members(bare)
    some_frozen_texts(bare, titles=[f"Text {number}" for number in range(rows)])
    for number in range(1, rows + 1):
        opened = an_open_ballot(bare, numbers=[number])
        cast_vote(ballot=opened.ballot, card=opened.cards[0], choices={number: "yes"}, receipt=fresh_code())
        closed = close_ballot(by=the_organiser(bare), ballot=opened.ballot)
        file_statement(by=the_organiser(bare), ballot=closed, number=number, text="But")
    for page in ("", "1/"):
        with django_assert_max_num_queries(14):
            assert client.get(at(page, "pier")).status_code == 200
