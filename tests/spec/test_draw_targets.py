"""Which targets a lottery accepts: table in, table out.

The first story is D1 of the collected practice: twenty seats, at least eleven older and at least eleven younger people
asked for. It must be refused, and the refusal must explain itself.
"""

import pytest

from folkmoot.core.faults import Faults
from folkmoot.core.sortition import check_targets
from folkmoot.messages import sentence
from tests.core.sortition.sample import a_pool, alike, some_targets

POOL = a_pool("age", alike(40, "older", "o") | alike(40, "younger", "y"))
TOGETHER = "No panel of {} can meet these targets together:"
HELPS = "The smallest change that helps:"


@pytest.mark.parametrize(
    ("seats", "targets", "said"),
    [
        (50, ("age older 13 14", "age younger 36 37"), []),
        (
            20,
            ("age older 11 20", "age younger 11 20"),
            [
                "The minimums of age add up to 22, but there are only 20 seats. Lower some of them.",
                f"{TOGETHER.format(20)} age: older ≥ 11, age: younger ≥ 11. {HELPS} age: older ≥ 11 → 9.",
            ],
        ),
        (
            20,
            ("age older 0 9", "age younger 0 9"),
            [
                "The maximums of age add up to 18, but there are 20 seats. Raise some of them.",
                f"{TOGETHER.format(20)} age: older ≤ 9, age: younger ≤ 9. {HELPS} age: older ≤ 9 → 11.",
            ],
        ),
        (
            60,
            ("age older 41 60", "age younger 0 60"),
            [
                f"{TOGETHER.format(60)} age: older ≥ 41. {HELPS} age: older ≥ 41 → 40.",
            ],
        ),
        (
            90,
            ("age older 0 90", "age younger 0 90"),
            ["90 seats cannot be filled from a pool of 80 people. Choose 1 to 80 seats."],
        ),
    ],
)
def test_targets_are_accepted_or_refused_with_an_explanation(seats, targets, said):
    assert answer(some_targets(*targets), seats) == said


def answer(targets, seats):
    try:
        check_targets(POOL, targets, seats)
    except Faults as faults:
        return [sentence(fault) for fault in faults.faults]
    return []
