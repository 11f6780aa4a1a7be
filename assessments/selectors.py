"""What is read of works, assessments and memos, and who may read it.

Access is decided here and nowhere else: a stranger learns nothing, not even that a row exists.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.http import Http404

from assessments.library import library_published
from assessments.models import Assessment, Memo, Work


def assessment_get_for(user: Any, pk: UUID) -> Assessment:
    """One's own assessment, with its work; raises Http404 for everyone else."""
    return _one(Assessment.objects.filter(work__owner=_known(user)).select_related("work"), pk)


def assessment_summaries(user: Any) -> QuerySet[Assessment, Any]:
    """What a list shows of one's own assessments, newest first, without their snapshots."""
    mine = Assessment.objects.filter(work__owner=_known(user))
    return mine.values(
        "id",
        "as_of",
        "created_at",
        title=F("work__title"),
        claimed=F("result__claimed__conclusion"),
        proved=F("result__proved__conclusion"),
    )


def assessments_of(user: Any) -> QuerySet[Assessment]:
    """All of one's own assessments, newest first."""
    return Assessment.objects.filter(work__owner=_known(user)).select_related("work")


def memo_get_for(user: Any, pk: UUID) -> Memo:
    """A memo of one's own assessment; raises Http404 for everyone else."""
    mine = Memo.objects.filter(assessment__work__owner=_known(user))
    return _one(mine.select_related("assessment__work"), pk)


def positions(slug: str) -> dict[str, int] | None:
    """Where a judged work stands on every dimension (0-4), as its court held proved."""
    library = library_published()
    return library.levels(slug) if slug in library.placed else None


def work_get_for(user: Any, pk: UUID) -> Work:
    """One's own work; raises Http404 for everyone else."""
    return _one(Work.objects.filter(owner=_known(user)), pk)


def _known(user: Any) -> Any:
    if not user.is_authenticated:
        raise Http404
    return user


def _one(rows: QuerySet[Any], pk: UUID) -> Any:
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
