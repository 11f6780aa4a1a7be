"""Celery tasks: each takes one id, calls one function, and may run any number of times."""

from __future__ import annotations

from celery import shared_task

from assessments.jobs import run
from assessments.memo.job import memo_clean, memo_work
from assessments.models import Memo


@shared_task(name="assessments.memo_make", ignore_result=True)
def memo_make(memo_id: str) -> str:
    """Make the PDF of a memo; the row ends ready or failed."""
    return run(Memo, memo_id, memo_work, clean=memo_clean)
