"""Checks all stored originals within `ORIGINAL_CHECK_DAYS`; removes those that no draft has."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.core.files.storage import default_storage
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


def leftovers_adopt(folder: str, *, days: int) -> int:
    """Give a row to each file of a folder of originals that has none; return how many there were.

    A web process that was killed had stored the bytes and not yet the row. A row makes them an
    original like any other that no upload has: it is removed `days` later, unless the same file
    is uploaded to the same draft meanwhile. It is marked as damaged, since it may be incomplete, so
    that an upload stores the bytes again.
    """
    before = timezone.now() - timedelta(days=days)
    adopted = 0
    for name in _unnamed_files(folder):
        if default_storage.get_modified_time(name) >= before:
            continue  # its row may still come
        with default_storage.open(name, "rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        key = name.rpartition("/")[2]
        if len(key) != len(digest):  # two attempts met, and storage found another name
            key = hashlib.sha256(name.encode()).hexdigest()
        values = {
            "sha256": digest, "size": default_storage.size(name), "file": name, "intact": False,
        }  # fmt: skip
        adopted += Original.objects.get_or_create(key=key, defaults=values)[1]
    return adopted


def _unnamed_files(folder: str) -> Iterator[str]:
    try:
        _, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    names = [f"{folder}/{name}" for name in files]
    named = set(Original.objects.filter(file__in=names).values_list("file", flat=True))
    yield from (name for name in names if name not in named)


def originals_round() -> int:
    """Do the part of one sweep; return how many originals were checked or removed.

    Raises `StorageUnavailable` where this host has another storage.
    """
    if Original.objects.exists():
        require_own_storage()
    count, _ = originals_check(days=settings.ORIGINAL_CHECK_DAYS, max_originals=MAX_PER_ROUND)
    days = settings.ORIGINAL_FORGET_DAYS
    # Any of the folders that `original_path` makes, so that all are looked at now and then.
    adopted = leftovers_adopt(f"originals/{secrets.token_hex(1)}", days=days)
    return count + adopted + originals_forget(days=days)


def _due_originals(days: int) -> QuerySet[Original]:
    before = timezone.now() - timedelta(days=days)
    is_due = Q(checked_at__isnull=True) | Q(checked_at__lte=before)
    return Original.objects.filter(is_due).order_by("checked_at")
