"""Writes the audit log: an entry, and the root of a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, timedelta
from itertools import islice

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from assessments.audit.log import audit_append
from assessments.audit.merkle import tree_hash
from assessments.audit.models import AuditEntry, LogLeaf, LogRoot
from assessments.audit.queries import end_of, is_uncovered
from assessments.audit.roots import RootStatement, head_leaf

__all__ = ["audit_append", "root_make"]

# An act of the day may be committed this much later; no request and no job takes as long.
ROOT_DELAY = timedelta(hours=1)
# Entries that were committed later still are looked for this far back.
LATE_COMMITS = timedelta(days=1)
ROWS_AT_A_TIME = 2000


def root_make() -> LogRoot | None:
    """Make the root of yesterday (UTC), once; None where there is one or nothing was ever done.

    Where days were missed, it covers them as well. A day without acts has a root without leaves:
    it leaves no room for entries that are dated back into that day.
    """
    now = timezone.now()
    day = (now - ROOT_DELAY).astimezone(UTC).date() - timedelta(days=1)
    last = LogRoot.objects.order_by("-day").first()
    if last is not None and last.day >= day:
        return None
    heads = sorted(_grown_heads(last, day), key=lambda head: head[0])
    if last is None and not heads:
        return None
    leaves = (head_leaf(subject=s, number=n, entry_hash=h) for s, n, h in heads)
    statement = RootStatement(
        day=day,
        since=last.day if last else None,
        leaves=len(heads),
        tree=tree_hash(leaves).hex(),
        previous=last.hash if last else "",
        made_at=now,
    )
    try:
        return _store(statement, heads)
    except IntegrityError:  # another sweep made it meanwhile
        return None


Head = tuple[str, int, str]  # subject, number of the last entry, its hash


def _grown_heads(last: LogRoot | None, day: date) -> Iterator[Head]:
    """Yield the last entry of each chain that the roots so far do not cover."""
    entries = AuditEntry.objects.filter(at__lt=end_of(day))
    if last is not None:
        entries = entries.filter(at__gte=end_of(last.day) - LATE_COMMITS)
    later = entries.filter(subject=OuterRef("subject"), number__gt=OuterRef("number"))
    heads = entries.filter(~Exists(later), is_uncovered()).order_by()
    yield from heads.values_list("subject", "number", "hash").iterator(chunk_size=ROWS_AT_A_TIME)


@transaction.atomic
def _store(statement: RootStatement, heads: list[Head]) -> LogRoot:
    root = LogRoot.objects.create(**vars(statement), hash=statement.root())
    leaves = (
        LogLeaf(root=root, position=position, subject=subject, number=number, hash=entry_hash)
        for position, (subject, number, entry_hash) in enumerate(heads)
    )
    while batch := list(islice(leaves, ROWS_AT_A_TIME)):
        LogLeaf.objects.bulk_create(batch)
    return root
