"""Merkle trees: the values that Certificate Transparency publishes, and proofs for every leaf."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.audit.merkle import inclusion_path, leaf_hash, root_by_path, tree_hash

# The reference trees of Certificate Transparency (RFC 9162's own example of use), whose leaves are
# these bytes: github.com/google/certificate-transparency, merkletree/merkle_tree_test.cc.
LEAVES = [
    *["", "00", "10", "2021", "3031", "40414243", "5051525354555657"],
    "606162636465666768696a6b6c6d6e6f",
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def hashes(count: int) -> list[bytes]:
    return [leaf_hash(str(number).encode()) for number in range(count)]


@pytest.mark.parametrize("size", range(1, 9))
def test_the_reference_trees_have_their_roots(size: int) -> None:
    leaves = [leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES[:size]]
    assert tree_hash(leaves).hex() == ROOTS[size - 1]
    for index, leaf in enumerate(leaves):
        path = inclusion_path(leaves, index)
        assert root_by_path(leaf, index, size, path).hex() == ROOTS[size - 1]


def test_a_tree_without_leaves_is_the_hash_of_nothing() -> None:
    assert tree_hash([]) == hashlib.sha256(b"").digest()


@given(st.integers(1, 200), st.data())
def test_a_path_leads_to_the_root_and_no_changed_one_does(size: int, data: st.DataObject) -> None:
    leaves = hashes(size)
    index = data.draw(st.integers(0, size - 1))
    path, root = inclusion_path(leaves, index), tree_hash(leaves)
    assert root_by_path(leaves[index], index, size, path) == root

    other = data.draw(
        st.integers(0, size - 1).filter(lambda i: i != index) if size > 1 else st.just(size)
    )
    assert root_by_path(leaves[index], other, size, path) != root
    assert root_by_path(leaf_hash(b"x"), index, size, path) != root
    assert root_by_path(leaves[index], index, size, [*path, root]) is None
    assert root_by_path(leaves[index], index, size + size, path) != root
    if path:
        assert root_by_path(leaves[index], index, size, path[:-1]) is None
