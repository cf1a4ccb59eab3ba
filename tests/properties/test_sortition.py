"""What holds for every lottery, on random small pools, beside an answer that goes through every panel."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.core.faults import Faults
from folkmoot.core.sortition import (
    Objective,
    Pool,
    Respondent,
    Target,
    check_draw,
    check_lottery,
    draw_document,
    draw_panel,
    find_lottery,
    lottery_document,
    unselectable,
)
from folkmoot.core.sortition.conflicts import Side
from tests.core.sortition.brute_force import all_panels, goldilocks, leximin_chances, nash_mean

VALUES = ("x", "y", "z")


@st.composite
def instances(draw):
    """A pool of 3 to 8 people, targets around one random panel (so mostly possible), and the seats."""
    count = draw(st.integers(3, 8))
    categories = ("A", "B", "C")[: draw(st.integers(1, 3))]
    homes = draw(st.lists(st.sampled_from([None, None, "h1", "h2"]), min_size=count, max_size=count))
    features = st.tuples(*(st.sampled_from(VALUES) for _ in categories))
    people = [draw(features) for _ in range(count)]
    seats = draw(st.integers(1, count - 1))
    targets = []
    for column, category in enumerate(categories):
        for value in VALUES:
            had = sum(person[column] == value for person in people[:seats])
            low, high = max(0, had - draw(st.integers(0, 1))), had + draw(st.integers(0, 1))
            targets.append(Target(category=category, value=value, minimum=low, maximum=high))
    respondents = tuple(
        Respondent(id=f"p{place}", features=features, household=home)
        for place, (features, home) in enumerate(zip(people, homes, strict=True))
    )
    return Pool(categories=categories, respondents=respondents), tuple(targets), seats


def lottery_or_none(pool, targets, seats, **named):
    try:
        return find_lottery(pool=pool, targets=targets, seats=seats, **named)
    except Faults:
        return None


@settings(max_examples=60)
@given(instances())
def test_the_chances_are_those_of_going_through_every_panel(instance):
    people = instance[0].respondents
    panels = all_panels(*instance)
    lottery = lottery_or_none(*instance)
    assert (lottery is None) == (panels == [])
    if lottery is None:
        return
    want = leximin_chances(panels, len(people))
    levels = lottery.proof.levels
    got = {i: levels[n].chance if n >= 0 else 0 for i, n in zip(lottery.ids, lottery.proof.level_of, strict=True)}
    assert max(abs(float(got[p.id]) - chance) for p, chance in zip(people, want, strict=True)) < 1e-5


def only(targets, seats, bounds):
    """The targets with nothing left of them but `bounds`."""
    said = {(bound.category, bound.value, bound.side): bound.number for bound in bounds}
    return tuple(
        Target(
            category=t.category,
            value=t.value,
            minimum=said.get((t.category, t.value, Side.MINIMUM), 0),
            maximum=said.get((t.category, t.value, Side.MAXIMUM), seats),
        )
        for t in targets
    )


@settings(max_examples=40)
@given(instances())
def test_whom_no_panel_holds_is_kept_out_by_the_bounds_named_and_by_no_fewer(instance):
    pool, targets, seats = instance
    panels, places = all_panels(*instance), {p.id: place for place, p in enumerate(pool.respondents)}
    found = unselectable(*instance)
    held = {place for panel in panels for place in panel}
    out = {id_ for id_, place in places.items() if panels and place not in held}
    assert {id_ for each in found for id_ in each.ids} == out
    for each in found:
        lists = [each.conflict, *((b for b in each.conflict if b != bound) for bound in each.conflict)]
        possible = [all_panels(pool, only(targets, seats, bounds), seats) for bounds in lists]
        assert [any(places[each.ids[0]] in panel for panel in some) for some in possible] == [
            False,
            *(True for _ in each.conflict),
        ]


@settings(max_examples=12)
@given(instances())
def test_nash_and_goldilocks_are_what_going_through_every_panel_gives(instance):
    people, seats = len(instance[0].respondents), instance[2]
    panels = all_panels(*instance)
    nash, balanced = (
        lottery_or_none(*instance, objective=objective, panels=1)
        for objective in (Objective.NASH, Objective.GOLDILOCKS)
    )
    if nash is None or balanced is None:
        assert panels == []
        return
    assert float(nash.proof.score.value) == pytest.approx(nash_mean(panels, people), rel=2e-6)
    assert float(balanced.proof.score.value) == pytest.approx(goldilocks(panels, people, seats), rel=2e-6)
    assert max(nash.proof.score.gap, balanced.proof.score.gap) < Fraction(1, 10**6)


@settings(max_examples=40)
@given(instances(), st.sampled_from(list(Objective)), st.sampled_from([1, 7, 100]))
def test_everything_published_holds(instance, objective, panels):
    pool, targets, seats = instance
    lottery = lottery_or_none(pool, targets, seats, objective=objective, panels=panels)
    if lottery is None:
        return
    document = lottery_document(lottery)
    assert [finding.fault for finding in check_lottery(document, pool=pool) if finding.fault] == []
    assert sum(lottery.tickets) == seats * panels
    assert len(lottery.panels) == panels
    draw = draw_panel(lottery, b"any")
    assert [finding.fault for finding in check_draw(draw_document(draw), document) if finding.fault] == []


@settings(max_examples=30)
@given(instances(), st.randoms(use_true_random=False))
def test_nothing_depends_on_the_order_of_rows_or_columns(instance, shuffler):
    pool, targets, seats = instance
    columns = list(range(len(pool.categories)))
    people = list(pool.respondents)
    rules = list(targets)
    for order in (columns, people, rules):
        shuffler.shuffle(order)
    other = Pool(
        categories=tuple(pool.categories[column] for column in columns),
        respondents=tuple(
            Respondent(id=p.id, features=tuple(p.features[column] for column in columns), household=p.household)
            for p in people
        ),
    )
    assert lottery_or_none(pool, targets, seats, panels=50) == lottery_or_none(other, tuple(rules), seats, panels=50)


@settings(max_examples=30)
@given(instances())
def test_other_ids_give_the_same_chances(instance):
    pool, targets, seats = instance
    renamed = Pool(
        categories=pool.categories,
        respondents=tuple(
            Respondent(id=f"q{9 - int(p.id[1:])}", features=p.features, household=p.household) for p in pool.respondents
        ),
    )
    first, second = (lottery_or_none(each, targets, seats, panels=50) for each in (pool, renamed))
    if first is None or second is None:
        assert first is second
        return
    before = [sorted(Fraction(level.chance) for level in each.proof.levels) for each in (first, second)]
    assert max(abs(a - b) for a, b in zip(*before, strict=True)) < Fraction(1, 10**6)


@settings(max_examples=30)
@given(instances())
def test_wider_targets_never_lower_the_smallest_chance_of_anybody(instance):
    pool, targets, seats = instance
    first = lottery_or_none(pool, targets, seats, panels=10)
    wider = [
        Target(category=t.category, value=t.value, minimum=max(0, t.minimum - 1), maximum=t.maximum + 1)
        for t in targets
    ]
    second = lottery_or_none(pool, wider, seats, panels=10)
    if first is None or first.unselectable:
        return
    assert second is not None
    assert second.proof.smallest >= first.proof.smallest - Fraction(1, 10**6)
