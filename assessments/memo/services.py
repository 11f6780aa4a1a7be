"""Requesting a memo."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from assessments.audit.log import audit_append
from assessments.jobs import dispatch, retry
from assessments.memo.models import Memo
from assessments.works.models import Assessment


@transaction.atomic
def memo_request(*, assessment: Assessment, language: str, by: Any) -> Memo:
    """Ask for the memo in a language: asking twice makes one, and a failed one is tried again."""
    memo, made = Memo.objects.get_or_create(
        assessment=assessment, language=language, defaults={"requested_by": by}
    )
    if made:
        dispatch(memo)
    if made or retry(memo):
        facts = {"assessment": str(assessment.pk), "memo": str(memo.pk), "language": language}
        work = str(assessment.work_id)
        audit_append(subject=work, act="memo.requested", actor=by and by.pk, facts=facts)
    return memo
