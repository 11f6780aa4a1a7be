"""Announcing that a memo is ready or has failed: once in the log, once by e-mail.

The task that finished the memo announces it. The sweep announces what is left: memos whose worker
ended in between, and memos that failed because their workers were lost.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from assessments.audit.chain import utc_text
from assessments.audit.log import audit_append
from assessments.audit.models import AuditEntry
from assessments.jobs import JobState
from assessments.memo.models import Memo
from assessments.memo.queries import reads_assessment
from assessments.notifications.email import notify

ACTS = {JobState.READY: "memo.ready", JobState.FAILED: "memo.failed"}
ANNOUNCE_WITHIN = timedelta(days=1)  # the sweep ignores memos that ended earlier


@transaction.atomic
def memo_announce(pk: UUID | str) -> bool:
    """Announce the end of a memo; return False where it has not ended or was announced before."""
    # The lock on the row makes two announcers at once announce it only once.
    locked = _ended_memos().select_for_update(of=("self",)).filter(pk=pk)
    memo = locked.select_related("assessment__work", "requested_by").first()
    if memo is None or _key(memo) in _announced_keys(
        AuditEntry.objects.filter(subject=_subject(memo))
    ):
        return False
    act = ACTS[JobState(memo.state)]
    audit_append(subject=_subject(memo), act=act, actor=None, facts=_facts(memo))
    by = memo.requested_by
    if by is not None and reads_assessment(by, memo):
        notify(
            kind=act.replace(".", "_"),
            key=":".join(["memo", *_key(memo)]),
            user=by,
            language=memo.language,
            facts={
                "path": memo.get_absolute_url(),
                "title": memo.title,
                "form": memo.form,
                "reason": memo.reason,
            },
        )
    return True


def memos_announce() -> int:
    """Announce memos that ended lately and were not announced; return their number."""
    since = timezone.now() - ANNOUNCE_WITHIN
    ended = _ended_memos().filter(finished_at__gte=since)
    announced = _announced_keys(AuditEntry.objects.filter(actor=None, at__gte=since))
    return sum(memo_announce(memo.pk) for memo in ended if _key(memo) not in announced)


def _ended_memos() -> QuerySet[Memo]:
    return Memo.objects.filter(state__in=ACTS, assessment__isnull=False)


def _announced_keys(entries: QuerySet[AuditEntry]) -> set[tuple[str, str]]:
    all_facts = entries.filter(act__in=ACTS.values()).values_list("facts", flat=True)
    return {(facts["memo"], facts["asked"]) for facts in all_facts}


def _key(memo: Memo) -> tuple[str, str]:
    """Return id and time of request: a memo requested again after it failed is announced again."""
    return str(memo.pk), utc_text(memo.queued_at)


def _facts(memo: Memo) -> dict[str, Any]:
    pk, asked = _key(memo)
    facts = {
        "assessment": str(memo.assessment_id),
        "memo": pk,
        "form": memo.form,
        "language": memo.language,
        "asked": asked,
    }
    return facts | ({"reason": memo.reason} if memo.reason else {"sha256": memo.sha256})


def _subject(memo: Memo) -> str:
    return memo.log_subject
