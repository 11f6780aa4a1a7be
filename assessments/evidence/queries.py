"""What is read of files, and who may read them.

A file belongs to a draft: its owner reads it, and so does the session that holds a draft without an
owner. Whoever an assessment is shared with reads the files that its record names, no others.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Sum
from django.http import Http404, HttpRequest

from assessments.evidence.models import Original, Upload
from assessments.evidence.models_timestamps import Timestamp
from assessments.works.access_drafts import draft_get_for
from assessments.works.drafts import Draft
from assessments.works.models import Assessment
from assessments.works.shares import Share


def named_digests(assessment: Assessment) -> set[str]:
    """The digests of the files that the record of an assessment names as evidence."""
    pieces = assessment.record.get("evidence") or []
    return {str(piece["sha256"]).lower() for piece in pieces if piece.get("sha256")}


def draft_bytes(draft: Draft) -> int:
    """How much the files of a draft come to; the same bytes count once."""
    distinct = Original.objects.filter(uploads__draft=draft).distinct()
    return distinct.aggregate(all=Sum("size"))["all"] or 0


def duplicates(draft: Draft) -> list[list[Upload]]:
    """Files of a draft that were handed in more than once: the same bytes, in order of time."""
    repeated = (
        draft.uploads.order_by()
        .values("original_id")
        .annotate(count=Count("pk"))
        .filter(count__gt=1)
        .values_list("original_id", flat=True)
    )
    groups: dict[str, list[Upload]] = {}
    for upload in draft.uploads.filter(original_id__in=repeated).order_by("received_at"):
        groups.setdefault(upload.original_id, []).append(upload)
    return list(groups.values())


def timestamps_of(assessment: Assessment) -> QuerySet[Timestamp]:
    """The timestamps over files of an assessment's work, in the order they were asked for."""
    of_work = Timestamp.objects.filter(draft__work=assessment.work_id)
    return of_work.order_by("queued_at")


def upload_get_for(request: HttpRequest, pk: UUID) -> Upload:
    """A file that the person of this request may read; raises Http404 for everyone else."""
    upload = Upload.objects.filter(pk=pk).select_related("draft", "original").first()
    if upload is None or not _may_read(request, upload):
        raise Http404
    return upload


def uploads_of(assessment: Assessment, user: Any) -> list[Upload]:
    """The files of an assessment's work that this person may read, in the order received."""
    uploads = Upload.objects.filter(draft__work=assessment.work_id).select_related(
        "original__reading"
    )
    if assessment.work.owner_id == user.pk:
        return list(uploads)
    return list(uploads.filter(original_id__in=named_digests(assessment)))


def _may_read(request: HttpRequest, upload: Upload) -> bool:
    user, draft = request.user, upload.draft
    if draft.owner_id is None:
        return _holds_draft(request, draft.pk)
    if not user.is_authenticated:
        return False
    return draft.owner_id == user.pk or _is_shared_with(user, upload)


def _is_shared_with(user: Any, upload: Upload) -> bool:
    if upload.draft.work_id is None:
        return False
    open_to = Share.objects.filter(
        reader=user, revoked_at__isnull=True, assessment__work=upload.draft.work_id
    ).select_related("assessment")
    return any(upload.original_id in named_digests(share.assessment) for share in open_to)


def _holds_draft(request: HttpRequest, pk: UUID) -> bool:
    """Whether the session of this request is the one that holds a draft without an owner."""
    try:
        draft_get_for(request, pk)
    except Http404:
        return False
    return True
