"""Background jobs whose state is a row in the database; the message broker only starts the work.

A job is a row of a model that inherits `JobRow`, and the rows are the queue. The row is written
first; a worker is woken once it is committed (`dispatch`). The worker takes the row whose turn
it is (`work`), claims it by compare-and-set and holds it by a lease that a heartbeat extends
(`run`). A row whose worker died is taken again, a bounded number of times; a sweep wakes workers
for what waits (`Sweeper`). In the end a row is ready, or failed with a reason. Nothing here knows
what a job makes.
"""

from __future__ import annotations

from assessments.jobs import checks as _checks  # noqa: F401  registers them
from assessments.jobs.heartbeat import Heartbeat
from assessments.jobs.queue import job_models, jobs_ahead
from assessments.jobs.reasons import (
    FailureReason,
    JobFailure,
    StorageUnavailable,
    TemporaryFailure,
    is_database_away,
    reason_for,
    reason_sentence,
)
from assessments.jobs.row import JobRow, JobState, Lane, cancel
from assessments.jobs.running import LeaseLost, Progress, TimedOut, run
from assessments.jobs.sweeper import Sweeper
from assessments.jobs.sweeping import also_sweep, dispatch, retry, sweep, sweep_all
from assessments.jobs.waiting import worker_seems_absent
from assessments.jobs.wake_up import wait_for_wake_up, wake_worker
from assessments.jobs.working import work

release_all = Heartbeat.release_all

__all__ = [
    "JobFailure",
    "JobRow",
    "LeaseLost",
    "Progress",
    "FailureReason",
    "JobState",
    "Lane",
    "StorageUnavailable",
    "Sweeper",
    "TimedOut",
    "TemporaryFailure",
    "also_sweep",
    "cancel",
    "dispatch",
    "is_database_away",
    "job_models",
    "jobs_ahead",
    "reason_for",
    "reason_sentence",
    "release_all",
    "retry",
    "wake_worker",
    "run",
    "sweep",
    "sweep_all",
    "wait_for_wake_up",
    "work",
    "worker_seems_absent",
]
