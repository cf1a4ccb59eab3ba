"""The pages of whoever holds a code and of those who run registration, clicked through without scripts or account."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from folkmoot.commons.accounts.queries import AccessEntry, Person
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.publicrecord.queries import latest
from folkmoot.manifest import Role
from folkmoot.stages.lottery import actions, queries
from folkmoot.stages.lottery.models import CardReading
from folkmoot.stages.lottery.rules import Status
from tests import builders
from tests.conftest import Clock

pytestmark = pytest.mark.django_db
BORN = {"born_year": "1980", "born_month": "5", "born_day": "17"}
PAGES: dict[str, dict[str, Any]] = {
    "born": BORN,
    "dates": {"dates": ["2027-03-06"]},
    "question-gender": {"question-gender": "woman"},
    "languages": {"languages": ""},
    "needs": {"needs": "A ramp"},
    "name": {"name": "Karen Lund", "address": "Quay 1, 2 left"},
    "contact": {"phone": "+45 1111", "email": ""},
    "consents": {"consents": ["data", "quotes"]},
}
WHOLE = {name: value for page in PAGES.values() for name, value in page.items()}


def address(name: str, assembly: Assembly, *more: object) -> str:
    return reverse(f"lottery:{name}", args=[assembly.slug, *more])


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def assembly() -> Assembly:
    opened = builders.an_open_assembly()
    builders.an_open_registration(opened, dates=[["2027-03-06", "First weekend"]], least_dates=1)
    return opened


def go_through(client: Client, assembly: Assembly, pages: dict[str, dict[str, Any]] = PAGES) -> list[str]:
    """Answer page after page as the site asks for them; the pages in their order."""
    seen, at = [], client.post(address("invited", assembly))["Location"]
    while "/ask/" in at:
        name = at.rstrip("/").rpartition("/")[2]
        assert client.get(at).status_code == 200
        seen.append(name)
        at = client.post(at, pages[name])["Location"]
    assert at == address("checking", assembly)
    return seen


def test_from_the_code_on_the_letter_to_a_reference_one_question_a_page(assembly: Assembly) -> None:
    invitation, client = builders.an_invitation(assembly), Client()
    wrong = client.post(reverse("join"), {"code": "0000-0000-00000"})
    assert "No invitation has this code" in wrong.content.decode()
    found = client.post(reverse("join"), {"code": queries.code_of(invitation).lower()})
    assert found["Location"] == address("invited", assembly)
    assert "First weekend" in client.get(found["Location"]).content.decode()
    assert go_through(client, assembly) == list(PAGES)
    check = client.get(address("checking", assembly)).content.decode()
    assert [text in check for text in ("17 May 1980", "Karen Lund", "A ramp", "First weekend")] == [True] * 4
    assert client.post(address("checking", assembly))["Location"] == address("answered", assembly)
    sheet = queries.AnswerSheet.objects.get()
    done = client.get(address("answered", assembly)).content.decode()
    assert f"R-{sheet.reference[:4]}" in done
    assert (sheet.respondent.status, sheet.respondent.channel) == (Status.POOL, "web")
    other = Client()
    other.post(address("find_answers", assembly), {"reference": f"R-{sheet.reference}"})
    other.post(address("asked", assembly, "name"), {"name": "Karen Holm", "address": "Quay 1"})
    sheet.respondent.refresh_from_db()
    assert sheet.respondent.name == "Karen Holm"
    assert "Everything is erased" in other.post(address("take_back", assembly)).content.decode()
    sheet.respondent.refresh_from_db()
    assert (sheet.respondent.status, sheet.respondent.name) == (Status.WITHDRAWN, "")


def test_the_link_in_the_square_opens_the_invitation_and_leaves_no_code_in_the_address(assembly: Assembly) -> None:
    code = queries.code_of(builders.an_invitation(assembly))
    client = Client()
    assert client.get(reverse("join_code", args=[code]))["Location"] == address("invited", assembly)
    assert "No invitation has this code" in client.get(reverse("join_code", args=["nothing"])).content.decode()


def test_guessing_codes_is_slowed_down_and_pages_without_a_code_lead_to_the_code(assembly: Assembly) -> None:
    client = Client(REMOTE_ADDR="10.1.1.1")
    pages = [client.post(reverse("join"), {"code": "0000-0000-00000"}).content.decode() for _ in range(31)]
    assert ["Too many codes" in page for page in pages] == [False] * 30 + [True]
    for name in ("invited", "checking", "answered", "declining", "take_back"):
        assert client.get(address(name, assembly))["Location"] == reverse("join")


def test_who_is_too_young_learns_why_and_nothing_of_her_stays(assembly: Assembly) -> None:
    invitation, client = builders.an_invitation(assembly), Client()
    client.post(reverse("join"), {"code": queries.code_of(invitation)})
    at = client.post(address("invited", assembly))["Location"]
    away = client.post(at, BORN | {"born_year": "2015"})
    assert "at least 16 years old on 6 March 2027" in client.get(away["Location"]).content.decode()
    assert queries.AnswerSheet.objects.count() == 0


def test_a_no_with_a_reason_can_be_taken_back(assembly: Assembly) -> None:
    invitation, client = builders.an_invitation(assembly), Client()
    client.post(reverse("join"), {"code": queries.code_of(invitation)})
    assert client.post(address("declining", assembly), {"reason": "time"})["Location"] == address("answered", assembly)
    assert "Thank you for telling us" in client.get(address("answered", assembly)).content.decode()
    assert queries.refusals(assembly) == {"time": 1}
    assert "/ask/" in client.post(address("reconsider", assembly))["Location"]


def test_a_clerk_registers_somebody_at_the_telephone_and_at_the_door_and_sees_no_list(assembly: Assembly) -> None:
    clerk = signed_in(builders.somebody(assembly, Role.CLERK))
    invitation = builders.an_invitation(assembly)
    to = clerk.post(address("entering", assembly), {"channel": "phone", "letter": "a1-00001"})["Location"]
    assert "Karen Lund" in clerk.get(to).content.decode()
    told = clerk.post(to, WHOLE, follow=True).content.decode()
    assert "Tell the person the reference: R-" in told
    at_door = clerk.post(address("entering", assembly), {"channel": "door", "letter": ""})["Location"]
    clerk.post(at_door, WHOLE | {"source": "Recruiter 7"})
    people = [(each.channel, each.source) for each in queries.registered(assembly).order_by("pk")]
    assert people == [("phone", "All addresses, A1"), ("door", "Recruiter 7")]
    assert [clerk.get(address(name, assembly)).status_code for name in ("pool", "registration", "cleaning")] == [
        403
    ] * 3
    assert queries.invitations(assembly).get() == invitation


def test_two_people_key_a_card_and_see_where_they_differ(assembly: Assembly) -> None:
    clerk, organiser = (signed_in(builders.somebody(assembly, role)) for role in (Role.CLERK, Role.ORGANISER))
    at = address("enter_one", assembly, "card", builders.an_invitation(assembly).reference)
    clerk.post(at, WHOLE)
    assert "Waits for a second reading" in organiser.get(address("entering", assembly)).content.decode()
    assert "Karen Lund" not in organiser.get(at).content.decode()
    organiser.post(at, WHOLE | {"born_day": "11"})
    page = organiser.get(at).content.decode()
    assert ("17 May 1980" in page, "11 May 1980" in page) == (True, True)
    organiser.post(at, WHOLE | {"settle": "1"})
    assert (CardReading.objects.count(), queries.registered(assembly).get().channel) == (0, "card")


def test_the_organiser_words_questions_opens_closes_and_opens_again(assembly: Assembly) -> None:
    client = signed_in(builders.the_organiser(assembly))
    new = {"kind": "condition", "wording": "Do you live in Ravnkilde?", "required": "on"}
    client.post(address("question", assembly, "new"), new)
    client.post(address("question", assembly, "gender"), {"wording": "Are you a woman or a man?", "why": "Balance"})
    client.post(address("move_question", assembly, "do-you-live-in-ravnkilde"), {"up": "1"})
    page = client.get(address("questions", assembly)).content.decode()
    assert [text in page for text in ("Do you live in Ravnkilde?", "Are you a woman or a man?")] == [True, True]
    assert "Close registration?" in client.get(address("close_registration", assembly)).content.decode()
    client.post(address("close_registration", assembly))
    client.post(address("reopen_registration", assembly), {"reason": "The post was late", "closes_on": "2099-01-01"})
    entry = latest(assembly.slug, "lottery.registration_reopened")
    assert entry is not None
    assert entry.data == {"reason": "The post was late", "closes": "2099-01-01"}
    initial = client.get(address("terms", assembly)).context["form"].initial
    terms = {name: value for name, value in initial.items() if value is not None}
    wrong = client.post(address("terms", assembly), terms | {"dates": "6 March"})
    assert "Line 1 does not begin with a day" in wrong.content.decode()
    client.post(address("remove_question", assembly, "do-you-live-in-ravnkilde"))
    assert [each.ref for each in queries.questions_of(assembly)] == ["gender", "age"]


def test_the_organiser_puts_the_pool_right_and_takes_a_decision_back(assembly: Assembly) -> None:
    client = signed_in(builders.the_organiser(assembly))
    days = {"dates": ["2027-03-06"]}
    for name, where in (("Karen Lund", "Havnegade 12"), ("Karen Lund", "Havnegade 12"), ("Ole Holm", "Havngade 12")):
        builders.a_registration(assembly, name=name, address=where, **days)
    page = client.get(address("cleaning", assembly)).content.decode()
    assert ("Perhaps the same person" in page, "Perhaps the same household" in page) == (True, True)
    (pair,) = queries.suspected_households(assembly)
    sides = {"left": pair.found.left, "right": pair.found.right}
    client.post(address("decide", assembly, "household"), sides | {"answer": "one"})
    assert "are one household" in client.get(address("cleaning", assembly)).content.decode()
    client.post(address("undo", assembly, "household"), sides)
    assert len(queries.suspected_households(assembly)) == 1
    twin = queries.suspected_twins(assembly)[0].found
    client.post(address("decide", assembly, "person"), {"left": twin.left, "right": twin.right, "answer": "one"})
    assert queries.respondents(assembly).get(pseudonym=twin.right).status == Status.REMOVED
    ole = queries.respondents(assembly).get(name="Ole Holm")
    client.post(address("person", assembly, ole.pseudonym), {"name": "Ole Holm", "category-0": "man", "phone": "1"})
    client.post(address("remove", assembly, ole.pseudonym), {"reason": "Moved away"})
    ole.refresh_from_db()
    assert (ole.status, ole.features["gender"], ole.note) == (Status.REMOVED, "man", "Moved away")
    client.post(address("readmit", assembly, ole.pseudonym))
    assert "1980" in client.get(address("particulars", assembly, ole.pseudonym)).content.decode()
    ask = f"{address('exclude', assembly)}?door=web&source="
    assert client.get(ask).status_code == 200
    assert queries.not_selected(assembly).count() == 2


def test_a_minor_is_shown_as_such_and_her_guardian_is_entered(assembly: Assembly) -> None:
    client = signed_in(builders.the_organiser(assembly))
    days = {"dates": ["2027-03-06"], "guardian": "Anna", "guardian_phone": "2"}
    her = builders.a_registration(assembly, born="2010-02-02", **days).respondent
    assert "Under age" in client.get(address("person", assembly, her.pseudonym)).content.decode()
    word = {"name": "Anna", "how": "called", "given_on": "2026-09-03"}
    client.post(address("guardian", assembly, her.pseudonym), word)
    assert "Anna agreed on" in client.get(address("person", assembly, her.pseudonym)).content.decode()


def test_whoever_tries_it_out_is_told_that_it_is_a_test() -> None:
    opened = builders.an_open_assembly()
    builders.some_targets(opened, rows=builders.REGISTRATION_TARGETS)
    invitation, client = builders.an_invitation(opened, test=True), Client()
    page = client.get(reverse("join_code", args=[queries.code_of(invitation)]), follow=True).content.decode()
    assert "This is a test" in page
    organiser = signed_in(builders.the_organiser(opened))
    assert "Before it can open it needs" in organiser.get(address("registration", opened)).content.decode()
    actions.begin_answers(by=None, assembly=opened, invitation=invitation, channel="web")
    organiser.post(address("clear_tests", opened))
    assert queries.test_answers(opened).count() == 0


def test_the_list_of_registrations_is_searched_filtered_sorted_and_taken_along_as_it_is_seen(
    assembly: Assembly, the_clock: Clock
) -> None:
    the_clock.goes_to(datetime(2026, 9, 1, 9, tzinfo=UTC))
    builders.a_registration(
        assembly, invitation=builders.an_invitation(assembly), name="Zoe Berg", dates=["2027-03-06"]
    )
    letter = builders.an_invitation(assembly, reference="A1-00002")
    the_clock.goes_to(datetime(2026, 9, 3, 9, tzinfo=UTC))
    clerk = builders.somebody(assembly, Role.CLERK)
    answers = builders.some_answers(name="Ada Holm", dates=["2027-03-06"])
    actions.enter_registration(by=clerk, assembly=assembly, invitation=letter, channel="phone", answers=answers)
    actions.decline_invitation(by=None, invitation=letter, reason="time")
    organiser = builders.the_organiser(assembly)

    def listed(**asked: str) -> list[str]:
        file = signed_in(organiser).get(address("registrations_table", assembly, "csv"), asked).content.decode()
        return [row.split(",")[1] for row in file.splitlines()[1:]]

    assert listed(sort="name") == ["", "Ada Holm", "Zoe Berg"]
    assert (listed(q="holm"), listed(q="A1-00001")) == (["Ada Holm"], ["Zoe Berg"])
    assert (listed(status="declined"), listed(door="phone"), listed(day="2026-09-01")) == (
        [""],
        ["Ada Holm"],
        ["Zoe Berg"],
    )
    page = signed_in(organiser).get(address("registrations", assembly), {"sort": "-name"}).content.decode()
    assert page.index("Zoe Berg") < page.index("Ada Holm")
    looked = {"looked at the registrations", "exported the registrations"}
    assert set(AccessEntry.objects.filter(by=organiser, what__in=looked).values_list("what", flat=True)) == looked
