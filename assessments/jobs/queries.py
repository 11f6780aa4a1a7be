"""Looking at the jobs of all kinds at once: how many, how old, why they failed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Count, Min

from assessments.jobs.queue import job_models
from assessments.jobs.row import JobRow, JobState

# All that a list shows; what a job made can be large.
COLUMNS = (
    "pk",
    "state",
    "stage",
    "reason",
    "detail",
    "attempts",
    "queued_at",
    "started_at",
    "finished_at",
)


@dataclass(frozen=True, kw_only=True)
class KindCount:
    """How many jobs of a kind are in a state, and for which reason where they failed."""

    kind: str
    state: str
    reason: str
    number: int


def job_kind(model: type[JobRow]) -> str:
    """Return the name of a kind of job in addresses and metrics, such as `filereading`."""
    return str(model._meta.model_name)


def job_model(kind: str) -> type[JobRow] | None:
    """Return the model of a kind of job; None for another name."""
    return next((model for model in job_models() if job_kind(model) == kind), None)


def count_jobs() -> list[KindCount]:
    """Return the numbers of jobs by kind, state and reason."""
    return [
        KindCount(kind=job_kind(model), **group)
        for model in job_models()
        for group in model._default_manager.order_by()
        .values("state", "reason")
        .annotate(number=Count("pk"))
    ]


def oldest_untaken() -> dict[str, datetime]:
    """Return when the oldest job that no worker has ever taken up was queued, by kind.

    A job that waits for another attempt is not among them: a mail server that is away is no sign
    of a worker that is.
    """
    oldest = {}
    for model in job_models():
        untaken = model._default_manager.filter(state=JobState.QUEUED, attempts=0)
        if queued_at := untaken.aggregate(oldest=Min("queued_at"))["oldest"]:
            oldest[job_kind(model)] = queued_at
    return oldest


def newest_jobs(
    models: Iterable[type[JobRow]], *, states: Iterable[str], before: datetime | None, number: int
) -> list[tuple[type[JobRow], dict[str, Any]]]:
    """Return the newest jobs of these kinds in these states, queued before a time."""
    found: list[tuple[type[JobRow], dict[str, Any]]] = []
    for model in models:
        rows = model._default_manager.filter(state__in=list(states))
        if before is not None:
            rows = rows.filter(queued_at__lt=before)
        newest = rows.order_by("-queued_at").values(*COLUMNS)[:number]
        found += [(model, row) for row in newest]
    found.sort(key=lambda item: item[1]["queued_at"], reverse=True)
    return found[:number]


def may_see(user: User | AnonymousUser, model: type[JobRow]) -> bool:
    """Return whether staff may see the jobs of a kind: the permission to view its model."""
    return user.has_perm(_permission("view", model))


def may_change(user: User | AnonymousUser, model: type[JobRow]) -> bool:
    """Return whether staff may retry and cancel: the permission to change the model."""
    return may_see(user, model) and user.has_perm(_permission("change", model))


def _permission(action: str, model: type[JobRow]) -> str:
    return f"{model._meta.app_label}.{get_permission_codename(action, model._meta)}"
