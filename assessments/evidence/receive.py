"""Receives an uploaded file and starts the jobs that read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from django.utils import timezone

from assessments.evidence.follow_up import start_follow_ups
from assessments.evidence.models import FileReading, Upload
from assessments.evidence.models_views import Unpacking
from assessments.evidence.outdated import lacks_conversations
from assessments.evidence.uploads import upload_receive
from assessments.jobs import JobState, dispatch, retry
from assessments.works.drafts import Draft

if TYPE_CHECKING:
    from assessments.evidence.uploads import Actor


def file_receive(*, draft: Draft, file: BinaryIO, by: Actor, name: str) -> Upload:
    """Receive a file and start its jobs; bytes that the draft has already are not read again."""
    upload = upload_receive(draft=draft, file=file, by=by, name=name)
    start_follow_ups(upload.original_id)
    return upload


def reading_retry(upload: Upload) -> bool:
    """Queue the failed jobs of a file again; return False where none can be repeated."""
    unpacking = Unpacking.objects.filter(pk=upload.pk).first()
    if unpacking is not None and retry(unpacking):
        return True
    reading = FileReading.objects.filter(pk=upload.original_id).first()
    if reading is None:
        return False
    if retry(reading):
        return True
    found = reading.found or {}
    codes = {problem["code"] for problem in found.get("problems") or []}
    may_gain = codes & RETRY_PROBLEM_CODES or lacks_conversations(found)
    if reading.state != JobState.READY or not may_gain:
        return False
    ready = FileReading.objects.filter(pk=reading.pk, state=JobState.READY)
    queued = ready.update(state=JobState.QUEUED, attempts=0, queued_at=timezone.now())
    if queued:
        dispatch(reading)
    return queued == 1


# Problems that depend on the process rather than on the file: a second attempt may succeed.
RETRY_PROBLEM_CODES = frozenset({"timed_out", "reader_died", "reader_failed"})
