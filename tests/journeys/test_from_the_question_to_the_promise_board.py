"""The whole way, done by people on their own devices: from a question to a promise that is kept, or is not."""

import json
from email.header import decode_header, make_header
from io import StringIO

import pytest
from django.core.management import call_command

from tests.builders import a_person
from tests.journeys import story
from tests.journeys.acts import (
    asked,
    board,
    close_the_ballot,
    compute,
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
    see_who_was_drawn,
    the_worker_works,
    type_the_balls,
    verify,
    vote,
    wait_for_the_balls,
    write_draft,
    write_the_foreword,
)
from tests.journeys.people import (
    download,
    enter,
    follow,
    heading,
    press,
    refusal,
    said,
    sign_in,
    take_task,
    visit,
    write,
)
from tests.journeys.reader import Reader

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def arrives(new_page, post):
    """Somebody comes with a device of her own and signs in: `arrives("signe@example.org")`."""
    return lambda email: sign_in(new_page(), post, email)


def subjects(post, to: str) -> list[str]:
    """What the letters to somebody are about, but for sign-in codes."""
    found = [str(make_header(decode_header(letter["Subject"]))) for letter in post if letter["To"] == to]
    return [" ".join(subject.split()) for subject in found if not subject.startswith("Your code")]


def test_from_the_question_to_the_promise_board(new_page, arrives, post, the_clock, tmp_path):
    # The question. An assembly without a decision that waits for it cannot open.
    the_clock.goes_to(story.QUESTION_DAY)
    a_person(email="signe@example.org", name="Signe Holm", convener=True)
    signe = arrives("signe@example.org")
    plan_an_assembly(signe)
    assert said(signe) == "The plan is saved. Only you see it until you open it."
    follow(signe, "Open the assembly")
    press(signe, "Open the assembly")
    assert refusal(signe) == (
        "This assembly cannot open yet: it is not linked to a decision. Still missing: the decision, who decides, "
        "when it is decided. Add it to the plan, so that everybody knows what their work will change."
    )
    follow(signe, "The plan")
    write(signe, story.DECISION)
    press(signe, "Save the plan")
    take_task(signe, "Open the assembly to the public")
    press(signe, "Open the assembly")
    assert said(signe) == "The assembly is open. Everybody can see it now."

    # The people who run it, and the contract of power: what is promised before anybody is invited.
    give_roles(signe, ("jonas", "mads", "inger"))
    draft_the_contract(signe, **{"E-mail for signing on screen": "karin@example.org"})
    the_worker_works()
    assert subjects(post, "jonas@example.org") == [f"Your role in “{story.TITLE}”: Lottery operator"]
    assert subjects(post, "karin@example.org") == [f"Your signature is asked for: {story.TITLE}"]

    # The operator may prepare the lottery. Publishing it has to wait for the contract.
    jonas = arrives("jonas@example.org")
    import_both_files(jonas, "csv")
    take_task(jonas, "Compute the fairest lottery")
    compute(jonas)
    publish_the_lottery(jonas)
    assert refusal(jonas) == (
        f"The contract of power of “{story.TITLE}” is not signed and published yet. Until it is, nobody can be invited "
        "or drawn: people must know what their work will change before they are asked."
    )

    # The mayor signs on screen; then the contract is public.
    the_clock.goes_to(story.SIGNATURE_DAY)
    karin = arrives("karin@example.org")
    take_task(karin, "Read and sign the contract of power")
    press(karin, "I promise this: sign")
    assert said(karin) == "You have signed for Mayor of Havneby."
    publish_the_contract(signe)
    assert said(signe) == "The contract of power is public. Invitations and the draw are open now."

    # The draw: two people read the same balls, and everybody sees who was drawn.
    the_clock.goes_to(story.DRAW_DAY)
    take_task(jonas, "Review lottery 1 and publish it")
    publish_the_lottery(jonas)
    assert said(jonas) == "Lottery 1 is public. Now hold the draw."
    visitor = enter(new_page())
    wait_for_the_balls(visitor)
    take_task(jonas, "Hold the draw: the lottery is published")
    follow(jonas, "Enter what chance shows")
    type_the_balls(jonas, "42")
    inger = arrives("inger@example.org")
    take_task(inger, "Watch over the draw, as its witness")
    type_the_balls(inger, "24", witness=True)
    assert refusal(inger) == (
        "Your digits are not the ones that the other person typed. Nothing was drawn. Look again together, then "
        "whoever misread types them again."
    )
    type_the_balls(inger, "42", witness=True)
    follow(inger, "Leave the ceremony")
    panel = see_who_was_drawn(visitor)
    assert len(panel) == 10

    # Everybody is asked. One moves away; another person of the same pool is drawn for her seat.
    the_clock.goes_to(story.PHONE_DAY)
    take_task(jonas, "Ask 10 people who were drawn")
    people = asked(jonas, 3)
    assert sorted(name for name, _ in people) == sorted(panel)
    press(jonas, "All of them said yes")
    follow(jonas, f"She leaves, {people[9][0]}")
    write(jonas, {"Reason": "Moves to another town"})
    press(jonas, "Vacate the seat")
    follow(jonas, "Fill them by lot")
    compute(jonas)
    publish_the_lottery(jonas)
    wait_for_the_balls(visitor)
    take_task(jonas, "Hold the draw: the lottery is published")
    follow(jonas, "Enter what chance shows")
    type_the_balls(jonas, "07")
    take_task(inger, "Watch over the draw, as its witness")
    type_the_balls(inger, "07", witness=True)
    (replacement,) = see_who_was_drawn(visitor)
    assert replacement not in panel
    take_task(jonas, "Ask 1 person who was drawn")
    assert [name for name, _ in asked(jonas, 3)] == [replacement]
    press(jonas, f"Yes, {replacement}")
    assert heading(jonas) == "From drawn to seated"
    the_worker_works()
    assert subjects(post, people[0][1]) == [f"Your seat in {story.TITLE}"]

    # The meeting: what people said becomes drafts, and the drafts become texts that nobody can change any more.
    plan_the_meeting(signe)
    the_clock.goes_to(story.MEETING_DAY)
    mads = arrives("mads@example.org")
    amina = arrives(people[0][1])
    gather_the_statement(mads)
    take_task(amina, "Read and write the drafts")
    follow(amina, "What people said")
    follow(amina, "1")
    follow(amina, "Write a draft from it")
    write_draft(amina, 1)
    follow(amina, "Write on")
    write(amina, {"Why": "Children of the school asked for it."})
    press(amina, "Save")
    take_task(mads, "Read and write the drafts")
    for number in (2, 3, 4):
        follow(mads, "Write a draft")
        write_draft(mads, number, **{"Table or group": "Table 2"})
        follow(mads, "Drafts")
    freeze_the_texts(mads)

    # The ballot: who is present is counted, each draws a card, and votes on any device.
    take_task(mads, f"Tick who is present at “{story.MEETING['What the meeting is called']}” and close the list")
    keep_attendance(mads)
    take_task(signe, "Open the ballot on 4 frozen texts")
    press(signe, "Open the ballot and show the cards")
    cards = signe.locator(".voting-card__code").all_inner_texts()
    assert len(cards) == 11  # six members are present, and five are spare
    follow(signe, "The cards are printed: to the ballot")
    booth, old_phone = enter(new_page()), enter(Reader())
    for device in (old_phone, booth):
        visit(device, story.TITLE, "Ballots")
        follow(device, "Vote with my card")
    devices = [booth, *[old_phone] * 4, booth]
    receipts = [vote(*each) for each in zip(devices, cards[3:9], story.VOTES, strict=True)]
    write(booth, {"The code on your voting card": cards[3]})
    press(booth, "Show me the texts")
    assert refusal(booth).startswith("This card has been used.")
    close_the_ballot(signe)
    visit(visitor, story.TITLE, "Ballots")
    assert result(visitor) == story.RESULT
    follow(visitor, "Ballot 1")
    follow(visitor, "I have a receipt: is my vote in the count?")
    write(visitor, {"The code on your receipt": receipts[0]})
    press(visitor, "Look it up")
    assert visitor.locator(".notice__title").inner_text() == "Yes, your vote is in the count"

    # The report: a member signs it off, the organiser hands it over. From here on the clock runs.
    the_clock.goes_to(story.HAND_OVER_DAY)
    write_the_foreword(mads)
    take_task(amina, "Read the report and sign it off")
    press(amina, "This is what we decided")
    hand_over(signe)
    visit(visitor, story.TITLE, "Recommendations")
    follow(visitor, "Read the report")
    assert json.loads(download(visitor, "The same as data (JSON)")) == story.REPORT

    # The mayor replies to one recommendation in time, to another late, to the third not at all.
    the_clock.goes_to(story.FIRST_REPLY_DAY)
    take_task(karin, "Reply to 3 recommendations")
    follow(karin, story.FIRST_REPLY[0])
    reply(karin, *story.FIRST_REPLY[1:])
    visit(visitor, story.TITLE, "Follow-up")
    assert board(visitor) == story.BOARD_IN_MAY
    the_clock.goes_to(story.LATE_REPLY_DAY)
    take_task(karin, "Reply to 2 recommendations")
    assert karin.locator(".silence").all_inner_texts() == ["No answer, day 5", "No answer, day 5"]
    follow(karin, story.LATE_REPLY[0])
    reply(karin, *story.LATE_REPLY[1:])

    # Nobody does anything more, and the promise board says so.
    the_clock.goes_to(story.LAST_DAY)
    visit(visitor, story.TITLE, "Follow-up")
    assert board(visitor) == story.BOARD_IN_JULY
    assert visitor.locator(".pledge .silence").all_inner_texts() == ["No answer, day 11"]
    follow(visitor, "The ferry hall for clubs")
    assert visitor.locator(".silence--grand").inner_text() == "No answer, day 11"
    the_worker_works()

    # Anybody can take the record away and check it. One letter more or less is found, and its place is named.
    follow(visitor, "The public record")
    call_command("export", out=tmp_path / "record", stdout=StringIO())
    assert verify(tmp_path / "record") == (0, "Everything that was checked holds. What stays unproven: 6, named above.")
    log = tmp_path / "record" / "entries.jsonl"
    content = log.read_bytes()
    assert content.count(b'"yes":4') == 1
    log.write_bytes(content.replace(b'"yes":4', b'"yes":5'))
    line = content.partition(b'"yes":4')[0].count(b"\n") + 1
    place = f"entries.jsonl, line {line}: Line {line} is not the line that was signed: it was changed."
    assert verify(tmp_path / "record") == (1, f"This does not hold. The first place: {place}")
