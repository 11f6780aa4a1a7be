"""Celery tasks of comparisons and trees."""

from __future__ import annotations

from celery import shared_task

from assessments.jobs import run
from assessments.lineage.jobs import comparison_work, tree_work
from assessments.lineage.models import FileComparison, Tree
from assessments.lineage.services import tree_finish


@shared_task(name="assessments.files_compare", ignore_result=True)
def files_compare(comparison_id: str) -> str:
    """Compare two originals; the row ends ready or failed."""
    return run(FileComparison, comparison_id, comparison_work)


@shared_task(name="assessments.tree_grow", ignore_result=True)
def tree_grow(tree_id: str) -> str:
    """Order the outputs of a draft; the row ends ready or failed."""
    outcome = run(Tree, tree_id, tree_work)
    if outcome == "ready" and (tree := Tree.objects.filter(pk=tree_id).first()):
        tree_finish(tree)
    return outcome
