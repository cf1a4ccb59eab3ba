"""Several panels drawn at once, as they were drawn in practice, in small; and what a check of their file catches."""

import pytest

from folkmoot.core.sortition import (
    Part,
    Pool,
    Respondent,
    Target,
    check_parts,
    find_several,
    halves,
    lottery_document,
    parts_alike,
    parts_document,
    scaled_targets,
)

STATES = ("BE", "MT", "SI")


def target(category, value, low, high):
    return Target(category=category, value=value, minimum=low, maximum=high)


def european_pool():
    """Of each state six women and six men, a third of them under 25."""
    return Pool(
        categories=("age", "state and gender"),
        respondents=tuple(
            Respondent(id=f"{state}-{gender}{n}", features=("under 25" if n % 3 == 0 else "older", f"{state} {gender}"))
            for state in STATES
            for gender in ("woman", "man")
            for n in range(6)
        ),
    )


@pytest.fixture(scope="module")
def europe():
    """Four panels at once: a third of each under 25, at least one woman and one man of each state in each."""
    each = (
        target("age", "under 25", 2, 3),
        target("age", "older", 3, 4),
        *(target("state and gender", f"{state} {gender}", 1, 2) for state in STATES for gender in ("woman", "man")),
    )
    names = ("economy", "democracy", "climate", "migration")
    return find_several(pool=european_pool(), parts=parts_alike(names, seats=6, targets=each), panels=100)


def test_four_panels_are_drawn_by_one_number_and_each_meets_its_own_targets(europe):
    pool = {person.id: person.features for person in european_pool().respondents}
    for number in range(100):
        panels = europe.people_of(number)
        assert [len(panel) for panel in panels.values()] == [6, 6, 6, 6]
        assert len({id_ for panel in panels.values() for id_ in panel}) == 24
        for panel in panels.values():
            assert sum(pool[id_][0] == "under 25" for id_ in panel) == 2
            assert {pool[id_][1] for id_ in panel} == {features[1] for features in pool.values()}


def test_everybody_has_the_same_chance_and_no_panel_is_likelier_for_anybody_than_another(europe):
    assert (europe.lottery.smallest_tickets, europe.lottery.largest_tickets) == (66, 67)
    assert max(max(row) - min(row) for row in europe.tickets()) <= 2
    assert parts_document(europe)["uneven"] <= 2


CHANGES = [
    ("nothing", dict.copy, []),
    ("somebody changes panels", lambda d: d["division"][0].reverse(), ["parts_tickets_recounted"]),
    ("one sits nowhere", lambda d: d["division"][5].pop(), ["parts_whole"]),
    ("tickets were embellished", lambda d: d["tickets"][3].reverse(), ["parts_tickets_recounted"]),
    ("evenness was embellished", lambda d: d.update(uneven=0), ["parts_tickets_recounted"]),
    ("a panel asks for less", lambda d: d["parts"][0]["targets"][0].update(min=0), ["parts_ask_the_whole"]),
    ("the lottery is another", lambda d: d.update(lottery="00"), ["parts_of_this_lottery"]),
    ("a part has no name", lambda d: d["parts"][0].pop("name"), ["parts_read"]),
]


@pytest.mark.parametrize(("what", "change", "broken"), CHANGES, ids=[what for what, _, _ in CHANGES])
def test_a_check_names_what_was_changed_in_the_published_parts(europe, what, change, broken):
    document = parts_document(europe)
    change(document)
    findings = check_parts(document, lottery_document(europe.lottery), european_pool())
    assert [str(finding.check) for finding in findings if not finding.holds] == broken


def test_a_parliament_of_89_gives_halves_of_44_and_45_and_a_substitute_half_as_balanced_as_they_are():
    assert halves(89) == (44, 45)
    pool = Pool(
        categories=("gender",),
        respondents=tuple(Respondent(id=f"p{n:03}", features=("woman" if n % 2 else "man",)) for n in range(178)),
    )
    whole = (target("gender", "woman", 43, 46), target("gender", "man", 43, 46))
    sizes = {"first half": 44, "second half": 45, "substitutes": 45}
    parts = [
        Part(name=name, seats=n, targets=scaled_targets(whole, seats=n, of=89), substitutes=name == "substitutes")
        for name, n in sizes.items()
    ]
    drawn = find_several(pool=pool, parts=parts, panels=10).people_of(7)
    women = {name: sum(int(id_[1:]) % 2 for id_ in ids) for name, ids in drawn.items()}
    assert {name: len(ids) for name, ids in drawn.items()} == sizes
    assert all(21 <= count <= 24 for count in women.values())
