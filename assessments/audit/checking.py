"""Checks all chains and all daily roots of the audit log, row by row, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date
from itertools import groupby
from operator import attrgetter
from typing import Literal

from django.db.models import Exists, OuterRef, Subquery

from assessments.audit.chain import find_faults
from assessments.audit.merkle import tree_hash
from assessments.audit.models import AuditEntry, LogLeaf, LogRoot
from assessments.audit.queries import root_newest, to_entry

ROWS_AT_A_TIME = 2000
FAULTS = {
    "missing": "the entry is missing",
    "changed": "the entry was changed after it was written",
    "unlinked": "the entry does not follow from the one before it",
    "rewritten": "the entry is not the one that the root of its day covers",
    "late": "the entry has the date of a day whose root was made without it",
    "root_changed": "the root is not that of its statement",
    "root_unlinked": "the root does not follow from the one before it",
    "tree_changed": "the leaves of the root are not those that it was made of",
    "root_absent": "the kept root is not among the roots of this log",
}


@dataclass(frozen=True, kw_only=True)
class LogFault:
    """A fault of an entry (its subject and number) or of a root (its day, or itself if kept)."""

    code: str
    place: Literal["entry", "root"]
    subject: str
    number: int | None = None

    def __str__(self) -> str:
        number = f", {self.number}" if self.number is not None else ""
        return f"{self.place} {self.subject}{number}: {FAULTS[self.code]}"


@dataclass(kw_only=True)
class Counts:
    """What was checked."""

    entries: int = 0
    chains: int = 0
    roots: int = 0
    leaves: int = 0


def check_log(counts: Counts, *, kept: Iterable[str] = ()) -> Iterator[LogFault]:
    """Yield every fault of the log, and each of the `kept` roots that it does not have."""
    yield from _check_chains(counts)
    yield from _check_roots(counts)
    yield from _check_leaves()
    for root in kept:
        if not LogRoot.objects.filter(hash=root).exists():
            yield LogFault(code="root_absent", place="root", subject=root)


def _check_chains(counts: Counts) -> Iterator[LogFault]:
    # The first root that covers an entry: an index holds the leaves of a subject by number.
    leaves = LogLeaf.objects.filter(subject=OuterRef("subject"), number__gte=OuterRef("number"))
    rows = AuditEntry.objects.annotate(
        covered_by=Subquery(leaves.order_by("number").values("root")[:1])
    ).order_by("subject", "number")
    closed = _closed_days()
    late: list[LogFault] = []

    def watched() -> Iterator[AuditEntry]:
        for row in rows.iterator(chunk_size=ROWS_AT_A_TIME):
            counts.entries += 1
            closed_day = closed[row.covered_by]
            if closed_day is not None and row.at.astimezone(UTC).date() <= closed_day:
                late.append(_entry_fault("late", row.subject, row.number))
            yield row

    for subject, entries in groupby(watched(), key=attrgetter("subject")):
        counts.chains += 1
        for fault in find_faults((to_entry(entry), entry.hash) for entry in entries):
            yield _entry_fault(fault.code, subject, fault.number)
        yield from late
        late.clear()


def _closed_days() -> dict[int | None, date | None]:
    """Return for each root the day that was closed before it; under None, the newest of all.

    An entry that the root is the first to cover has a later date, and so has an entry that none
    covers.
    """
    days: dict[int | None, date | None] = dict(LogRoot.objects.values_list("pk", "since"))
    newest = root_newest()
    return {**days, None: newest.day if newest else None}


def _entry_fault(code: str, subject: str, number: int) -> LogFault:
    return LogFault(code=code, place="entry", subject=subject, number=number)


def _check_roots(counts: Counts) -> Iterator[LogFault]:
    before: LogRoot | None = None
    for root in LogRoot.objects.order_by("day").iterator(chunk_size=ROWS_AT_A_TIME):
        counts.roots += 1
        day = root.day.isoformat()
        if root.statement.root() != root.hash:
            yield LogFault(code="root_changed", place="root", subject=day)
        follows = (before.hash, before.day) if before else ("", None)
        if (root.previous, root.since) != follows:
            yield LogFault(code="root_unlinked", place="root", subject=day)
        if not _has_its_leaves(root, counts):
            yield LogFault(code="tree_changed", place="root", subject=day)
        before = root


def _has_its_leaves(root: LogRoot, counts: Counts) -> bool:
    count, last, in_order = 0, "", True

    def hashes() -> Iterator[bytes]:
        nonlocal count, last, in_order
        leaves = LogLeaf.objects.filter(root=root).order_by("position")
        for leaf in leaves.iterator(chunk_size=ROWS_AT_A_TIME):
            # Each subject once: two leaves of one chain would be two histories of it.
            in_order = in_order and leaf.position == count and (count == 0 or leaf.subject > last)
            count, last = count + 1, leaf.subject
            yield leaf.leaf_hash

    tree = tree_hash(hashes()).hex()
    counts.leaves += count
    return in_order and (tree, count) == (root.tree, root.leaves)


def _check_leaves() -> Iterator[LogFault]:
    """Hold the leaves against the entries that they were made of."""
    same = AuditEntry.objects.filter(
        subject=OuterRef("subject"), number=OuterRef("number"), hash=OuterRef("hash")
    )
    for leaf in LogLeaf.objects.filter(~Exists(same)).iterator(chunk_size=ROWS_AT_A_TIME):
        yield _entry_fault("rewritten", leaf.subject, leaf.number)
