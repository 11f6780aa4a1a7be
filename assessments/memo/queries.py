"""Which memo a person may read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from assessments.memo.models import Memo
from assessments.works.access import _or_404, _readable_by, _require_signed_in


def memo_get_for(user: Any, pk: UUID) -> Memo:
    """A memo of an assessment that one may read; raises Http404 for everyone else."""
    memos = Memo.objects.filter(assessment__in=_readable_by(_require_signed_in(user)).values("pk"))
    memos = memos.select_related("assessment__work__owner")
    return _or_404(memos.filter(pk=pk).first())
