import dataclasses

import pytest

from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.faults import NotAllowed
from folkmoot.commons.publicrecord.queries import entries, latest
from folkmoot.core.canonical import digest
from folkmoot.core.contract.answers import Reply
from folkmoot.core.contract.mandate import OnDisagreement
from folkmoot.core.contract.spans import Span
from folkmoot.manifest import Role
from folkmoot.stages.contract import faults
from folkmoot.stages.contract.actions import (
    amend_contract,
    draft_contract,
    enter_paper_signature,
    name_commissioner,
    offer_contract,
    publish_contract,
    remove_commissioner,
    sign_contract,
)
from folkmoot.stages.contract.manifest import next_steps, story
from folkmoot.stages.contract.queries import (
    Change,
    changes,
    commissioners,
    contract_in_force,
    published_contract,
    versions,
)
from tests.builders import CLAUSES, a_person, a_published_contract, an_open_assembly, somebody, the_organiser

pytestmark = pytest.mark.django_db


@pytest.fixture
def assembly():
    return an_open_assembly(slug="harbour")


def a_drafted_contract(assembly, *, clauses=CLAUSES, person=None):
    organiser = the_organiser(assembly)
    name_commissioner(by=organiser, assembly=assembly, ref="mayor", office="Mayor", name="Karin Lund", person=person)
    return draft_contract(by=organiser, assembly=assembly, clauses=clauses)


def an_offered_contract(assembly, *, person=None):
    a_drafted_contract(assembly, person=person)
    return offer_contract(by=the_organiser(assembly), assembly=assembly)


def kinds(assembly):
    return [entry.kind for entry in entries(assembly.slug)]


def test_before_publication_nothing_that_needs_a_contract_can_happen(assembly):
    an_offered_contract(assembly)
    assert published_contract(assembly) is None
    with pytest.raises(faults.ContractNotPublished):
        contract_in_force(assembly)


def test_what_is_signed_is_the_digest_of_exactly_the_offered_document(assembly):
    version = an_offered_contract(assembly)
    assert version.sha256 == digest(version.document)
    assert version.document["commissioners"] == [{"ref": "mayor", "office": "Mayor", "name": "Karin Lund"}]


def test_a_draft_may_be_written_again_until_it_is_offered(assembly):
    a_drafted_contract(assembly)
    organiser = the_organiser(assembly)
    longer = dataclasses.replace(CLAUSES, reply=Reply(within=Span(count=120), form="In writing."))
    assert draft_contract(by=organiser, assembly=assembly, clauses=longer).number == 1
    offer_contract(by=organiser, assembly=assembly)
    with pytest.raises(faults.ContractFrozen):
        draft_contract(by=organiser, assembly=assembly, clauses=CLAUSES)
    assert versions(assembly).get().clauses["reply"]["within"] == {"count": 120, "unit": "days"}


def test_a_contract_without_commissioners_is_not_offered(assembly):
    draft_contract(by=the_organiser(assembly), assembly=assembly, clauses=CLAUSES)
    with pytest.raises(faults.NoCommissioner):
        offer_contract(by=the_organiser(assembly), assembly=assembly)


def test_only_the_holder_of_an_office_signs_for_it(assembly):
    another = a_person()
    name = {"ref": "council", "office": "Council", "name": "Ove Bang"}
    name_commissioner(by=the_organiser(assembly), assembly=assembly, person=another, **name)
    version = an_offered_contract(assembly, person=a_person())
    other = somebody(assembly, Role.OBSERVER)
    with pytest.raises(NotAllowed):
        sign_contract(by=other, version=version, commissioner=commissioners(assembly).get(ref="mayor"))
    with pytest.raises(faults.NotYourSignature):
        sign_contract(by=another, version=version, commissioner=commissioners(assembly).get(ref="mayor"))


def test_an_office_signs_a_version_once(assembly):
    holder = a_person()
    version = an_offered_contract(assembly, person=holder)
    office = commissioners(assembly).get()
    sign_contract(by=holder, version=version, commissioner=office)
    with pytest.raises(faults.AlreadySigned):
        sign_contract(by=holder, version=version, commissioner=office)


def test_publication_names_every_office_that_has_not_signed(assembly):
    version = an_offered_contract(assembly)
    with pytest.raises(faults.SignaturesMissing) as refused:
        publish_contract(by=the_organiser(assembly), version=version)
    assert refused.value.params == {"offices": ("Mayor",)}


def test_a_paper_signature_stands_beside_one_on_screen_with_its_witness(assembly):
    version, organiser = an_offered_contract(assembly), the_organiser(assembly)
    office = commissioners(assembly).get()
    enter_paper_signature(by=organiser, version=version, commissioner=office, witness="Town clerk Ove Bang")
    publish_contract(by=organiser, version=version)
    signed = latest("harbour", "contract.signed").data
    assert (signed["on_paper"], signed["witness"]) == (True, "Town clerk Ove Bang")
    assert published_contract(assembly).version == 1


def test_each_public_act_appends_one_entry_and_each_private_one_none(assembly):
    a_published_contract(assembly, offices=(("mayor", "Mayor"), ("board", "Board")))
    assert kinds(assembly) == ["assembly.opened", "contract.signed", "contract.signed", "contract.published"]


def test_an_amendment_is_a_new_version_with_a_public_reason_shown_as_a_difference(assembly):
    a_published_contract(assembly)
    organiser = the_organiser(assembly)
    with pytest.raises(faults.ReasonMissing):
        amend_contract(by=organiser, assembly=assembly, reason="  ")
    amend_contract(by=organiser, assembly=assembly, reason="The council asked for more time.")
    longer = CLAUSES.having([OnDisagreement(words="Where we do not follow, we say why.")])
    draft_contract(by=organiser, assembly=assembly, clauses=longer)
    assert published_contract(assembly).version == 1
    version = offer_contract(by=organiser, assembly=assembly)
    office = commissioners(assembly).get()
    sign_contract(by=Person.objects.get(pk=office.person_id), version=version, commissioner=office)
    publish_contract(by=organiser, version=version)
    first, second = versions(assembly)
    assert latest("harbour", "contract.published").data["reason"] == "The council asked for more time."
    assert changes(first, second) == [
        Change(
            clause="on_disagreement",
            field="words",
            before="Where we do not follow, we say why, in public, for each recommendation.",
            after="Where we do not follow, we say why.",
            loosened=False,
        )
    ]


def test_a_second_version_waits_until_the_first_is_published(assembly):
    an_offered_contract(assembly)
    with pytest.raises(faults.VersionPending):
        amend_contract(by=the_organiser(assembly), assembly=assembly, reason="More time")


def test_an_office_leaves_a_draft_but_not_an_offered_contract(assembly):
    a_drafted_contract(assembly)
    organiser, office = the_organiser(assembly), commissioners(assembly).get()
    remove_commissioner(by=organiser, commissioner=office)
    assert not commissioners(assembly).exists()
    name_commissioner(by=organiser, assembly=assembly, ref="mayor", office="Mayor", name="Karin Lund")
    offer_contract(by=organiser, assembly=assembly)
    with pytest.raises(faults.CommissionerNamedInContract):
        remove_commissioner(by=organiser, commissioner=commissioners(assembly).get())


def test_each_person_is_told_what_to_do_next(assembly):
    holder, organiser = a_person(), the_organiser(assembly)
    assert [step.url for step in next_steps(organiser, assembly)] == ["/assemblies/harbour/contract/draft/"]
    version = an_offered_contract(assembly, person=holder)
    assert [step.url for step in next_steps(holder, assembly)] == ["/assemblies/harbour/contract/sign/"]
    assert [step.urgent for step in next_steps(organiser, assembly)] == [False]
    sign_contract(by=holder, version=version, commissioner=commissioners(assembly).get())
    assert next_steps(holder, assembly) == ()
    assert [step.urgent for step in next_steps(organiser, assembly)] == [True]
    publish_contract(by=organiser, version=version)
    assert next_steps(organiser, assembly) == ()
    assert next_steps(None, assembly) == ()


def test_the_story_says_the_promise_only_once_it_is_made(assembly):
    an_offered_contract(assembly)
    assert [chapter.sentences for chapter in story(assembly)] == [("Not published yet.",)]
