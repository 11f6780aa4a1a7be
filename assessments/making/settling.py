"""Whether the results are still compared, so that what a round continues may yet be found.

A round is accepted with what its card says. Were it accepted before the comparison ends, the same
files would make another record than a moment later.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.utils import timezone

from assessments.jobs import JobState, worker_seems_absent
from assessments.lineage.queries import current_tree
from assessments.works.drafts import Draft

OPEN = (JobState.QUEUED, JobState.RUNNING)
# A comparison is requested by whoever read the last file, a moment after the file is read.
REQUESTED_WITHIN: Final = timedelta(seconds=5)


def is_comparing(draft: Draft) -> bool:
    """Whether the files are read and a worker still compares their results, or is about to."""
    tree, now = current_tree(draft), timezone.now()
    if tree is None:
        since = now - REQUESTED_WITHIN
        return draft.uploads.filter(original__reading__finished_at__gte=since).exists()
    return tree.state in OPEN and not worker_seems_absent(tree, now)
