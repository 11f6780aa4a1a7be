"""Django's and Celery's door to the tasks: each stands in the room of its concern.

A task takes one id, calls one function, and may run any number of times.
"""

from __future__ import annotations

from assessments.dossier.announce import proofs_tell
from assessments.dossier.tasks import dossier_make, timestamp_get
from assessments.evidence.follow_up import follow_all
from assessments.evidence.sweep import originals_round
from assessments.evidence.tasks import archive_unpack, file_read, picture_view
from assessments.jobs import also_sweep
from assessments.lineage.tasks import files_compare, tree_grow
from assessments.memo.announce import memos_tell
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
    "timestamp_get",
    "tree_grow",
]

also_sweep(memos_tell)
also_sweep(proofs_tell)
also_sweep(originals_round)
also_sweep(follow_all)
