"""The first lottery told as tables: what a frame may hold, everybody's chance, a draw by hand, what is refused."""

import hashlib
from fractions import Fraction
from itertools import accumulate

import pytest

from folkmoot.core.faults import Fault, Faults
from folkmoot.core.sortition.announcements import InvitationsUnreadable, SeedTooShort, ThrowsTooFew, seed_from
from folkmoot.core.sortition.frames import FrameColumns, Unit, read_units
from folkmoot.core.sortition.invitations import allocated, draw_invitations, settled, unit_key
from folkmoot.core.sortition.phones import Block, draw_numbers
from folkmoot.core.sortition.responses import CASES, letters_needed, outlook
from folkmoot.core.sortition.sources import FaceNotOnDie

MEANS = FrameColumns(weight="residents", stratum="district")

# the rows below the header `Id,residents,district`, and what is made of them: units, or the faults with their rows
FRAMES: list[tuple[list[str], list[tuple[str, int, str]] | list[tuple[str, int]]]] = [
    (["a,2,n", "b,3,s"], [("a", 2, "n"), ("b", 3, "s")]),
    (["a,0,n", "b,1,n"], [("a", 0, "n"), ("b", 1, "n")]),  # nobody lives there: never invited
    (["a,2.5,n", "b,1,n"], [("a", 2500, "n"), ("b", 1000, "n")]),  # one with decimals: all in thousandths
    (["a,'2,5',n", "b,2.00,n"], [("a", 2500, "n"), ("b", 2000, "n")]),
    ([" a ,2, n", "b,2,n"], [("a", 2, "n"), ("b", 2, "n")]),
    ([], [("frame_empty", 0)]),
    (["a,2,n", "a,2,n"], [("unit_id_repeated", 3)]),
    ([",2,n", "b,-1,n", "c,1.2345,n", "d,,n", "e,1,"], [
        ("unit_id_missing", 2), ("weight_malformed", 3), ("weight_malformed", 4), ("weight_malformed", 5),
        ("stratum_missing", 6),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), FRAMES)
def test_a_frame_is_read_whole_or_refused_with_every_row_that_is_wrong(rows: list[str], expected: list[object]):
    cells = [row.replace("'2,5'", "2;5").split(",") for row in rows]
    numbered = [(number, [cell.replace(";", ",") for cell in row]) for number, row in enumerate(cells, 2)]
    assert read_or_refused(numbered) == expected


def read_or_refused(numbered: list[tuple[int, list[str]]]) -> list[object]:
    try:
        units = read_units(["Id", "residents", "district"], numbered, means=MEANS)
    except Faults as faults:
        return [(fault.code, fault.params.get("row", 0)) for fault in faults.faults]
    return [(unit.id, unit.weight, unit.stratum) for unit in units]


def test_a_frame_without_the_columns_named_is_refused_with_all_that_lack():
    with pytest.raises(Faults) as faults:
        read_units(["id"], [(2, ["a"])], means=MEANS)
    assert [fault.params for fault in faults.value.faults] == [{"column": "residents"}, {"column": "district"}]


# weights of one stratum, invitations, the chance of each unit: what is longer than the gap between teeth is certain
CHANCES: list[tuple[list[int], int, list[str]]] = [
    ([1, 1, 1, 1], 2, ["1/2", "1/2", "1/2", "1/2"]),
    ([1, 2, 3, 4], 1, ["1/10", "1/5", "3/10", "2/5"]),
    ([1, 2, 3, 4], 2, ["1/5", "2/5", "3/5", "4/5"]),
    ([1, 1, 1, 9], 2, ["1/3", "1/3", "1/3", "1"]),
    ([1, 1, 4, 9], 3, ["1/2", "1/2", "1", "1"]),  # with 9 certain, 4 is longer than 6/2 as well
    ([1, 1, 2, 2], 3, ["1/2", "1/2", "1", "1"]),  # exactly as long as the gap: certain as well
    ([0, 1, 1], 2, ["0", "1", "1"]),
    ([3, 5], 0, ["0", "0"]),
]


@pytest.mark.parametrize(("weights", "invitations", "chances"), CHANCES)
def test_chances_are_exactly_proportional_until_certain(weights: list[int], invitations: int, chances: list[str]):
    counts = {weight: weights.count(weight) for weight in weights}
    stratum = settled("", counts, invitations)
    assert [str(stratum.chance(weight)) for weight in weights] == chances
    assert sum(Fraction(chance) for chance in chances) == invitations


# invitations, weights of the strata, shares set: how many letters each stratum gets
SHARES: list[tuple[int, dict[str, int], dict[str, str], dict[str, int] | str]] = [
    (10, {"n": 1, "s": 3}, {}, {"n": 3, "s": 7}),  # 2.5 and 7.5: the remainder goes by name
    (10, {"n": 1, "s": 4}, {}, {"n": 2, "s": 8}),
    (100, {"poor": 10, "other": 90}, {"poor": "0.2"}, {"poor": 20, "other": 80}),  # twice as many as its people
    (10, {"n": 1, "s": 1}, {"n": "1"}, {"n": 10, "s": 0}),
    (10, {"n": 1, "s": 1}, {"n": "0.5", "s": "0.6"}, "shares_not_whole"),
    (10, {"n": 1, "s": 1}, {"n": "0.5", "s": "0.4"}, "shares_not_whole"),
    (10, {"n": 1}, {"x": "0.5"}, "stratum_unknown"),
]


@pytest.mark.parametrize(("size", "weights", "shares", "expected"), SHARES)
def test_strata_get_their_share_in_whole_letters(size, weights, shares, expected):
    given = {name: Fraction(share) for name, share in shares.items()}
    if isinstance(expected, dict):
        assert allocated(size, weights, given) == expected
    else:
        with pytest.raises(Faults, match=expected):
            allocated(size, weights, given)


def test_one_draw_worked_out_as_the_specification_says_it():
    seed = bytes.fromhex("00112233445566778899aabbccddeeff")
    units = [Unit(id=f"house {n}", weight=n) for n in range(1, 8)]
    prefix = hashlib.sha256(seed).hexdigest()[:32] + ":"
    assert unit_key(seed, "house 1") == hashlib.sha256(f"{prefix}house 1".encode()).hexdigest()
    order = sorted(units, key=lambda unit: hashlib.sha256(f"{prefix}{unit.id}".encode()).hexdigest())
    stream = hashlib.sha256(b"folkmoot-invitations-v1\x00" + seed + b"\x00" + bytes(8)).digest()
    start = int.from_bytes(stream[:4], "big") % 28  # 28 weigh all; the first word is far below the last multiple of it
    ends = list(accumulate(unit.weight for unit in order))
    teeth = [Fraction(start, 3) + Fraction(28, 3) * tooth for tooth in range(3)]
    expected = {order[next(n for n, end in enumerate(ends) if tooth < end)].id for tooth in teeth}
    drawn = draw_invitations(units, plan={"": 3}, seed=seed)
    assert {one.unit.id for one in drawn.invited} == expected
    assert [one.chance for one in drawn.invited] == [Fraction(3 * one.unit.weight, 28) for one in drawn.invited]


# a source of chance, as its public form, and the fault that it meets
CHANCE: list[tuple[dict[str, object], type[Fault] | None]] = [
    ({"kind": "seed", "seed": "00" * 16}, None),
    ({"kind": "seed", "seed": "00" * 15}, SeedTooShort),
    ({"kind": "seed", "seed": "no"}, InvitationsUnreadable),
    ({"kind": "dice", "sides": 6, "faces": [1, 6] * 10}, None),
    ({"kind": "dice", "sides": 6, "faces": [1] * 19}, ThrowsTooFew),
    ({"kind": "dice", "sides": 6, "faces": [7] * 20}, FaceNotOnDie),
    ({"kind": "dice", "sides": 10, "faces": [0] * 16}, None),
    ({"kind": "balls", "digits": [1, 2, 3]}, InvitationsUnreadable),
]


@pytest.mark.parametrize(("source", "fault"), CHANCE)
def test_chance_that_could_be_chosen_beforehand_is_refused(source: dict[str, object], fault: type[Fault] | None):
    if fault is not None:
        with pytest.raises(fault):
            seed_from(source, "ab" * 32)
    else:
        own = source["kind"] == "seed"
        assert (seed_from(source, "ab" * 32) == seed_from(source, "cd" * 32)) == own  # dice are bound to the inputs


def test_telephone_numbers_come_from_each_block_in_proportion_to_its_size():
    blocks = [Block(prefix="+4520", digits=4, stratum="mobile"), Block(prefix="+4533", digits=3, stratum="mobile")]
    drawn = draw_numbers(blocks, plan={"mobile": 110}, seed=b"0" * 16)
    numbers = [one.unit.id for one in drawn.invited]
    assert (len(set(numbers)), sum(n.startswith("+4520") for n in numbers)) == (110, 100)
    assert {one.chance for one in drawn.invited} == {Fraction(1, 100)}
    assert {len(number) for number in numbers} == {8, 9}


# seats, letters, share of yes: expected answers, and whether that is thin (below 5 a seat) or too thin (below 4)
OUTLOOKS: list[tuple[int, int, str, int, str]] = [
    (40, 8000, "0.0115", 92, "too thin"),  # Cumbria 2025
    (24, 1000, "0.115", 115, "thin"),  # Ostbelgien 2019
    (100, 10000, "0.0748", 748, "enough"),  # Paris
    (110, 30000, "0.0165", 495, "thin"),
]


@pytest.mark.parametrize(("seats", "letters", "rate", "expected", "verdict"), OUTLOOKS)
def test_a_pool_is_called_thin_below_five_people_a_seat(seats, letters, rate, expected, verdict):
    found = outlook(seats=seats, letters=letters, rate=Fraction(rate))
    assert found.expected == expected
    assert ("too thin" if found.too_thin else "thin" if found.thin else "enough") == verdict
    assert found.low < expected < found.high


def test_letters_are_planned_from_what_real_recruitments_met():
    assert [(case.name, f"{float(case.rate):.2%}") for case in CASES][-1] == ("Cumbria 2025", "1.15%")
    assert letters_needed(seats=40, rate=Fraction(5, 100)) == 4000
    sure = letters_needed(seats=40, rate=Fraction(5, 100), sure=0.9)
    low = outlook(seats=40, letters=sure, rate=Fraction(5, 100), sure=0.8).low
    assert abs(low - 200) <= 4  # nine in ten pools are at least that large: the lower end of the middle eight in ten
