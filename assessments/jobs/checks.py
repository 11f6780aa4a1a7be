"""System checks for settings and models that would lose or delay background work."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

from assessments.jobs.queue import job_models
from assessments.jobs.row import JobRow
from assessments.jobs.sweeping import job_task


@register()
def check_job_tasks(**options: Any) -> list[CheckMessage]:
    """Warn of a kind of job that names no existing task and would therefore never be worked on."""
    return [
        Warning(
            f"{model.__name__}.TASK is not the dotted path of a Celery task.",
            obj=model,
            id="jobs.W002",
        )
        for model in job_models()
        if not _is_task(model)
    ]


@register()
def check_single_writer(**options: Any) -> list[CheckMessage]:
    """Warn of a separate worker on SQLite: it and the web server would write to one file."""
    if not settings.REDIS_URL or settings.POSTGRES_HOST:
        return []
    return [
        Warning(
            "REDIS_URL is set, but the database is SQLite: web and worker will wait for each "
            "other's writes.",
            hint="Set POSTGRES_HOST as well, or leave REDIS_URL unset.",
            id="jobs.W001",
        )
    ]


def _is_task(model: type[JobRow]) -> bool:
    from celery import Task

    try:
        return isinstance(job_task(model), Task)
    except (AttributeError, ImportError):
        return False
