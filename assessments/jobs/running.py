"""Doing one job: claim it, hold it, and end it ready or failed.

`work(job, progress)` makes the result and returns the columns to store with it. It must not
write to the row itself. Files it makes carry the claim's token in their name (`job.token`), so
that two attempts never write to one file; `clean(job)` removes what a failed attempt left.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection

from assessments.jobs.pulse import Heartbeat, JobInterrupted, LeaseLost, TimedOut
from assessments.jobs.reasons import StorageUnavailable, TemporaryFailure, reason_for
from assessments.jobs.row import JobRow, claim, defer, enter, fail, finish

__all__ = ["LeaseLost", "Progress", "TimedOut", "run"]

logger = logging.getLogger(__name__)
J = TypeVar("J", bound=JobRow)


class Progress:
    """What the work says about itself while it goes on."""

    def __init__(self, job: JobRow) -> None:
        self._job = job

    def stage(self, code: str) -> None:
        """Enter a stage; raises `LeaseLost` where someone else has the row by now."""
        if not enter(self._job, code):
            raise LeaseLost
        self._job.stage = code


Work = Callable[[J, Progress], Mapping[str, Any]]


def run(
    model: type[J], pk: object, work: Work[J], *, clean: Callable[[J], None] | None = None
) -> str:
    """Do the job unless someone else has it or it is done; safe to call any number of times.

    Returns what became of it: `ready`, `failed`, `put off`, `lost` or `not taken`.
    """
    job = claim(model, pk)
    if job is None:
        return "not taken"
    outcome = _attempt(job, work, partial(_tidy, clean or _clean_nothing))
    logger.info("%s %s, attempt %d: %s", model.__name__, pk, job.attempts, outcome)
    return outcome


def _attempt(job: J, work: Work[J], clean: Callable[[J], None]) -> str:
    try:
        with Heartbeat(job):
            columns = work(job, Progress(job))
        if finish(job, columns):
            return "ready"
    except JobInterrupted as interruption:
        # It may have struck in the middle of a conversation with the database.
        if not connection.in_atomic_block:
            connection.close()
        clean(job)
        return interruption.outcome
    except TemporaryFailure as later:
        clean(job)
        return _defer(job, later)
    except Exception as error:
        logger.exception("%s %s failed", type(job).__name__, job.pk)
        # First, so that on a full disk there is room to say that it is full.
        clean(job)
        return "failed" if fail(job, reason_for(error), _detail(error)) else "lost"
    clean(job)
    return "lost"


def _defer(job: JobRow, later: TemporaryFailure) -> str:
    logger.warning("%s %s: %s", type(job).__name__, job.pk, _detail(later))
    if job.attempts < settings.JOB_ATTEMPTS:
        return "put off" if defer(job, later.seconds, _detail(later)) else "lost"
    return "failed" if fail(job, later.reason, _detail(later)) else "lost"


def _tidy(clean: Callable[[J], None], job: J) -> None:
    """What cannot be removed stays; the row must end all the same."""
    try:
        clean(job)
    except (OSError, StorageUnavailable):
        logger.warning("What %s %s left stays.", type(job).__name__, job.pk, exc_info=True)


def _clean_nothing(job: JobRow) -> None:
    """What is left to remove where the work leaves no files."""


def _detail(error: Exception) -> str:
    """For staff: the kind of error, what it says and where it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" (in {frames[-1].name}, line {frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {str(error)[:500]}{where}"
