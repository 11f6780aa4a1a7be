"""Celery tasks of memos."""

from __future__ import annotations

from celery import shared_task

from assessments.jobs import run
from assessments.memo.announce import memo_announce
from assessments.memo.job import memo_clean, memo_work
from assessments.memo.models import Memo


@shared_task(name="assessments.memo_make", ignore_result=True)
def memo_make(memo_id: str) -> str:
    """Make the PDF of a memo and announce its end; the row ends ready or failed."""
    outcome = run(Memo, memo_id, memo_work, clean=memo_clean)
    memo_announce(memo_id)
    return outcome
