"""Reading pools and targets: every problem in one pass, by row and column."""

import pytest

from folkmoot.core.faults import Faults
from folkmoot.core.sortition import Pool, Respondent, Target, pool_digest, read_pool, read_targets
from tests.core.sortition.sample import a_pool, some_targets

AGE = some_targets("age old 0 2", "age young 0 2")


def faults_of(read, *args, **named):
    with pytest.raises(Faults) as caught:
        read(*args, **named)
    return [(fault.code, fault.params) for fault in caught.value.faults]


def test_a_pool_is_read_by_the_names_of_its_columns():
    rows = [(2, ("Ann", " p1 ", "old", "Elm  Road 1")), (3, ("Bo", "p2", "young", ""))]
    assert read_pool(("name", "id", "age", "address"), rows, targets=AGE) == Pool(
        categories=("age",),
        respondents=(
            Respondent(id="p1", features=("old",), household="elm road 1"),
            Respondent(id="p2", features=("young",), household=None),
        ),
    )


def test_every_problem_of_a_pool_is_named_at_once():
    rows = [(2, ("p1", "old")), (3, ("p1", "ancient")), (5, ("", ""))]
    assert faults_of(read_pool, ("id", "age"), rows, targets=AGE) == [
        ("id_repeated", {"row": 3, "id": "p1", "first": 2}),
        ("id_missing", {"row": 5}),
        ("value_unknown", {"row": 3, "column": "age", "value": "ancient"}),
        ("value_missing", {"row": 5, "column": "age"}),
    ]


def test_a_missing_column_is_named():
    assert faults_of(read_pool, ("name",), [], targets=AGE) == [
        ("column_missing", {"column": "id"}),
        ("column_missing", {"column": "age"}),
    ]


def test_capitals_in_the_names_of_columns_do_not_matter():
    pool = read_pool(("ID", "Age"), [(2, ("p1", "old"))], targets=AGE)
    assert (pool.categories, pool.respondents[0].features) == (("age",), ("old",))
    assert len(read_targets(("Category", "NAME", "Min", "max"), [(2, ("age", "old", "1", "2"))])) == 1


def test_a_pool_without_people_is_refused():
    assert faults_of(read_pool, ("id", "age"), [], targets=AGE) == [("pool_empty", {})]


def test_letters_composed_differently_are_the_same_letters():
    targets = some_targets("æ café 0 1")
    rows = [(2, ("p1", "cafe\u0301"))]
    assert read_pool(("id", "æ"), rows, targets=targets).respondents[0].features == ("café",)


def test_targets_are_read_with_their_flexible_bounds():
    rows = [(2, ("age", "old", "1", "2", "0", "3")), (3, ("age", "young", "1", "2", "", ""))]
    assert read_targets(("category", "name", "min", "max", "min_flex", "max_flex"), rows) == (
        Target(category="age", value="old", minimum=1, maximum=2, flexible_minimum=0, flexible_maximum=3),
        Target(category="age", value="young", minimum=1, maximum=2),
    )


def test_every_problem_of_targets_is_named_at_once():
    rows = [
        (2, ("age", "old", "1", "2")),
        (3, ("age", "old", "1", "2")),
        (4, ("age", "young", "3", "2")),
        (5, ("", "x", "1.5", "-2")),
        (6, ("age", "²", "²", "")),
    ]
    assert faults_of(read_targets, ("category", "name", "min", "max"), rows) == [
        ("target_repeated", {"row": 3, "category": "age", "value": "old", "first": 2}),
        ("minimum_above_maximum", {"row": 4, "minimum": 3, "maximum": 2}),
        ("target_name_missing", {"row": 5, "column": "category"}),
        ("not_a_whole_number", {"row": 5, "column": "min", "value": "1.5"}),
        ("not_a_whole_number", {"row": 5, "column": "max", "value": "-2"}),
        ("not_a_whole_number", {"row": 6, "column": "min", "value": "²"}),
        ("not_a_whole_number", {"row": 6, "column": "max", "value": ""}),
    ]


def test_a_table_without_targets_is_refused():
    assert faults_of(read_targets, ("category", "name", "min", "max"), []) == [("targets_empty", {})]
    assert faults_of(read_targets, ("category", "name"), []) == [
        ("target_column_missing", {"column": "min"}),
        ("target_column_missing", {"column": "max"}),
    ]


def test_the_digest_of_a_pool_is_blind_to_rows_columns_and_the_spelling_of_addresses():
    first = a_pool("age sex", {"p1": "old f", "p2": "young m", "p3": "old m"}, {"p1": "Elm 1", "p3": "Elm 1"})
    other = a_pool(
        "sex age", {"p3": "m old", "p1": "f old", "p2": "m young"}, {"p1": "ELM 1", "p3": "ELM 1", "p2": "Q"}
    )
    assert pool_digest(first) == pool_digest(other)


def test_the_digest_of_a_pool_sees_every_change():
    people = {"p1": "old", "p2": "young"}
    digests = {
        pool_digest(a_pool("age", people)),
        pool_digest(a_pool("age", people | {"p2": "old"})),
        pool_digest(a_pool("age", {"p1": "old", "p9": "young"})),
        pool_digest(a_pool("aged", people)),
        pool_digest(a_pool("age", people, {"p1": "Elm 1", "p2": "Elm 1"})),
    }
    assert len(digests) == 5
