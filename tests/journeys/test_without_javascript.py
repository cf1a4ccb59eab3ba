"""Shorter walks for people whose browser runs no scripts, who use no mouse, or whose screen is small and dark."""

from datetime import timedelta

import pytest

from folkmoot.stages.contract.actions import draft_contract, name_commissioner, offer_contract
from tests.builders import CLAUSES, a_handed_over_report, a_person, an_open_assembly, an_open_ballot
from tests.journeys.acts import vote
from tests.journeys.people import called, enter, follow, heading, look, press, said, sign_in, take_task, visit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cards():
    """The voting cards of an open ballot in the assembly “Open harbour”."""
    return an_open_ballot(an_open_assembly(title="Open harbour")).cards


@pytest.fixture
def silence(the_clock):
    """A report in the hands of two who have promised replies, and the day on which they are eight days late."""
    given = a_handed_over_report(an_open_assembly(title="Patient harbour"))
    the_clock.goes_to(given.due_at + timedelta(days=7, hours=1))
    return given


def an_offered_contract() -> None:
    organiser = a_person(convener=True)
    assembly = an_open_assembly(organiser=organiser, title="Promised harbour")
    mayor = a_person(email="karin@example.org", name="Karin Lund")
    name_commissioner(by=organiser, assembly=assembly, ref="mayor", office="Mayor", name="Karin Lund", person=mayor)
    draft_contract(by=organiser, assembly=assembly, clauses=CLAUSES)
    offer_contract(by=organiser, assembly=assembly)


def test_a_contract_is_signed_without_scripts(new_page, post):
    an_offered_contract()
    page = sign_in(new_page(java_script_enabled=False), post, "karin@example.org")
    take_task(page, "Read and sign the contract of power")
    press(page, "I promise this: sign")
    assert said(page) == "You have signed for Mayor."


def test_a_vote_is_cast_without_scripts(new_page, cards):
    page = enter(new_page(java_script_enabled=False))
    visit(page, "Open harbour", "Ballots")
    follow(page, "Vote with my card")
    assert len(vote(page, cards[0], ("yes", "no"))) > 20
    assert heading(page) == "Vote with your card"


def test_the_promise_board_is_read_without_scripts(new_page, silence):
    page = enter(new_page(java_script_enabled=False))
    visit(page, "Patient harbour", "Follow-up")
    assert set(page.locator(".pledge .silence").all_inner_texts()) == {"No answer, day 8"}
    follow(page, "Plant trees")
    assert page.locator(".silence--grand").all_inner_texts() == ["No answer, day 8", "No answer, day 8"]


def test_a_small_dark_screen_shows_all_of_it(new_page, cards, silence):
    page = enter(new_page(viewport={"width": 320, "height": 640}, color_scheme="dark"))
    visit(page, "Patient harbour", "Follow-up")
    follow(page, "Open the pier")
    visit(page, "Patient harbour", "Recommendations")
    follow(page, "Read the report")
    visit(page, "Patient harbour", "Contract")
    visit(page, "Open harbour", "Ballots")
    follow(page, "Vote with my card")
    vote(page, cards[0], ("abstain", "yes"))


def tab_to(page, name: str) -> None:
    """Press Tab until what has the focus is called (or begins) so; whoever looks can see where the focus is."""
    words = "e => (e.labels?.[0] || e).innerText"
    for _ in range(60):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        if focus.count() and called(name).match(focus.evaluate(words)):
            box = focus.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] > 0
            return
    raise AssertionError(f"Tab does not lead to “{name}”")


def confirm(page) -> None:
    """Press Enter where the focus is, and look at the page that comes."""
    with page.expect_navigation():
        page.keyboard.press("Enter")
    look(page)


def test_a_vote_is_cast_with_the_keyboard_alone(page, cards):
    enter(page)
    tab_to(page, "Skip to the content")
    page.keyboard.press("Enter")
    for link in ("Open harbour", "Ballots", "Vote with my card"):
        tab_to(page, link)
        confirm(page)
    tab_to(page, "The code on your voting card")
    page.keyboard.type(cards[0].replace(" ", "").lower())
    confirm(page)
    for _text in (1, 2):
        tab_to(page, "Yes")
        page.keyboard.press("ArrowDown")  # from Yes to No, as among all radio buttons
    tab_to(page, "Check my answers")
    confirm(page)
    assert page.locator(".answers strong").all_inner_texts() == ["No", "No"]
    tab_to(page, "Cast my vote")
    confirm(page)
    assert heading(page) == "Your vote is in the box"
