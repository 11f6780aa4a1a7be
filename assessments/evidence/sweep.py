"""Checks stored originals again from time to time, and removes those that no draft has.

Each sweep checks a few originals, so that all are checked within `ORIGINAL_CHECK_DAYS` days and no
sweep takes long.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db.models import ProtectedError, Q, QuerySet
from django.utils import timezone

from assessments.evidence import store as evidence_store
from assessments.evidence.models import Original
from assessments.evidence.own_storage import require_own_storage

MAX_PER_ROUND = 3


def originals_check(*, days: int, max_originals: int | None = None) -> tuple[int, list[Original]]:
    """Check originals last checked `days` ago; return how many, and which are damaged."""
    damaged, count = [], 0
    for original in _due_originals(days)[:max_originals]:
        count += 1
        if not evidence_store.verify_original(original):
            damaged.append(original)
    return count, damaged


def originals_forget(*, days: int) -> int:
    """Remove originals without an upload that were received `days` ago; return how many."""
    before = timezone.now() - timedelta(days=days)
    unused = Original.objects.filter(uploads__isnull=True, received_at__lt=before)
    removed = 0
    for original in unused[: MAX_PER_ROUND * 100]:
        try:
            removed += evidence_store.discard(original)
        except ProtectedError:  # uploaded again meanwhile
            continue
    return removed


def originals_round() -> int:
    """Do the part of one sweep; return how many originals were checked or removed.

    Raises `StorageUnavailable` where this host has another storage.
    """
    if Original.objects.exists():
        require_own_storage()
    count, _ = originals_check(days=settings.ORIGINAL_CHECK_DAYS, max_originals=MAX_PER_ROUND)
    return count + originals_forget(days=settings.ORIGINAL_FORGET_DAYS)


def _due_originals(days: int) -> QuerySet[Original]:
    before = timezone.now() - timedelta(days=days)
    is_due = Q(checked_at__isnull=True) | Q(checked_at__lte=before)
    return Original.objects.filter(is_due).order_by("checked_at")
