"""What always holds of addresses, households and suspected twins, whatever people typed."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.sortition.addresses import Address, folded, read_address
from folkmoot.core.sortition.duplicates import Known, twins
from folkmoot.core.sortition.households import Decision, Households, households, suspicions

WORDS = st.sampled_from(
    ["Rue", "Haute", "Hautte", "Nørregade", "St.", "Flat", "box", "bte", "12", "12a", "3", "th", "1000"]
)
TYPED = st.lists(st.one_of(WORDS, st.sampled_from([",", "/", "-", "\n"])), max_size=8).map(" ".join)
KEYS = st.sampled_from(["a", "b", "c", "d", "e", ""])
PAIRS = st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde"), st.booleans())
DECISIONS = st.lists(PAIRS, max_size=6).map(
    lambda rows: [Decision(left=min(a, b), right=max(a, b), together=together) for a, b, together in rows]
)


@given(st.one_of(st.text(max_size=60), TYPED))
def test_case_and_outer_spaces_never_part_a_household(text: str):
    key = read_address(text).key
    assert read_address(f"  {text} ").key == key
    assert folded(folded(text)) == folded(text)


@given(st.lists(TYPED, max_size=6))
def test_suspicion_knows_no_order_and_no_self(texts: list[str]):
    addresses = [read_address(text) for text in texts]
    found = suspicions(addresses)
    assert suspicions(addresses[::-1]) == found
    assert [pair for pair in found if pair.left >= pair.right] == []
    assert len({(pair.left, pair.right) for pair in found}) == len(found)


@given(st.lists(TYPED, max_size=6))
def test_another_box_is_never_suspected(texts: list[str]):
    addresses = {each.key: each for each in map(read_address, texts)}
    units = [(addresses[pair.left].unit, addresses[pair.right].unit) for pair in suspicions(addresses.values())]
    assert [(a, b) for a, b in units if a and b and a != b] == []


def closure(found: Households) -> set[tuple[str, str]]:
    return {(a, b) for a, b in permutations(found.of, 2) if found.of[a] and found.of[a] == found.of[b]}


@given(st.dictionaries(st.text("pqrs", min_size=1, max_size=2), KEYS, max_size=7), DECISIONS)
def test_living_together_is_symmetric_and_transitive(keys: dict[str, str], decisions: list[Decision]):
    found = households(keys, decisions)
    pairs = closure(found)
    assert {(b, a) for a, b in pairs} == pairs
    assert {(a, d) for a, b in pairs for c, d in pairs if b == c and a != d} <= pairs
    assert households(keys, decisions[::-1]) == Households(
        of=found.of, contradictions=tuple(reversed(found.contradictions))
    )
    # Whoever shares a key shares a home, unless somebody said that nobody does there; an unknown address joins nobody.
    alone = {each.left for each in decisions if each.left == each.right and not each.together}
    same = {(a, b) for a, b in permutations(keys, 2) if keys[a] and keys[a] == keys[b] and keys[a] not in alone}
    assert same <= pairs
    assert [who for who, key in keys.items() if (not key or key in alone) and found.of[who] is not None] == []


@given(DECISIONS)
def test_a_refusal_that_others_undo_is_told(decisions: list[Decision]):
    found = households({key: key for key in "abcde"}, decisions)
    joined = households({key: key for key in "abcde"}, [each for each in decisions if each.together]).of
    refused = [each for each in decisions if not each.together and each.left != each.right]
    assert list(found.contradictions) == [each for each in refused if joined[each.left] == joined[each.right]]


NAMES = st.sampled_from(["Anne Holm", "Holm, Anne", "Ane Holm", "Bo Lund", ""])
PEOPLE = st.lists(
    st.builds(
        lambda name, born, phone, home: (name, born, phone, home),
        NAMES,
        st.sampled_from(["", "1990", "1990-02-03", "1980-02-03"]),
        st.sampled_from(["", "12345678", "+45 12 34 56 78", "87654321"]),
        st.sampled_from(["", "home"]),
    ),
    max_size=6,
).map(
    lambda rows: [
        Known(id=f"p{n}", name=name, born=born, phone=phone, household=home)
        for n, (name, born, phone, home) in enumerate(rows)
    ]
)


@given(PEOPLE)
def test_twins_share_something_and_contradict_in_nothing(people: list[Known]):
    by_id = {each.id: each for each in people}
    found = twins(people)
    assert twins(people[::-1]) == found
    for pair in found:
        a, b = by_id[pair.left], by_id[pair.right]
        short = min(len(a.born), len(b.born))
        assert (pair.left < pair.right, bool(pair.shared), a.born[:short] == b.born[:short]) == (True, True, True)


def test_an_address_without_anything_has_no_key():
    assert read_address(" , ").key == ""
    empty = Address(street="", name="", kind="", number="", unit="", postcode="", place="")
    assert suspicions([empty, empty]) == ()
