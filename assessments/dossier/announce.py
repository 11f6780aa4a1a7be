"""Logs that a timestamp or a dossier was made or has failed, once for each.

The task announces the end of its job. The sweep announces jobs whose worker died before it could,
and jobs that failed because their workers were lost.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from assessments.audit.chain import utc_text
from assessments.audit.log import audit_append
from assessments.audit.models import AuditEntry
from assessments.dossier.models import Dossier
from assessments.evidence.models_timestamps import Timestamp
from assessments.jobs import JobState
from assessments.works.drafts import audit_subject

Proof = Timestamp | Dossier
ACTS: dict[type[Timestamp] | type[Dossier], dict[JobState, str]] = {
    Timestamp: {JobState.READY: "timestamp.received", JobState.FAILED: "timestamp.failed"},
    Dossier: {JobState.READY: "dossier.ready", JobState.FAILED: "dossier.failed"},
}
ANNOUNCE_WITHIN = timedelta(days=1)  # jobs that ended earlier are not announced


@transaction.atomic
def proof_announce(model: type[Timestamp] | type[Dossier], pk: UUID | str) -> bool:
    """Log the end of a job; return False where it has not ended or is logged already."""
    # The lock on the row lets only one of two concurrent calls log it.
    row = _ended_jobs(model).select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None or _is_announced(row):
        return False
    act = ACTS[model][JobState(row.state)]
    audit_append(subject=_subject(row), act=act, actor=None, facts=_outcome_facts(row))
    return True


def proofs_announce() -> int:
    """Log the recent ends of jobs that are not logged yet; return how many."""
    since = timezone.now() - ANNOUNCE_WITHIN
    count = 0
    for model in ACTS:
        ended = _ended_jobs(model).filter(finished_at__gte=since)
        count += sum(proof_announce(model, row.pk) for row in ended if not _is_announced(row))
    return count


def _ended_jobs(model: type[Timestamp] | type[Dossier]) -> Any:
    """Return jobs that are done; an imported timestamp was logged when it was uploaded."""
    if model is Timestamp:
        requested = Timestamp.objects.filter(source=Timestamp.Source.AUTHORITY)
        return requested.filter(state__in=ACTS[model]).select_related("draft")
    return Dossier.objects.filter(state__in=ACTS[model]).select_related("assessment")


def _is_announced(row: Proof) -> bool:
    acts = ACTS[type(row)].values()
    entries = AuditEntry.objects.filter(subject=_subject(row), act__in=acts, actor=None)
    return _key(row) in [_key_of(facts) for facts in entries.values_list("facts", flat=True)]


def _key(row: Proof) -> tuple[str, str]:
    """Return what identifies an attempt: a job queued again after a failure is announced again."""
    return str(row.pk), utc_text(row.queued_at)


def _key_of(facts: dict[str, Any]) -> tuple[str, str]:
    return facts.get("timestamp") or facts.get("dossier") or "", facts.get("asked", "")


def _subject(row: Proof) -> str:
    return audit_subject(row.draft) if isinstance(row, Timestamp) else str(row.assessment.work_id)


def _outcome_facts(row: Proof) -> dict[str, Any]:
    pk, asked = _key(row)
    facts: dict[str, Any] = {str(row._meta.model_name): pk, "asked": asked}
    if row.reason:
        return facts | {"reason": row.reason}
    if isinstance(row, Timestamp):
        return facts | {"sha256": row.sha256, "at": utc_text(row.at) if row.at else ""}
    return facts | {"sha256": row.sha256, "size": row.size}
