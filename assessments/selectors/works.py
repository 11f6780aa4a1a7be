"""What is read of works, assessments and memos, and who may read it.

Access is decided here and nowhere else: a stranger learns nothing, not even that a row exists.
"""

from __future__ import annotations

from typing import Any, TypeVar, cast
from uuid import UUID

from django.db.models import F, QuerySet
from django.http import Http404

from assessments.models import Assessment, Memo, Work
from assessments.precedents import library_published

Row = TypeVar("Row", Assessment, Memo, Work)


def assessment_get_for(user: Any, pk: UUID) -> Assessment:
    """One's own assessment, with its work; raises Http404 for everyone else."""
    mine = Assessment.objects.filter(work__owner=_known(user)).select_related("work")
    return _or_404(mine.filter(pk=pk).first())


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
    mine = Memo.objects.filter(pk=pk, assessment__work__owner=_known(user))
    return _or_404(cast("Memo | None", mine.first()))


def positions(slug: str) -> dict[str, int] | None:
    """Where a judged work stands on every dimension (0-4), as its court held proved."""
    library = library_published()
    return library.levels(slug) if slug in library.placed else None


def work_get_for(user: Any, pk: UUID) -> Work:
    """One's own work; raises Http404 for everyone else."""
    return _or_404(Work.objects.filter(owner=_known(user), pk=pk).first())


def _known(user: Any) -> Any:
    if not user.is_authenticated:
        raise Http404
    return user


def _or_404(row: Row | None) -> Row:
    if row is None:
        raise Http404
    return row
