"""Celery tasks of dossiers."""

from __future__ import annotations

from celery import shared_task

from assessments.dossier.announce import proof_announce
from assessments.dossier.job import dossier_clean, dossier_work
from assessments.dossier.models import Dossier
from assessments.evidence.models_timestamps import Timestamp
from assessments.evidence.timestamp_job import timestamp_work
from assessments.jobs import run


@shared_task(name="assessments.dossier_make", ignore_result=True)
def dossier_make(dossier_id: str) -> str:
    """Make the archive of a dossier and log the outcome; the row ends ready or failed."""
    outcome = run(Dossier, dossier_id, dossier_work, clean=dossier_clean)
    proof_announce(Dossier, dossier_id)
    return outcome


@shared_task(name="assessments.timestamp_get", ignore_result=True)
def timestamp_get(timestamp_id: str) -> str:
    """Get a timestamp from the authority and log the outcome; the row ends ready or failed."""
    outcome = run(Timestamp, timestamp_id, timestamp_work)
    proof_announce(Timestamp, timestamp_id)
    return outcome
