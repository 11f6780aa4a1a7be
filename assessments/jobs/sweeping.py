"""Waking workers for jobs, and repairing what workers that died have left.

The broker may lose a message, be unavailable, or deliver it twice: none of that matters, since the
rows are the queue (`queue`) and a message only wakes a worker (`wake_up`).
"""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string

from assessments.jobs.queue import is_waiting, job_models
from assessments.jobs.reasons import FailureReason
from assessments.jobs.row import JobRow, JobState, Lane, end_columns, expired_jobs
from assessments.jobs.wake_up import wake_worker

logger = logging.getLogger(__name__)
_sweepers: list[str] = []


def job_task(model: type[JobRow]) -> Any:
    """The Celery task of a kind of job.

    A task belongs to the application of the process; Celery would make one of its own where none
    is loaded.
    """
    import_string(settings.JOB_APP)
    return import_string(model.TASK)


def dispatch(job: JobRow) -> None:
    """Wake a worker once the row is committed; without a broker, a later sweep does."""
    transaction.on_commit(partial(wake_worker, job.lane))


def retry(job: JobRow) -> bool:
    """Queue a failed row again with no attempts counted; False where it was not failed."""
    failed = type(job)._default_manager.filter(pk=job.pk, state=JobState.FAILED)
    queued = failed.update(
        state=JobState.QUEUED,
        stage="",
        reason="",
        detail="",
        attempts=0,
        queued_at=timezone.now(),
        due_at=None,
        finished_at=None,
    )
    if queued:
        dispatch(job)
    return queued == 1


def sweep(model: type[JobRow]) -> int:
    """Fail rows whose workers died too often; returns how many.

    A queued row has as many attempts only where their number was lowered since.
    """
    queued = Q(state=JobState.QUEUED)
    spent = Q(attempts__gte=settings.JOB_ATTEMPTS)
    expired = Q(pk__in=expired_jobs(model).values("pk"))
    abandoned = model._default_manager.filter(spent, queued | expired).update(
        reason=FailureReason.WORKER_LOST,
        detail="The lease ran out after the last attempt.",
        **end_columns(JobState.FAILED),
    )
    if abandoned:
        logger.error("%s: %d given up, their workers were lost", model.__name__, abandoned)
    return abandoned


def also_sweep(sweeper: str) -> None:
    """Register a function that every round calls; it returns the number of rows that it changed.

    It repairs what a lost worker left beside the rows of its jobs. `sweeper` is its dotted path,
    imported in the first round, so that an application that only starts need not import it.
    """
    _sweepers.append(sweeper)


def sweep_all() -> int:
    """Sweep all kinds of jobs; returns the number of rows that were changed."""
    return sum(sweep(model) for model in job_models()) + sum(
        _sweep_safely(sweeper) for sweeper in _sweepers
    )


def wake_for_waiting() -> None:
    """Wake a worker in each lane where a job is due; a message may have been lost."""
    for lane in Lane:
        if is_waiting(lane):
            wake_worker(lane)


def _sweep_safely(sweeper: str) -> int:
    try:
        return int(import_string(sweeper)())
    except Exception:
        logger.exception("A sweep by %s was missed.", sweeper)
        return 0
