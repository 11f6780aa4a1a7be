"""Reading stored originals again from time to time, and removing those that no draft has.

Does a little in every round of the sweep, so that everything is read within `ORIGINAL_CHECK_DAYS`
without a long pause anywhere.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db.models import ProtectedError, Q, QuerySet
from django.utils import timezone

from assessments.evidence import store as evidence_store
from assessments.evidence.models import Original

MAX_PER_ROUND = 3


def originals_check(*, days: int, max_originals: int | None = None) -> tuple[int, list[Original]]:
    """Read again what was not read for so many days; how many, and which are not the same."""
    wrong, count = [], 0
    for original in _due_originals(days)[:max_originals]:
        count += 1
        if not evidence_store.verify_original(original):
            wrong.append(original)
    return count, wrong


def originals_forget(*, days: int) -> int:
    """Remove the bytes that no draft has pointed to for so many days."""
    before = timezone.now() - timedelta(days=days)
    left = Original.objects.filter(uploads__isnull=True, received_at__lt=before)
    removed = 0
    for original in left[: MAX_PER_ROUND * 100]:
        try:
            evidence_store.discard(original)
        except ProtectedError:  # handed in again meanwhile
            continue
        removed += 1
    return removed


def originals_round() -> int:
    """What one round of the sweep does."""
    count, _ = originals_check(days=settings.ORIGINAL_CHECK_DAYS, max_originals=MAX_PER_ROUND)
    return count + originals_forget(days=settings.ORIGINAL_FORGET_DAYS)


def _due_originals(days: int) -> QuerySet[Original]:
    before = timezone.now() - timedelta(days=days)
    unread = Q(checked_at__isnull=True) | Q(checked_at__lte=before)
    return Original.objects.filter(unread).order_by("checked_at")
