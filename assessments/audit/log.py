"""Writing to the audit log, for everything that acts: services, background work, pages.

An entry stands or falls with the caller's transaction. Facts hold numbers and codes, no name and no
address: entries stay when an account goes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.audit.chain import Entry, entry_hash, storable
from assessments.audit.models import AuditEntry

# As many may write about one subject at the same moment; in each round one of them succeeds.
MAX_APPEND_ATTEMPTS = 100


def audit_append(
    *, subject: str, act: str, actor: int | None, facts: Mapping[str, Any] | None = None
) -> AuditEntry:
    """Add one act to the chain of its subject; of two at once each gets its own number."""
    kept = storable(facts or {})
    for _ in range(MAX_APPEND_ATTEMPTS - 1):
        try:
            return _append(subject, act, actor, kept)
        except IntegrityError:
            continue
    return _append(subject, act, actor, kept)


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
