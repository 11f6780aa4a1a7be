"""Requests memos."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from assessments.audit.log import audit_append
from assessments.jobs import dispatch, retry
from assessments.memo.models import Memo
from assessments.works.models import Assessment
from assessments.works.owners import assessment_key


@transaction.atomic
def memo_request(*, assessment: Assessment, language: str, by: User | None) -> Memo:
    """Request the memo in a language; return the existing one, and retry one that failed."""
    memo, created = Memo.objects.get_or_create(
        assessment=assessment,
        language=language,
        defaults={"requested_by": by, "owner_key": assessment_key(assessment, by)},
    )
    if created:
        dispatch(memo)
    if created or retry(memo):
        facts = {"assessment": str(assessment.pk), "memo": str(memo.pk), "language": language}
        work = str(assessment.work_id)
        audit_append(subject=work, act="memo.requested", actor=by.pk if by else None, facts=facts)
    return memo
