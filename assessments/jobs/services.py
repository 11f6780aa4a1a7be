"""What an administrator does to jobs; each act is in the log of the administration."""

from __future__ import annotations

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction

from assessments.jobs.row import JobRow, JobState, cancel
from assessments.jobs.sweeping import retry

MAX_RETRIES = 500  # by one request


def job_retry(model: type[JobRow], pk: object, *, by: User) -> bool:
    """Queue a failed job again; False where it has not failed or another one took its place."""
    job = model()
    job.pk = pk
    try:
        with transaction.atomic():
            queued = retry(job)
            if queued:
                _log(model, pk, by, "Retried.")
    except IntegrityError:  # of some kinds only one may be open at a time
        return False
    return queued


def job_cancel(model: type[JobRow], pk: object, *, by: User) -> bool:
    """Fail a job that is not done; False where it is done."""
    with transaction.atomic():
        cancelled = cancel(model, pk, f"Cancelled by account {by.pk}.")
        if cancelled:
            _log(model, pk, by, "Cancelled.")
    return cancelled


def jobs_retry(model: type[JobRow], *, by: User) -> int:
    """Queue the failed jobs of a kind again, oldest first; return how many, at most 500."""
    failed = model._default_manager.filter(state=JobState.FAILED).order_by("queued_at")
    keys = list(failed.values_list("pk", flat=True)[:MAX_RETRIES])
    return sum(job_retry(model, pk, by=by) for pk in keys)


def _log(model: type[JobRow], pk: object, by: User, what: str) -> None:
    LogEntry.objects.create(
        user_id=by.pk,
        content_type=ContentType.objects.get_for_model(model),
        object_id=str(pk),
        object_repr=f"{model.__name__} {pk}"[:200],
        action_flag=CHANGE,
        change_message=what,
    )
