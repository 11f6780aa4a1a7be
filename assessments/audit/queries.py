"""Reads the audit log: the entries about a subject, the roots that cover them, their faults."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import QuerySet

from assessments.audit.chain import Entry, Fault, find_faults
from assessments.audit.merkle import inclusion_path
from assessments.audit.models import AuditEntry, LogLeaf, LogRoot
from assessments.audit.roots import Inclusion, find_root_faults


def audit_check(subject: str) -> list[Fault]:
    """Return the faults of the chain of a subject, also against the daily roots."""
    entries = list(audit_of(subject))
    newest = root_newest()
    return [
        *find_faults((to_entry(entry), entry.hash) for entry in entries),
        *find_root_faults(
            [(entry.number, entry.at, entry.hash) for entry in entries],
            [(leaf.number, leaf.hash, leaf.root.since) for leaf in leaves_of([subject])],
            newest.day if newest else None,
        ),
    ]


def audit_of(subject: str) -> QuerySet[AuditEntry]:
    """Return the entries about a subject in the order in which they were written."""
    return AuditEntry.objects.filter(subject=subject).order_by("number")


def root_newest() -> LogRoot | None:
    """Return the newest root; it covers all that the earlier ones do."""
    return LogRoot.objects.order_by("-day").first()


def leaves_of(subjects: Iterable[str]) -> QuerySet[LogLeaf]:
    """Return the leaves of some chains with their roots, oldest first."""
    leaves = LogLeaf.objects.filter(subject__in=list(subjects)).select_related("root")
    return leaves.order_by("root__day", "position")


def roots_for(leaves: Iterable[LogLeaf]) -> QuerySet[LogRoot]:
    """Return the roots that the proofs of these leaves need, oldest first.

    They begin with the one before the first leaf's, whose day says which entries are dated too
    early, and end with the newest; none without leaves.
    """
    days = [leaf.root.since or leaf.root.day for leaf in leaves]
    return LogRoot.objects.filter(day__gte=min(days)) if days else LogRoot.objects.none()


def inclusion_of(leaf: LogLeaf) -> Inclusion:
    """Return the proof that the head of a chain is in its root."""
    beside = LogLeaf.objects.filter(root=leaf.root_id).order_by("position")
    hashes = [row.leaf_hash for row in beside.iterator(chunk_size=2000)]
    return Inclusion(
        subject=leaf.subject,
        number=leaf.number,
        hash=leaf.hash,
        root=leaf.root.hash,
        index=leaf.position,
        path=[node.hex() for node in inclusion_path(hashes, leaf.position)],
    )


def end_of(day: date) -> datetime:
    """Return the moment at which a day of UTC is over."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=UTC)


def to_entry(entry: AuditEntry) -> Entry:
    """Return the fields of an entry that are hashed."""
    return Entry(
        subject=entry.subject,
        number=entry.number,
        at=entry.at,
        actor=entry.actor,
        act=entry.act,
        facts=entry.facts,
        before=entry.before,
    )
