"""The periodic sweep, for a worker that has a scheduler beside it."""

from __future__ import annotations

from celery import shared_task

from assessments.jobs.sweeping import sweep_all


@shared_task(name="jobs.sweep", ignore_result=True)
def jobs_sweep() -> int:
    """Dispatch jobs again that no worker claimed, and fail those whose workers died too often."""
    return sweep_all()
