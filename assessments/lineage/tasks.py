"""The Celery tasks of `reading_jobs`, one id in, one call, the state out.

Apart from `tasks`, which stand below the services, since a service takes an archive's members in.
"""

from __future__ import annotations

from celery import shared_task

from assessments.jobs import run
from assessments.lineage.jobs import comparison_work, tree_work
from assessments.lineage.models import FileComparison, Tree


@shared_task(name="assessments.files_compare", ignore_result=True)
def files_compare(comparison_id: str) -> str:
    """Compare two originals; the row ends ready or failed."""
    return run(FileComparison, comparison_id, comparison_work)


@shared_task(name="assessments.tree_grow", ignore_result=True)
def tree_grow(tree_id: str) -> str:
    """Order the outputs of a draft; the row ends ready or failed."""
    return run(Tree, tree_id, tree_work)
