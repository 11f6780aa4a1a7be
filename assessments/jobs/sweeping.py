"""Dispatching the task of a job, and dispatching it again where no worker claimed it.

The broker may lose a message, be unavailable, or deliver it twice: none of that matters, since the
row decides. A row is dispatched again only when its last dispatch is older than a lease, so that a
long queue behind a busy worker does not fill with repetitions.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import partial
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.module_loading import import_string

from assessments.jobs.reasons import FailureReason
from assessments.jobs.row import JobRow, JobState, end_columns, expired_jobs

logger = logging.getLogger(__name__)
_sweepers: list[str] = []


def job_models() -> list[type[JobRow]]:
    """Every kind of job that is installed."""
    return [model for model in apps.get_models() if issubclass(model, JobRow)]


def job_task(model: type[JobRow]) -> Any:
    """The Celery task of a kind of job.

    A task belongs to the application of the process; Celery would make one of its own where none
    is loaded.
    """
    import_string(settings.JOB_APP)
    return import_string(model.TASK)


def dispatch(job: JobRow) -> None:
    """Send the task once the row is committed; without a broker, a later sweep sends it."""
    transaction.on_commit(partial(_send_task, type(job), job.pk))


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
        finished_at=None,
    )
    if queued:
        dispatch(job)
    return queued == 1


def sweep(model: type[JobRow]) -> int:
    """Fail rows whose workers died too often and dispatch those that wait; how many both were."""
    abandoned = (
        expired_jobs(model)
        .filter(attempts__gte=settings.JOB_ATTEMPTS)
        .update(
            reason=FailureReason.WORKER_LOST,
            detail="The lease ran out after the last attempt.",
            **end_columns(JobState.FAILED),
        )
    )
    if abandoned:
        logger.error("%s: %d given up, their workers were lost", model.__name__, abandoned)
    waiting = list(_waiting_rows(model).values_list("pk", flat=True)[: settings.JOB_SWEEP_ROWS])
    for pk in waiting:
        _send_task(model, pk)
    return abandoned + len(waiting)


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


def _sweep_safely(sweeper: str) -> int:
    try:
        return int(import_string(sweeper)())
    except Exception:
        logger.exception("A sweep by %s was missed.", sweeper)
        return 0


def _waiting_rows(model: type[JobRow]) -> QuerySet[JobRow]:
    """Rows that may be claimed and were not dispatched within a lease."""
    dead = Q(state=JobState.RUNNING, lease_until__lt=Now())
    long_ago = Now() - timedelta(seconds=settings.JOB_LEASE_SECONDS)
    return model._default_manager.filter(
        Q(state=JobState.QUEUED) | dead,
        Q(dispatched_at__isnull=True) | Q(dispatched_at__lt=long_ago),
    ).order_by("queued_at")


def _send_task(model: type[JobRow], pk: object) -> None:
    from kombu.exceptions import OperationalError  # Celery's, loaded with its application

    row = model._default_manager.filter(pk=pk)
    # Of several sweeps at once, one sends the task.
    if not row.filter(pk__in=_waiting_rows(model).values("pk")).update(dispatched_at=Now()):
        return
    try:
        job_task(model).delay(str(pk))
    except (OperationalError, OSError) as error:
        row.update(dispatched_at=None)
        logger.warning("%s %s: the broker did not take it: %s", model.__name__, pk, error)
