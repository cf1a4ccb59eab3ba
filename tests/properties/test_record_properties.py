"""What must be true of every record: any byte changed anywhere is found, and every prefix proves itself."""

from functools import cache

import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.core.canonical import NotCanonical, canonical_bytes, read_canonical
from folkmoot.core.record.entries import Entry, entry_line, read_line
from folkmoot.core.record.exports import check_export
from folkmoot.core.record.findings import Finding
from folkmoot.core.record.merkle import (
    Frontier,
    Tree,
    consistency_holds,
    inclusion_holds,
    leaf_hash,
    tree_root,
)
from folkmoot.core.record.notes import SigningKey, read_note, read_signing_key, sign_note, verify_note
from tests.core.record.sample import KEY, acts, export

leaves = st.lists(st.binary(max_size=4).map(leaf_hash), max_size=70)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@cache
def untouched() -> dict[str, bytes]:
    return export()


@cache
def kept() -> bytes:
    return export(acts()[:7], at="2026-03-08T00:00:00Z")["checkpoint"]


def first_failure(files: dict[str, bytes], **beside: bytes) -> Finding | None:
    return check_export(files, kept_checkpoint=beside.get("kept")).first_failure


@st.composite
def places(draw: st.DrawFn) -> tuple[str, int]:
    path = draw(st.sampled_from(sorted(untouched())))
    return path, draw(st.integers(0, len(untouched()[path]) - 1))


@given(places(), st.integers(1, 255))
def test_any_byte_changed_anywhere_is_found_and_the_file_is_named(place, change):
    path, at = place
    data = bytearray(untouched()[path])
    data[at] ^= change

    failure = first_failure({**untouched(), path: bytes(data)})

    assert failure is not None
    # A key that was touched shows in the key; or, where it is still a key, in the signature that it no longer fits.
    assert failure.file in ({path, "checkpoint"} if path == "key.vkey" else {path})


@given(st.integers(0), st.integers(1, 255))
def test_a_byte_changed_in_a_line_names_that_line(where, change):
    data = bytearray(untouched()["entries.jsonl"])
    at = where % len(data)
    line = data[:at].count(b"\n") + 1
    data[at] ^= change

    failure = first_failure({**untouched(), "entries.jsonl": bytes(data)})

    assert failure is not None
    # The line feed at the very end belongs to no line: without it the file is cut, though every line is whole.
    assert (failure.file, failure.line) == ("entries.jsonl", line)


@given(places(), st.binary(min_size=1, max_size=3))
def test_bytes_slipped_in_anywhere_are_found(place, extra):
    path, at = place
    data = untouched()[path]

    assert first_failure({**untouched(), path: data[:at] + extra + data[at:]}) is not None


@given(places(), st.integers(1, 60))
def test_bytes_taken_out_anywhere_are_found(place, count):
    path, at = place
    data = untouched()[path]

    assert first_failure({**untouched(), path: data[:at] + data[at + count :]}) is not None


@given(st.integers(0, len(export()["checkpoint"]) - 1), st.integers(1, 255))
def test_a_byte_changed_in_a_kept_checkpoint_is_found(at, change):
    data = bytearray(kept())
    data[at % len(data)] ^= change

    assert first_failure(untouched(), kept=bytes(data)) is not None


@given(st.dictionaries(st.sampled_from(sorted(untouched())), st.binary(max_size=40), max_size=6))
def test_checking_never_breaks_down_whatever_the_files_hold(files):
    assert not check_export(files, kept_checkpoint=b"", trusted_key=KEY.verifier).holds


@given(st.sampled_from(acts()), st.dictionaries(texts, plain, max_size=3))
def test_checking_never_breaks_down_whatever_an_entry_says(act, data):
    at, kind, told = act
    for content in (data, {**told, **dict.fromkeys(told, data)}, {name: data.get(name) for name in told}):
        check_export(export([(at, kind, content)]))


@given(leaves, st.data())
def test_every_leaf_of_every_tree_is_proven(all_, data):
    if not all_:
        return
    index = data.draw(st.integers(0, len(all_) - 1))
    proof, root = Tree().extend(all_).inclusion(index, len(all_)), tree_root(all_)

    assert inclusion_holds(leaf=all_[index], index=index, size=len(all_), proof=proof, root=root)
    assert not inclusion_holds(leaf=leaf_hash(b"another"), index=index, size=len(all_), proof=proof, root=root)


@given(leaves)
def test_every_prefix_of_every_tree_is_proven(all_):
    root, tree = tree_root(all_), Tree().extend(all_)
    for size in range(1, len(all_) + 1):
        proof, old_root = tree.consistency(size, len(all_)), tree_root(all_[:size])
        sizes = {"old_size": size, "new_size": len(all_)}
        assert tree.root(size) == old_root
        assert consistency_holds(**sizes, old_root=old_root, new_root=root, proof=proof)
        assert not consistency_holds(**sizes, old_root=leaf_hash(b"fork"), new_root=root, proof=proof)


@given(leaves)
def test_appending_leaf_by_leaf_gives_the_root_of_the_whole_at_every_size(all_):
    frontier = Frontier()
    for size, leaf in enumerate(all_, 1):
        frontier = frontier.append(leaf)
        assert (frontier.size, frontier.root()) == (size, tree_root(all_[:size]))
        assert len(frontier.peaks) == size.bit_count()


@given(st.dictionaries(texts, plain, max_size=4), st.integers(0, 10**6))
def test_every_entry_is_read_back_as_it_was_written(data, index):
    entry = Entry(index=index, at="2026-03-01T18:30:00Z", kind="a.b", data=data, assembly="x", by="y")

    assert read_line(entry_line(entry), index) == entry


@given(plain)
def test_canonical_json_is_read_back_as_the_same_value(value):
    entry = Entry(index=0, at="2026-03-01T18:30:00Z", kind="a.b", data={"value": value})

    assert read_canonical(entry_line(entry))["data"] == {"value": value}


@given(st.binary(min_size=32, max_size=32), st.text("abcø \n", max_size=30))
def test_every_key_signs_what_its_public_half_verifies(secret, text):
    key = SigningKey(name="record.example.org", secret=secret)

    note = read_note(sign_note(text + "\n", key))

    assert note.text == text + "\n"
    assert verify_note(note, key.verifier) == note.signatures[0]
    assert read_signing_key(key.private_text()) == key


@given(plain)
def test_values_are_written_as_the_reference_writes_them(value):
    assert canonical_bytes(value) == rfc8785.dumps(value)


@given(texts.map(str.encode) | plain.map(rfc8785.dumps))
def test_what_is_read_is_what_the_reference_would_have_written(data):
    try:
        value = read_canonical(data)
    except NotCanonical:
        return
    assert rfc8785.dumps(value) == data
