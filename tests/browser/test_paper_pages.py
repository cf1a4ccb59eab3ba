"""What staff print, and where they enter what came back on paper or by phone, on a narrow screen and a wide one."""

import pytest

from folkmoot.commons.assemblies.queries import assembly_at
from folkmoot.stages.contract.actions import draft_contract, name_commissioner, offer_contract
from folkmoot.stages.lottery.queries import respondents
from folkmoot.stages.lottery.rules import Status
from folkmoot.stages.recommendations.actions import write_foreword
from tests import builders
from tests.browser.test_pages_of_commons import look_at, signed_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def organiser():
    """Who runs four: one waits for a signature, one for those drawn, one votes, one hands its report over."""
    person = builders.a_person(convener=True)
    waiting, drawn, votes, reports = (
        builders.an_open_assembly(organiser=person, slug=slug) for slug in ("waiting", "drawn", "votes", "reports")
    )
    name_commissioner(by=person, assembly=waiting, ref="mayor", office="Mayor", name="Karin Lund", person=None)
    draft_contract(by=person, assembly=waiting, clauses=builders.CLAUSES)
    offer_contract(by=person, assembly=waiting)
    builders.a_drawn_panel(drawn, confirmed=False)
    builders.an_open_ballot(votes)
    builders.a_counted_ballot(reports)
    write_foreword(by=person, assembly=reports, foreword="We met.")
    return person


def test_pages_for_paper_and_phone_are_there_for_everybody(new_page, organiser, client, live_server):
    called = respondents(assembly_at("drawn")).filter(status=Status.SELECTED).first()
    addresses = [
        "/assemblies/waiting/contract/paper-signature/mayor/",
        f"/assemblies/drawn/lottery/seats/{called.pseudonym}/decline/",
        "/assemblies/votes/ballots/1/paper-ballot/",
        "/assemblies/votes/ballots/1/paper/",
        "/assemblies/votes/meetings/1/attendance/sheet/",
        "/assemblies/reports/recommendations/report/sign-off/paper/",
    ]
    for options in ({}, {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"}):
        page = new_page(**options)
        signed_in(page, client, live_server, organiser)
        look_at(page, addresses)
