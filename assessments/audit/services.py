"""Writes the audit log: an entry, and the root of a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import islice
from operator import itemgetter

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from assessments.audit.log import audit_append
from assessments.audit.merkle import tree_hash
from assessments.audit.models import LogLeaf, LogRoot
from assessments.audit.queries import end_of
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
    heads = _grown_heads(last, day)
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
# One pass over the entries of the time, whatever a database knows of their distribution: as an
# anti-join, PostgreSQL without fresh statistics took minutes for a million entries.
GROWN_HEADS = """
    SELECT entry.subject, entry.number, entry.hash
    FROM assessments_auditentry AS entry
    JOIN (
        SELECT subject, MAX(number) AS number FROM assessments_auditentry
        WHERE at >= %s AND at < %s GROUP BY subject
    ) AS head ON head.subject = entry.subject AND head.number = entry.number
    WHERE entry.number > COALESCE(
        (SELECT MAX(number) FROM assessments_logleaf AS leaf WHERE leaf.subject = entry.subject), 0)
"""


def _grown_heads(last: LogRoot | None, day: date) -> list[Head]:
    """Return the last entry of each chain that the roots so far do not cover, by subject."""
    since = end_of(last.day) - LATE_COMMITS if last else datetime.min.replace(tzinfo=UTC)
    adapt = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.execute(GROWN_HEADS, [adapt(since), adapt(end_of(day))])
        return sorted(cursor.fetchall(), key=itemgetter(0))


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
