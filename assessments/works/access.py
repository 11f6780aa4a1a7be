"""What is read of works, assessments and memos, and who may read it.

Access is decided here and nowhere else: a stranger learns nothing, not even that a row exists.
"""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from assessments.works.models import Assessment, Work
from assessments.works.shares import Share

Row = TypeVar("Row", bound=models.Model)


def assessment_get_for(user: Any, pk: UUID) -> Assessment:
    """To read: one's own or one that is shared with one; raises Http404 for everyone else."""
    readable = assessments_readable_by(require_signed_in(user)).select_related("work__owner")
    return row_or_404(readable.filter(pk=pk).first())


def assessment_get_owned(user: Any, pk: UUID) -> Assessment:
    """To act on as its owner; raises Http404 for everyone else, readers too."""
    mine = Assessment.objects.filter(work__owner=require_signed_in(user)).select_related(
        "work__owner"
    )
    return row_or_404(mine.filter(pk=pk).first())


def other_assessments_of_work(user: Any, assessment: Assessment) -> QuerySet[Assessment, Any]:
    """The other assessments of the same work that one may read, newest first."""
    readable = assessments_readable_by(require_signed_in(user)).filter(work=assessment.work_id)
    return readable.exclude(pk=assessment.pk).order_by("-created_at").values("id", "created_at")


def is_owner(user: Any, assessment: Assessment) -> bool:
    """True for the one who may change, assess again and share; readers only read."""
    return bool(user.is_authenticated and assessment.work.owner_id == user.pk)


def assessment_summaries(user: Any) -> QuerySet[Assessment, Any]:
    """What a list shows of one's own assessments, newest first, without their snapshots."""
    mine = Assessment.objects.filter(work__owner=require_signed_in(user))
    earlier = Assessment.objects.filter(
        work=OuterRef("work"), created_at__lt=OuterRef("created_at")
    ).order_by("-created_at")
    return mine.values(
        "id",
        "as_of",
        "created_at",
        title=F("work__title"),
        claimed=F("result__claimed__conclusion"),
        proved=F("result__proved__conclusion"),
        earlier=Subquery(earlier.values("id")[:1]),
    )


def assessments_of(user: Any) -> QuerySet[Assessment]:
    """All of one's own assessments, newest first."""
    return Assessment.objects.filter(work__owner=require_signed_in(user)).select_related("work")


def may_read(user: Any, assessment: Assessment) -> bool:
    """True for the owner and for whoever opened a share that was not revoked."""
    return (
        bool(user.is_authenticated)
        and assessments_readable_by(user).filter(pk=assessment.pk).exists()
    )


def work_get_for(user: Any, pk: UUID) -> Work:
    """One's own work; raises Http404 for everyone else."""
    return row_or_404(Work.objects.filter(owner=require_signed_in(user), pk=pk).first())


def assessments_readable_by(user: Any) -> QuerySet[Assessment]:
    """Own assessments, and those with a share that the user has opened and nobody revoked."""
    opened = Share.objects.filter(assessment=OuterRef("pk"), reader=user, revoked_at__isnull=True)
    return Assessment.objects.filter(Q(work__owner=user) | Exists(opened))


def require_signed_in(user: Any) -> Any:
    if not user.is_authenticated:
        raise Http404
    return user


def row_or_404(row: Row | None) -> Row:
    if row is None:
        raise Http404
    return row
