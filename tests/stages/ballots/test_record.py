"""The record's own check works every count out again, from the lines alone."""

import pytest

from folkmoot.commons.publicrecord.queries import entries
from folkmoot.core.record.entries import read_lines
from folkmoot.core.record.findings import Outcome
from folkmoot.core.record.replay import replay
from folkmoot.stages.ballots.actions import cast_vote, close_ballot
from folkmoot.stages.ballots.cards import fresh_code
from tests.builders import an_open_assembly, an_open_ballot, counted_paper, the_organiser

pytestmark = pytest.mark.django_db


def findings_about_ballots():
    record = list(read_lines(bytes(entry.line) for entry in entries()))
    counted = next(entry.line for entry in record if entry.kind == "ballots.counted")
    found = replay(record, {}, now="2099-01-01T00:00:00Z")
    return [(finding.code, finding.outcome) for finding in found if finding.line == counted]


def test_a_count_with_every_vote_in_clear_is_recounted():
    assembly = an_open_assembly(seats=30)
    opened = an_open_ballot(assembly, members=24)
    for number, card in enumerate(opened.cards[:21]):
        choices = {1: ("yes", "no", "abstain")[number % 3], 2: "yes"}
        cast_vote(ballot=opened.ballot, card=card, choices=choices, receipt=fresh_code())
    close_ballot(by=the_organiser(assembly), ballot=opened.ballot)
    assert findings_about_ballots() == [("ballots_recounted", Outcome.HOLDS), ("ballot_holds", Outcome.HOLDS)]


def test_a_count_from_paper_follows_from_its_sums():
    assembly = an_open_assembly(seats=30)
    opened = an_open_ballot(assembly, members=24, on_device=False)
    counted_paper(opened.ballot, {1: {"yes": 16, "no": 3, "spoilt": 1}, 2: {"yes": 15, "blank": 5}})
    close_ballot(by=the_organiser(assembly), ballot=opened.ballot)
    assert findings_about_ballots() == [("counts_as_given", Outcome.UNPROVEN), ("ballot_holds", Outcome.HOLDS)]
