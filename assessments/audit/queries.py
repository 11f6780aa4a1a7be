"""What is read of the audit log: the entries about a subject, and whether their chain holds."""

from __future__ import annotations

from django.db.models import QuerySet

from assessments.audit.chain import Entry, Fault, faults
from assessments.audit.models import AuditEntry


def audit_check(subject: str) -> list[Fault]:
    """Where the chain of a subject does not hold; empty where it does."""
    return faults((_to_entry(entry), entry.hash) for entry in audit_of(subject))


def audit_of(subject: str) -> QuerySet[AuditEntry]:
    """The entries about a subject, in the order in which they were written."""
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
