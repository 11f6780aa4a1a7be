"""The periodic sweep, for a worker that has a scheduler beside it."""

from __future__ import annotations

from celery import shared_task

from assessments.jobs.sweeping import sweep_all


@shared_task(name="jobs.sweep", ignore_result=True)
def jobs_sweep() -> int:
    """Ring again for jobs that nobody took up and fail those that died too often."""
    return sweep_all()
