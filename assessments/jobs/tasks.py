"""The Celery task that a wake-up starts."""

from __future__ import annotations

from celery import shared_task

from assessments.jobs.row import Lane
from assessments.jobs.wake_up import TASK
from assessments.jobs.working import work


@shared_task(name=TASK, ignore_result=True)
def jobs_work(lane: str) -> str:
    """Do the next job of a lane; the message says that there is work, the rows say which."""
    return work(Lane(lane))
