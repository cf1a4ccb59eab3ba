"""The states of somebody who is invited, and which may follow which. Every pair that is not in the table is refused."""

import pytest

from folkmoot.stages.lottery import faults
from folkmoot.stages.lottery.actions.states import become
from folkmoot.stages.lottery.models import Respondent
from folkmoot.stages.lottery.rules import NOT_SEATED, Status, may_become

# from → to: by what
TABLE = {
    ("invited", "pool"): "she completes her answers",
    ("invited", "test"): "the answers were typed to try it out",
    ("invited", "declined"): "she says no, with a reason or without",
    ("invited", "deleted"): "she began and her answers are erased",
    ("test", "deleted"): "an answer to a test becomes nothing else",
    ("pool", "selected"): "the draw",
    ("pool", "substitute"): "she stands by",
    ("pool", "declined"): "she changes her mind before the draw",
    ("pool", "withdrawn"): "she takes her answers back",
    ("pool", "removed"): "with a written reason",
    ("pool", "deleted"): "her data is erased",
    ("selected", "confirmed"): "she says yes on the telephone",
    ("selected", "declined"): "she says no on the telephone",
    ("selected", "withdrawn"): "she cannot be reached or asks to be left out",
    ("selected", "removed"): "with a written reason",
    ("selected", "substitute"): "she gives her seat up and stands by",
    ("substitute", "selected"): "a seat falls vacant",
    ("substitute", "pool"): "she stands by no more",
    ("substitute", "declined"): "she says no",
    ("substitute", "withdrawn"): "she leaves",
    ("substitute", "removed"): "with a written reason",
    ("substitute", "deleted"): "her data is erased",
    ("confirmed", "served"): "her term ends at a turn",
    ("served", "pool"): "she says yes again in a later round",
    ("served", "deleted"): "her data is erased",
    ("confirmed", "withdrawn"): "she leaves her seat",
    ("confirmed", "removed"): "with a written reason",
    ("declined", "invited"): "she changes her mind while registration is open",
    ("declined", "deleted"): "her data is erased",
    ("withdrawn", "invited"): "she registers again",
    ("withdrawn", "deleted"): "her data is erased",
    ("removed", "pool"): "the decision is taken back",
    ("removed", "deleted"): "her data is erased",
}


def test_a_state_may_follow_another_exactly_where_the_table_says_so() -> None:
    pairs = {(before, after) for before in Status.values for after in Status.values if before != after}
    assert {pair for pair in pairs if may_become(*pair)} == set(TABLE)


def test_nobody_with_a_seat_or_a_call_to_one_can_be_erased_from_the_pool() -> None:
    assert set(Status.values) - {str(each) for each in NOT_SEATED} == {"selected", "confirmed", "deleted"}


def test_what_is_erased_stays_erased() -> None:
    assert [after for after in Status.values if may_become("deleted", after)] == ["deleted"]


def test_a_refused_step_says_from_where_to_where() -> None:
    her = Respondent(pseudonym="Linden", status=Status.TEST)
    with pytest.raises(faults.StatusCannotChange) as refused:
        become(respondent=her, status=Status.POOL)
    assert refused.value.params == {"pseudonym": "Linden", "before": "test", "after": "pool"}
