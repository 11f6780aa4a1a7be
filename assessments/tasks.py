"""Django's and Celery's door to the tasks: each stands in the room of its concern.

A task takes one id, calls one function, and may run any number of times.
"""

from __future__ import annotations

from assessments.dossier.tasks import dossier_make, timestamp_get
from assessments.evidence.tasks import (
    archive_unpack,
    file_read,
    picture_view,
    root_timestamp_get,
)
from assessments.lineage.tasks import files_compare, tree_grow
from assessments.memo.tasks import memo_make
from assessments.notifications.tasks import notice_send

__all__ = [
    "archive_unpack",
    "dossier_make",
    "file_read",
    "files_compare",
    "memo_make",
    "notice_send",
    "picture_view",
    "root_timestamp_get",
    "timestamp_get",
    "tree_grow",
]
