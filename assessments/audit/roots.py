"""What a daily root and its leaves are computed from.

A leaf is the head of a chain: its subject, the number of its last entry and that entry's hash. The
tree has a leaf for each chain that grew since the root before. A root is the SHA-256 of a
statement: canonical JSON of the day, the tree and the root before, so that a root also covers every
earlier one. They begin with different bytes (a brace, 0x00, 0x01): none passes for another.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from assessments.audit.chain import Fault, utc_text
from assessments.audit.merkle import leaf_hash


@dataclass(frozen=True, kw_only=True)
class RootStatement:
    """What a root says: the heads of the chains at the end of a day (UTC)."""

    day: date
    since: date | None  # the day of the root before; None for the first root
    leaves: int  # chains that grew since then
    tree: str  # the hash of the Merkle tree, in hexadecimal
    previous: str  # the root before, in hexadecimal; "" for the first root
    made_at: datetime

    def fields(self) -> dict[str, Any]:
        """Return the fields as they are hashed and exported."""
        return {
            "day": self.day.isoformat(),
            "since": self.since.isoformat() if self.since else "",
            "leaves": self.leaves,
            "tree": self.tree,
            "previous": self.previous,
            "made_at": utc_text(self.made_at),
        }

    def text(self) -> bytes:
        """Return the bytes that are hashed, and timestamped by a third party."""
        return _canonical(self.fields())

    def root(self) -> str:
        """Return the root in hexadecimal."""
        return hashlib.sha256(self.text()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Inclusion:
    """The proof that the head of a chain is in a root (RFC 9162, 2.1.3)."""

    subject: str
    number: int  # of the last entry that the root covers
    hash: str  # of that entry, in hexadecimal
    root: str  # in hexadecimal; its statement has the size of the tree
    index: int
    path: list[str]  # in hexadecimal, from the leaf upwards


def head_leaf(*, subject: str, number: int, entry_hash: str) -> bytes:
    """Return the hash of the leaf of a chain; `entry_hash` is that of its last entry."""
    return leaf_hash(_canonical({"subject": subject, "number": number, "hash": entry_hash}))


def find_root_faults(
    entries: Sequence[tuple[int, datetime, str]],
    leaves: Sequence[tuple[int, str, date | None]],
    newest: date | None,
) -> list[Fault]:
    """Return where a chain is not what the roots cover.

    `entries` are (number, time, hash) and `leaves` (number, hash, day of the root before theirs) of
    one chain, in order; `newest` is the day of the newest root of all. An entry is `rewritten`
    where it has another hash than its leaf or is gone, and `late` where it has the date of a day
    whose root was made without it.
    """
    hashes = {number: entry_hash for number, _, entry_hash in entries}
    faults = [
        Fault(number=number, code="rewritten")
        for number, leaf_entry_hash, _ in leaves
        if hashes.get(number) != leaf_entry_hash
    ]
    covered = [number for number, _, _ in leaves]
    for number, at, _ in entries:
        place = bisect_left(covered, number)
        closed = leaves[place][2] if place < len(leaves) else newest
        if closed is not None and at.astimezone(UTC).date() <= closed:
            faults.append(Fault(number=number, code="late"))
    return faults


def _canonical(fields: Mapping[str, Any]) -> bytes:
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
