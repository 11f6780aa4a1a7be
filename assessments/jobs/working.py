"""What a worker does when it is woken: it takes the next job of its lane and does it."""

from __future__ import annotations

from typing import Literal

from assessments.jobs.queue import next_job
from assessments.jobs.row import Lane
from assessments.jobs.running import Outcome
from assessments.jobs.sweeping import job_task
from assessments.jobs.wake_up import wake_worker

MAX_CHOICES = 20  # of jobs that another worker claims first


def work(lane: Lane) -> Outcome | Literal["nothing due"]:
    """Do the job of the lane whose turn it is; returns its outcome.

    Where more are due, another worker is woken before the work begins.
    """
    for _ in range(MAX_CHOICES):
        job = next_job(lane)
        if job is None:
            return "nothing due"
        if job.others:
            wake_worker(lane)
        outcome: Outcome = job_task(job.model)(str(job.pk))
        if outcome != "not taken":
            return outcome
    return "not taken"
