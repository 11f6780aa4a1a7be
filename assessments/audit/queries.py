"""Reads the audit log: the entries about a subject and the faults of their chain."""

from __future__ import annotations

from django.db.models import QuerySet

from assessments.audit.chain import Entry, Fault, find_faults
from assessments.audit.models import AuditEntry


def audit_check(subject: str) -> list[Fault]:
    """Return the faults of the chain of a subject; none where it is intact."""
    return find_faults((_to_entry(entry), entry.hash) for entry in audit_of(subject))


def audit_of(subject: str) -> QuerySet[AuditEntry]:
    """Return the entries about a subject in the order in which they were written."""
    return AuditEntry.objects.filter(subject=subject).order_by("number")


def _to_entry(entry: AuditEntry) -> Entry:
    return Entry(
        subject=entry.subject,
        number=entry.number,
        at=entry.at,
        actor=entry.actor,
        act=entry.act,
        facts=entry.facts,
        before=entry.before,
    )
