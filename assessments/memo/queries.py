"""Reads memos with the right of access."""

from __future__ import annotations

from uuid import UUID

from assessments.memo.models import Memo
from assessments.works.access import (
    Visitor,
    assessments_readable_by,
    require_signed_in,
    row_or_404,
)


def memo_get_for(user: Visitor, pk: UUID) -> Memo:
    """Return a memo of an assessment that the user may read; raise Http404 otherwise."""
    memos = Memo.objects.filter(
        assessment__in=assessments_readable_by(require_signed_in(user)).values("pk")
    )
    memos = memos.select_related("assessment__work__owner")
    return row_or_404(memos.filter(pk=pk).first())
