"""The columns of a job and the transitions between its states, each one compare-and-set.

Every transition is a single UPDATE that names the state that it expects, and every transition after
the claim also names the claim's token. A worker that was taken for dead and continues can therefore
change nothing, and of two workers only one can finish. Times are the database's own, so that
machines whose clocks differ agree on whether a lease has expired.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import timedelta
from enum import Enum
from typing import Any, ClassVar, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import Combinable
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.jobs.reasons import FailureReason, reason_sentence


class JobState(models.TextChoices):
    """The states of a job: queued, running, and at the end ready or failed."""

    QUEUED = "queued", _("Queued")
    RUNNING = "running", _("Running")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")


class Lane(Enum):
    """Which workers do a job; the value is the name of their queue at the broker.

    A person waits for what is interactive; of a bulk job one person may have hundreds at once; a
    long one may take minutes, which nobody else should wait for.
    """

    INTERACTIVE = "interactive"
    BULK = "bulk"
    LONG = "long"


def open_rows_index(name: str = "%(app_label)s_%(class)s_open") -> models.Index:
    """The index that the queue and the sweep read: only rows that are not done."""
    return models.Index(
        name=name,
        fields=["state", "lease_until"],
        condition=Q(state__in=[JobState.QUEUED, JobState.RUNNING]),
    )


def turn_index(name: str = "%(app_label)s_%(class)s_turn") -> models.Index:
    """The index that tells whose turn it is: when a job of an owner was begun last."""
    return models.Index(name=name, fields=["owner_key", "started_at"])


class JobRow(models.Model):
    """The abstract model of a job.

    A subclass names its task and writes `class Meta(JobRow.Meta)`, so that it keeps the
    constraints; where it adds its own it starts from `[*JobRow.Meta.constraints, …]`.
    """

    #: Dotted path of the Celery task that takes this row's id.
    TASK: ClassVar[str]
    LANE: ClassVar[Lane] = Lane.INTERACTIVE
    #: Condition of the rows that are in `Lane.LONG` instead; never NULL. None: none is.
    IS_LONG: ClassVar[Combinable | None] = None
    #: Reasons of the subclass beside `FailureReason`: code to (lazy) sentence.
    REASONS: ClassVar[Mapping[str, Any]] = {}
    #: Stages of the subclass: code to (lazy) label.
    STAGES: ClassVar[Mapping[str, Any]] = {}

    state = models.CharField(
        _("state"), max_length=10, choices=JobState.choices, default=JobState.QUEUED, editable=False
    )
    stage = models.CharField(_("stage"), max_length=40, blank=True, editable=False)
    reason = models.CharField(_("reason"), max_length=40, blank=True, editable=False)
    detail = models.TextField(_("detail for staff"), blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0, editable=False)

    # Whose turn it is to have it done: an account or a draft without one (`works.owners`).
    owner_key = models.CharField(_("waits for"), max_length=50, blank=True, editable=False)
    queued_at = models.DateTimeField(_("queued at"), default=timezone.now, editable=False)
    # Not to be begun before; empty: at once.
    due_at = models.DateTimeField(_("due at"), null=True, editable=False)
    started_at = models.DateTimeField(_("started at"), null=True, editable=False)
    finished_at = models.DateTimeField(_("finished at"), null=True, editable=False)

    # Who holds the row, and until when. The token is new with every claim.
    token = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    heartbeat_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_known_state",
                condition=Q(state__in=JobState.values),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_running_is_held",
                condition=~Q(state=JobState.RUNNING)
                | Q(token__isnull=False, lease_until__isnull=False),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_failed_has_reason",
                condition=~Q(state=JobState.FAILED) | ~Q(reason=""),
            ),
        ]
        indexes = [open_rows_index(), turn_index()]

    @classmethod
    def in_lane(cls, lane: Lane) -> Q | None:
        """Return which rows of this kind are in a lane; None where none ever is."""
        if lane is cls.LANE:
            return Q() if cls.IS_LONG is None else ~Q(cls.IS_LONG)
        return Q(cls.IS_LONG) if lane is Lane.LONG and cls.IS_LONG is not None else None

    @property
    def lane(self) -> Lane:
        """The lane of this row."""
        if self.IS_LONG is None:
            return self.LANE
        is_long = getattr(self, "is_long", None)  # where the query that read the row asked
        if is_long is None:
            is_long = type(self)._default_manager.filter(Q(self.IS_LONG), pk=self.pk).exists()
        return Lane.LONG if is_long else self.LANE

    @property
    def is_done(self) -> bool:
        return self.state in (JobState.READY, JobState.FAILED)

    @property
    def reason_sentence(self) -> str:
        """Why the job failed, in the active language; empty unless it did."""
        if self.reason in self.REASONS:
            return str(self.REASONS[self.reason])
        return reason_sentence(self.reason)


J = TypeVar("J", bound=JobRow)


def due_jobs(model: type[J]) -> models.QuerySet[J]:
    """Rows that a worker may claim now: queued and due, or left by a worker that died."""
    queued = Q(state=JobState.QUEUED) & (Q(due_at__isnull=True) | Q(due_at__lte=Now()))
    dead = Q(state=JobState.RUNNING, lease_until__lt=Now())
    return model._default_manager.filter(queued | dead, attempts__lt=settings.JOB_ATTEMPTS)


def expired_jobs(model: type[J]) -> models.QuerySet[J]:
    """Running rows whose lease has expired: their worker sent no heartbeat for its length."""
    return model._default_manager.filter(state=JobState.RUNNING, lease_until__lt=Now())


def claim(model: type[J], pk: object) -> J | None:
    """Claim a queued row or one whose lease has expired; None where another worker holds it."""
    token = uuid.uuid4()
    free = Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, lease_until__lt=Now())
    taken = model._default_manager.filter(free, pk=pk, attempts__lt=settings.JOB_ATTEMPTS).update(
        state=JobState.RUNNING,
        stage="",
        reason="",
        detail="",
        attempts=F("attempts") + 1,
        started_at=Now(),
        heartbeat_at=Now(),
        lease_until=Now() + _lease_time(),
        token=token,
        due_at=None,
    )
    # Between the two statements another worker may have claimed the row.
    return model._default_manager.filter(pk=pk, token=token).first() if taken else None


def extend(job: JobRow) -> bool:
    """Hold the row for another lease; False where another worker holds it."""
    return _row_of(job).update(heartbeat_at=Now(), lease_until=Now() + _lease_time()) == 1


def enter(job: JobRow, stage: str) -> bool:
    """Store the stage and extend the lease; False where another worker holds the row."""
    changed = _row_of(job).update(
        stage=stage, heartbeat_at=Now(), lease_until=Now() + _lease_time()
    )
    return changed == 1


def finish(job: JobRow, columns: Mapping[str, Any]) -> bool:
    """Store the result and make the row ready, in one statement; False where it is lost."""
    return _row_of(job).update(**columns, stage="", **end_columns(JobState.READY)) == 1


def fail(job: JobRow, reason: str, detail: str = "") -> bool:
    """Make the row failed with a reason; its stage stays, so that it shows where."""
    return _row_of(job).update(reason=reason, detail=detail, **end_columns(JobState.FAILED)) == 1


def release(job: JobRow) -> bool:
    """Queue the row again without counting the attempt, for a worker that is told to stop."""
    columns = {**end_columns(JobState.QUEUED), "finished_at": None, "attempts": F("attempts") - 1}
    return _row_of(job).update(**columns) == 1


def defer(job: JobRow, seconds: int, detail: str = "", *, counted: bool = True) -> bool:
    """Queue the row again for after `seconds`; an attempt that is not `counted` is given back."""
    columns = {**end_columns(JobState.QUEUED), "finished_at": None, "detail": detail}
    columns["due_at"] = Now() + timedelta(seconds=seconds)
    if not counted:
        columns["attempts"] = F("attempts") - 1
    return _row_of(job).update(**columns) == 1


def cancel(model: type[JobRow], pk: object, detail: str) -> bool:
    """Fail a row that is not done, whoever holds it; False where it is done.

    The token goes with the state, so a worker finds at its next heartbeat that it lost the row.
    """
    open_rows = model._default_manager.filter(pk=pk, state__in=[JobState.QUEUED, JobState.RUNNING])
    columns = {**end_columns(JobState.FAILED), "reason": FailureReason.CANCELLED, "detail": detail}
    return open_rows.update(**columns) == 1


def end_columns(state: JobState) -> dict[str, Any]:
    """The columns of a row in this state that no worker holds any more."""
    return {
        "state": state,
        "finished_at": Now(),
        "token": None,
        "lease_until": None,
        "due_at": None,
    }


def _row_of(job: JobRow) -> models.QuerySet[JobRow]:
    """The row of the job as long as this worker holds it; else no row."""
    return type(job)._default_manager.filter(pk=job.pk, state=JobState.RUNNING, token=job.token)


def _lease_time() -> timedelta:
    return timedelta(seconds=settings.JOB_LEASE_SECONDS)
