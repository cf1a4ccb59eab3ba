"""What happens to a draft between those who will sign, and to an office and its readers after they did."""

import datetime as dt

import pytest

from folkmoot.commons.assemblies.faults import NotAllowed
from folkmoot.commons.assemblies.queries import roles_of
from folkmoot.commons.publicrecord.queries import latest
from folkmoot.core.contract.answers import FollowUp, Reply
from folkmoot.core.contract.clauses import from_plain
from folkmoot.core.contract.mandate import Scope
from folkmoot.core.contract.spans import Span
from folkmoot.manifest import Role
from folkmoot.stages.contract import faults
from folkmoot.stages.contract.actions import (
    amend_contract,
    confirm_reading,
    decide_change,
    draft_contract,
    enter_reading,
    name_commissioner,
    offer_contract,
    propose_changes,
    publish_contract,
    sign_contract,
    succeed,
)
from folkmoot.stages.contract.manifest import next_steps
from folkmoot.stages.contract.queries import acts_under, commissioners, history, proposals, readings, versions
from tests.builders import (
    CLAUSES,
    a_person,
    a_published_contract,
    an_open_assembly,
    seated_members,
    somebody,
    the_organiser,
)

pytestmark = pytest.mark.django_db

HOME = "/assemblies/harbour/contract/"
SOONER = Reply(within=Span(count=30), form=CLAUSES.reply.form)


@pytest.fixture
def assembly():
    return an_open_assembly(slug="harbour")


@pytest.fixture
def mayor(assembly):
    """The mayor, with an account, while the contract is drafted."""
    person = a_person(name="Karin Lund")
    by = the_organiser(assembly)
    office = {"ref": "mayor", "office": "Mayor", "name": "Karin Lund"}
    name_commissioner(by=by, assembly=assembly, person=person, **office)
    draft_contract(by=by, assembly=assembly, clauses=CLAUSES)
    return person


def the_clauses(assembly):
    return from_plain(versions(assembly).last().clauses)


def propose(assembly, mayor, *clauses, note="We can be faster."):
    return propose_changes(by=mayor, commissioner=commissioners(assembly).get(ref="mayor"), clauses=clauses, note=note)


def test_a_proposal_changes_the_draft_only_when_it_is_accepted_and_both_wordings_stay(assembly, mayor):
    (proposed,) = propose(assembly, mayor, SOONER, CLAUSES.question)
    assert the_clauses(assembly) == CLAUSES
    decide_change(by=the_organiser(assembly), change=proposed, accept=True, answer="Gladly.")
    assert the_clauses(assembly).reply == SOONER
    kept = history(versions(assembly).get()).get()
    assert (kept.before["within"]["count"], kept.after["within"]["count"]) == (90, 30)
    assert (kept.office, kept.note, kept.state, kept.answer) == ("Mayor", "We can be faster.", "accepted", "Gladly.")


def test_a_declined_proposal_changes_nothing_and_is_decided_once(assembly, mayor):
    (proposed,) = propose(assembly, mayor, SOONER)
    decide_change(by=the_organiser(assembly), change=proposed, accept=False, answer="")
    assert the_clauses(assembly) == CLAUSES
    with pytest.raises(faults.ChangeDecided):
        decide_change(by=the_organiser(assembly), change=proposed, accept=True, answer="")


def test_a_proposal_that_changes_nothing_is_refused(assembly, mayor):
    with pytest.raises(faults.NothingChanged):
        propose(assembly, mayor, CLAUSES.reply)


def test_nothing_is_offered_while_a_proposal_waits(assembly, mayor):
    propose(assembly, mayor, SOONER)
    with pytest.raises(faults.ProposalsWait):
        offer_contract(by=the_organiser(assembly), assembly=assembly)


def test_only_the_holder_of_an_office_proposes_for_it(assembly, mayor):
    another = a_person()
    name_commissioner(
        by=the_organiser(assembly), assembly=assembly, ref="board", office="Board", name="B", person=another
    )
    with pytest.raises(faults.NotYourSignature):
        propose_changes(by=another, commissioner=commissioners(assembly).get(ref="mayor"), clauses=[SOONER], note="")
    with pytest.raises(NotAllowed):
        propose(assembly, somebody(assembly, Role.OBSERVER), SOONER)


def test_what_the_secretariat_changes_is_kept_too(assembly, mayor):
    changed = CLAUSES.having([SOONER, Scope(off_the_table=("The bridge", "The wall"))])
    draft_contract(by=the_organiser(assembly), assembly=assembly, clauses=changed)
    assert [each.clause for each in history(versions(assembly).get())] == ["reply", "scope"]
    assert {each.state for each in history(versions(assembly).get())} == {"made"}


def test_a_commissioner_proposes_on_the_editors_page_and_the_organiser_decides_there(client, assembly, mayor):
    client.force_login(mayor)
    assert [step.url for step in next_steps(mayor, assembly)] == [f"{HOME}negotiation/"]
    answers = {"scope-off_the_table": "The bridge\nThe wall", "note": "It is being built."}
    client.post(f"{HOME}draft/mandate/", answers)
    client.force_login(the_organiser(assembly))
    page = client.get(f"{HOME}negotiation/").content.decode()
    assert "It is being built." in page
    client.post(f"{HOME}negotiation/{proposals(versions(assembly).get()).get().number}/", {"decision": "accept"})
    assert the_clauses(assembly).scope.off_the_table == ("The bridge", "The wall")


# -- Amendments ----------------------------------------------------------------------------------------------------


def publish_another(assembly, clauses):
    by = the_organiser(assembly)
    amend_contract(by=by, assembly=assembly, reason="We need more time.")
    draft_contract(by=by, assembly=assembly, clauses=clauses)
    version = offer_contract(by=by, assembly=assembly)
    for office in commissioners(assembly):
        sign_contract(by=office.person, version=version, commissioner=office)
    return publish_contract(by=by, version=version)


LOOSER = CLAUSES.having([Reply(within=Span(count=180), form=CLAUSES.reply.form)])


@pytest.mark.parametrize("drawn", [False, True])
def test_what_an_amendment_loosens_is_marked_for_ever_and_so_is_whether_members_were_drawn(assembly, drawn):
    a_published_contract(assembly)
    assert "loosened" not in latest("harbour", "contract.published").data
    if drawn:
        seated_members(assembly)
    publish_another(assembly, LOOSER)
    data = latest("harbour", "contract.published").data
    assert (data["loosened"], data["after_draw"]) == (["reply.within"], drawn)


def test_the_page_of_a_version_says_what_is_less_and_what_ran_under_it(client, assembly):
    first = a_published_contract(assembly)
    seated_members(assembly)
    publish_another(assembly, LOOSER)
    assert "Promises less than before" in client.get(f"{HOME}versions/2/").content.decode()
    assert dict(acts_under(first)) == {"lottery.drawn": 1, "contract.signed": 1}
    assert "What ran under this version" in client.get(f"{HOME}versions/1/").content.decode()


def test_a_tighter_promise_is_no_loosening(assembly):
    a_published_contract(assembly)
    publish_another(assembly, CLAUSES.having([FollowUp(months=(3,)), SOONER]))
    assert latest("harbour", "contract.published").data["loosened"] == []


# -- Offices and readers -------------------------------------------------------------------------------------------

TODAY = dt.date(2026, 1, 1)


def test_a_new_holder_takes_over_the_office_and_the_old_one_acts_for_it_no_longer(assembly):
    a_published_contract(assembly)
    office, heir = commissioners(assembly).get(), a_person(name="Ove Bang")
    former = office.person
    succeed(by=the_organiser(assembly), commissioner=office, name="Ove Bang", on=TODAY, reason="Election", person=heir)
    assert latest("harbour", "contract.succeeded").data["after"] == "Ove Bang"
    assert Role.COMMISSIONER in roles_of(heir, assembly)
    assert Role.COMMISSIONER not in roles_of(former, assembly)
    assert commissioners(assembly).get().ref == "mayor"


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"name": "Mayor of office"}, faults.HolderIsTheSame),
        ({"on": dt.date(2999, 1, 1)}, faults.SuccessionInFuture),
        ({"reason": " "}, faults.ReasonMissing),
    ],
)
def test_a_succession_that_cannot_be_is_refused(assembly, wrong, fault):
    a_published_contract(assembly)
    said = {"name": "Ove Bang", "on": TODAY, "reason": "Election"} | wrong
    with pytest.raises(fault):
        succeed(by=the_organiser(assembly), commissioner=commissioners(assembly).get(), **said)


def test_members_confirm_once_that_they_read_it_on_screen_or_on_paper(client, assembly):
    version = a_published_contract(assembly)
    linden, _heron, _birch = seated_members(assembly)
    assert [step.url for step in next_steps(linden, assembly)] == [f"{HOME}read/"]
    client.force_login(linden)
    client.post(f"{HOME}read/")
    assert next_steps(linden, assembly) == ()
    with pytest.raises(faults.AlreadyRead):
        confirm_reading(by=linden, version=version)
    enter_reading(by=the_organiser(assembly), version=version, pseudonym="Heron")
    with pytest.raises(faults.NotAMemberHere):
        enter_reading(by=the_organiser(assembly), version=version, pseudonym="Nobody")
    assert sorted(each.membership.pseudonym for each in readings(version)) == ["Heron", "Linden"]
    client.logout()
    assert "2 members have confirmed reading this version." in client.get(HOME).content.decode()
