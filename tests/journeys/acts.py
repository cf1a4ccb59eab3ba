"""What has to be done in an assembly, page by page: each function is one act of somebody who sits at `page`."""

import csv
import re
import subprocess
import sys
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from playwright.sync_api import Page

from folkmoot.web.serving import look as look_at_the_clock
from tests.journeys import story
from tests.journeys.people import (
    attach,
    choose,
    download,
    follow,
    heading,
    look,
    press,
    said,
    table,
    take_task,
    texts,
    tick,
    visit,
    write,
)
from tests.journeys.reader import Reader

ROLES = {"jonas": "Lottery operator", "mads": "Facilitator", "inger": "Witness"}


def the_worker_works() -> None:
    """What runs beside the web server: the clock queues what has fallen due, the worker does what waits."""
    look_at_the_clock()
    call_command("db_worker", batch=True, startup_delay=False, interval=0, verbosity=0)


def verify(folder: Path) -> tuple[int, str]:
    """What `folkmoot verify` says of an exported record, in a process of its own: exit code and last sentence."""
    program = [sys.executable, "-m", "folkmoot", "verify", str(folder)]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout.strip().splitlines()[-1]


# -- Question and contract -----------------------------------------------------------------------------------------


def plan_an_assembly(page: Page | Reader) -> None:
    """The plan without the decision it is for."""
    follow(page, "Start your first assembly")
    write(page, story.PLAN)
    press(page, "Save the plan")


def give_roles(page: Page | Reader, names: tuple[str, ...]) -> None:
    """Give each of these people a part, from the assembly's own page."""
    visit(page, story.TITLE)
    follow(page, "People and roles")
    for name in names:
        write(page, {"E-mail address": f"{name}@example.org", "Name": name.title(), "Role": ROLES[name]})
        press(page, "Give the role")
        assert said(page) == f"{name.title()} now has the role: {ROLES[name]}."


def draft_the_contract(page: Page | Reader, **mayor: str) -> None:
    """Start from what any town can promise, go through every page, name the mayor and offer the contract."""
    take_task(page, "Draft the contract of power and offer it for signature")
    choose(page, "Start from", "A municipal council")
    press(page, "Start the draft")
    for title, clauses in story.CLAUSES.items():
        assert texts(page, "h1") == [title]
        if title == "How far the word counts":
            choose(page, "How much the assembly's word counts", story.INFLUENCE)
        write(page, clauses)
        press(page, "Save the draft" if title == "If the promise is broken" else "Save and go on")
    follow(page, "Name who commissions it")
    write(page, story.MAYOR | mayor)
    press(page, "Name this office")
    follow(page, "Offer the contract for signature")
    press(page, "Freeze and offer")


def publish_the_contract(page: Page | Reader) -> None:
    take_task(page, "Everybody has signed: publish the contract")
    follow(page, "Publish the contract")
    press(page, "Publish")


# -- The lottery ---------------------------------------------------------------------------------------------------


def import_both_files(page: Page | Reader, kind: str, *, mail: bool = True) -> None:
    """Targets, then the pool (with or without e-mail addresses): each is looked at before anything changes."""
    take_task(page, "Set the targets that every panel must meet")
    follow(page, "Import targets")
    assert look_at_file(page, f"targets.{kind}", story.targets(kind)) == "Every row can be read."
    press(page, "Import it")
    take_task(page, "Import the people who said yes to the invitation")
    assert look_at_file(page, f"people.{kind}", story.pool(kind, mail=mail)) == "Every row can be read."
    press(page, "Import it")
    assert said(page) == "The pool is imported: 40 added, 0 changed, 0 removed."


def look_at_file(page: Page | Reader, name: str, content: bytes) -> str:
    """Choose a file and read what its dry run says first."""
    attach(page, "File", name, content)
    press(page, "Look at the file")
    return texts(page, ".notice")[0]


def compute(page: Page | Reader) -> None:
    """Start the computation, let the worker do it, and come to its review."""
    choose(page, "How many numbered panels", "100 panels, two balls")
    press(page, "Compute")
    the_worker_works()
    if isinstance(page, Page):
        page.wait_for_url("**/review/")  # the page looks again by itself
        look(page)
    else:
        page.goto(page.url)


def publish_the_lottery(page: Page | Reader) -> None:
    follow(page, "Publish this lottery")
    press(page, "Look at it once more")  # balls, and panels that everybody sees
    press(page, "Publish")


def type_the_balls(page: Page | Reader, balls: str, *, witness: bool = False) -> None:
    """Read the balls; whoever is the second to type them comes to the ceremony."""
    label = "Digits on the balls, in the order in which they were drawn"
    write(page, {label: balls})
    if witness:
        write(page, {"I saw it with my own eyes, I read it myself, and nobody told me what to type.": True})
    press(page, "These are the balls")


def wait_for_the_balls(page: Page) -> None:
    """Somebody in the room, or at home, opens the ceremony before the draw."""
    visit(page, story.TITLE, "Lottery")
    follow(page, "Open the ceremony")
    follow(page, "On to chance")
    assert page.get_by_role("heading", level=1).inner_text() == "Chance decides"


def see_who_was_drawn(page: Page) -> list[str]:
    """Her page shows the balls without being touched; then the panel, then how to check it. The pseudonyms drawn."""
    page.get_by_role("heading", name=re.compile("^Panel \\d+$")).wait_for()
    look(page)
    follow(page, "Show the panel")
    people = page.locator(".lottery-names > span").all_inner_texts()
    follow(page, "Check it yourself")
    follow(page, "Leave the ceremony")
    return people


def asked(page: Page | Reader, column: int) -> list[tuple[str, str]]:
    """Who was drawn and has not answered: pseudonym, and name (1), phone (2) or e-mail address (3)."""
    return [(row[0], row[column]) for row in table(page, "People who were drawn and have not answered")]


# -- Meeting and texts ---------------------------------------------------------------------------------------------


def plan_the_meeting(page: Page | Reader) -> None:
    take_task(page, "Plan the first meeting")
    write(page, story.MEETING)
    press(page, "Plan and publish")
    assert said(page) == "The meeting is planned and public."


def keep_attendance(page: Page | Reader) -> None:
    """Tick the members on the first six of the ten seats, and close the list."""
    tick(page, 6)
    press(page, "Save and close the list …")
    assert heading(page) == "Close the list with 6 of 10 members present?"
    press(page, "Close the list")


def gather_the_statement(page: Page | Reader) -> None:
    take_task(page, "Bring in what people have said")
    write(page, {"Or one statement, word for word": story.STATEMENT, "Where it is from": "Table notes of the day"})
    press(page, "Take in")


def write_draft(page: Page | Reader, number: int, **more: str) -> None:
    """Write the draft of text `number` where a draft is written."""
    title, text = story.TEXTS[number - 1]
    write(page, {"Title": title, "Text": text, "Why": "It was asked for at three tables.", **more})
    press(page, "Save")
    assert said(page) == f"Draft {number} is saved. Others can read it and write on."


def freeze_the_texts(page: Page | Reader) -> None:
    take_task(page, "Freeze the texts for the ballot")
    press(page, "Freeze these texts")
    assert said(page) == "4 texts are frozen for the ballot."


# -- Ballot --------------------------------------------------------------------------------------------------------


def vote(page: Page | Reader, card: str, choices: tuple[str, ...]) -> str:
    """Cast one vote with one card; the receipt. What is blank is left unmarked."""
    words = {"yes": "Yes", "no": "No", "abstain": "I abstain"}
    write(page, {"The code on your voting card": card})
    press(page, "Show me the texts")
    for number, choice in enumerate(choices, start=1):
        if choice in words:
            choose(page, f"Your vote on text {number}", words[choice])
    press(page, "Check my answers")
    press(page, "Cast my vote")
    (receipt,) = texts(page, ".receipt code")
    follow(page, "Clear the screen for the next person")
    return receipt


def count_the_papers(page: Page | Reader) -> None:
    """Enter what lies in the box, as one of two counters."""
    take_task(page, "Count the paper ballots, if there are any")
    write(page, {"Paper ballots in the box": len(story.VOTES)})
    for number, column in enumerate(zip(*story.VOTES, strict=True), start=1):
        for mark in ("yes", "no", "abstain", "blank"):
            write(page, {f"{mark.title()}, text {number}": column.count(mark)})
    press(page, "Enter my count")
    assert said(page) == "Your count is entered."


def close_the_ballot(page: Page | Reader) -> None:
    take_task(page, "A ballot is open: close it when everybody has voted")
    follow(page, "Close and count …")
    press(page, "Close and count")
    assert said(page) == "Counted. The result is public and stands in the public record."


def result(page: Page | Reader) -> list[list[str]]:
    """What was decided, as everybody reads it: text, verdict, yes, needed, no, abstained, cast."""
    return table(page, "Results, by text")


# -- Report and replies --------------------------------------------------------------------------------------------


def write_the_foreword(page: Page | Reader) -> None:
    take_task(page, "Write the foreword of the report")
    write(page, {"Foreword": story.FOREWORD})
    press(page, "Save the foreword")


def hand_over(page: Page | Reader) -> None:
    take_task(page, "Hand the report over")
    write(page, {"Place": story.PLACE})
    press(page, "Hand the report over")
    assert said(page) == "The report is handed over. The clock of the replies is running."


def reply(page: Page | Reader, answer: str, evidence: Mapping[str, str]) -> None:
    """Answer the questions about one recommendation: which answer, what it owes, check, publish."""
    choose(page, "What is your answer?", answer)
    press(page, "Continue")
    for label, words in evidence.items():
        if label == "The reason":
            choose(page, label, words)
        else:
            write(page, {label: words})
    press(page, "Continue")
    press(page, "Publish the reply")
    assert said(page) == "The reply is public. Thank you."


def board(page: Page | Reader) -> list[tuple[str, ...]]:
    """The promise board as its table for everybody: number, adopted, state, days, answer, words."""
    rows = csv.DictReader(StringIO(download(page, "All of it as a table").decode("utf-8-sig")))
    names = ("number", "adopted", "commissioner", "state", "days", "reply", "text")
    return [tuple(row[name] for name in names) for row in rows]
