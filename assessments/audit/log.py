"""Appends entries to the audit log, for services, jobs and views.

An entry is committed or rolled back with the caller's transaction. Facts hold numbers and codes, no
name and no address, since entries remain when an account is deleted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.audit.chain import Entry, entry_hash, storable
from assessments.audit.models import AuditEntry

# So many writers may append to one chain at the same moment; in each attempt one of them succeeds.
MAX_APPEND_ATTEMPTS = 100


def audit_append(
    *, subject: str, act: str, actor: int | None, facts: Mapping[str, Any] | None = None
) -> AuditEntry:
    """Append one act to the chain of its subject; concurrent entries get different numbers."""
    stored_facts = storable(facts or {})
    for _ in range(MAX_APPEND_ATTEMPTS - 1):
        try:
            return _append(subject, act, actor, stored_facts)
        except IntegrityError:
            continue
    return _append(subject, act, actor, stored_facts)


def _append(subject: str, act: str, actor: int | None, facts: dict[str, Any]) -> AuditEntry:
    with transaction.atomic():
        last = AuditEntry.objects.filter(subject=subject).order_by("-number").first()
        entry = Entry(
            subject=subject,
            number=last.number + 1 if last else 1,
            at=timezone.now(),
            actor=actor,
            act=act,
            facts=facts,
            before=last.hash if last else "",
        )
        return AuditEntry.objects.create(**vars(entry), hash=entry_hash(entry))
