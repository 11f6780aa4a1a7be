"""Celery tasks on uploaded files, and on the timestamps of daily roots."""

from __future__ import annotations

import hashlib
import os
from functools import partial
from typing import Any, BinaryIO

from celery import shared_task

from assessments.evidence.extraction_job import reading_work
from assessments.evidence.file_names import clean_name
from assessments.evidence.follow_up import announce_files, start_follow_ups
from assessments.evidence.jobs import picture_view_work, unpacking_work
from assessments.evidence.models import FileReading, Upload
from assessments.evidence.models_timestamps import RootTimestamp
from assessments.evidence.models_views import PictureView, Unpacking
from assessments.evidence.receive import file_receive
from assessments.evidence.timestamp_job import root_timestamp_work
from assessments.evidence.uploads import FileRejected, owner_identity
from assessments.jobs import StorageUnavailable, run
from assessments.quotas.limits import Kind
from assessments.quotas.refusal import QuotaExceeded
from assessments.quotas.services import quota_spend


@shared_task(name="assessments.file_read", ignore_result=True)
def file_read(key: str) -> str:
    """Read an original and start the jobs that follow; the row ends ready or failed."""
    outcome = run(FileReading, key, reading_work)
    if outcome == "ready":
        start_follow_ups(key)
    else:
        announce_files(key)
    return outcome


@shared_task(name="assessments.archive_unpack", ignore_result=True)
def archive_unpack(upload_id: str) -> str:
    """Receive the members of an archive as files; the row ends ready or failed."""
    outcome = run(Unpacking, upload_id, partial(unpacking_work, receive_member=_receive_member))
    if upload := Upload.objects.filter(pk=upload_id).first():
        announce_files(upload.original_id)
    return outcome


@shared_task(name="assessments.picture_view", ignore_result=True)
def picture_view(key: str) -> str:
    """Make the preview of an original; the row ends ready or failed."""
    outcome = run(PictureView, key, picture_view_work)
    announce_files(key)
    return outcome


@shared_task(name="assessments.root_timestamp_get", ignore_result=True)
def root_timestamp_get(root_id: str) -> str:
    """Get the timestamp of a daily root; the row ends ready or failed, or is deferred."""
    return run(RootTimestamp, root_id, root_timestamp_work)


def _receive_member(archive: Upload, file: BinaryIO, name: str) -> dict[str, Any]:
    """Receive a member; return its id, or the code and parameters of its rejection.

    A second attempt of the job finds the upload that the first one made.
    """
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    existing = archive.draft.uploads.filter(original__sha256=digest, name=clean_name(name)).first()
    if existing is not None:
        return {"id": str(existing.pk)}
    size = file.seek(0, os.SEEK_END)
    try:
        quota_spend(owner_identity(archive.draft), Kind.UPLOAD_MIB, size)
        upload = file_receive(draft=archive.draft, file=file, by=archive.by, name=name)
    except QuotaExceeded:
        return {"code": "limit", "params": {}}
    except FileRejected as rejection:
        if isinstance(rejection.__cause__, StorageUnavailable):
            raise rejection.__cause__ from rejection
        return {"code": rejection.code, "params": rejection.params}
    return {"id": str(upload.pk)}
