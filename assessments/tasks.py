"""Celery tasks: each takes one id, calls one function, and may run any number of times."""

from __future__ import annotations

from celery import shared_task

from assessments.dossier.job import dossier_clean, dossier_work
from assessments.dossier.timestamp_job import timestamp_work
from assessments.file_reading import reading_work
from assessments.jobs import also_sweep, run
from assessments.letters import notice_work
from assessments.memo.job import memo_clean, memo_work
from assessments.memo_news import memo_tell, memos_tell
from assessments.models import Dossier, FileReading, Memo, Notice, Timestamp
from assessments.originals_sweep import originals_round
from assessments.proof_news import proof_tell, proofs_tell
from assessments.reading_follow import follow, follow_all

also_sweep(memos_tell)
also_sweep(proofs_tell)
also_sweep(originals_round)
also_sweep(follow_all)


@shared_task(name="assessments.dossier_make", ignore_result=True)
def dossier_make(dossier_id: str) -> str:
    """Make the archive of a dossier and tell the log; the row ends ready or failed."""
    outcome = run(Dossier, dossier_id, dossier_work, clean=dossier_clean)
    proof_tell(Dossier, dossier_id)
    return outcome


@shared_task(name="assessments.file_read", ignore_result=True)
def file_read(sha256: str) -> str:
    """Read an original, and see to what follows; the row ends ready or failed."""
    outcome = run(FileReading, sha256, reading_work)
    if outcome == "ready":
        follow(sha256)
    return outcome


@shared_task(name="assessments.memo_make", ignore_result=True)
def memo_make(memo_id: str) -> str:
    """Make the PDF of a memo and tell who asked for it; the row ends ready or failed."""
    outcome = run(Memo, memo_id, memo_work, clean=memo_clean)
    memo_tell(memo_id)
    return outcome


@shared_task(name="assessments.notice_send", ignore_result=True)
def notice_send(notice_id: str) -> str:
    """Send a letter; the row ends ready or failed, or is put off."""
    return run(Notice, notice_id, notice_work)


@shared_task(name="assessments.timestamp_get", ignore_result=True)
def timestamp_get(timestamp_id: str) -> str:
    """Get a timestamp from the authority and tell the log; the row ends ready or failed."""
    outcome = run(Timestamp, timestamp_id, timestamp_work)
    proof_tell(Timestamp, timestamp_id)
    return outcome
