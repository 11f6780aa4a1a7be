"""Receiving an uploaded file and starting the jobs that read it."""

from __future__ import annotations

from typing import Any, BinaryIO

from django.utils import timezone

from assessments.evidence.follow_up import follow
from assessments.evidence.models import FileReading, Upload
from assessments.evidence.models_views import Unpacking
from assessments.evidence.uploads import upload_receive
from assessments.jobs import State, retry, ring
from assessments.works.drafts import Draft


def file_receive(*, draft: Draft, file: BinaryIO, by: Any, name: str) -> Upload:
    """Take a file in to be read; bytes that were read before need no second reading."""
    upload = upload_receive(draft=draft, file=file, by=by, name=name)
    follow(upload.original_id)
    return upload


def reading_retry(upload: Upload) -> bool:
    """Do again what failed or broke off of a file; False where nothing is to be done."""
    unpacking = Unpacking.objects.filter(pk=upload.pk).first()
    if unpacking is not None and retry(unpacking):
        return True
    reading = FileReading.objects.filter(pk=upload.original_id).first()
    if reading is None:
        return False
    if retry(reading):
        return True
    codes = {one["code"] for one in (reading.found or {}).get("problems") or []}
    if reading.state != State.READY or not codes & AGAIN:
        return False
    ready = FileReading.objects.filter(pk=reading.pk, state=State.READY)
    queued = ready.update(state=State.QUEUED, attempts=0, queued_at=timezone.now())
    if queued:
        ring(reading)
    return queued == 1


# Problems of a reading after which reading the same bytes once more may end otherwise.
AGAIN = frozenset({"timed_out", "reader_died", "reader_failed"})
