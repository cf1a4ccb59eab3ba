"""Being told when something moves: asked for, confirmed, at most as often as one wants, and ended by one click."""

import re
from copy import deepcopy
from datetime import timedelta

import pytest

from folkmoot import clock
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.duties.actions import note_lapses
from folkmoot.commons.notices.actions import send_waiting
from folkmoot.commons.notices.queries import Notice
from folkmoot.stages.followup import faults
from folkmoot.stages.followup.actions import (
    follow,
    follow_for_members,
    give_reply,
    leave,
    tell_followers,
)
from folkmoot.stages.followup.followers import followed_by, follower_with, key_of
from folkmoot.stages.followup.models import Answer, Follower, Pace
from folkmoot.stages.followup.queries import board, office_at
from folkmoot.stages.followup.rules import Said
from folkmoot.web.personal import forget
from tests.builders import a_handed_over_report, a_person, an_open_assembly

pytestmark = pytest.mark.django_db
START = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def handed_over(once_for_all):
    made = an_open_assembly(slug="harbour", title="Harbour forum")
    a_handed_over_report(made)
    return made


@pytest.fixture
def assembly(db, handed_over):
    return deepcopy(handed_over)


def a_reply(assembly, number=1, ref="mayor"):
    office = office_at(assembly, ref)
    said = Said(answer=Answer.ACCEPT)
    give_reply(by=office.person, assembly=assembly, number=number, commissioner=office, said=said)


def a_follower(assembly, *, email="reader@example.org", numbers=(), pace=Pace.AT_ONCE, language="en"):
    """Somebody with an account of that address, who follows at once."""
    person = Person.objects.filter(email=email).first() or a_person(email=email)
    return follow(by=person, assembly=assembly, email=email, numbers=numbers, pace=pace, language=language)


def letters(to="reader@example.org"):
    return list(Notice.objects.filter(to=to))


# -- Asking ------------------------------------------------------------------------------------------------------------


def test_a_stranger_is_told_only_after_the_address_has_confirmed(client, assembly):
    form = {"email": "Reader@example.org", "about": "all", "pace": "at-once"}
    answer = client.post("/assemblies/harbour/followup/follow/", form, follow=True)
    assert "A letter is on its way" in answer.content.decode()
    a_reply(assembly)
    assert tell_followers() == 0
    (letter,) = letters()
    door = re.search(r"http://127.0.0.1:8000(/promises/following/\S+)", letter.body)[1]
    assert "Yes, tell me" in client.get(door).content.decode()
    client.post(door, {"confirm": ""})
    assert tell_followers() == 0  # what was before she does not hear of
    a_reply(assembly, 2)
    assert tell_followers() == 1


def test_asking_for_an_address_that_follows_changes_nothing_and_looks_the_same(client, assembly):
    a_follower(assembly, numbers=[1])
    form = {"email": "reader@example.org", "about": "2", "pace": "weekly"}
    known = client.post("/assemblies/harbour/followup/follow/", form, follow=True).content.decode()
    unknown = client.post(
        "/assemblies/harbour/followup/follow/", form | {"email": "new@example.org"}, follow=True
    ).content.decode()
    assert "A letter is on its way" in known
    assert known.count("A letter") == unknown.count("A letter")
    follower = Follower.objects.get(email="reader@example.org")
    assert (follower.numbers, follower.pace) == ([1], "at-once")


def test_an_address_gets_one_letter_an_hour_however_often_it_is_typed(assembly):
    asked = {"by": None, "assembly": assembly, "email": "reader@example.org", "numbers": [], "pace": Pace.DAILY}
    for _ in range(3):
        follow(**asked, language="en")
    assert len(letters()) == 1
    with clock.travelling(to=clock.now() + timedelta(hours=1, minutes=1)):
        follow(**asked, language="en")
    assert len(letters()) == 2


def test_strangers_addresses_cannot_be_typed_without_end(assembly, monkeypatch):
    monkeypatch.setattr("folkmoot.stages.followup.actions.following.MOST", 2)
    asked = {"assembly": assembly, "numbers": [], "pace": Pace.DAILY, "language": "en"}
    for number in (1, 2):
        follow(**asked, by=None, email=f"somebody-{number}@example.org")
    person = a_person(email="reader@example.org")
    for by in (None, person):
        with pytest.raises(faults.ManyAsk):
            follow(**asked, by=by, email="somebody-3@example.org")
    assert follow(**asked, by=person, email=person.email).confirmed_at


def test_whoever_is_signed_in_follows_at_once(client, assembly):
    person = a_person(email="reader@example.org")
    client.force_login(person)
    page = client.get("/assemblies/harbour/followup/follow/?number=2").content.decode()
    assert 'value="reader@example.org"' in page
    assert '<option value="2" selected' in page
    form = {"email": "reader@example.org", "about": "2", "pace": "daily"}
    assert (
        "You are told from now on"
        in client.post("/assemblies/harbour/followup/follow/", form, follow=True).content.decode()
    )
    assert followed_by(person) == [{"assembly": "harbour", "numbers": [2], "pace": "daily", "left": False}]


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"email": "no address", "about": "all", "pace": "weekly"}, "Enter a valid email address"),
        ({"email": "reader@example.org", "about": "9", "pace": "weekly"}, "9 is not one of the available choices"),
        (
            {"email": "reader@example.org", "about": "all", "pace": "hourly"},
            "hourly is not one of the available choices",
        ),
    ],
)
def test_what_cannot_be_is_said_at_its_field(client, assembly, form, says):
    assert says in client.post("/assemblies/harbour/followup/follow/", form).content.decode()
    assert not Follower.objects.exists()


# -- Being told --------------------------------------------------------------------------------------------------------


def test_the_letter_says_what_moved_by_recommendation_and_how_to_leave(assembly, the_clock):
    follower = a_follower(assembly)
    a_reply(assembly)
    the_clock.goes_to(board(assembly).given.due_at + timedelta(hours=1))
    note_lapses()
    tell_followers()
    (letter,) = letters()
    assert letter.subject == "Harbour forum: 4 pieces of news"
    assert re.search(r"1\. Plant trees\n   [^\n]+: Mayor replied: Accepted\n", letter.body)
    assert "2. Open the pier\n" in letter.body
    assert letter.body.count("has not answered by the promised day") == 3
    assert f"{START}/promises/following/{key_of(follower)}/" in letter.body
    assert letter.leave == f"{START}/promises/leave/{key_of(follower)}/"


def test_only_what_she_follows_is_told(assembly):
    a_follower(assembly, numbers=[2])
    a_reply(assembly, 1)
    assert tell_followers() == 0
    a_reply(assembly, 2)
    assert tell_followers() == 1
    assert "Plant trees" not in letters()[0].body


@pytest.mark.parametrize(("pace", "days"), [(Pace.WEEKLY, 7), (Pace.DAILY, 1)])
def test_never_more_often_than_she_asked_and_nothing_is_lost(assembly, the_clock, pace, days):
    begin = clock.now()
    a_follower(assembly, pace=pace)
    a_reply(assembly, 1)
    a_reply(assembly, 2)
    assert tell_followers() == 0
    the_clock.goes_to(begin + timedelta(days=days, minutes=1))
    assert (tell_followers(), tell_followers()) == (1, 0)
    a_reply(assembly, 1, "council")
    assert tell_followers() == 0
    the_clock.goes_to(begin + timedelta(days=2 * days, minutes=2))
    assert tell_followers() == 1
    assert ["pieces" in letter.subject for letter in letters()] == [True, False]


def test_without_news_there_is_no_letter(assembly, the_clock):
    a_follower(assembly, pace=Pace.DAILY)
    the_clock.goes_to(clock.now() + timedelta(days=30))
    assert tell_followers() == 0


def test_the_letter_is_in_the_language_in_which_she_asked(assembly):
    a_follower(assembly, language="da")
    a_reply(assembly)
    tell_followers()
    assert "Mayor svarede: Accepteret" in letters()[0].body


def test_a_mail_program_is_offered_the_one_click(assembly, post):
    follower = a_follower(assembly)
    a_reply(assembly)
    tell_followers()
    send_waiting()
    mail = next(letter for letter in post if letter["To"] == "reader@example.org")
    assert mail["List-Unsubscribe"].strip() == f"<{START}/promises/leave/{key_of(follower)}/>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


# -- Leaving -----------------------------------------------------------------------------------------------------------


def test_one_click_of_a_mail_program_ends_it(assembly):
    from django.test import Client

    follower = a_follower(assembly)
    program = Client(enforce_csrf_checks=True)
    program.post(f"/promises/leave/{key_of(follower)}/", {"List-Unsubscribe": "One-Click"})
    a_reply(assembly)
    assert tell_followers() == 0


def test_looking_at_a_letters_links_ends_nothing(client, assembly):
    follower = a_follower(assembly)
    client.get(f"/promises/leave/{key_of(follower)}/")
    client.get(f"/promises/following/{key_of(follower)}/")
    follower.refresh_from_db()
    assert follower.left_at is None


def test_at_the_door_in_the_letter_she_changes_leaves_and_comes_back(client, assembly):
    door = f"/promises/following/{key_of(a_follower(assembly))}/"
    client.post(door, {"pace": "weekly"})
    assert Follower.objects.get().pace == "weekly"
    client.post(door, {"leave": ""})
    assert "You are told nothing more" in client.get(door).content.decode()
    client.post(door, {"confirm": ""})
    assert Follower.objects.get().left_at is None


@pytest.mark.parametrize("key", ["nothing", "MTI:1abc:def", "Mg"])
def test_a_key_that_nobody_was_given_opens_nothing(client, assembly, key):
    a_follower(assembly)
    assert follower_with(key) is None
    assert client.get(f"/promises/following/{key}/").status_code == 404
    assert client.post(f"/promises/leave/{key}/").status_code == 404


# -- Members -----------------------------------------------------------------------------------------------------------


def test_members_follow_what_they_recommended_and_who_has_left_is_not_put_back(assembly):
    assert (follow_for_members(), follow_for_members()) == (3, 0)
    follower = Follower.objects.first()
    assert (follower.is_member, follower.pace, follower.numbers) == (True, "weekly", [])
    leave(follower=follower)
    assert follow_for_members() == 0


def test_before_the_hand_over_no_member_follows():
    from tests.builders import seated_members

    seated_members(an_open_assembly(slug="pier"))
    follow_for_members()
    assert not Follower.objects.filter(assembly__slug="pier").exists()


def test_whoever_is_forgotten_follows_nothing(assembly):
    follower = a_follower(assembly)
    forget(Person.objects.get(email=follower.email))
    assert not Follower.objects.exists()
