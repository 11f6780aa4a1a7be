"""Whether the results are still compared, so that what a round continues may yet be found.

A round is accepted with what its card says. Were it accepted before the comparison ends, the same
files would make another record than a moment later.
"""

from __future__ import annotations

from django.utils import timezone

from assessments.jobs import JobState, worker_seems_absent
from assessments.lineage.queries import current_tree
from assessments.works.drafts import Draft

OPEN = (JobState.QUEUED, JobState.RUNNING)


def is_comparing(draft: Draft) -> bool:
    """Whether the files are read and a worker still compares their results."""
    tree = current_tree(draft)
    if tree is None or tree.state not in OPEN:
        return False
    return not worker_seems_absent(tree, timezone.now())
