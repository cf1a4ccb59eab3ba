"""The tree of RFC 9162 against vectors that everybody uses (certificate-transparency reference implementation)."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from folkmoot.core.record.merkle import (
    EMPTY_ROOT,
    Frontier,
    Tree,
    consistency_holds,
    inclusion_holds,
    leaf_hash,
    tree_root,
)

LINES = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
LEAVES = [leaf_hash(line) for line in LINES]
TREE = Tree().extend(LEAVES)
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSION = {
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
}
CONSISTENCY = {
    (1, 1): [],
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}


@pytest.mark.parametrize("size", range(9))
def test_the_root_over_the_published_leaves_is_the_published_root(size):
    assert tree_root(LEAVES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize("size", range(9))
def test_a_tree_remembers_the_root_of_every_size_it_had(size):
    assert TREE.root(size).hex() == ROOTS[size]


@pytest.mark.parametrize("size", range(9))
def test_appending_one_by_one_leads_to_the_same_root(size):
    assert Frontier().extend(LEAVES[:size]).root().hex() == ROOTS[size]


def test_the_empty_tree_has_the_hash_of_nothing_as_its_root():
    assert tree_root([]) == Frontier().root() == EMPTY_ROOT


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_inclusion_proofs_are_the_published_ones(index, size):
    assert [one.hex() for one in TREE.inclusion(index, size)] == INCLUSION[index, size]


@pytest.mark.parametrize(("old_size", "new_size"), CONSISTENCY)
def test_consistency_proofs_are_the_published_ones(old_size, new_size):
    assert [one.hex() for one in TREE.consistency(old_size, new_size)] == CONSISTENCY[old_size, new_size]


def test_the_frontier_of_a_million_leaves_is_twenty_hashes_at_most():
    assert len(Frontier().extend([LEAVES[0]] * 1000).peaks) == (1000).bit_count()


@pytest.mark.parametrize("size", [-1, 9])
def test_a_tree_has_no_root_of_a_size_it_never_had(size):
    with pytest.raises(IndexError):
        TREE.root(size)


def test_a_leaf_outside_the_tree_has_no_proof():
    with pytest.raises(IndexError):
        TREE.inclusion(8, 8)


def test_a_tree_does_not_begin_with_more_leaves_than_it_has():
    with pytest.raises(IndexError):
        TREE.consistency(9, 8)


@pytest.mark.parametrize(
    ("index", "size", "proof"),
    [
        (8, 8, TREE.inclusion(5, 8)),
        (-1, 8, TREE.inclusion(5, 8)),
        (5, 8, TREE.inclusion(5, 8)[:-1]),
        (5, 8, (*TREE.inclusion(5, 8), LEAVES[0])),
        (4, 8, TREE.inclusion(5, 8)),
        (5, 4, TREE.inclusion(5, 8)),
        (0, 0, ()),
    ],
)
def test_an_inclusion_proof_for_anything_else_does_not_hold(index, size, proof):
    assert not inclusion_holds(leaf=LEAVES[5], index=index, size=size, proof=proof, root=tree_root(LEAVES))


@pytest.mark.parametrize(
    ("old_size", "new_size", "proof"),
    [
        (0, 8, ()),
        (9, 8, ()),
        (6, 8, ()),
        (6, 8, TREE.consistency(6, 8)[:-1]),
        (6, 8, (*TREE.consistency(6, 8), LEAVES[0])),
        (5, 8, TREE.consistency(6, 8)),
        (8, 8, TREE.consistency(6, 8)),
        (4, 8, ()),
    ],
)
def test_a_consistency_proof_for_anything_else_does_not_hold(old_size, new_size, proof):
    old_root, new_root = tree_root(LEAVES[:6]), tree_root(LEAVES)

    assert not consistency_holds(
        old_size=old_size, new_size=new_size, old_root=old_root, new_root=new_root, proof=proof
    )


PUBLISHED = [
    json.loads(line)
    for line in Path(__file__).parents[2].joinpath("data/record/merkle-proofs.jsonl").read_text().splitlines()
]


def hashes(told: dict[str, Any], *names: str) -> list[bytes]:
    return [base64.b64decode(told[name] or "") for name in names]


def published_proof_holds(told: dict[str, Any]) -> bool:
    """What we say of a proof that others published (`tests/data/record/ORIGIN.md`)."""
    proof = tuple(base64.b64decode(step) for step in told["proof"] or ())
    if "leafIdx" in told:
        leaf, root = hashes(told, "leafHash", "root")
        return inclusion_holds(leaf=leaf, index=told["leafIdx"], size=told["treeSize"], proof=proof, root=root)
    old, new = hashes(told, "root1", "root2")
    return consistency_holds(old_size=told["size1"], new_size=told["size2"], old_root=old, new_root=new, proof=proof)


def test_of_the_published_proofs_those_hold_that_should_and_no_other():
    assert [told["file"] for told in PUBLISHED if published_proof_holds(told) is told["wantErr"]] == []
    assert (len(PUBLISHED), sum(told["wantErr"] for told in PUBLISHED)) == (196, 184)
