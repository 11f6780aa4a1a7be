"""Merkle trees as in RFC 9162, 2.1: the hash of a tree, and proofs that a leaf is in it.

The functions are pure. Hashes are 32 bytes (SHA-256). Leaves and nodes are hashed with different
first bytes (RFC 9162, 2.1.1), so that no node can be passed off as a leaf.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

LEAF_PREFIX, NODE_PREFIX = b"\x00", b"\x01"


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf with these bytes."""
    return hashlib.sha256(LEAF_PREFIX + data).digest()


def tree_hash(leaves: Iterable[bytes]) -> bytes:
    """Return the hash of the tree over hashes of leaves, in their order.

    RFC 9162, 2.1.1. Keeps one hash for each height, so that the leaves may come from a stream.
    """
    complete: list[tuple[int, bytes]] = []  # (height, hash), the highest subtree first
    for leaf in leaves:
        height, node = 0, leaf
        while complete and complete[-1][0] == height:
            node = _node_hash(complete.pop()[1], node)
            height += 1
        complete.append((height, node))
    if not complete:
        return hashlib.sha256().digest()
    _, root = complete.pop()
    while complete:
        root = _node_hash(complete.pop()[1], root)
    return root


def inclusion_path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return the hashes beside the way from a leaf to the root (RFC 9162, 2.1.3.1)."""
    path: list[bytes] = []
    row = list(leaves)
    while len(row) > 1:
        beside = index ^ 1
        if beside < len(row):
            path.append(row[beside])
        pairs = [_node_hash(*row[i : i + 2]) for i in range(0, len(row) - 1, 2)]
        # The last one of an odd number stands one height further up as it is.
        row = pairs + row[len(pairs) * 2 :]
        index //= 2
    return path


def root_by_path(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """Return the root that a path leads to; None where it is no path of a tree of this size.

    RFC 9162, 2.1.3.2.
    """
    if not 0 <= index < size:
        return None
    node, at, last = leaf, index, size - 1
    for beside in path:
        if last == 0:
            return None
        if at % 2 or at == last:
            node = _node_hash(beside, node)
            while at and not at % 2:
                at, last = at >> 1, last >> 1
        else:
            node = _node_hash(node, beside)
        at, last = at >> 1, last >> 1
    return node if last == 0 else None


def _node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(NODE_PREFIX + left + right).digest()
