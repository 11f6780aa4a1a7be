"""Running one job: claim it, hold it, and end it ready or failed.

`work(job, progress)` makes the result and returns the columns to store with it. It must not
write to the row itself. The files that it makes carry the claim's token in their names
(`job.token`), so that two attempts never write to one file; `clean(job)` removes the files of a
failed attempt.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Literal, TypeVar

from django.conf import settings
from django.db import connection
from django.utils import timezone

from assessments.jobs.heartbeat import Heartbeat, JobInterrupted, LeaseLost, TimedOut
from assessments.jobs.reasons import (
    StorageUnavailable,
    TemporaryFailure,
    is_database_away,
    reason_for,
)
from assessments.jobs.row import JobRow, claim, defer, enter, fail, finish
from assessments.telemetry.context import in_job

__all__ = ["LeaseLost", "Progress", "TimedOut", "run"]

logger = logging.getLogger(__name__)
J = TypeVar("J", bound=JobRow)


class Progress:
    """Lets the work report its stage while it goes on."""

    def __init__(self, job: JobRow) -> None:
        self._job = job

    def stage(self, code: str) -> None:
        """Store a stage; raises `LeaseLost` where another worker holds the row by now."""
        if not enter(self._job, code):
            raise LeaseLost
        self._job.stage = code


Outcome = Literal["ready", "failed", "deferred", "lost", "not taken"]
Work = Callable[[J, Progress], Mapping[str, Any]]


def run(
    model: type[J], pk: object, work: Work[J], *, clean: Callable[[J], None] | None = None
) -> Outcome:
    """Run the job unless another worker holds it or it is done; safe to call any number of times.

    Returns the outcome: `ready`, `failed`, `deferred`, `lost` or `not taken`.
    """
    job = claim(model, pk)
    if job is None:
        return "not taken"
    with in_job(f"{model.__name__} {pk}"):
        outcome = _attempt_work(job, work, partial(_clean_safely, clean or _clean_nothing))
        logger.info("%s %s, attempt %d: %s", model.__name__, pk, job.attempts, outcome)
    return outcome


def _attempt_work(job: J, work: Work[J], clean: Callable[[J], None]) -> Outcome:
    try:
        with Heartbeat(job):
            columns = work(job, Progress(job))
        if finish(job, columns):
            return "ready"
    except JobInterrupted as interruption:
        # It may have been raised in the middle of a query.
        if not connection.in_atomic_block:
            connection.close()
        clean(job)
        return interruption.outcome
    except TemporaryFailure as later:
        clean(job)
        return _defer(job, later)
    except Exception as error:
        logger.exception("%s %s failed", type(job).__name__, job.pk)
        if is_database_away(error):
            # The row can say nothing now; it is claimed again once its lease has expired.
            connection.close()
            clean(job)
            return "lost"
        # Before the row is written, so that on a full disk there is room for that.
        clean(job)
        return "failed" if fail(job, reason_for(error), _describe_error(error)) else "lost"
    clean(job)
    return "lost"


def _defer(job: JobRow, later: TemporaryFailure) -> Outcome:
    logger.warning("%s %s: %s", type(job).__name__, job.pk, _describe_error(later))
    if later.patience is None:
        is_last = job.attempts >= settings.JOB_ATTEMPTS
    else:
        age = (timezone.now() - job.queued_at).total_seconds()
        is_last = age + later.seconds > later.patience
    if is_last:
        return "failed" if fail(job, later.reason, _describe_error(later)) else "lost"
    counted = later.patience is None
    deferred = defer(job, later.seconds, _describe_error(later), counted=counted)
    return "deferred" if deferred else "lost"


def _clean_safely(clean: Callable[[J], None], job: J) -> None:
    """Remove the files of an attempt; where that fails they stay, since the row must end."""
    try:
        clean(job)
    except (OSError, StorageUnavailable):
        logger.warning("What %s %s left stays.", type(job).__name__, job.pk, exc_info=True)


def _clean_nothing(job: JobRow) -> None:
    """The `clean` of work that makes no files."""


def _describe_error(error: Exception) -> str:
    """For staff: the class of the error, its message and where it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" (in {frames[-1].name}, line {frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {str(error)[:500]}{where}"
