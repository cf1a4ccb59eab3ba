"""What an attacker with an account, a curious operator or a hostile organiser tries, and what comes of it."""

from datetime import timedelta

import pytest

from folkmoot import clock
from folkmoot.commons.publicrecord.queries import export_files
from folkmoot.core.faults import Fault
from folkmoot.stages.ballots.actions import file_statement
from folkmoot.stages.contract.actions import amend_contract, name_commissioner
from folkmoot.stages.contract.queries import promisors
from folkmoot.stages.recommendations.actions import hand_over_report, write_foreword
from tests.builders import (
    a_counted_ballot,
    a_published_contract,
    an_open_assembly,
    seated_members,
    some_frozen_texts,
    the_organiser,
)

pytestmark = pytest.mark.django_db


# -- What enters the record for good -----------------------------------------------------------------------------------


def test_the_names_under_a_minority_statement_never_enter_the_record():
    assembly = an_open_assembly()
    organiser = the_organiser(assembly)
    a_published_contract(assembly)
    (member, *_) = seated_members(assembly)
    some_frozen_texts(assembly)
    ballot = a_counted_ballot(assembly, days=1)
    file_statement(by=member, ballot=ballot, number=1, text="The pier is for boats.", names="Amina Yusuf")
    write_foreword(by=organiser, assembly=assembly, foreword="We listened.")
    with clock.travelling(to=clock.now() + timedelta(days=2)):
        hand_over_report(by=organiser, assembly=assembly, on=clock.now().date(), place="Town hall")
    exported = b"".join(export_files().values())
    assert (b"The pier is for boats." in exported, b"Amina" in exported) == (True, False)


def test_nobody_is_added_to_a_promise_that_was_made_without_her():
    assembly = an_open_assembly()
    organiser = the_organiser(assembly)
    a_published_contract(assembly)
    minister = {"ref": "minister", "office": "Prime minister", "name": "Somebody famous"}
    with pytest.raises(Fault) as refused:
        name_commissioner(by=organiser, assembly=assembly, **minister)
    assert refused.value.code == "contract_frozen"
    amend_contract(by=organiser, assembly=assembly, reason="The government joins.")
    name_commissioner(by=organiser, assembly=assembly, **minister)
    assert [office.ref for office in promisors(assembly)] == ["mayor"]
