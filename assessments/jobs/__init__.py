"""Background jobs whose state is a row in the database; the message broker only starts the work.

A job is a row of a model that inherits `JobRow`. The row is written first; a Celery task that
carries nothing but its id is sent once the row is committed (`dispatch`). The task claims the row
by compare-and-set and holds it by a lease that a heartbeat extends (`run`). A sweep dispatches
again what was never claimed or whose worker died, a bounded number of times (`sweep_all`). In the
end a row is ready, or failed with a reason. Nothing here knows what a job makes.
"""

from __future__ import annotations

from assessments.jobs import checks as _checks  # noqa: F401  registers them
from assessments.jobs.heartbeat import Heartbeat
from assessments.jobs.reasons import (
    FailureReason,
    JobFailure,
    StorageUnavailable,
    TemporaryFailure,
    reason_for,
    reason_sentence,
)
from assessments.jobs.row import JobRow, JobState, cancel
from assessments.jobs.running import LeaseLost, Progress, TimedOut, run
from assessments.jobs.sweeping import also_sweep, dispatch, job_models, retry, sweep, sweep_all
from assessments.jobs.waiting import worker_seems_absent

release_all = Heartbeat.release_all

__all__ = [
    "JobFailure",
    "JobRow",
    "LeaseLost",
    "Progress",
    "FailureReason",
    "JobState",
    "StorageUnavailable",
    "TimedOut",
    "TemporaryFailure",
    "also_sweep",
    "cancel",
    "dispatch",
    "job_models",
    "reason_for",
    "reason_sentence",
    "release_all",
    "retry",
    "run",
    "sweep",
    "sweep_all",
    "worker_seems_absent",
]
