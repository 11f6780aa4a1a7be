"""Ringing the bell, and ringing it again for what nobody took up.

The broker may lose a message, be away, or deliver it twice: none of that matters, since the row
decides. A row is rung again only when its last ring is older than a lease, so that a long queue
behind a busy worker does not fill with repetitions.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import partial

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.module_loading import import_string
from kombu.exceptions import OperationalError

from assessments.jobs.reasons import FailureReason
from assessments.jobs.row import JobRow, JobState, end_columns, expired_jobs

logger = logging.getLogger(__name__)
_sweepers: list[str] = []


def job_models() -> list[type[JobRow]]:
    """Every kind of job that is installed."""
    return [model for model in apps.get_models() if issubclass(model, JobRow)]


def dispatch(job: JobRow) -> None:
    """Send the task once the row is committed; a broker that is away only costs time."""
    transaction.on_commit(partial(_send, type(job), job.pk))


def retry(job: JobRow) -> bool:
    """Queue a failed row again, with all its attempts; False where it was not failed."""
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
    """Fail what died too often, ring for what waits; the number of rows that were touched."""
    given_up = (
        expired_jobs(model)
        .filter(attempts__gte=settings.JOB_ATTEMPTS)
        .update(
            reason=FailureReason.WORKER_LOST,
            detail="The lease ran out after the last attempt.",
            **end_columns(JobState.FAILED),
        )
    )
    if given_up:
        logger.error("%s: %d given up, their workers were lost", model.__name__, given_up)
    waiting = list(_undispatched(model).values_list("pk", flat=True)[: settings.JOB_SWEEP_ROWS])
    for pk in waiting:
        _send(model, pk)
    return given_up + len(waiting)


def also_sweep(sweeper: str) -> None:
    """Let a function be called in every round: it mends what a lost worker left beside its rows.

    `look` is its dotted path, imported in the first round, so that an application that only
    starts need not import it. The function takes nothing and returns the number of rows changed.
    """
    _sweepers.append(sweeper)


def sweep_all() -> int:
    return sum(sweep(model) for model in job_models()) + sum(
        _run_sweeper(sweeper) for sweeper in _sweepers
    )


def _run_sweeper(sweeper: str) -> int:
    try:
        return int(import_string(sweeper)())
    except Exception:
        logger.exception("A sweep by %s was missed.", sweeper)
        return 0


def _undispatched(model: type[JobRow]) -> QuerySet[JobRow]:
    """Rows that may be claimed and whose bell is silent."""
    dead = Q(state=JobState.RUNNING, lease_until__lt=Now())
    long_ago = Now() - timedelta(seconds=settings.JOB_LEASE_SECONDS)
    return model._default_manager.filter(
        Q(state=JobState.QUEUED) | dead,
        Q(dispatched_at__isnull=True) | Q(dispatched_at__lt=long_ago),
    ).order_by("queued_at")


def _send(model: type[JobRow], pk: object) -> None:
    row = model._default_manager.filter(pk=pk)
    # Of several sweeps at once, one rings.
    if not row.filter(pk__in=_undispatched(model).values("pk")).update(dispatched_at=Now()):
        return
    try:
        import_string(model.TASK).delay(str(pk))
    except (OperationalError, OSError) as error:
        row.update(dispatched_at=None)
        logger.warning("%s %s: the broker did not take it: %s", model.__name__, pk, error)
