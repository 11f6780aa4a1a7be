"""Telling the log that a timestamp or a dossier was made or has failed: once each.

Whoever finished the job tells it; the sweep tells what was left untold when a worker ended in
between, and what failed because its workers were lost.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

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
ANNOUNCE_WITHIN = timedelta(days=1)  # what ended before that is no news any more


@transaction.atomic
def proof_announce(model: type[Timestamp] | type[Dossier], pk: Any) -> bool:
    """Write the end of a job to the log; False where it has not ended or stands there already."""
    # The row is held meanwhile, so that of two that tell at once only one does.
    row = _ended_jobs(model).select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None or _is_announced(row):
        return False
    act = ACTS[model][JobState(row.state)]
    audit_append(subject=_subject(row), act=act, actor=None, facts=_facts(row))
    return True


def proofs_announce() -> int:
    """Tell what ended lately and was not told; how many there were."""
    since = timezone.now() - ANNOUNCE_WITHIN
    told = 0
    for model in ACTS:
        ended = _ended_jobs(model).filter(finished_at__gte=since)
        told += sum(proof_announce(model, row.pk) for row in ended if not _is_announced(row))
    return told


def _ended_jobs(model: type[Timestamp] | type[Dossier]) -> Any:
    """Jobs that are done; a receipt that a person brought in was told when it came."""
    if model is Timestamp:
        asked = Timestamp.objects.filter(source=Timestamp.Source.AUTHORITY)
        return asked.filter(state__in=ACTS[model]).select_related("draft")
    return Dossier.objects.filter(state__in=ACTS[model]).select_related("assessment")


def _is_announced(row: Proof) -> bool:
    acts = ACTS[type(row)].values()
    told = AuditEntry.objects.filter(subject=_subject(row), act__in=acts, actor=None)
    return _key(row) in [_key_of(facts) for facts in told.values_list("facts", flat=True)]


def _key(row: Proof) -> tuple[str, str]:
    """A job that was asked for again after it failed is news again."""
    return str(row.pk), utc_text(row.queued_at)


def _key_of(facts: dict[str, Any]) -> tuple[str, str]:
    return facts.get("timestamp") or facts.get("dossier") or "", facts.get("asked", "")


def _subject(row: Proof) -> str:
    return audit_subject(row.draft) if isinstance(row, Timestamp) else str(row.assessment.work_id)


def _facts(row: Proof) -> dict[str, Any]:
    pk, asked = _key(row)
    facts: dict[str, Any] = {str(row._meta.model_name): pk, "asked": asked}
    if row.reason:
        return facts | {"reason": row.reason}
    if isinstance(row, Timestamp):
        return facts | {"sha256": row.sha256, "at": utc_text(row.at) if row.at else ""}
    return facts | {"sha256": row.sha256, "size": row.size}
