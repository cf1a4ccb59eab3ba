"""The same assembly without a device of one's own: signatures, ballots and letters on paper, answers by telephone.

Three people who run it share one laptop. What comes of it must be what came of it on everybody's own device.
"""

import json
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command

from tests.builders import a_person
from tests.journeys import story
from tests.journeys.acts import (
    asked,
    board,
    close_the_ballot,
    compute,
    count_the_papers,
    draft_the_contract,
    freeze_the_texts,
    gather_the_statement,
    give_roles,
    hand_over,
    import_both_files,
    keep_attendance,
    plan_an_assembly,
    plan_the_meeting,
    publish_the_contract,
    publish_the_lottery,
    reply,
    result,
    type_the_balls,
    verify,
    write_draft,
    write_the_foreword,
)
from tests.journeys.people import download, follow, press, said, sign_in, sign_out, take_task, texts, visit, write
from tests.journeys.reader import Reader

pytestmark = pytest.mark.django_db(transaction=True)


def draw(laptop, sits_down, balls: str) -> None:
    """The organiser types the balls and hands the laptop to the witness, who types them too."""
    take_task(laptop, "Hold the draw: the lottery is published")
    follow(laptop, "Enter what chance shows")
    type_the_balls(laptop, balls)
    sits_down("inger")
    take_task(laptop, "Watch over the draw, as its witness")
    type_the_balls(laptop, balls, witness=True)
    follow(laptop, "Leave the ceremony")
    sits_down("signe")


def test_the_same_on_paper_and_by_phone(post, the_clock, tmp_path):
    laptop = Reader()

    def sits_down(name: str) -> None:
        sign_out(laptop)
        cache.clear()  # sign-ins are limited by the real clock, on which this year takes a minute
        sign_in(laptop, post, f"{name}@example.org")

    # The question, and a contract that the mayor signs by hand before a witness.
    the_clock.goes_to(story.QUESTION_DAY)
    a_person(email="signe@example.org", name="Signe Holm", convener=True)
    sign_in(laptop, post, "signe@example.org")
    plan_an_assembly(laptop)
    write(laptop, story.DECISION)
    press(laptop, "Save the plan")
    follow(laptop, "Open the assembly")
    press(laptop, "Open the assembly")
    give_roles(laptop, ("mads", "inger"))
    draft_the_contract(laptop)
    the_clock.goes_to(story.SIGNATURE_DAY)
    take_task(laptop, "Waiting for signatures under the contract")
    follow(laptop, "Enter a paper signature for Mayor of Havneby")
    write(laptop, {"Who witnessed the signature": "Ove Bang, town clerk"})
    press(laptop, "Enter the signature")
    assert said(laptop) == "The paper signature for Mayor of Havneby is entered."
    publish_the_contract(laptop)

    # People said yes on cards. They stand in a spreadsheet, without e-mail addresses.
    the_clock.goes_to(story.DRAW_DAY)
    import_both_files(laptop, "xlsx", mail=False)
    take_task(laptop, "Compute the fairest lottery")
    compute(laptop)
    publish_the_lottery(laptop)
    draw(laptop, sits_down, "42")

    # Everybody is called. One says no; somebody else is drawn for her seat, and called.
    the_clock.goes_to(story.PHONE_DAY)
    take_task(laptop, "Ask 10 people who were drawn")
    people = asked(laptop, 2)
    assert {phone[:9] for _, phone in people} == {"+45 70 00"}
    follow(laptop, f"No, {people[9][0]}")
    write(laptop, {"Reason": "Works at sea"})
    press(laptop, "Enter the no")
    press(laptop, f"Yes, {people[0][0]}")
    assert said(laptop) == f"{people[0][0]} takes seat 1."
    press(laptop, "All of them said yes")
    follow(laptop, "Fill them by lot")
    compute(laptop)
    publish_the_lottery(laptop)
    draw(laptop, sits_down, "07")
    take_task(laptop, "Ask 1 person who was drawn")
    ((replacement, _phone),) = asked(laptop, 2)
    press(laptop, f"Yes, {replacement}")
    assert said(laptop) == f"{replacement} takes seat 10."

    # At the meeting a sheet goes round. What the tables wrote down is typed in by the facilitator.
    plan_the_meeting(laptop)
    the_clock.goes_to(story.MEETING_DAY)
    sits_down("mads")
    gather_the_statement(laptop)
    take_task(laptop, "Read and write the drafts")
    for number in (1, 2, 3, 4):
        follow(laptop, "Write a draft")
        write_draft(laptop, number, Authors=people[0][0], **{"Statements it builds on": "1"})
        follow(laptop, "Drafts")
    freeze_the_texts(laptop)
    take_task(laptop, f"Tick who is present at “{story.MEETING['What the meeting is called']}” and close the list")
    follow(laptop, "The same as a sheet to print and sign")
    assert len(texts(laptop, "tr.sign")) == 10
    follow(laptop, "Who is here?")
    keep_attendance(laptop)

    # The ballot is on paper. Two people count it, each for herself.
    sits_down("signe")
    take_task(laptop, "Open the ballot on 4 frozen texts")
    write(laptop, {"Members may vote on devices (untick to vote on paper only)": False})
    press(laptop, "Open the ballot and show the cards")
    assert said(laptop) == "The ballot is open, on paper only."
    follow(laptop, "Paper ballot to print")
    assert len(texts(laptop, ".paper-ballot__item")) == 4
    count_the_papers(laptop)
    sits_down("mads")
    count_the_papers(laptop)
    assert texts(laptop, ".notice__title")[0] == "They agree"
    sits_down("signe")
    close_the_ballot(laptop)
    visit(laptop, story.TITLE, "Ballots")
    assert result(laptop) == story.RESULT

    # A member signs the report off by telephone; the organiser hands it over.
    the_clock.goes_to(story.HAND_OVER_DAY)
    write_the_foreword(laptop)
    follow(laptop, "Recommendations")
    follow(laptop, "Enter a sign-off from paper")
    write(laptop, {"Member": people[0][0]})
    press(laptop, "Save")
    assert said(laptop) == f"The sign-off of {people[0][0]} is entered."
    hand_over(laptop)
    follow(laptop, "Read the report")
    assert json.loads(download(laptop, "The same as data (JSON)")) == story.REPORT

    # The mayor answers by letter: one in time, one late, one never.
    the_clock.goes_to(story.FIRST_REPLY_DAY)
    title, answer, evidence = story.FIRST_REPLY
    visit(laptop, story.TITLE, "Follow-up")
    follow(laptop, title)
    follow(laptop, "Enter a reply from a signed letter")
    reply(laptop, answer, evidence | {"The signed letter": "Letter 27-41 of 3 May, signed by Karin Lund"})
    visit(laptop, story.TITLE, "Follow-up")
    assert board(laptop) == story.BOARD_IN_MAY
    the_clock.goes_to(story.LATE_REPLY_DAY)
    title, answer, evidence = story.LATE_REPLY
    take_task(laptop, "Remind those who have not replied in time")
    follow(laptop, "Enter a reply from a signed letter")
    follow(laptop, title)
    reply(laptop, answer, evidence | {"The signed letter": "Letter 27-58 of 24 June, signed by Karin Lund"})
    the_clock.goes_to(story.LAST_DAY)
    visit(laptop, story.TITLE, "Follow-up")
    assert board(laptop) == story.BOARD_IN_JULY

    # Its record holds like the other.
    call_command("export", out=tmp_path / "record", stdout=StringIO())
    assert verify(tmp_path / "record") == (0, "Everything that was checked holds. What stays unproven: 6, named above.")
