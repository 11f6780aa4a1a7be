"""The end of a timestamp or a dossier stands in the log once, in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import translation

from assessments.audit.models import AuditEntry
from assessments.dossier.announce import proof_announce, proofs_announce
from assessments.dossier.models import Dossier
from assessments.dossier.services import dossier_request, timestamp_request
from assessments.dossier.tasks import dossier_make, timestamp_get
from assessments.history.page import audit_chains
from assessments.jobs import JobState
from assessments.works.models import Assessment

pytestmark = pytest.mark.both_databases


def logged_acts(work: Any) -> list[str]:
    """The acts of a work's log with the facts of each, as the page shows them."""
    chains = audit_chains(work)
    return [f"{row.act} {dict(row.facts)}" for chain in chains for row in chain.rows]


def test_a_dossier_that_was_made_stands_in_the_log(ready_dossier: Dossier) -> None:
    entry = AuditEntry.objects.get(act="dossier.ready")

    assert entry.facts["sha256"] == ready_dossier.sha256
    assert entry.actor is None


def test_a_dossier_that_failed_stands_in_the_log_with_its_reason_in_both_languages(
    assessment: Assessment, person: User
) -> None:
    dossier = dossier_request(assessment=assessment, by=person)
    Path(assessment.work.draft.uploads.first().original.file.path).write_bytes(b"other")
    dossier_make(str(dossier.pk))

    with translation.override("en"):
        (line,) = [
            act for act in logged_acts(assessment.work) if "Could not make the dossier" in act
        ]
    assert "no longer the one that was received" in line
    with translation.override("zh-hans"):
        assert not any("dossier" in act for act in logged_acts(assessment.work))


def test_a_timestamp_that_nobody_gives_stands_in_the_log(
    assessment: Assessment, person: User
) -> None:
    timestamp = timestamp_request(draft=assessment.work.draft, by=person)
    timestamp_get(str(timestamp.pk))

    entry = AuditEntry.objects.get(act="timestamp.failed")
    assert entry.facts["reason"] == "not_configured"


def test_what_ended_untold_is_told_by_the_sweep_and_once_only(
    assessment: Assessment, person: User
) -> None:
    dossier = dossier_request(assessment=assessment, by=person)
    Dossier.objects.filter(pk=dossier.pk).update(state=JobState.FAILED, reason="worker_lost")
    Dossier.objects.filter(pk=dossier.pk).update(finished_at=dossier.queued_at)

    assert [proofs_announce(), proofs_announce()] == [1, 0]
    assert not proof_announce(Dossier, dossier.pk)
    assert AuditEntry.objects.filter(act="dossier.failed").count() == 1
