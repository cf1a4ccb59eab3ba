"""The thread of beads: what opens a stage and what closes it."""

import pytest

from folkmoot.core.journey import JOURNEY, Bead, BeadState, bead_state

BEADS = {bead.stage: bead for bead in JOURNEY}


def test_the_stages_stand_in_the_order_of_the_journey():
    assert list(BEADS) == [
        "contract",
        "lottery",
        "meetings",
        "deliberation",
        "ballots",
        "recommendations",
        "followup",
    ]


@pytest.mark.parametrize(
    ("stage", "kinds", "state"),
    [
        ("contract", [], BeadState.NOT_YET_OPEN),
        ("contract", ["assembly.opened"], BeadState.OPEN),
        ("contract", ["assembly.opened", "contract.published"], BeadState.DONE),
        ("lottery", ["assembly.opened"], BeadState.NOT_YET_OPEN),
        ("lottery", ["contract.published"], BeadState.OPEN),
        ("lottery", ["contract.published", "lottery.published"], BeadState.OPEN),
        ("lottery", ["contract.published", "lottery.drawn"], BeadState.DONE),
        ("meetings", ["lottery.drawn"], BeadState.OPEN),
        ("deliberation", ["lottery.drawn"], BeadState.OPEN),
        ("ballots", ["lottery.drawn"], BeadState.NOT_YET_OPEN),
        ("ballots", ["deliberation.frozen"], BeadState.OPEN),
        ("recommendations", ["ballots.counted"], BeadState.OPEN),
        ("followup", ["ballots.counted"], BeadState.NOT_YET_OPEN),
        ("followup", ["recommendations.handed_over"], BeadState.OPEN),
    ],
)
def test_a_bead_stands_where_the_record_puts_it(stage, kinds, state):
    assert bead_state(BEADS[stage], frozenset(kinds)) is state


def test_nothing_is_drawn_before_a_contract_is_published():
    assert BEADS["lottery"].opened_by == "contract.published"


def test_promises_are_followed_for_ever():
    assert BEADS["followup"].closed_by is None


def test_a_bead_that_needs_nothing_is_open_from_the_start():
    assert bead_state(Bead(stage="forum", opened_by=None, closed_by=None), frozenset()) is BeadState.OPEN


def test_each_bead_is_opened_by_what_an_earlier_stage_does():
    done: set[str] = {"assembly.opened"}
    for bead in JOURNEY:
        assert bead.opened_by in done
        done |= {bead.closed_by} if bead.closed_by else set()
        done |= {"lottery.drawn"} if bead.stage == "lottery" else set()
