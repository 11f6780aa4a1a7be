"""The Celery tasks of `reading_jobs`, one id in, one call, the state out.

Apart from `tasks`, which stand below the services, since a service takes an archive's members in.
"""

from __future__ import annotations

import hashlib
from functools import partial
from typing import Any, BinaryIO

from celery import shared_task

from assessments.dossier.names import clean_name
from assessments.jobs import StorageAway, run
from assessments.models import Comparison, PictureView, Tree, Unpacking, Upload
from assessments.reading_jobs import (
    comparison_work,
    picture_view_work,
    tree_work,
    unpacking_work,
)
from assessments.services.files import FileRefused
from assessments.services.reading import file_receive


@shared_task(name="assessments.archive_unpack", ignore_result=True)
def archive_unpack(upload_id: str) -> str:
    """Take the members of an archive in; the row ends ready or failed."""
    return run(Unpacking, upload_id, partial(unpacking_work, take=_take))


@shared_task(name="assessments.picture_view", ignore_result=True)
def picture_view(sha256: str) -> str:
    """Make the small picture of an original; the row ends ready or failed."""
    return run(PictureView, sha256, picture_view_work)


@shared_task(name="assessments.files_compare", ignore_result=True)
def files_compare(comparison_id: str) -> str:
    """Compare two originals; the row ends ready or failed."""
    return run(Comparison, comparison_id, comparison_work)


@shared_task(name="assessments.tree_grow", ignore_result=True)
def tree_grow(tree_id: str) -> str:
    """Order the outputs of a draft; the row ends ready or failed."""
    return run(Tree, tree_id, tree_work)


def _take(archive: Upload, file: BinaryIO, name: str) -> dict[str, Any]:
    """The id of the file taken in, or why not; a second attempt finds what the first took."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    before = archive.draft.uploads.filter(original_id=digest, name=clean_name(name)).first()
    if before is not None:
        return {"id": str(before.pk)}
    try:
        made = file_receive(draft=archive.draft, file=file, by=archive.by, name=name)
    except FileRefused as refused:
        if isinstance(refused.__cause__, StorageAway):
            raise refused.__cause__ from refused
        return {"code": refused.code, "params": refused.params}
    return {"id": str(made.pk)}
