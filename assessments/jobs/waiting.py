"""Whether a page may tell a person who waits that no worker seems to be running."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from assessments.jobs.queue import job_models
from assessments.jobs.row import JobRow, JobState


def worker_seems_absent(job: JobRow, now: datetime) -> bool:
    """True where the job has waited too long and no worker holds any job at all.

    A queue behind a busy worker is not an absent worker.
    """
    patience = timedelta(seconds=settings.JOB_WAIT_SECONDS)
    if job.state == JobState.QUEUED:
        waits = now - (job.due_at or job.queued_at) > patience
    elif job.state == JobState.RUNNING and job.lease_until is not None:
        waits = now - job.lease_until > patience
    else:
        waits = False
    return waits and not any(
        model._default_manager.filter(state=JobState.RUNNING, lease_until__gte=now).exists()
        for model in job_models()
    )
