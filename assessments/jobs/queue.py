"""Which job comes next: the rows are the queue, and owners take turns.

Of the owners whose jobs are due in a lane, the one comes first that has the fewest jobs running,
then the one whose last job was begun longest ago; of that owner's jobs the oldest. So a hundred
files of one person delay another's by no more than the one at work. Nothing is reserved here: the
claim of the row (`row.claim`) decides between two workers that chose the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import Any

from django.apps import apps
from django.db.models import Count, IntegerField, Max, Min, Q, QuerySet, Value
from django.db.models.functions import Now

from assessments.jobs.row import JobRow, JobState, Lane, due_jobs

TURN_MEMORY = timedelta(hours=1)  # a job that was begun before counts for nobody's turn
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class NextJob:
    """The job whose turn it is; `others` tells whether more are due behind it."""

    model: type[JobRow]
    pk: object
    others: bool


@dataclass(frozen=True, kw_only=True)
class _Waiting:
    """Due jobs of one kind and owner: how many, and since when the oldest waits."""

    kind: int
    owner: str
    count: int
    since: datetime


def job_models(lane: Lane | None = None) -> list[type[JobRow]]:
    """Every kind of job that is installed, or those that a lane may have."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, JobRow) and (lane is None or model.in_lane(lane) is not None)
    ]


def _due_in(lane: Lane) -> list[QuerySet[Any]]:
    """The due rows of a lane, of each of its kinds in the order of `job_models`."""
    return [due_jobs(model).filter(model.in_lane(lane)) for model in job_models(lane)]


def next_job(lane: Lane) -> NextJob | None:
    """The job of the lane whose turn it is; None where none is due."""
    waiting = _waiting_by_owner(lane)
    if not waiting:
        return None
    owner = _owners_in_turn(lane, waiting)[0]
    first = min((group for group in waiting if group.owner == owner), key=attrgetter("since"))
    model = job_models(lane)[first.kind]
    rows = _due_in(lane)[first.kind].filter(owner_key=first.owner).order_by("queued_at", "pk")
    pk = rows.values_list("pk", flat=True).first()
    if pk is None:  # claimed since
        return next_job(lane)
    return NextJob(model=model, pk=pk, others=sum(group.count for group in waiting) > 1)


def is_waiting(lane: Lane) -> bool:
    """Whether a job of the lane is due that nobody has begun."""
    return any(rows.exists() for rows in _due_in(lane))


def jobs_ahead(job: JobRow) -> int:
    """How many jobs of its lane are to be begun before this one, as turns stand now.

    Jobs that run are not counted; jobs of other owners that come later may still go before.
    """
    if job.state != JobState.QUEUED:
        return 0
    lane = job.lane
    earlier = Q(owner_key=job.owner_key, queued_at__lt=job.queued_at)
    own: int = sum(
        row["count"]
        for row in _union(
            _grouped(rows.filter(earlier), kind, count=Count("pk"))
            for kind, rows in enumerate(_due_in(lane))
        )
    )
    waiting = _waiting_by_owner(lane)
    ahead, rounds = own, own + 1  # owners that come before it in each round have a turn more
    for owner in _owners_in_turn(lane, waiting):
        if owner == job.owner_key:
            rounds = own
        else:
            count = sum(group.count for group in waiting if group.owner == owner)
            ahead += min(count, rounds)
    return ahead


def _waiting_by_owner(lane: Lane) -> list[_Waiting]:
    found = _union(
        _grouped(rows, kind, count=Count("pk"), since=Min("queued_at"))
        for kind, rows in enumerate(_due_in(lane))
    )
    return [
        _Waiting(kind=row["kind"], owner=row["owner_key"], count=row["count"], since=row["since"])
        for row in found
    ]


def _owners_in_turn(lane: Lane, waiting: Iterable[_Waiting]) -> list[str]:
    """The owners whose jobs wait, the one whose turn it is first."""
    since: dict[str, datetime] = {}
    for group in waiting:
        since[group.owner] = min(group.since, since.get(group.owner, group.since))
    turns = _turns(lane, since) if len(since) > 1 else {}
    return sorted(since, key=lambda owner: (*turns.get(owner, (0, LONG_AGO)), since[owner]))


def _turns(lane: Lane, owners: Iterable[str]) -> dict[str, tuple[int, datetime]]:
    """How many jobs of each owner run, and when the last one was begun."""
    held = Q(state=JobState.RUNNING, lease_until__gte=Now())
    recent = Q(owner_key__in=owners, started_at__gte=Now() - TURN_MEMORY)
    found = _union(
        _grouped(
            model._default_manager.filter(recent, model.in_lane(lane)),
            kind,
            running=Count("pk", filter=held),
            begun=Max("started_at"),
        )
        for kind, model in enumerate(job_models(lane))
    )
    turns: dict[str, tuple[int, datetime]] = {}
    for row in found:
        running, begun = turns.get(row["owner_key"], (0, LONG_AGO))
        turns[row["owner_key"]] = (running + row["running"], max(begun, row["begun"]))
    return turns


def _grouped(rows: QuerySet[Any], kind: int, **figures: Any) -> QuerySet[Any, dict[str, Any]]:
    grouped = rows.order_by().values("owner_key")
    counted: QuerySet[Any, dict[str, Any]] = grouped.annotate(
        kind=Value(kind, IntegerField()), **figures
    )
    return counted


def _union(parts: Iterable[QuerySet[Any, dict[str, Any]]]) -> Iterable[dict[str, Any]]:
    first, *rest = parts
    union: QuerySet[Any, dict[str, Any]] = first.union(*rest, all=True)
    return union
