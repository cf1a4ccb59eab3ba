"""Dice from a public seed: anybody throws the same numbers again, and every side is as likely as any other."""

import hashlib
from collections import Counter
from itertools import permutations

import pytest

from folkmoot.core.chance import Dice


def words_by_hand(label: bytes, seed: bytes, count: int) -> list[int]:
    """The stream as docs/spec tells it, written a second time."""
    stream = b"".join(hashlib.sha256(label + b"\0" + seed + n.to_bytes(8, "big")).digest() for n in range(count))
    return [int.from_bytes(stream[place : place + 4], "big") for place in range(0, 4 * count, 4)]


def test_the_stream_is_the_one_that_is_documented():
    dice = Dice(b"seed", label="draw")

    assert [dice.below(2**32) for _ in range(20)] + dice.words(5) == words_by_hand(b"draw", b"seed", 25)


def test_a_throw_is_the_rest_of_the_word():
    dice = Dice(b"seed", label="draw")

    assert [dice.below(6) for _ in range(20)] == [word % 6 for word in words_by_hand(b"draw", b"seed", 20)]


def test_words_that_would_favour_low_sides_are_thrown_again():
    sides = 3 * 2**30
    kept = [word for word in words_by_hand(b"draw", b"seed", 40) if word < sides]
    dice = Dice(b"seed", label="draw")

    assert [dice.below(sides) for _ in range(20)] == kept[:20]


def test_the_same_seed_throws_the_same_numbers():
    first, second = (Dice(b"seed", label="draw") for _ in range(2))

    assert [first.below(1000) for _ in range(50)] == [second.below(1000) for _ in range(50)]


def test_labels_keep_the_uses_of_a_seed_apart():
    first, second = (Dice(b"seed", label=label) for label in ("draw", "seats"))

    assert [first.below(1000) for _ in range(5)] != [second.below(1000) for _ in range(5)]


def test_a_label_cannot_borrow_from_the_seed():
    assert Dice(b"bseed", label="a").below(2**32) != Dice(b"seed", label="ab").below(2**32)


def test_a_die_with_one_side_always_shows_it():
    assert Dice(b"", label="x").below(1) == 0


@pytest.mark.parametrize("sides", [0, -1, 2**32 + 1])
def test_a_die_without_sides_is_refused(sides):
    with pytest.raises(ValueError, match="sides"):
        Dice(b"", label="x").below(sides)


def test_a_shuffle_keeps_every_item():
    assert sorted(Dice(b"seed", label="x").shuffled(range(100))) == list(range(100))


def test_a_shuffle_of_nothing_is_nothing():
    assert Dice(b"seed", label="x").shuffled([]) == []


def test_every_order_of_three_comes_up_equally_often():
    seen = Counter(tuple(Dice(n.to_bytes(2, "big"), label="x").shuffled("abc")) for n in range(6_000))

    assert set(seen) == set(permutations("abc"))
    assert all(900 < count < 1_100 for count in seen.values())
