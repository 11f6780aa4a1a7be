"""Which memo a person may read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from assessments.memo.models import Memo
from assessments.works.access import assessments_readable_by, require_signed_in, row_or_404


def memo_get_for(user: Any, pk: UUID) -> Memo:
    """A memo of an assessment that one may read; raises Http404 for everyone else."""
    memos = Memo.objects.filter(
        assessment__in=assessments_readable_by(require_signed_in(user)).values("pk")
    )
    memos = memos.select_related("assessment__work__owner")
    return row_or_404(memos.filter(pk=pk).first())
