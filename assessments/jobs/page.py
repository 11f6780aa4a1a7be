"""What the administrators' page of background jobs shows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone

from assessments.jobs.forms import JobFilter
from assessments.jobs.queries import (
    KindCount,
    count_jobs,
    job_kind,
    may_change,
    may_see,
    newest_jobs,
    oldest_untaken,
)
from assessments.jobs.queue import job_models
from assessments.jobs.row import JobRow, JobState

PER_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class KindRow:
    """A kind of job: how many are in each state, and since when the oldest waits untaken."""

    kind: str
    name: str
    queued: int
    running: int
    ready: int
    failed: int
    oldest: datetime | None
    may_change: bool


@dataclass(frozen=True, kw_only=True)
class ListedJob:
    """A job in the list; `since` is when it came into its state."""

    kind: str
    name: str
    pk: str
    state: str
    state_label: str
    stage: str
    attempts: int
    reason: str
    detail: str
    queued_at: datetime
    since: datetime
    may_retry: bool
    may_cancel: bool


@dataclass(frozen=True, kw_only=True)
class JobsPage:
    """The template context of the page; `older` is the query of the next part, or empty."""

    title: str
    form: JobFilter
    kinds: list[KindRow]
    jobs: list[ListedJob]
    older: str
    query: str


def visible_models(user: User | AnonymousUser) -> list[type[JobRow]]:
    """Return the kinds of job that the user may see, by name."""
    visible = [model for model in job_models() if may_see(user, model)]
    return sorted(visible, key=lambda model: str(model._meta.verbose_name))


def build_page(user: User | AnonymousUser, form: JobFilter, *, title: str) -> JobsPage:
    """Return what the page shows to a user who may see at least one kind."""
    models = [model for model in visible_models(user) if form.chosen_kind in ("", job_kind(model))]
    found = newest_jobs(models, states=form.states, before=form.before, number=PER_PAGE + 1)
    shown = found[:PER_PAGE]
    older = ""
    if len(found) > PER_PAGE:
        older = urlencode({**form.query, "before": shown[-1][1]["queued_at"].isoformat()})
    return JobsPage(
        title=title,
        form=form,
        kinds=_list_kinds(user),
        jobs=[_list_job(user, model, row) for model, row in shown],
        older=older,
        query=urlencode(form.query),
    )


def _list_kinds(user: User | AnonymousUser) -> list[KindRow]:
    numbers = _sum_by_state(count_jobs())
    oldest = oldest_untaken()
    return [
        KindRow(
            kind=(kind := job_kind(model)),
            name=str(model._meta.verbose_name_plural),
            queued=numbers[kind, JobState.QUEUED],
            running=numbers[kind, JobState.RUNNING],
            ready=numbers[kind, JobState.READY],
            failed=numbers[kind, JobState.FAILED],
            oldest=oldest.get(kind),
            may_change=may_change(user, model),
        )
        for model in visible_models(user)
    ]


def _sum_by_state(counts: list[KindCount]) -> Counter[tuple[str, str]]:
    numbers: Counter[tuple[str, str]] = Counter()
    for count in counts:
        numbers[count.kind, count.state] += count.number
    return numbers


def _list_job(user: User | AnonymousUser, model: type[JobRow], row: dict[str, Any]) -> ListedJob:
    job = model(state=row["state"], reason=row["reason"])
    changes = may_change(user, model)
    since = row["finished_at"] if job.is_done else row["started_at"]
    if job.state == JobState.QUEUED:
        since = row["queued_at"]
    return ListedJob(
        kind=job_kind(model),
        name=str(model._meta.verbose_name),
        pk=str(row["pk"]),
        state=job.state,
        state_label=str(JobState(job.state).label),
        stage=str(model.STAGES.get(row["stage"], "")),
        attempts=row["attempts"],
        reason=job.reason_sentence,
        detail=row["detail"],
        queued_at=row["queued_at"],
        since=since or timezone.now(),
        may_retry=changes and job.state == JobState.FAILED,
        may_cancel=changes and not job.is_done,
    )
