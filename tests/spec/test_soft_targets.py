"""Which soft targets give way, and how far: table in, table out.

A line is `category value min max`, then perhaps `!priority`, then perhaps `min_flex-max_flex`.
"""

from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.__main__ import main
from folkmoot.core.faults import Faults
from folkmoot.core.sortition import (
    Target,
    check_lottery,
    find_lottery,
    lottery_document,
    read_lottery,
    read_parts_asked,
    read_targets,
)
from folkmoot.core.sortition.easing import eased, given_up
from folkmoot.core.sortition.prospects import profiles_for
from folkmoot.messages import sentence
from tests.core.sortition.sample import a_pool, alike, some_targets

POOL = a_pool("age place", alike(2, "young city", "a") | alike(6, "old city", "b") | alike(6, "old country", "c"))


def soft_targets(*lines):
    found = []
    for line in lines:
        *plain, last = line.split("!") if "!" in line else (line, "")
        (target,) = some_targets(plain[0])
        priority, _, flexible = last.partition(" ")
        low, _, high = flexible.partition("-")
        found.append(
            replace(
                target,
                priority=int(priority) if priority else None,
                flexible_minimum=int(low) if low else None,
                flexible_maximum=int(high) if high else None,
            )
        )
    return found


CITY_OR_COUNTRY = ("place city 3 3", "place country 3 3")


@pytest.mark.parametrize(
    ("lines", "gave_way"),
    [
        # All can be met: nothing gives way, whatever the priorities.
        (("age young 1 2!1", "age old 4 5!2", *CITY_OR_COUNTRY), []),
        # There are two young people; three are asked for.
        (("age young 3 3!1", "age old 3 6", *CITY_OR_COUNTRY), ["age: young ≥ 3 → 2"]),
        # Everybody young lives in the city, so young and city quarrel: what matters less gives way …
        (("age young 2 2!1", "age old 4 4", "place city 1 1!2", "place country 4 5"), ["place: city ≤ 1 → 2"]),
        (("age young 2 2!2", "age old 4 5", "place city 1 1!1", "place country 4 5"), ["age: young ≥ 2 → 1"]),
        # … but no further than it may, and then what matters more does.
        (("age young 2 2!2 2-2", "age old 4 5", "place city 1 1!1", "place country 4 5"), ["place: city ≤ 1 → 2"]),
        # Of two ways with the same sum the one in which the first by name gives way least.
        (("age young 2 2!1", "age old 4 5", "place city 1 1!1", "place country 4 5"), ["place: city ≤ 1 → 2"]),
    ],
)
def test_the_soft_targets_that_matter_least_give_way_by_as_little_as_will_do(lines, gave_way):
    targets = eased(profiles_for(POOL, soft_targets(*lines), 6))
    assert list(map(str, given_up(targets))) == gave_way


def test_hard_targets_are_never_eased_and_limits_are_kept():
    for lines in (
        ("age young 3 3", "age old 3 6!1", *CITY_OR_COUNTRY),
        ("age young 3 3!1 3-3", "age old 3 6", *CITY_OR_COUNTRY),
    ):
        with pytest.raises(Faults) as refused:
            find_lottery(pool=POOL, targets=soft_targets(*lines), seats=6, panels=10)
        assert [fault.code for fault in refused.value.faults] == ["targets_cannot_be_met"]


QUARREL = ("age young 2 2!1", "age old 4 4", "place city 1 1!2 0-4", "place country 4 5")


def test_what_was_given_up_is_published_and_checked():
    document = lottery_document(find_lottery(pool=POOL, targets=soft_targets(*QUARREL), seats=6, panels=20))
    assert [each.get("soft") for each in document["targets"]] == [
        None,
        {"priority": 1, "min": 2, "max": 2, "min_flex": None, "max_flex": None},
        {"priority": 2, "min": 1, "max": 1, "min_flex": 0, "max_flex": 4},
        None,
    ]
    assert list(map(str, given_up(read_lottery(document).targets))) == ["place: city ≤ 1 → 2"]
    assert [finding.fault for finding in check_lottery(document, POOL)] == [None] * 12
    assert {"soft_within_limits", "eased_least"} <= {finding.check for finding in check_lottery(document, POOL)}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"max": 5}, "is stricter than what was asked for, or gave way beyond its limits."),
        ({"min": 2, "max": 1}, "is stricter than what was asked for, or gave way beyond its limits."),
        ({"max": 3}, "need not give way as it did."),
    ],
)
def test_a_lottery_that_eased_otherwise_is_found_out(changed, said):
    document = lottery_document(find_lottery(pool=POOL, targets=soft_targets(*QUARREL), seats=6, panels=20))
    document["targets"][2].update(changed)
    wrong = next(finding.fault for finding in check_lottery(document, POOL) if finding.fault)
    assert sentence(wrong) == f"The soft target for place, city {said}"


def test_the_same_on_the_command_line_again_and_again(tmp_path, capsys):
    people = [f"{person.id},{','.join(person.features)}" for person in POOL.respondents]
    (tmp_path / "people.csv").write_text("\n".join(["id,age,place", *people]))
    rows = [
        "category,name,min,max,priority",
        "age,young,3,3,1",
        "age,old,3,6,",
        "place,city,3,3,",
        "place,country,3,3,",
    ]
    (tmp_path / "targets.csv").write_text("\n".join(rows))
    files = [str(tmp_path / name) for name in ("people.csv", "targets.csv")]
    words = ["draw", *files, "--seats", "6", "--panels", "10", "--out", str(tmp_path / "out")]
    assert main(words) == main([*words, "--balls", "4"]) == 0
    assert "Soft targets gave way: age: young ≥ 3 → 2." in capsys.readouterr().out
    assert main(["verify", str(tmp_path / "out"), "--pool", files[0], "--targets", files[1]]) == 0


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("3", "3", "", "", "0"), "Row 2, column priority: 0 is none."),
        (("3", "3", "4", "", ""), "Row 2, column min_flex: it must not be stricter than the target itself."),
        (("3", "3", "", "2", ""), "Row 2, column max_flex: it must not be stricter than the target itself."),
        (("3", "3", "", "", "much"), "Row 2, column priority: “much” is not a whole number of people."),
    ],
)
def test_a_priority_and_limits_that_make_no_sense_are_refused(row, said):
    columns = ("category", "name", "min", "max", "min_flex", "max_flex", "priority")
    with pytest.raises(Faults) as refused:
        read_targets(columns, [(2, ("age", "young", *row))])
    assert [sentence(fault)[: len(said)] for fault in refused.value.faults] == [said]


def test_several_panels_at_once_have_hard_targets_only():
    rows = [(2, ("age", "young", "1", "2", "1"))]
    with pytest.raises(Faults) as refused:
        read_parts_asked(("category", "name", "min", "max", "priority"), rows, seats={"one": 2, "two": 2})
    assert [fault.code for fault in refused.value.faults if fault.code == "soft_targets_in_parts"] == [
        "soft_targets_in_parts"
    ]


PEOPLE = tuple(f"{age} {place}" for age in ("old", "young") for place in ("city", "country"))
BOUNDS = st.tuples(st.integers(0, 3), st.integers(0, 3), st.sampled_from((None, 1, 2)))


@settings(max_examples=40)
@given(people=st.lists(st.sampled_from(PEOPLE), min_size=3, max_size=6), bounds=st.tuples(*[BOUNDS] * 4))
def test_no_panel_would_need_less_of_what_matters_more(people, bounds):
    pool = a_pool("age place", {f"p{n}": features for n, features in enumerate(people)})
    keys = [("age", "old"), ("age", "young"), ("place", "city"), ("place", "country")]
    targets = [
        Target(category=category, value=value, minimum=min(low, high), maximum=max(low, high), priority=priority)
        for (category, value), (low, high, priority) in zip(keys, bounds, strict=True)
    ]
    needs = [need for panel in combinations(people, 3) if (need := needed(panel, targets)) is not None]
    found = eased(profiles_for(pool, targets, 3))
    totals = {1: 0, 2: 0}
    for target in found:
        if target.asked:
            totals[target.priority] += target.asked[0] - target.minimum + target.maximum - target.asked[1]
    assert (totals[1], totals[2]) == min(needs, default=(0, 0))


def needed(panel, targets):
    """By how much soft targets of priority 1 and 2 would give way for this panel; `None` if it breaks a hard one."""
    counts, totals = Counter(value for features in panel for value in features.split()), {1: 0, 2: 0}
    for target in targets:
        short = max(target.minimum - counts[target.value], counts[target.value] - target.maximum, 0)
        if short and target.priority is None:
            return None
        if short:
            totals[target.priority] += short
    return totals[1], totals[2]
