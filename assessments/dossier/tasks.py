"""Celery tasks of dossiers."""

from __future__ import annotations

from celery import shared_task

from assessments.dossier.announce import proof_tell
from assessments.dossier.job import dossier_clean, dossier_work
from assessments.dossier.models import Dossier
from assessments.jobs import run


@shared_task(name="assessments.dossier_make", ignore_result=True)
def dossier_make(dossier_id: str) -> str:
    """Make the archive of a dossier and tell the log; the row ends ready or failed."""
    outcome = run(Dossier, dossier_id, dossier_work, clean=dossier_clean)
    proof_tell(Dossier, dossier_id)
    return outcome
